"""Names: how the terms of the ontology are called, anchored and written short."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Final

from rdflib import BNode, Graph, URIRef
from rdflib.collection import Collection
from rdflib.term import Node

from api.vocabulary import curie, entry, local_name
from kg.namespaces import FDR, OWL, RDF

__all__ = ["ROOT", "SHAPE", "Ref", "anchor", "iris", "members", "named", "path_of", "ref"]

#: What the IRIs of all that Foedera publishes begin with.
ROOT: Final = "https://w3id.org/foedera/"
#: What the IRIs of shapes begin with.
SHAPE: Final = f"{ROOT}shape#"


@dataclass(frozen=True, slots=True, order=True)
class Ref:
    """Be a term to point at.

    Args:
        label: What it is called.
        iri: Its IRI.
        anchor: Where it stands on the page of the reference; empty if it does not.
    """

    label: str
    iri: str
    anchor: str = ""


def anchor(iri: str) -> str:
    """Return the fragment of the reference at which a term or a document stands; empty for what is not ours.

    >>> anchor("https://w3id.org/foedera/ontology#hasClause")
    'hasClause'
    >>> anchor("https://w3id.org/foedera/theme/joint-patrol")
    'theme/joint-patrol'
    """
    if iri.startswith(str(FDR)):
        return iri.removeprefix(str(FDR))
    return iri.removeprefix(ROOT) if iri.startswith(ROOT) and "#" not in iri else ""


def path_of(iri: str) -> str:
    """Return the path on the server at which an IRI of ours is answered for, without the leading slash.

    >>> path_of("https://w3id.org/foedera/ontology#hasClause")
    'ontology/hasClause'
    """
    return iri.removeprefix(ROOT).replace("#", "/")


@cache
def ref(iri: str) -> Ref:
    """Return what points at a term."""
    known = entry(iri)
    return Ref(known.label if known else curie(iri) or local_name(iri), iri, anchor(iri) if known else "")


def iris(nodes: Iterable[Node]) -> list[URIRef]:
    """Return those nodes that have an IRI, each once, sorted."""
    return sorted({node for node in nodes if isinstance(node, URIRef)})


def members(graph: Graph, node: Node | None) -> list[Node]:
    """Return the members of a list, or none if there is no list."""
    return [] if node is None else list(Collection(graph, node))


def named(graph: Graph, node: Node) -> tuple[Ref, ...]:
    """Return the classes that a class expression names: itself, or the members of a union."""
    if isinstance(node, BNode):
        parts = members(graph, graph.value(node, OWL.unionOf))
        return tuple(sorted(ref(str(part)) for part in parts if isinstance(part, URIRef)))
    return (ref(str(node)),) if node != RDF.nil else ()
