"""Inference in a store: the inferred graph, made anew or kept up with what is told.

The inferred graph holds all that follows by the rules and that no other visible graph holds. A small graph beside it
tells that it is one and, once it is whole, by which rules it was made.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from typing import Final

import pyoxigraph
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, Triple

from kg.namespaces import DCTERMS, FDR, PROV, RDF
from kg.reason.background import ONTOLOGY_GRAPH
from kg.reason.rl.incremental import Increment, increment
from kg.reason.rl.plan import Plan
from kg.reason.rl.rule import Term
from kg.reason.rl.update import forget, joins_update, materialise
from kg.store.base import Inferred
from kg.store.kinds import notes_of
from kg.store.union import UnionChange, hidden_graphs

__all__ = ["find_inferred", "follow", "forget_inferred", "infer", "is_current"]

_TYPE: Final = NamedNode(str(RDF.type))
_INFERRED: Final = NamedNode(str(FDR.InferredGraph))
_DIGEST: Final = NamedNode(str(DCTERMS.identifier))


@dataclass(frozen=True, slots=True)
class _Marked:
    graph: NamedNode
    digest: str | None


def find_inferred(store: pyoxigraph.Store) -> NamedNode | None:
    """Return the name of the inferred graph, or None if nothing was ever inferred."""
    marked = _marked(store)
    return marked.graph if marked else None


def is_current(store: pyoxigraph.Store, plan: Plan) -> bool:
    """Tell whether the inferred graph is whole, and was made by these rules."""
    marked = _marked(store)
    return marked is not None and marked.digest == plan.digest


def follow(store: pyoxigraph.Store, plan: Plan, told: UnionChange) -> Increment | None:
    """Tell what a change of what is told changes in the inferred graph.

    Args:
        store: The store before the change.
        plan: The rules.
        told: What leaves and enters the union of the visible graphs without the inferred one.

    Returns:
        None if the inferred graph was made by other rules, or is not whole; it must be made anew.
    """
    marked = _marked(store)
    if marked is None or marked.digest != plan.digest:
        return None

    def find(subject: NamedNode | None, predicate: NamedNode | None, value: Term | None) -> Iterator[Triple]:
        return (quad.triple for quad in store.quads_for_pattern(subject, predicate, value, DefaultGraph()))

    def is_inferred(triple: Triple) -> bool:
        return Quad(triple.subject, triple.predicate, triple.object, marked.graph) in store

    return increment(plan, find, is_inferred, gone=told.removed, come=told.added)


def infer(store: pyoxigraph.Store, plan: Plan, name: str) -> Inferred:
    """Make the inferred graph hold all that follows from what is told, and nothing else.

    It is worked out in memory. Then what no longer follows is taken out in one transaction and what is new put in by
    another, with the mark that the graph is whole. Other inferred graphs must have been forgotten.

    Raises:
        OSError: If the store cannot be written.
    """
    graph = NamedNode(name)
    scratch = pyoxigraph.Store()
    others = set(store.named_graphs()) - hidden_graphs(store) - {graph}
    quads = chain.from_iterable(store.quads_for_pattern(None, None, None, other) for other in others)
    scratch.bulk_extend(Quad(quad.subject, quad.predicate, quad.object) for quad in quads)
    told = len(scratch)
    scratch.update(materialise(plan, name))
    while not plan.settles and _grown(scratch, plan, name):
        pass
    gone = [quad for quad in _held(store, graph) if quad not in scratch]
    removed = "".join(f"{quad.triple} .\n" for quad in gone)
    out = "".join(f"{quad.triple} .\n" for quad in gone if _visible(quad) not in scratch)
    notes = notes_of(name)
    if gone or any(digest != plan.digest for digest in _digests(store, graph)):
        store.update(
            f"DELETE WHERE {{ GRAPH <{notes}> {{ {graph} {_DIGEST} ?digest }} }} ;\n"
            f"DELETE DATA {{ {out} GRAPH {graph} {{ {removed} }} }}"
        )
    come = [quad for quad in _held(scratch, graph) if quad not in store or _visible(quad) not in store]
    store.extend(chain(chain.from_iterable((quad, _visible(quad)) for quad in come), _notes(graph, plan)))
    store.flush()
    return Inferred(told, sum(1 for _ in _held(scratch, graph)), len(come), len(gone))


def forget_inferred(store: pyoxigraph.Store) -> bool:
    """Take the inferred graph out, in one transaction; tell whether there was one."""
    graph = find_inferred(store)
    if graph is not None:
        store.update(f"{forget(graph.value)} ;\nDROP SILENT GRAPH <{notes_of(graph.value)}>")
        store.flush()
    return graph is not None


def _grown(scratch: pyoxigraph.Store, plan: Plan, name: str) -> bool:
    before = len(scratch)
    scratch.update(joins_update(plan, name))
    return len(scratch) > before


def _notes(graph: NamedNode, plan: Plan) -> Iterable[Quad]:
    notes = NamedNode(notes_of(graph.value))
    return [
        Quad(notes, _TYPE, NamedNode(str(FDR.ProvenanceGraph)), notes),
        Quad(graph, _TYPE, _INFERRED, notes),
        Quad(graph, NamedNode(str(PROV.wasDerivedFrom)), NamedNode(ONTOLOGY_GRAPH), notes),
        Quad(graph, _DIGEST, Literal(plan.digest), notes),
    ]


def _marked(store: pyoxigraph.Store) -> _Marked | None:
    for quad in store.quads_for_pattern(None, _TYPE, _INFERRED, None):
        graph = quad.subject
        # What a document says of graphs is no mark.
        if isinstance(graph, NamedNode) and quad.graph_name == NamedNode(notes_of(graph.value)):
            digests = _digests(store, graph)
            return _Marked(graph, digests[0] if len(digests) == 1 else None)
    return None


def _digests(store: pyoxigraph.Store, graph: NamedNode) -> list[str]:
    found = store.quads_for_pattern(graph, _DIGEST, None, NamedNode(notes_of(graph.value)))
    return [quad.object.value for quad in found if isinstance(quad.object, Literal)]


def _held(store: pyoxigraph.Store, graph: NamedNode) -> Iterator[Quad]:
    return store.quads_for_pattern(None, None, None, graph)


def _visible(quad: Quad) -> Quad:
    return Quad(quad.subject, quad.predicate, quad.object)
