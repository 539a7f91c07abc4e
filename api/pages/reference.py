"""The reference of the ontology: one page with all terms, and one with all shapes."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Final
from urllib.parse import urlencode

from rdflib import URIRef

from api.diagram.draw import diagram, texts
from api.diagram.geometry import head, number, path
from api.diagram.model import Diagram
from api.reference.concepts import Scheme, schemes
from api.reference.names import ROOT
from api.reference.questions import Question, questions, questions_about
from api.reference.rules import Rule, groups, rules_about, titles
from api.reference.terms import Term, terms
from api.reference.write import FORMATS
from api.view import page
from kg.namespaces import DCTERMS, OWL
from kg.reason.alignments import RELATIONS, vocabularies
from kg.reason.ontology import ontology_graph

__all__ = ["MODULES", "Area", "Entry", "Match", "areas", "page_bytes"]

#: The modules, in the order of the page.
MODULES: Final = (
    *("actor", "event", "agreement", "commitment", "place", "evidence", "collection", "review"),
    "assessment",
)
_HEADINGS: Final = (
    ("Classes", ("class",)),
    ("Properties", ("property between things", "property with a value")),
    ("Datatypes of codes", ("datatype",)),
)


@dataclass(frozen=True, slots=True)
class Match:
    """Be how a term stands to one of another vocabulary.

    Args:
        words: How it stands, as “is a”.
        name: The other term, with its prefix.
        iri: The IRI of the other term.
        note: What keeps it from being more, or makes it true.
    """

    words: str
    name: str
    iri: str
    note: str


@dataclass(frozen=True, slots=True)
class Entry:
    """Be what the page shows of a term."""

    term: Term
    matches: tuple[Match, ...]
    rules: tuple[Rule, ...]
    questions: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class Area:
    """Be a module on the page.

    Args:
        name: Its file, as ``core/actor``.
        title: What it is called.
        abstract: What it is about.
        picture: Its diagram; None if it has none.
        groups: Its terms, under the heading of their kind.
        schemes: Its lists of concepts.
    """

    name: str
    title: str
    abstract: str
    picture: Diagram | None
    groups: tuple[tuple[str, tuple[Entry, ...]], ...]
    schemes: tuple[Scheme, ...] = ()


@cache
def areas() -> tuple[Area, ...]:
    """Return the modules with their terms, then the lists of concepts with theirs."""
    names = [f"core/{module}" for module in MODULES] + [scheme.area for scheme in schemes()]
    return tuple(_area(name) for name in names)


@cache
def page_bytes(address: str) -> bytes:
    """Write a page of the reference; the same ontology gives the same bytes.

    Args:
        address: ``/ontology`` or ``/shape``.
    """
    graph = ontology_graph("core", "themes")
    common = {
        "root": ROOT,
        "version": str(graph.value(URIRef(f"{ROOT}ontology/core/actor"), OWL.versionInfo)),
        "downloads": [(item.name, item.title, f"{address}.{item.name}") for item in FORMATS],
    }
    if address == "/shape":
        sections = [
            (name, title, [group for group in groups() if group.area == name]) for name, title in titles().items()
        ]
        return page("reference_shapes.html", address, {**common, "sections": sections}).encode("utf-8")
    values = {
        "areas": areas(),
        "vocabularies": vocabularies(),
        "questions": questions(),
        "questions_about": questions_about(),
        "term_path": _term_path,
        "texts": texts,
        "path_d": path,
        "head_d": head,
        "number": number,
    }
    return page("reference.html", address, {**common, **values}).encode("utf-8")


def _area(name: str) -> Area:
    graph = ontology_graph("core", "themes")
    header = URIRef(f"{ROOT}ontology/{name}")
    title = str(graph.value(header, DCTERMS.title)).removeprefix("Foedera: ")
    own = [_entry(term) for term in terms() if term.area == name]
    module = name.removeprefix("core/")
    return Area(
        name=name,
        title=title,
        abstract=str(graph.value(header, DCTERMS.abstract)),
        picture=diagram(module, title) if module in MODULES else None,
        groups=tuple((heading, found) for heading, kinds in _HEADINGS if (found := _of_kinds(own, kinds))),
        schemes=tuple(scheme for scheme in schemes() if scheme.area == name),
    )


def _of_kinds(entries: list[Entry], kinds: tuple[str, ...]) -> tuple[Entry, ...]:
    return tuple(entry for entry in entries if entry.term.kind in kinds)


def _entry(term: Term) -> Entry:
    iri = term.ref.iri
    return Entry(term, _matches().get(iri, ()), rules_about().get(iri, ()), questions_about().get(iri, ()))


@cache
def _matches() -> dict[str, tuple[Match, ...]]:
    found: dict[str, list[Match]] = {}
    for vocabulary in vocabularies():
        for item in vocabulary.alignments:
            match = Match(RELATIONS[item.relation], vocabulary.short(item.target), str(item.target), item.note)
            found.setdefault(str(item.subject), []).append(match)
    return {iri: tuple(group) for iri, group in found.items()}


def _term_path(iri: str) -> str:
    """Return the address that tells what the store says of a term."""
    return "/term?" + urlencode({"iri": iri})
