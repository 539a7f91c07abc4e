"""Terms: the lists that a model may choose from, as the ontology has them."""

from __future__ import annotations

from functools import cache

from rdflib import Graph

from kg.namespaces import AGREEMENT_TYPE, RDF, SKOS, THEME
from kg.resources import ontology_files

__all__ = ["agreement_types", "themes"]


@cache
def _ids(namespace: str) -> tuple[str, ...]:
    graph = Graph()
    for file in ontology_files("themes"):
        graph.parse(file)
    found = (str(concept) for concept in graph.subjects(RDF.type, SKOS.Concept))
    return tuple(sorted(name.removeprefix(namespace) for name in found if name.startswith(namespace)))


def themes() -> tuple[str, ...]:
    """Return the ids of all themes."""
    return _ids(str(THEME))


def agreement_types() -> tuple[str, ...]:
    """Return the ids of all types of agreement."""
    return _ids(str(AGREEMENT_TYPE))
