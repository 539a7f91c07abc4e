"""Events: meetings, incidents, and acts that carry out or break commitments."""

from __future__ import annotations

from collections.abc import Iterator

from rdflib import URIRef

from kg.extract.frames import ImplementationEvent, Incident, Meeting
from kg.graph import literals
from kg.graph.model import Triple
from kg.graph.parties import names
from kg.graph.scope import Role, Scope, link
from kg.namespaces import FDR, RDF
from kg.text.moment import Moment

__all__ = ["implementation", "incident", "meeting", "times"]


def times(node: URIRef, **moments: Moment | None) -> Iterator[Triple]:
    """Say when something is, under the local names of properties (``from_`` is ``fdr:from``)."""
    for name, value in moments.items():
        if value is not None:
            yield node, FDR[name.removesuffix("_")], literals.moment(value)


def meeting(scope: Scope, frame: Meeting) -> Iterator[Triple]:
    """Write a meeting."""
    node = scope.iri(frame.key, Role.MEETING, by=frame.key)
    yield node, RDF.type, FDR.Meeting
    yield from _event(scope, node, frame)
    yield from times(node, from_=frame.start, until=frame.until)
    yield from link(scope, node, FDR.participant, frame.participants, Role.ACTOR, by=frame.key)
    yield from link(scope, node, FDR.mediator, frame.mediators, Role.ACTOR, by=frame.key)
    yield from link(scope, node, FDR.produced, frame.produced, Role.AGREEMENT, by=frame.key)
    if frame.duration is not None:
        yield node, FDR.duration, literals.duration(frame.duration)


def incident(scope: Scope, frame: Incident) -> Iterator[Triple]:
    """Write an incident."""
    node = scope.iri(frame.key, Role.INCIDENT, by=frame.key)
    yield node, RDF.type, FDR.Incident
    yield from _event(scope, node, frame)
    yield from times(node, from_=frame.start, until=frame.until)
    yield from link(scope, node, FDR.perpetrator, frame.perpetrators, Role.ACTOR, by=frame.key)
    yield from link(scope, node, FDR.target, frame.targets, Role.ACTOR, Role.PLACE, by=frame.key)
    for predicate, number in ((FDR.killed, frame.killed), (FDR.wounded, frame.wounded)):
        if number is not None:
            yield node, predicate, literals.count(number)


def implementation(scope: Scope, frame: ImplementationEvent) -> Iterator[Triple]:
    """Write an act that carries out or breaks commitments."""
    node = scope.iri(frame.key, Role.EVENT, by=frame.key)
    yield node, RDF.type, FDR.ImplementationEvent
    yield from _event(scope, node, frame)
    yield from link(scope, node, FDR.fulfils, frame.fulfils, Role.COMMITMENT, by=frame.key)
    yield from link(scope, node, FDR.breaches, frame.breaches, Role.COMMITMENT, by=frame.key)


def _event(scope: Scope, node: URIRef, frame: Meeting | Incident | ImplementationEvent) -> Iterator[Triple]:
    """Write what every event has."""
    yield node, RDF.type, FDR.Event
    yield from names(node, frame.label)
    yield from times(node, date=frame.date)
    yield from link(scope, node, FDR.place, frame.places, Role.PLACE, Role.ACTOR, by=frame.key)
    yield from scope.evidence(node, frame.evidence, of=frame.key)
