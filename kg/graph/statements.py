"""Statements: who claims what, and which claims cannot both hold."""

from __future__ import annotations

from collections.abc import Iterator

from rdflib import URIRef

from kg.errors import InputError
from kg.extract.frames import Claim, Discrepancy
from kg.graph import literals
from kg.graph.agreements import term
from kg.graph.model import Triple
from kg.graph.scope import Role, Scope, link
from kg.namespaces import FDR, RDF, RDFS

__all__ = ["claim", "discrepancy"]

#: What a claim can be about.
_STATED = (Role.AGREEMENT, Role.CLAUSE, Role.COMMITMENT, Role.MEETING, Role.INCIDENT, Role.EVENT)


def claim(scope: Scope, frame: Claim, *, voice: URIRef) -> Iterator[Triple]:
    """Write a claim; without a claimant it is made by the document's own voice."""
    node = scope.iri(frame.key, Role.CLAIM, by=frame.key)
    yield node, RDF.type, FDR.Claim
    yield node, FDR.stance, FDR[frame.stance]
    yield node, FDR.reportedIn, scope.document
    if not frame.claimants:
        yield node, FDR.claimant, voice
    yield from link(scope, node, FDR.claimant, frame.claimants, Role.ACTOR, by=frame.key)
    yield from link(scope, node, FDR.about, frame.about, *_STATED, by=frame.key)
    yield from scope.evidence(node, frame.evidence, of=frame.key)


def discrepancy(scope: Scope, frame: Discrepancy) -> Iterator[Triple]:
    """Write a discrepancy between two claims.

    Raises:
        InputError: If the two are one.
    """
    if frame.between[0] == frame.between[1]:
        raise InputError(f"{frame.key} sets a claim against itself")
    node = scope.iri(frame.key, Role.DISCREPANCY, by=frame.key)
    yield node, RDF.type, FDR.Discrepancy
    yield from link(scope, node, FDR.between, frame.between, Role.CLAIM, by=frame.key)
    yield node, FDR.onProperty, term(FDR, frame.on_property, by=frame.key)
    yield node, RDFS.comment, literals.english(frame.comment)
