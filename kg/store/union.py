"""The union: what a change of named graphs changes in the default graph.

The default graph of the store holds the set union of the graphs that are not provenance-only. Oxigraph's own union of
named graphs repeats a triple for each graph that holds it, so that counts are wrong, and the time of a join grows with
the number of graphs; a union that is kept up to date costs one more index entry for each triple and neither.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass

from pyoxigraph import DefaultGraph, NamedNode, Quad, Store, Triple

from kg.namespaces import FDR, RDF

__all__ = ["HIDDEN_TYPES", "Triples", "UnionChange", "graph_triples", "hidden_graphs", "union_change"]

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


def union_change(
    store: Store,
    old: Mapping[NamedNode, Triples],
    new: Mapping[NamedNode, Triples],
    *,
    leaving_out: Set[NamedNode] = frozenset(),
) -> UnionChange:
    """Tell what replacing graphs changes in the default graph.

    Args:
        store: The store before the change.
        old: What each touched graph holds now.
        new: What it will hold.
        leaving_out: Graphs that are not looked at, as if they were not there.
    """
    kept = {(quad.graph_name, quad.subject) for quad in _marks(store) if not isinstance(quad.graph_name, DefaultGraph)}
    before = {subject for _, subject in kept}
    kept = {(graph, subject) for graph, subject in kept if graph not in new}
    after = {subject for _, subject in kept} | {
        triple.subject for triples in new.values() for triple in triples if _is_mark(triple)
    }
    flipped = {graph for graph in before ^ after if isinstance(graph, NamedNode) and graph not in new}
    untouched = {graph: graph_triples(store, graph) for graph in flipped}
    was = _union({**old, **untouched}, before)
    will = _union({**new, **untouched}, after)
    out = after | set(new) | flipped | leaving_out
    return UnionChange(
        removed={triple for triple in was - will if not _held_elsewhere(store, triple, out)},
        added={triple for triple in will - was if not _held_elsewhere(store, triple, out)},
    )


def graph_triples(store: Store, graph: NamedNode) -> set[Triple]:
    """Return the triples of one graph."""
    return {quad.triple for quad in store.quads_for_pattern(None, None, None, graph)}


def _union(graphs: Mapping[NamedNode, Triples], hidden: Iterable[object]) -> set[Triple]:
    visible = set(graphs) - set(hidden)
    return {triple for graph in visible for triple in graphs[graph]}


def _marks(store: Store) -> list[Quad]:
    return [quad for kind in HIDDEN_TYPES for quad in store.quads_for_pattern(None, _TYPE, kind, None)]


def _is_mark(triple: Triple) -> bool:
    return triple.predicate == _TYPE and triple.object in HIDDEN_TYPES


def _held_elsewhere(store: Store, triple: Triple, out: Set[object]) -> bool:
    found = store.quads_for_pattern(triple.subject, triple.predicate, triple.object, None)
    return any(not isinstance(quad.graph_name, DefaultGraph) and quad.graph_name not in out for quad in found)
