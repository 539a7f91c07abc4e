"""The context of nodes: all that a store says that bears on whether they conform."""

from __future__ import annotations

from collections.abc import Iterable, Set
from typing import Final

from pyoxigraph import NamedNode, Quad, Triple
from rdflib import BNode, Graph, URIRef

from kg.errors import NotFoundError
from kg.namespaces import FDR, RDF
from kg.store.base import Store
from kg.store.delta import Delta
from kg.store.kinds import added_names
from kg.store.terms import to_oxigraph, to_rdflib
from kg.store.texts import texts_of
from kg.store.view import View
from kg.validate.neighbourhood import reach, validate_nodes
from kg.validate.report import Report

__all__ = ["context", "statements", "surroundings", "validate_document"]

_SAID: Final = "urn:x-foedera:said"
_TYPE: Final = str(RDF.type)
_EVIDENCE: Final = str(FDR.evidence)
_IN: Final = str(FDR.inDocument)
#: What is looked at of what a node points at.
_FACTS: Final = frozenset(str(step) for step in (RDF.type, FDR.sha256, FDR.start, FDR.end, FDR.exact))


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
    nodes = _nodes(said) | {str(subject) for subject in said.subjects()}
    data = context(store, said)
    documents = {str(value) for node in _nodes(said) for value in data.objects(URIRef(node), FDR.inDocument)}
    return validate_nodes(data, said, nodes, texts_of(store, documents), base=base)


def context(store: Store, said: Graph, *, gone: Iterable[Quad] = ()) -> Graph:
    """Return what a document says together with all that bears on whether its nodes conform.

    Args:
        store: The store.
        said: What the document says; the store need not hold it.
        gone: What the store holds and will no longer; no other graph says it.
    """
    named = Graph()
    for triple in said:
        if not any(isinstance(term, BNode) for term in triple):
            named.add(triple)
    out = frozenset(quad for one in gone for quad in (one, Quad(one.subject, one.predicate, one.object)))
    change = Delta(removed=out, added=frozenset(to_oxigraph(named, _SAID)))
    view = View(store, change, background=added_names(store))
    return said + to_rdflib(surroundings(view, _nodes(said)))


def statements(view: View, nodes: Set[str]) -> set[Triple]:
    """Return what is said of nodes, but for their evidence, which only counts of some."""
    return view.about(nodes, but={_EVIDENCE})


def surroundings(view: View, nodes: Set[str], about: Set[Triple] | None = None) -> set[Triple]:
    """Return all that bears on whether nodes conform.

    Args:
        view: What is said.
        nodes: The IRIs of the nodes.
        about: What `statements` returns of them, if it is known.
    """
    seen = reach()
    data = {*(statements(view, nodes) if about is None else about)}
    data |= view.about(_of_kind(data, nodes, seen.counted), only={_EVIDENCE})
    for step, kinds in seen.back:
        data |= view.back(_of_kind(data, nodes, kinds), only={step})
    # Passages of one document are compared with each other.
    documents = {
        _iri(triple.object) for triple in data if triple.predicate.value == _IN and _iri(triple.subject) in nodes
    }
    data |= view.back(documents - {""}, only={_IN})
    ends = {end for one in data if one.predicate.value != _TYPE for end in (_iri(one.subject), _iri(one.object))}
    return data | view.about(ends - nodes - {""}, only=_FACTS | seen.onward)


def _nodes(said: Graph) -> frozenset[str]:
    """Return the nodes that a document speaks of."""
    named = {str(value) for _, step, value in said if isinstance(value, URIRef) and step != RDF.type}
    return frozenset(named | {str(subject) for subject in said.subjects() if isinstance(subject, URIRef)})


def _of_kind(data: Set[Triple], nodes: Set[str], kinds: Set[str]) -> set[str]:
    return {
        node
        for triple in data
        if triple.predicate.value == _TYPE and _iri(triple.object) in kinds and (node := _iri(triple.subject)) in nodes
    }


def _iri(term: object) -> str:
    """Return the IRI that a term is, or nothing."""
    return term.value if isinstance(term, NamedNode) else ""
