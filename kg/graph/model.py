"""A document's graphs: what it says, how that was found, and its text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rdflib import Graph, URIRef
from rdflib.term import Node

from kg.namespaces import PREFIXES

__all__ = ["DocumentGraph", "Triple", "new_graph"]

#: What a graph is made of; no subject or object of ours is ever a blank node.
Triple = tuple[URIRef, URIRef, Node]


@dataclass(frozen=True, slots=True, eq=False)
class DocumentGraph:
    """Hold the three named graphs of one document; ``identifier`` of each is its name.

    Args:
        iri: The document.
        graph: What it says, in the contract's terms.
        provenance: How and by what the graph was made, and what kind of graph each of the three is.
        text: The document's text.
    """

    iri: URIRef
    graph: Graph
    provenance: Graph
    text: Graph

    @property
    def name(self) -> URIRef:
        """The name of the graph of what the document says."""
        return URIRef(str(self.graph.identifier))

    def graphs(self, *, text: bool = True) -> tuple[Graph, ...]:
        """Return the graphs, with or without the one that holds the text."""
        return (self.graph, self.provenance, self.text) if text else (self.graph, self.provenance)

    def quads(self, *, text: bool = True) -> Iterator[tuple[Node, Node, Node, URIRef]]:
        """Go through all statements, each with the name of its graph."""
        for graph in self.graphs(text=text):
            name = URIRef(str(graph.identifier))
            for subject, predicate, value in graph:
                yield subject, predicate, value, name


def new_graph(name: URIRef, triples: Iterable[Triple]) -> Graph:
    """Return a graph of that name with the prefixes of Foedera and nothing else bound."""
    graph = Graph(identifier=name, bind_namespaces="none")
    for prefix, namespace in PREFIXES.items():
        graph.bind(prefix, namespace)
    for triple in triples:
        graph.add(triple)
    return graph
