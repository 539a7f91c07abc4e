"""Frames made by hand from a short invented text, and what builds them."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import pyoxigraph as ox
import pytest
from rdflib import Graph, URIRef

from kg.document.model import DocumentKind, SourceDocument
from kg.extract.frames import (
    Actor,
    ActorType,
    Agreement,
    Claim,
    Clause,
    Commitment,
    Discrepancy,
    Extraction,
    ImplementationEvent,
    Incident,
    Meeting,
    Modality,
    OfficeHolding,
    Place,
    PlaceType,
    Quantity,
    Relation,
    RelationKind,
    Stance,
)
from kg.graph import mint
from kg.graph.builder import build
from kg.graph.model import DocumentGraph
from kg.graph.terms import write
from kg.namespaces import FDR, PREFIXES
from kg.text.moment import Moment
from kg.text.span import Span

BASE = "https://example.org/id/"

TEXT = """Freedonia and Sylvania signed a truce in Port Éclair on 3 May 1933 after six hours of talks.
1. Sylvania shall withdraw 10 km from the Blue Road within 7 days.
The sides recalled the pact of 1919. Minister Ada Quill of Freedonia said two soldiers had died near the road.
Sylvania denied it; its troops left on 8 May 1933. The ministry spoke of three dead.
"""


def span(words: str) -> Span:
    """Cut the first place where the text says these words."""
    start = TEXT.index(words)
    return Span.of(TEXT, start, start + len(words))


@pytest.fixture
def extraction() -> Extraction:
    """Return an extraction with every kind of frame and every field of each filled."""
    truce, withdraw = span("signed a truce"), span("Sylvania shall withdraw 10 km from the Blue Road within 7 days")
    return Extraction(
        document=SourceDocument(
            text=TEXT,
            kind=DocumentKind.NEWS,
            date=datetime.date(1933, 5, 9),
            title="A truce at last",
            creator="Otto Pen",
            publisher="The Gazette",
            source="https://example.org/truce?id=1",
            licence="Public domain.",
        ),
        actors=(
            Actor(
                key="state/freedonia",
                type=ActorType.STATE,
                label="Freedonia",
                alt_labels=("Freedonian", "Freedonia"),
                wikidata="Q3087254",
                evidence=(span("Freedonia"),),
            ),
            Actor(key="state/sylvania", type=ActorType.STATE, label="Sylvania", evidence=(span("Sylvania"),)),
            Actor(
                key="governmentbody/ministry",
                type=ActorType.GOVERNMENT_BODY,
                label="Ministry of Freedonia",
                part_of="state/freedonia",
                evidence=(span("The ministry"),),
            ),
            Actor(
                key="person/ada-quill", type=ActorType.PERSON, label="Ada Quill", evidence=(span("Minister Ada Quill"),)
            ),
        ),
        places=(
            Place(
                key="place/port-eclair",
                type=PlaceType.SETTLEMENT,
                label="Port Éclair",
                alt_labels=("Port Eclair",),
                within="state/freedonia",
                latitude=12.5,
                longitude=-0.25,
                geonames=12,
                evidence=(span("Port Éclair"),),
            ),
            Place(
                key="place/blue-road",
                type=PlaceType.ROUTE,
                label="Blue Road",
                within="place/port-eclair",
                evidence=(span("the Blue Road"), span("the road")),
            ),
        ),
        offices=(
            OfficeHolding(
                key="office/1",
                holder="person/ada-quill",
                office="minister",
                office_of="state/freedonia",
                start=Moment(1932),
                until=Moment(1933, 12),
                evidence=(span("Minister Ada Quill of Freedonia"),),
            ),
        ),
        agreements=(
            Agreement(
                key="agreement/truce",
                label="Truce of Port Éclair",
                type="ceasefire",
                parties=("state/freedonia", "state/sylvania"),
                signatories=("person/ada-quill",),
                guarantors=("state/freedonia",),
                mediators=("governmentbody/ministry",),
                signed_on=Moment(1933, 5, 3),
                signed_at=("place/port-eclair",),
                effective_from=Moment(1933, 5, 3, 18, 30),
                relations=(Relation(RelationKind.RECALLS, "agreement/pact"),),
                evidence=(truce,),
            ),
            Agreement(
                key="agreement/pact", label="Pact", type="treaty", signed_on=Moment(1919), evidence=(span("pact"),)
            ),
        ),
        meetings=(
            Meeting(
                key="meeting/1",
                label="Talks in Port Éclair",
                participants=("state/freedonia", "state/sylvania"),
                mediators=("person/ada-quill",),
                date=Moment(1933, 5, 3),
                start=Moment(1933, 5, 3, 12, 30),
                until=Moment(1933, 5, 3, 18, 30),
                places=("place/port-eclair",),
                duration="PT6H",
                produced=("agreement/truce",),
                evidence=(span("six hours of talks"),),
            ),
        ),
        clauses=(
            Clause(
                key="clause/1",
                agreement="agreement/truce",
                number="1.",
                ordinal=1,
                states=("commitment/1",),
                evidence=(withdraw,),
            ),
        ),
        commitments=(
            Commitment(
                key="commitment/1",
                modality=Modality.OBLIGATION,
                themes=("withdrawal", "ceasefire"),
                action="withdraw 10 km from the Blue Road",
                agreement="agreement/truce",
                obligors=("state/sylvania",),
                obligees=("state/freedonia",),
                concerns=("place/blue-road", "state/sylvania"),
                places=("place/blue-road",),
                start=Moment(1933, 5, 3),
                until=Moment(1934),
                due_by=Moment(1933, 5, 10),
                condition="if the road is dry",
                quantities=(
                    Quantity(
                        value=Decimal("10.0"), unit="KiloM", kind="Length", aspect="depth", evidence=(span("10 km"),)
                    ),
                    Quantity(value=Decimal(7), unit="DAY", kind="Time", evidence=(span("7 days"),)),
                ),
                implicit=True,
                evidence=(withdraw,),
            ),
        ),
        incidents=(
            Incident(
                key="incident/1",
                label="Deaths near the road",
                perpetrators=("state/sylvania",),
                targets=("state/freedonia", "place/blue-road"),
                killed=2,
                wounded=0,
                date=Moment(1933, 5),
                start=Moment(1933, 5, 1),
                until=Moment(1933, 5, 2),
                places=("place/blue-road",),
                evidence=(span("two soldiers had died"),),
            ),
        ),
        events=(
            ImplementationEvent(
                key="event/1",
                label="Troops leave",
                fulfils=("commitment/1",),
                breaches=("commitment/1",),
                date=Moment(1933, 5, 8),
                places=("place/blue-road",),
                evidence=(span("its troops left on 8 May 1933"),),
            ),
        ),
        claims=(
            Claim(
                key="claim/1",
                claimants=("person/ada-quill",),
                stance=Stance.QUOTED,
                about=("incident/1",),
                evidence=(span("two soldiers had died"),),
            ),
            Claim(
                key="claim/2",
                claimants=(),
                stance=Stance.ASSERTED,
                about=("agreement/truce", "meeting/1", "commitment/1", "event/1"),
                evidence=(truce,),
            ),
            Claim(
                key="claim/3",
                claimants=("governmentbody/ministry",),
                stance=Stance.ASSERTED,
                about=("incident/1",),
                evidence=(span("three dead"),),
            ),
        ),
        discrepancies=(
            Discrepancy(
                key="discrepancy/1", between=("claim/1", "claim/3"), on_property="killed", comment="Two dead or three?"
            ),
        ),
    )


@pytest.fixture
def described(extraction: Extraction) -> Callable[..., Extraction]:
    """Return what changes the metadata of the extraction's document."""

    def described(**changes: object) -> Extraction:
        document = extraction.document
        kept = {
            name: getattr(document, name)
            for name in ("text", "kind", "date", "title", "creator", "publisher", "source", "licence", "name")
        }
        return replace(extraction, document=SourceDocument(**{**kept, **changes}))

    return described


@pytest.fixture
def built(extraction: Extraction) -> DocumentGraph:
    """Return the graphs of the extraction."""
    return build(extraction, base=BASE)


@pytest.fixture
def says(extraction: Extraction) -> Callable[..., bool]:
    """Return what tells whether a graph says of the things described in a piece of Turtle just that, evidence apart.

    ``<doc/…>`` is relative to the document, ``<actor/…>`` and ``<place/…>`` to the base.
    """
    document = mint.document(BASE, extraction.document.sha256)

    def says(graph: Graph, turtle: str) -> bool:
        head = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in PREFIXES.items())
        data = head + turtle.replace("<doc", f"<{document}")
        parsed = ox.parse(data, format=ox.RdfFormat.TURTLE, base_iri=BASE)
        wanted = {(str(quad.subject), str(quad.predicate), str(quad.object)) for quad in parsed}
        subjects = {row[0] for row in wanted}
        found = {(write(s), write(p), write(o)) for s, p, o in graph if p != FDR.evidence}
        assert {row for row in found if row[0] in subjects} == wanted
        return True

    return says


@pytest.fixture
def said(extraction: Extraction) -> Callable[[str], URIRef]:
    """Return what gives the IRI of something that the document says, by its key."""
    document = mint.document(BASE, extraction.document.sha256)
    return lambda key: mint.said(document, key)
