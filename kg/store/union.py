"""The union: what a change of named graphs changes in the default graph.

The default graph of the store holds the set union of the graphs that are not provenance-only. Oxigraph's own union of
named graphs repeats a triple for each graph that holds it, so that counts are wrong, and the time of a join grows with
the number of graphs; a union that is kept up to date costs one more index entry for each triple and neither.
"""

from __future__ import annotations

from collections.abc import Iterator, Set
from dataclasses import dataclass

from pyoxigraph import NamedNode, Quad, Store, Triple

from kg.namespaces import FDR, RDF

__all__ = ["HIDDEN_TYPES", "Triples", "UnionChange", "graph_triples", "hidden_graphs", "union_quads"]

#: The types of graph that are not part of the default graph.
HIDDEN_TYPES = (NamedNode(str(FDR.ProvenanceGraph)), NamedNode(str(FDR.TextGraph)))

Triples = Set[Triple]
_TYPE = NamedNode(str(RDF.type))


@dataclass(frozen=True, slots=True)
class UnionChange:
    """Name the triples that leave and enter the default graph."""

    removed: Triples
    added: Triples


def hidden_graphs(store: Store) -> set[NamedNode]:
    """Return the graphs that are not part of the default graph."""
    return {quad.subject for quad in _marks(store) if isinstance(quad.subject, NamedNode)}


def union_quads(store: Store) -> Iterator[Quad]:
    """Walk what the default graph holds where it is the union of the named graphs; a quad may come more than once."""
    hidden = hidden_graphs(store)
    for graph in store.named_graphs():
        if graph not in hidden:
            for quad in store.quads_for_pattern(None, None, None, graph):
                yield Quad(quad.subject, quad.predicate, quad.object)


def graph_triples(store: Store, graph: NamedNode) -> set[Triple]:
    """Return the triples of one graph."""
    return {quad.triple for quad in store.quads_for_pattern(None, None, None, graph)}


def _marks(store: Store) -> list[Quad]:
    return [quad for kind in HIDDEN_TYPES for quad in store.quads_for_pattern(None, _TYPE, kind, None)]
