"""The statement of a link: what stands in a graph beside the plain match of two things."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from rdflib import Literal, URIRef

from kg.graph.literals import english
from kg.graph.model import Triple
from kg.namespaces import FDR, RDF, XSD

__all__ = ["link_name", "link_triples"]


def link_name(base: str, left: str, right: str) -> URIRef:
    """Mint the IRI of the link between two things, from their IRIs."""
    return URIRef(f"{base}link/{hashlib.sha256(f'{left} {right}'.encode()).hexdigest()[:16]}")


def link_triples(
    link: URIRef, left: URIRef, right: URIRef, predicate: URIRef, *, score: str, method: str
) -> Iterator[Triple]:
    """Say of a link what it joins and how, how sure it is, and what it rests on.

    Args:
        link: The link; see `link_name`.
        left: The thing of the one graph.
        right: The thing of the other.
        predicate: The property of the plain match.
        score: How sure it is, as a decimal number from 0 to 1.
        method: How it was found, in words.
    """
    yield link, RDF.type, FDR.Link
    yield link, FDR.subject, left
    yield link, FDR.object, right
    yield link, FDR.linkPredicate, predicate
    yield link, FDR.score, Literal(score, datatype=XSD.decimal)
    yield link, FDR.method, english(method)
