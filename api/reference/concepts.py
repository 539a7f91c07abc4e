"""Concepts: the themes and code lists, as trees."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from rdflib import Graph, Literal, URIRef
from rdflib.term import Node

from api.reference.names import Ref, ref
from api.reference.terms import area_of
from api.vocabulary import local_name
from kg.namespaces import RDF, SKOS
from kg.reason.ontology import ontology_graph

__all__ = ["Concept", "Scheme", "schemes"]


@dataclass(frozen=True, slots=True)
class Concept:
    """Be a concept with those that are narrower.

    Args:
        ref: What it is called, and where it stands.
        name: The last part of its IRI.
        definition: What it means.
        scope: When it is used.
        example: A real case.
        codes: The codes that other collections use for it: which collection, and its codes.
        narrower: The narrower concepts.
    """

    ref: Ref
    name: str
    definition: str
    scope: str
    example: str
    codes: tuple[tuple[Ref, tuple[str, ...]], ...]
    narrower: tuple[Concept, ...]

    @property
    def size(self) -> int:
        """How many concepts there are, with all that are narrower."""
        return 1 + sum(item.size for item in self.narrower)


@dataclass(frozen=True, slots=True)
class Scheme:
    """Be a list of concepts.

    Args:
        ref: What it is called, and where it stands.
        area: The file that defines it, as ``themes/stance``.
        definition: What it lists.
        tops: The concepts that have none broader.
    """

    ref: Ref
    area: str
    definition: str
    tops: tuple[Concept, ...]

    @property
    def size(self) -> int:
        """How many concepts it has."""
        return sum(item.size for item in self.tops)


@cache
def schemes() -> tuple[Scheme, ...]:
    """Return the lists of concepts, the longest first."""
    graph = ontology_graph("core", "themes")
    found = [_scheme(graph, node) for node in graph.subjects(RDF.type, SKOS.ConceptScheme)]
    return tuple(sorted(found, key=lambda item: (-item.size, item.ref)))


def _scheme(graph: Graph, node: Node) -> Scheme:
    return Scheme(
        ref=ref(str(node)),
        area=area_of(graph, node),
        definition=_text(graph, node, SKOS.definition),
        tops=_concepts(graph, graph.objects(node, SKOS.hasTopConcept)),
    )


def _concepts(graph: Graph, nodes: Iterable[Node]) -> tuple[Concept, ...]:
    """Return concepts sorted by label, “other” last."""
    return tuple(
        sorted((_concept(graph, node) for node in set(nodes)), key=lambda item: (item.name == "other", item.ref))
    )


def _concept(graph: Graph, node: Node) -> Concept:
    codes: dict[Ref, set[str]] = {}
    for code in graph.objects(node, SKOS.notation):
        if isinstance(code, Literal) and code.datatype is not None:
            codes.setdefault(ref(str(code.datatype)), set()).add(str(code))
    return Concept(
        ref=ref(str(node)),
        name=local_name(str(node)),
        definition=_text(graph, node, SKOS.definition),
        scope=_text(graph, node, SKOS.scopeNote),
        example=_text(graph, node, SKOS.example),
        codes=tuple((kind, tuple(sorted(found))) for kind, found in sorted(codes.items())),
        narrower=_concepts(graph, {*graph.objects(node, SKOS.narrower), *graph.subjects(SKOS.broader, node)}),
    )


def _text(graph: Graph, node: Node, verb: URIRef) -> str:
    return str(graph.value(node, verb) or "")
