"""Agreements: their parties, clauses, commitments and quantities."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rdflib import Namespace, URIRef

from kg.errors import InputError
from kg.extract.frames import Agreement, Clause, Commitment, Quantity
from kg.graph import literals, mint
from kg.graph.events import times
from kg.graph.model import Triple
from kg.graph.parties import names
from kg.graph.scope import Role, Scope, link
from kg.namespaces import AGREEMENT_TYPE, FDR, QUANTITY_KIND, RDF, THEME, UNIT

__all__ = ["agreement", "clause", "commitment", "term"]

_TERM = re.compile(r"[A-Za-z][A-Za-z0-9_-]*")


def term(namespace: Namespace, name: str, *, by: str) -> URIRef:
    """Return a term of a vocabulary by its local name.

    Raises:
        InputError: If no term can have that name.
    """
    if not _TERM.fullmatch(name):
        raise InputError(f"{by} uses {name!r}, which is no term of {namespace}")
    return namespace[name]


def agreement(scope: Scope, frame: Agreement) -> Iterator[Triple]:
    """Write an agreement, without its clauses."""
    node = scope.iri(frame.key, Role.AGREEMENT, by=frame.key)
    yield node, RDF.type, FDR.Agreement
    yield from names(node, frame.label)
    yield node, FDR.agreementType, term(AGREEMENT_TYPE, frame.type, by=frame.key)
    for predicate, actors in (
        (FDR.party, frame.parties),
        (FDR.signatory, frame.signatories),
        (FDR.guarantor, frame.guarantors),
        (FDR.mediator, frame.mediators),
    ):
        yield from link(scope, node, predicate, actors, Role.ACTOR, by=frame.key)
    yield from times(node, signedOn=frame.signed_on, effectiveFrom=frame.effective_from)
    yield from link(scope, node, FDR.signedAt, frame.signed_at, Role.PLACE, Role.ACTOR, by=frame.key)
    for relation in frame.relations:
        yield from link(scope, node, FDR[relation.kind], [relation.target], Role.AGREEMENT, by=frame.key)
    yield from scope.evidence(node, frame.evidence, of=frame.key)


def clause(scope: Scope, frame: Clause) -> Iterator[Triple]:
    """Write a clause and its place in its agreement."""
    node = scope.iri(frame.key, Role.CLAUSE, by=frame.key)
    yield scope.iri(frame.agreement, Role.AGREEMENT, by=frame.key), FDR.hasClause, node
    yield node, RDF.type, FDR.Clause
    if frame.number:
        yield node, FDR.number, literals.plain(frame.number)
    yield node, FDR.ordinal, literals.count(frame.ordinal)
    yield from link(scope, node, FDR.states, frame.states, Role.COMMITMENT, by=frame.key)
    yield from scope.evidence(node, frame.evidence, of=frame.key)


def commitment(scope: Scope, frame: Commitment) -> Iterator[Triple]:
    """Write a commitment with its quantities; the clause that states it joins it to its agreement."""
    node = scope.iri(frame.key, Role.COMMITMENT, by=frame.key)
    yield node, RDF.type, FDR.Commitment
    yield node, FDR.modality, FDR[frame.modality]
    for theme in frame.themes:
        yield node, FDR.theme, term(THEME, theme, by=frame.key)
    yield node, FDR.action, literals.english(frame.action)
    yield from link(scope, node, FDR.obligor, frame.obligors, Role.ACTOR, by=frame.key)
    yield from link(scope, node, FDR.obligee, frame.obligees, Role.ACTOR, by=frame.key)
    yield from link(scope, node, FDR.concerns, frame.concerns, Role.ACTOR, Role.PLACE, by=frame.key)
    yield from link(scope, node, FDR.place, frame.places, Role.PLACE, Role.ACTOR, by=frame.key)
    yield from times(node, from_=frame.start, until=frame.until, dueBy=frame.due_by)
    if frame.condition is not None:
        yield node, FDR.condition, literals.english(frame.condition)
    if frame.implicit:
        yield node, FDR.implicitObligor, literals.boolean(True)
    yield from scope.evidence(node, frame.evidence, of=frame.key)
    for number, quantity in enumerate(sorted(set(frame.quantities), key=_order), 1):
        yield from _quantity(scope, node, number, quantity, of=frame.key)


def _order(quantity: Quantity) -> tuple[object, ...]:
    """Order quantities by where they are said and what they say, so that their numbers do not depend on luck."""
    return sorted(quantity.evidence), quantity.aspect or "", quantity.kind, quantity.unit, quantity.value


def _quantity(scope: Scope, owner: URIRef, number: int, frame: Quantity, *, of: str) -> Iterator[Triple]:
    node = mint.quantity(owner, number)
    yield owner, FDR.quantity, node
    yield node, RDF.type, FDR.Quantity
    yield node, FDR.value, literals.decimal(frame.value)
    yield node, FDR.unit, term(UNIT, frame.unit, by=of)
    yield node, FDR.quantityKind, term(QUANTITY_KIND, frame.kind, by=of)
    if frame.aspect is not None:
        yield node, FDR.aspect, literals.english(frame.aspect)
    yield from scope.evidence(node, frame.evidence, of=f"a quantity of {of}")
