"""Terms: from rdflib's to Oxigraph's and back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pyoxigraph
import rdflib
from rdflib.term import Node

from kg.errors import StoreError

__all__ = ["to_oxigraph", "to_rdflib"]


def to_oxigraph(graph: rdflib.Graph, name: str) -> Iterator[pyoxigraph.Quad]:
    """Walk the triples of an rdflib graph as quads of the named graph.

    Raises:
        StoreError: If it holds a blank node: none is ever published, so none is stored.
    """
    context = pyoxigraph.NamedNode(name)
    for subject, predicate, value in graph:
        yield pyoxigraph.Quad(_resource(subject), _resource(predicate), _term(value), context)


def to_rdflib(quads: Iterable[pyoxigraph.Quad | pyoxigraph.Triple]) -> rdflib.Graph:
    """Gather triples, or quads of any graphs, in one rdflib graph."""
    graph = rdflib.Graph(bind_namespaces="none")
    for quad in quads:
        graph.add((_node(quad.subject), _node(quad.predicate), _node(quad.object)))
    return graph


def _resource(node: Node) -> pyoxigraph.NamedNode:
    if isinstance(node, rdflib.URIRef):
        try:
            return pyoxigraph.NamedNode(str(node))
        except ValueError as error:
            raise StoreError(f"{str(node)!r} is not a valid IRI: {error}") from error
    raise StoreError(f"the graph holds {node.n3()}, which is not an IRI; blank nodes are not stored")


def _term(node: Node) -> pyoxigraph.NamedNode | pyoxigraph.Literal:
    if not isinstance(node, rdflib.Literal):
        return _resource(node)
    if node.language:
        return pyoxigraph.Literal(str(node), language=node.language)
    datatype = pyoxigraph.NamedNode(str(node.datatype)) if node.datatype else None
    return pyoxigraph.Literal(str(node), datatype=datatype)


def _node(term: object) -> rdflib.URIRef | rdflib.BNode | rdflib.Literal:
    if isinstance(term, pyoxigraph.NamedNode):
        return rdflib.URIRef(term.value)
    if isinstance(term, pyoxigraph.Literal):
        if term.language:
            return rdflib.Literal(term.value, lang=term.language)
        plain = term.datatype == _STRING
        return rdflib.Literal(term.value, datatype=None if plain else rdflib.URIRef(term.datatype.value))
    if isinstance(term, pyoxigraph.BlankNode):
        return rdflib.BNode(term.value)
    raise StoreError(f"{term} is a statement about a statement, which is not read")


_STRING = pyoxigraph.NamedNode(str(rdflib.XSD.string))
