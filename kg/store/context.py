"""The context of a document: its graph, with what the store says elsewhere that bears on whether it conforms."""

from __future__ import annotations

from collections.abc import Iterable, Set
from typing import Final

from pyoxigraph import QueryTriples
from rdflib import Graph, URIRef

from kg.errors import NotFoundError
from kg.namespaces import FDR, RDF
from kg.store.base import Store
from kg.store.kinds import added_names
from kg.store.terms import to_rdflib
from kg.store.texts import texts_of
from kg.validate.neighbourhood import reach, validate_nodes
from kg.validate.report import Report

__all__ = ["context", "validate_document"]

#: What documents say of nodes, by certain properties.
_TOLD: Final = "CONSTRUCT {{ ?s ?p ?o }} WHERE {{ VALUES ?s {{ {nodes} }} ?s ?p ?o FILTER({steps}) {but} }}"
#: What documents say leads to a node, by one property.
_BACK: Final = """
CONSTRUCT {{ ?s ?p ?o }} WHERE {{ ?s <{step}> <{node}> BIND(<{step}> AS ?p) BIND(<{node}> AS ?o) {but} }}
"""
#: What no document says: the ontology, and what is only inferred.
_BUT: Final = "FILTER NOT EXISTS {{ GRAPH <{graph}> {{ ?s ?p ?o }} }}"


def validate_document(store: Store, name: str, *, base: str | None = None) -> Report:
    """Check all that one document speaks of, as all documents of the store describe it.

    The findings are those that validating all documents together has on these nodes. The time depends on the document,
    hardly on the store.

    Args:
        store: The store.
        name: The graph of what the document says.
        base: What the IRIs of all described things must start with, or None where they may lie anywhere.

    Raises:
        NotFoundError: If the store has no such graph.
    """
    said = to_rdflib(store.quads([name]))
    if not len(said):
        raise NotFoundError(
            f"the store has no graph {name}", hint="It ends in /graph where it is what a document says."
        )
    nodes = _nodes(said)
    data = context(store, said)
    documents = {str(value) for node in nodes for value in data.objects(URIRef(node), FDR.inDocument)}
    return validate_nodes(data, said, nodes, texts_of(store, documents), base=base)


def context(store: Store, said: Graph) -> Graph:
    """Return what a document says together with all that bears on whether its nodes conform.

    Args:
        store: The store.
        said: What the document says.
    """
    but = " ".join(_BUT.format(graph=graph) for graph in sorted(added_names(store)))

    def told(nodes: Iterable[str], steps: str) -> Graph:
        return _constructed(store, _TOLD.format(nodes=_listed(nodes), steps=steps, but=but))

    def back(node: str, step: str) -> Graph:
        return _constructed(store, _BACK.format(node=node, step=step, but=but))

    seen = reach()
    nodes = _nodes(said)
    data = said + told(nodes, f"?p != <{FDR.evidence}>")
    data += told(_of_kind(data, nodes, seen.counted), f"?p = <{FDR.evidence}>")
    for step, kinds in seen.back:
        for node in _of_kind(data, nodes, kinds):
            data += back(node, step)
    # Passages of one document are compared with each other.
    for document in {str(value) for node in nodes for value in data.objects(URIRef(node), FDR.inDocument)}:
        data += back(document, str(FDR.inDocument))
    beyond = {str(term) for s, p, o in data if p != RDF.type for term in (s, o) if isinstance(term, URIRef)} - nodes
    steps = {str(step) for step in (RDF.type, FDR.sha256, FDR.start, FDR.end, FDR.exact)} | seen.onward
    data += told(beyond, f"?p IN ({_listed(steps, ', ')})")
    return data


def _nodes(said: Graph) -> frozenset[str]:
    """Return the nodes that a document speaks of."""
    named = {str(value) for _, step, value in said if isinstance(value, URIRef) and step != RDF.type}
    return frozenset(named | {str(subject) for subject in said.subjects()})


def _of_kind(data: Graph, nodes: Set[str], kinds: Set[str]) -> set[str]:
    return {node for node in nodes if any(str(kind) in kinds for kind in data.objects(URIRef(node), RDF.type))}


def _listed(iris: Iterable[str], between: str = " ") -> str:
    return between.join(f"<{iri}>" for iri in sorted(iris))


def _constructed(store: Store, query: str) -> Graph:
    results = store.query(query)
    assert isinstance(results, QueryTriples)  # noqa: S101 - a CONSTRUCT query, told to mypy
    return to_rdflib(results)
