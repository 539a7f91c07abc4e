"""The page of any node: what is said of it, and what points at it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Final

from pyoxigraph import NamedNode

from api.link import Link, Words, links_to
from api.pages.evidence import Claimed, Quote, claim_rows, claims_on, quote_rows, quotes_for
from api.pages.facts import facts_of, iris_in
from api.read import ask, select
from api.vocabulary import entry
from kg.errors import NotFoundError
from kg.namespaces import FDR, RDF, RDFS, SKOS
from kg.store.base import Store

__all__ = ["NodeView", "kinds_of", "node_view"]

#: Shown apart from the table of properties.
_APART: Final = frozenset({str(RDFS.label), str(SKOS.prefLabel), str(RDF.type), str(FDR.evidence), str(SKOS.altLabel)})
#: Shown as quotations and claims, not as things that point at the node.
_INWARD_APART: Final = frozenset({str(FDR.about)})
_MOST_QUOTES: Final = 60
#: A passage that is not longer is a name rather than a sentence.
_SHORT: Final = 40


@dataclass(frozen=True, slots=True)
class NodeView:
    """Be a node as it is shown."""

    link: Link
    kinds: list[Link]
    definition: str | None
    spellings: list[str]
    properties: list[tuple[Link, list[Link | Words]]]
    incoming: list[tuple[Link, list[Link]]]
    quotes: list[Quote]
    more_quotes: int
    claims: list[Claimed]

    @property
    def named_only(self) -> bool:
        """Whether its passages are no more than its name, so that a list of them is enough."""
        return all(len(quote.exact) <= _SHORT for quote in self.quotes)


def kinds_of(store: Store, iri: str) -> set[str]:
    """Return the classes of a node.

    Raises:
        NotFoundError: If nothing is said of it or with it, and the ontology does not know it either.
    """
    this = NamedNode(iri)
    if not ask(store, "exists", this=this) and entry(iri) is None:
        raise NotFoundError(f"The store holds nothing named {iri}.", hint="Look for it by name on the start page.")
    rows = select(store, "properties", nodes=[this])
    return {row["value"].value for row in rows if row["property"].value == str(RDF.type)}


def node_view(store: Store, iri: str, base: str) -> NodeView:
    """Gather what the page of a node shows."""
    facts = facts_of(store, [iri])[iri]
    incoming = select(store, "incoming", this=NamedNode(iri))
    claims = claim_rows(store, [iri])
    claim_iris = sorted({row["claim"].value for group in claims.values() for row in group})
    quotes = quote_rows(store, [iri, *claim_iris])
    named = iris_in([facts], incoming, *claims.values(), *quotes.values())
    links = links_to(store, named | {iri}, base)
    pointing: dict[str, set[str]] = defaultdict(set)
    for row in incoming:
        if row["property"].value not in _INWARD_APART:
            pointing[row["property"].value].add(row["node"].value)
    found = quotes_for(iri, quotes, links, base)
    known = entry(iri)
    return NodeView(
        link=links[iri],
        kinds=facts.links(links, str(RDF.type)),
        definition=known.definition if known else None,
        spellings=sorted({term.value for term in facts.terms(str(SKOS.altLabel))}, key=str.casefold),
        properties=[(links[name], facts.shown(links, name)) for name in sorted(facts.values) if name not in _APART],
        incoming=[
            (links[name], sorted((links[node] for node in nodes), key=lambda link: (link.kind, link.label, link.iri)))
            for name, nodes in sorted(pointing.items())
        ],
        quotes=found[:_MOST_QUOTES],
        more_quotes=max(0, len(found) - _MOST_QUOTES),
        claims=claims_on(iri, claims, links),
    )
