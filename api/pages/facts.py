"""Facts: what is said of nodes, by property."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from pyoxigraph import NamedNode

from api.link import Link, Links, Words
from api.read import Term, select
from kg.namespaces import FDR
from kg.store.base import Store

__all__ = ["Facts", "facts_of", "iris_in"]


@dataclass(frozen=True, slots=True)
class Facts:
    """Hold what is said of one node."""

    iri: str
    values: dict[str, list[Term]]

    def terms(self, *names: str) -> list[Term]:
        """Return the values of properties of the ontology by local name, or by whole IRI, sorted."""
        iris = [name if ":" in name else str(FDR[name]) for name in names]
        return sorted((term for iri in iris for term in self.values.get(iri, [])), key=str)

    def links(self, links: Links, *names: str) -> list[Link]:
        """Return those values that are nodes, by name."""
        found = {term.value: links[term.value] for term in self.terms(*names) if isinstance(term, NamedNode)}
        return sorted(found.values(), key=lambda link: (link.label.casefold(), link.iri))

    def shown(self, links: Links, *names: str) -> list[Link | Words]:
        """Return the values as they are shown."""
        return [links.of(term) for term in self.terms(*names)]

    def text(self, *names: str) -> str | None:
        """Return the first value as it stands in the graph."""
        return next((term.value for term in self.terms(*names)), None)


def facts_of(store: Store, nodes: Iterable[str]) -> dict[str, Facts]:
    """Look up what is said of nodes, in one query; nodes of which nothing is said have no facts."""
    wanted = sorted(set(nodes))
    found: dict[str, dict[str, list[Term]]] = defaultdict(lambda: defaultdict(list))
    if wanted:
        for row in select(store, "properties", nodes=[NamedNode(iri) for iri in wanted]):
            found[row["node"].value][row["property"].value].append(row["value"])
    return {iri: Facts(iri, dict(found.get(iri, {}))) for iri in wanted}


def iris_in(*groups: Iterable[Facts | dict[str, Term]]) -> set[str]:
    """Return all IRIs in facts and rows, so that they can be named in one query."""
    found: set[str] = set()
    for group in groups:
        for item in group:
            terms: Iterable[Term] = (
                (term for values in item.values.values() for term in values)
                if isinstance(item, Facts)
                else item.values()
            )
            found |= {term.value for term in terms if isinstance(term, NamedNode)}
            if isinstance(item, Facts):
                found |= {item.iri, *item.values}
    return found
