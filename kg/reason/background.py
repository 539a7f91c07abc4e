"""The background: what a store holds of the ontology, so that queries find labels, definitions and broader themes."""

from __future__ import annotations

from functools import cache
from typing import Final

from rdflib import BNode, Graph

from kg.namespaces import SKOS
from kg.reason.ontology import ontology_graph
from kg.resources import ontology_dir

__all__ = ["ONTOLOGY_GRAPH", "background"]

#: The name of the graph: the ontology's own, which is said there to be an ``owl:Ontology``.
ONTOLOGY_GRAPH: Final = "https://w3id.org/foedera/ontology"


@cache
def background() -> Graph:
    """Return the terms, themes and code lists as one graph, which is shared: do not change it.

    Axioms that need nodes without a name are left out. ``skos:broaderTransitive`` leads from a theme to all that are
    broader, so that asking for a broad theme is an index look-up.
    """
    graph = Graph(identifier=ONTOLOGY_GRAPH, bind_namespaces="none")
    graph.parse(ontology_dir() / "foedera.ttl", format="turtle")
    ontology = ontology_graph()
    for triple in ontology:
        if not any(isinstance(term, BNode) for term in triple):
            graph.add(triple)
    for concept, parent in ontology.subject_objects(SKOS.broader):
        for broader in ontology.transitive_objects(parent, SKOS.broader):
            if broader is not None:
                graph.add((concept, SKOS.broaderTransitive, broader))
    return graph
