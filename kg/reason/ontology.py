"""The ontology: read its files into one graph."""

from __future__ import annotations

from functools import cache

from rdflib import Graph, URIRef

from kg.namespaces import RDFS
from kg.resources import ontology_files

__all__ = ["label_of_term", "ontology_graph"]

#: What is read when nothing else is asked for.
_AREAS = ("core", "themes")


@cache
def ontology_graph(*areas: str) -> Graph:
    """Return the ontology as one graph, which is shared: do not change it.

    Args:
        areas: The folders to read, ``core`` and ``themes`` if none is named.
    """
    graph = Graph()
    for path in ontology_files(*(areas or _AREAS)):
        graph.parse(path, format="turtle")
    return graph


@cache
def label_of_term(term: str) -> str:
    """Return the English label of a term of the ontology, or the end of its IRI where it has none.

    >>> label_of_term("https://w3id.org/foedera/ontology#ArmedGroup")
    'armed group'
    """
    labels = sorted(str(label) for label in ontology_graph().objects(URIRef(term), RDFS.label))
    return labels[0] if labels else term.rstrip("/#").rsplit("#", 1)[-1].rsplit("/", 1)[-1]
