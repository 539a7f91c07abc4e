"""Keep: what a change of named graphs changes beside them, in the union and in what follows.

See `kg.store.union` for the union and `kg.store.inference` for what follows. Here both are worked out from the quads of
a change alone, so that a change of few quads in a large graph costs little.
"""

from __future__ import annotations

from collections.abc import Iterable, Set

import pyoxigraph
from pyoxigraph import DefaultGraph, NamedNode, Quad, Triple

from kg.errors import QueryError, StoreError
from kg.namespaces import RDF
from kg.reason.rl.plan import standard_plan
from kg.store.delta import Delta
from kg.store.inference import find_inferred, follow
from kg.store.union import HIDDEN_TYPES, UnionChange, graph_triples, hidden_graphs

__all__ = ["kept"]

_TYPE = NamedNode(str(RDF.type))
_DEFAULT = DefaultGraph()


def kept(store: pyoxigraph.Store, delta: Delta, *, default: str | None) -> Delta:
    """Return a change of named graphs with all that it changes beside them.

    Args:
        store: The store before the change.
        delta: The change.
        default: As of `kg.store.update.evaluate_update`; None if the default graph is a graph like others.

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
    if inferred is not None:
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
    return Delta(
        removed=removed | {quad for triple in union.removed if (quad := _in(triple, _DEFAULT)) in store},
        added=added | {quad for triple in union.added if (quad := _in(triple, _DEFAULT)) not in store},
        created=delta.created,
        dropped=delta.dropped,
    )


def _union_change(store: pyoxigraph.Store, delta: Delta, inferred: Set[NamedNode]) -> UnionChange:
    """Tell what leaves and enters what is told, the union of the visible graphs without the inferred one."""
    before = hidden_graphs(store)
    after = _hidden_after(store, delta) if any(map(_is_mark, delta.removed | delta.added)) else before
    was, will = set(_visible(delta.removed, before)), set(_visible(delta.added, after))
    for graph in before ^ after:
        triples = graph_triples(store, graph)
        if graph in before:
            will |= {triple for triple in triples if _in(triple, graph) not in delta.removed}
        else:
            was |= triples
    out = after | inferred

    def held_after(triple: Triple) -> bool:
        found = store.quads_for_pattern(triple.subject, triple.predicate, triple.object, None)
        return any(
            not isinstance(quad.graph_name, DefaultGraph) and quad.graph_name not in out and quad not in delta.removed
            for quad in found
        )

    def told_before(triple: Triple) -> bool:
        return _in(triple, _DEFAULT) in store and not any(_in(triple, graph) in store for graph in inferred)

    return UnionChange(
        removed={triple for triple in was - will if not held_after(triple)},
        added={triple for triple in will - was if not told_before(triple)},
    )


def _hidden_after(store: pyoxigraph.Store, delta: Delta) -> set[NamedNode]:
    marks = {quad for kind in HIDDEN_TYPES for quad in store.quads_for_pattern(None, _TYPE, kind, None)}
    marks = (marks - delta.removed) | {quad for quad in delta.added if _is_mark(quad)}
    named = {quad.subject for quad in marks if not isinstance(quad.graph_name, DefaultGraph)}
    return {graph for graph in named if isinstance(graph, NamedNode)}


def _is_mark(quad: Quad) -> bool:
    return quad.predicate == _TYPE and quad.object in HIDDEN_TYPES


def _visible(quads: Iterable[Quad], hidden: Set[object]) -> Iterable[Triple]:
    return (quad.triple for quad in quads if quad.graph_name not in hidden)


def _in(triple: Triple, graph: NamedNode | DefaultGraph) -> Quad:
    return Quad(triple.subject, triple.predicate, triple.object, graph)
