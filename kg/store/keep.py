"""Keep: what a change of named graphs changes beside them, in the union and in what follows.

See `kg.store.union` for the union and `kg.store.inference` for what follows. Here both are worked out from the quads of
a change alone, so that a change of few quads in a large graph costs little.
"""

from __future__ import annotations

from collections.abc import Iterable, Set
from functools import cache
from itertools import chain

import pyoxigraph
from pyoxigraph import BlankNode, DefaultGraph, NamedNode, Quad, Triple

from kg.errors import QueryError, StoreError
from kg.namespaces import RDF
from kg.reason.rl.plan import standard_plan
from kg.store.delta import Delta
from kg.store.inference import find_inferred, follow
from kg.store.union import HIDDEN_TYPES, UnionChange, graph_triples

__all__ = ["kept"]

_TYPE = NamedNode(str(RDF.type))
_DEFAULT = DefaultGraph()
_GraphName = NamedNode | BlankNode | DefaultGraph


def kept(store: pyoxigraph.Store, delta: Delta, *, default: str | None, following: bool = True) -> Delta:
    """Return a change of named graphs with all that it changes beside them.

    Args:
        store: The store before the change.
        delta: The change.
        default: As of `kg.store.update.evaluate_update`; None if the default graph is a graph like others.
        following: Whether what follows is kept up; else it is to be made anew.

    Raises:
        QueryError: If it would change what is only inferred.
        StoreError: If what follows was made by other rules, so that it cannot be kept up.
    """
    if default is None or not delta:
        return delta
    inferred = find_inferred(store)
    if inferred is not None and inferred.value in delta.graphs:
        raise QueryError(f"the graph {inferred.value} holds what follows from the others; nothing else writes it")
    told = _union_change(store, delta, {inferred} if inferred else set())
    union, removed, added = told, delta.removed, delta.added
    if inferred is not None and following:
        step = follow(store, standard_plan(), told)
        if step is None:
            raise StoreError(
                "what is inferred was made by rules of another version",
                hint="Make it anew: foedera reason --profile rl",
            )
        come = told.added | step.added
        union = UnionChange(removed=(told.removed | step.removed) - come, added=come)
        removed |= {_in(triple, inferred) for triple in step.removed}
        added |= {_in(triple, inferred) for triple in step.added}
    come_in = (_in(triple, _DEFAULT) for triple in union.added)
    return Delta(
        removed=removed | {quad for triple in union.removed if (quad := _in(triple, _DEFAULT)) in store},
        # Where nothing is inferred, what the union is told anew is not there yet.
        added=added.union(come_in if inferred is None else (quad for quad in come_in if quad not in store)),
        created=delta.created,
        dropped=delta.dropped,
    )


def _union_change(store: pyoxigraph.Store, delta: Delta, inferred: Set[NamedNode]) -> UnionChange:
    """Tell what leaves and enters what is told, the union of the visible graphs without the inferred one."""
    marks = [quad for quad in delta.removed | delta.added if _is_mark(quad)]
    marked = {quad.subject for quad in marks if isinstance(quad.subject, NamedNode)}

    @cache
    def before(graph: _GraphName) -> bool:
        return isinstance(graph, NamedNode) and any(True for _ in _marks_of(store, graph))

    @cache
    def after(graph: _GraphName) -> bool:
        if graph not in marked or not isinstance(graph, NamedNode):
            return before(graph)
        left = {*_marks_of(store, graph)} - delta.removed | {quad for quad in marks if quad in delta.added}
        return any(quad.subject == graph and not isinstance(quad.graph_name, DefaultGraph) for quad in left)

    was = {quad.triple for quad in delta.removed if not before(quad.graph_name)}
    will = {quad.triple for quad in delta.added if not after(quad.graph_name)}
    for graph in marked:
        if before(graph) == after(graph):
            continue
        triples = graph_triples(store, graph)
        if before(graph):
            will |= {triple for triple in triples if _in(triple, graph) not in delta.removed}
        else:
            was |= triples

    def held_after(triple: Triple) -> bool:
        found = store.quads_for_pattern(triple.subject, triple.predicate, triple.object, None)
        return any(
            not (isinstance(name := quad.graph_name, DefaultGraph) or name in inferred or after(name))
            and quad not in delta.removed
            for quad in found
        )

    def told_before(triple: Triple) -> bool:
        return _in(triple, _DEFAULT) in store and not any(_in(triple, graph) in store for graph in inferred)

    return UnionChange(
        removed={triple for triple in was - will if not held_after(triple)},
        added={triple for triple in will - was if not told_before(triple)},
    )


def _marks_of(store: pyoxigraph.Store, graph: NamedNode) -> Iterable[Quad]:
    """Return what says that a graph is not part of the default graph; all marks of a large store are many."""
    return chain.from_iterable(store.quads_for_pattern(graph, _TYPE, kind, None) for kind in HIDDEN_TYPES)


def _is_mark(quad: Quad) -> bool:
    return quad.predicate == _TYPE and quad.object in HIDDEN_TYPES


def _in(triple: Triple, graph: NamedNode | DefaultGraph) -> Quad:
    return Quad(triple.subject, triple.predicate, triple.object, graph)
