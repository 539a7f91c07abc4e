"""Links: nodes as people meet them, with a name, a kind and an address on this server."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote, urlencode

from pyoxigraph import Literal, NamedNode

from api.pages.words import literal_words
from api.read import Term, select
from api.vocabulary import curie, entry, local_name
from kg.namespaces import DCTERMS, FDR, RDF, RDFS, SKOS
from kg.store.base import Store

__all__ = ["Link", "Links", "Words", "data_path", "id_path", "links_to", "page_path", "tail_of"]

#: Classes that say less than another that the node has too.
_BROAD: Final = frozenset({"Actor", "Event", "Place", "SourceDocument", "NamedGraph"})
_NAMES: Final = tuple(
    str(item) for item in (RDFS.label, SKOS.prefLabel, DCTERMS.title, FDR.action, FDR.office, FDR.exact)
)
_LONGEST: Final = 140


@dataclass(frozen=True, slots=True)
class Link:
    """Be a node to be linked to.

    Args:
        iri: Its IRI.
        label: What it is called.
        kind: The local name of its class, or an empty string.
        href: Where it is shown; an empty string if nowhere.
        elsewhere: Whether that is outside of this server.
    """

    iri: str
    label: str
    kind: str = ""
    href: str = ""
    elsewhere: bool = False

    @property
    def kind_label(self) -> str:
        """The name of its class for people."""
        found = entry(str(FDR[self.kind])) if self.kind else None
        return found.label if found else self.kind.lower()


@dataclass(frozen=True, slots=True)
class Words:
    """Be a literal as people read it, with what stands in the graph."""

    words: str
    lexical: str
    language: str = ""


class Links(Mapping[str, Link]):
    """Know the link to each node that was asked for, and make one for any other."""

    def __init__(self, base: str, known: Mapping[str, Link]) -> None:
        self._base = base
        self._known = known

    def __getitem__(self, iri: str) -> Link:
        return self._known.get(iri) or _link(iri, self._base, {})

    def __iter__(self):  # type: ignore[no-untyped-def]  # noqa: ANN204
        return iter(self._known)

    def __len__(self) -> int:
        return len(self._known)

    def of(self, term: Term) -> Link | Words:
        """Return what is shown of a term."""
        if isinstance(term, Literal):
            return Words(literal_words(term), term.value, term.language or "")
        return self[term.value]


def links_to(store: Store, iris: Iterable[str], base: str) -> Links:
    """Look up what nodes are called, in one query."""
    wanted = sorted(set(iris))
    found: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    if wanted:
        for row in select(store, "labels", nodes=[NamedNode(iri) for iri in wanted]):
            found[row["node"].value][row["property"].value].add(row["value"].value)
    return Links(base, {iri: _link(iri, base, found.get(iri, {})) for iri in wanted})


def tail_of(iri: str, base: str) -> str | None:
    """Return the part of an IRI after the base, or None if it does not begin with it."""
    return iri[len(base) :] if iri.startswith(base) and len(iri) > len(base) else None


def page_path(iri: str, base: str) -> str:
    """Return the address of the page on a node."""
    tail = tail_of(iri, base)
    return f"/term?{urlencode({'iri': iri})}" if tail is None else f"/page/{_quoted(tail)}"


def data_path(iri: str, base: str, suffix: str) -> str:
    """Return the address of the data on a node in a format."""
    tail = tail_of(iri, base)
    if tail is None:
        query = f"DESCRIBE {NamedNode(iri)}"
        return f"/sparql?{urlencode({'query': query, 'format': suffix})}"
    return f"/data/{_quoted(tail)}.{suffix}"


def id_path(iri: str, base: str) -> str | None:
    """Return the address on this server that stands for the IRI itself."""
    tail = tail_of(iri, base)
    return None if tail is None else f"/id/{_quoted(tail)}"


def _quoted(tail: str) -> str:
    return quote(tail, safe="/:@!$&'()*+,;=-._~")


def _link(iri: str, base: str, properties: Mapping[str, set[str]]) -> Link:
    kinds = sorted(local_name(kind) for kind in properties.get(str(RDF.type), ()) if kind.startswith(str(FDR)) and kind)
    narrow = [kind for kind in kinds if kind not in _BROAD]
    kind = (narrow or kinds or [""])[0]
    label = next((min(properties[name]) for name in _NAMES if properties.get(name)), None)
    known = entry(iri)
    if label is None and known is not None:
        label = known.label
    at_home = tail_of(iri, base) is not None or bool(properties) or known is not None
    href = page_path(iri, base) if at_home else iri if iri.startswith(("http://", "https://")) else ""
    return Link(iri, _short(label or _fallback(iri, kind, base)), kind, href, bool(href) and not at_home)


def _fallback(iri: str, kind: str, base: str) -> str:
    if tail_of(iri, base) is None:
        return curie(iri) or iri
    found = entry(str(FDR[kind])) if kind else None
    name = local_name(iri).replace("-", "–") if kind else local_name(iri).replace("-", " ")
    return f"{found.label} {name}" if found else name


def _short(label: str) -> str:
    label = " ".join(label.split())
    return label if len(label) <= _LONGEST else f"{label[:_LONGEST].rsplit(' ', 1)[0]} …"
