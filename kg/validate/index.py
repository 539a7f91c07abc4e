"""An index of triples: what is said of a node, what points at it, and what it is."""

from __future__ import annotations

from collections.abc import Iterable, Set
from functools import cache
from typing import Final

from pyoxigraph import NamedNode, Triple

from kg.namespaces import RDF, SKOS
from kg.reason.ontology import ontology_graph

__all__ = ["CONCEPT", "Index"]

CONCEPT: Final = str(SKOS.Concept)
_TYPE: Final = str(RDF.type)


class Index:
    """Find triples by subject and by object."""

    def __init__(self, triples: Iterable[Triple]) -> None:
        self._values: dict[str, dict[object, set[object]]] = {}
        self._back: dict[str, dict[object, set[object]]] = {}
        self._types: dict[object, set[str]] = {}
        for triple in triples:
            step = triple.predicate.value
            self._values.setdefault(step, {}).setdefault(triple.subject, set()).add(triple.object)
            self._back.setdefault(step, {}).setdefault(triple.object, set()).add(triple.subject)

    def subjects(self, step: str) -> Set[object]:
        """Return what has a property."""
        return self._values.get(step, {}).keys()

    def objects(self, step: str) -> Set[object]:
        """Return all values of a property."""
        return self._back.get(step, {}).keys()

    def terms(self) -> set[object]:
        """Return all that is spoken of."""
        ends = (*self._values.values(), *self._back.values())
        return {term for part in ends for term in part}

    def values(self, node: object, step: str) -> set[object]:
        """Return what a property of a node has for values."""
        return self._values.get(step, {}).get(node, set())

    def back(self, node: object, step: str) -> set[object]:
        """Return what has a node for a value of a property."""
        return self._back.get(step, {}).get(node, set())

    def is_a(self, node: object, kinds: frozenset[str]) -> bool:
        """Tell whether a node is said to be of one of the classes."""
        types = self._types.get(node)
        if types is None:
            types = {kind.value for kind in self.values(node, _TYPE) if isinstance(kind, NamedNode)}
            if isinstance(node, NamedNode) and node.value in _concepts():
                types.add(CONCEPT)
            self._types[node] = types
        return not kinds.isdisjoint(types)


@cache
def _concepts() -> frozenset[str]:
    return frozenset(str(concept) for concept in ontology_graph().subjects(RDF.type, SKOS.Concept))
