"""What holds of every extraction, whatever a text may say and whatever its names may be."""

from __future__ import annotations

import random
from dataclasses import fields, replace
from typing import Any

import pyoxigraph as ox
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rdflib import BNode, Graph, Literal, URIRef

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
from kg.graph.builder import build
from kg.graph.mint import is_iri
from kg.graph.serialise import Format, serialise
from kg.graph.terms import quads
from kg.namespaces import PREFIXES
from kg.text.moment import Moment
from kg.text.normalise import normalise
from kg.text.span import Span

BASE = "https://example.org/id/"
KNOWN = (BASE, "https://sws.geonames.org/", "https://example.com/source", *PREFIXES.values())

#: Anything that a file can hold, with what is hard in IRIs, Turtle and JSON more often than by chance.
WORDS = st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="\0")
    | st.sampled_from(" /#?%\"'\\<>{}|^`\n\t\x7f:;.é—Я中ا"),
    max_size=12,
)
MOMENTS = st.one_of(
    st.integers(1, 9999).map(Moment),
    st.builds(Moment, st.integers(1, 9999), st.integers(1, 12)),
    st.dates().map(Moment.of),
    st.datetimes().map(lambda t: Moment(t.year, t.month, t.day, t.hour, t.minute)),
)
TERM = st.from_regex(r"\A[A-Za-z][A-Za-z0-9_-]{0,8}\Z")


#: An extraction takes a hundred draws: a few of them show what more would.
few = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])


class Maker:
    """Draw frames that refer to each other."""

    def __init__(self, data: st.DataObject, text: str) -> None:
        self.data = data
        self.text = text
        self.pool = st.sampled_from(self.draw(st.lists(WORDS, min_size=3, max_size=6, unique=True)))

    def draw(self, strategy: st.SearchStrategy[Any]) -> Any:  # noqa: ANN401
        return self.data.draw(strategy)

    def span(self) -> Span:
        start = self.draw(st.integers(0, len(self.text) - 1))
        return Span.of(self.text, start, self.draw(st.integers(start + 1, len(self.text))))

    def evidence(self) -> tuple[Span, ...]:
        return tuple(self.span() for _ in range(self.draw(st.integers(1, 2))))

    def keys(self, head: str, most: int = 2) -> list[str]:
        tails = self.draw(st.lists(self.pool, max_size=most, unique=True))
        return [f"{head}/{tail}" for tail in tails]

    def some(self, keys: list[str]) -> tuple[str, ...]:
        return tuple(self.draw(st.lists(st.sampled_from(keys), max_size=3))) if keys else ()

    def one(self, keys: list[str]) -> str | None:
        return self.draw(st.none() | st.sampled_from(keys)) if keys else None

    def moment(self) -> Moment | None:
        return self.draw(st.none() | MOMENTS)

    def words(self) -> str:
        return self.draw(self.pool)

    def names(self) -> tuple[str, ...]:
        return tuple(self.draw(st.lists(self.pool, max_size=2)))

    def quantity(self) -> Quantity:
        return Quantity(
            value=self.draw(st.decimals(-(10**6), 10**6, places=2)),
            unit=self.draw(TERM),
            kind=self.draw(TERM),
            aspect=self.draw(st.none() | self.pool),
            evidence=self.evidence(),
        )

    def extraction(self) -> Extraction:
        actors, places = self.keys("actor"), self.keys("place")
        agreements, commitments, meetings = self.keys("agreement"), self.keys("commitment"), self.keys("meeting")
        incidents, events, claims = self.keys("incident"), self.keys("event"), self.keys("claim", 3)
        anywhere = places + actors
        return Extraction(
            document=SourceDocument(
                text=self.text,
                kind=self.draw(st.none() | st.sampled_from(list(DocumentKind))),
                date=self.draw(st.none() | st.dates()),
                title=self.draw(st.none() | self.pool),
                creator=self.draw(st.none() | self.pool),
                publisher=self.draw(st.none() | self.pool),
                source=self.draw(
                    st.none() | self.pool | self.pool.map(lambda words: f"https://example.com/source{words}")
                ),
                licence=self.draw(st.none() | self.pool),
            ),
            actors=tuple(
                Actor(
                    key=key,
                    type=self.draw(st.sampled_from(list(ActorType))),
                    label=self.words(),
                    alt_labels=self.names(),
                    part_of=self.one(actors),
                    wikidata=self.draw(st.none() | st.integers(1, 10**7).map("Q{}".format)),
                    evidence=self.evidence(),
                )
                for key in actors
            ),
            places=tuple(
                Place(
                    key=key,
                    type=self.draw(st.sampled_from(list(PlaceType))),
                    label=self.words(),
                    alt_labels=self.names(),
                    within=self.one(anywhere),
                    latitude=self.draw(st.floats(-90, 90)),
                    longitude=self.draw(st.floats(-180, 180)),
                    geonames=self.draw(st.none() | st.integers(1, 10**7)),
                    evidence=self.evidence(),
                )
                for key in places
            ),
            offices=tuple(
                OfficeHolding(
                    key=key,
                    holder=actors[0],
                    office=self.words(),
                    office_of=self.one(actors),
                    start=self.moment(),
                    until=self.moment(),
                    evidence=self.evidence(),
                )
                for key in (self.keys("office") if actors else [])
            ),
            agreements=tuple(
                Agreement(
                    key=key,
                    label=self.words(),
                    type=self.draw(TERM),
                    parties=self.some(actors),
                    signatories=self.some(actors),
                    guarantors=self.some(actors),
                    mediators=self.some(actors),
                    signed_on=self.moment(),
                    signed_at=self.some(anywhere),
                    effective_from=self.moment(),
                    relations=tuple(
                        Relation(self.draw(st.sampled_from(list(RelationKind))), target)
                        for target in self.some(agreements)
                    ),
                    evidence=self.evidence(),
                )
                for key in agreements
            ),
            meetings=tuple(
                Meeting(
                    key=key,
                    label=self.words(),
                    participants=self.some(actors),
                    mediators=self.some(actors),
                    date=self.moment(),
                    start=self.moment(),
                    until=self.moment(),
                    places=self.some(anywhere),
                    duration=self.draw(st.none() | st.integers(1, 99).map("PT{}H".format)),
                    produced=self.some(agreements),
                    evidence=self.evidence(),
                )
                for key in meetings
            ),
            clauses=tuple(
                Clause(
                    key=key,
                    agreement=agreements[-1],
                    number=self.words(),
                    ordinal=self.draw(st.integers(0, 9)),
                    states=self.some(commitments),
                    evidence=self.evidence(),
                )
                for key in (self.keys("clause") if agreements else [])
            ),
            commitments=tuple(
                Commitment(
                    key=key,
                    modality=self.draw(st.sampled_from(list(Modality))),
                    themes=tuple(self.draw(st.lists(TERM, max_size=3))),
                    action=self.words(),
                    agreement=self.one(agreements),
                    obligors=self.some(actors),
                    obligees=self.some(actors),
                    concerns=self.some(anywhere),
                    places=self.some(anywhere),
                    start=self.moment(),
                    until=self.moment(),
                    due_by=self.moment(),
                    condition=self.draw(st.none() | self.pool),
                    quantities=tuple(self.quantity() for _ in range(self.draw(st.integers(0, 3)))),
                    implicit=self.draw(st.booleans()),
                    evidence=self.evidence(),
                )
                for key in commitments
            ),
            incidents=tuple(
                Incident(
                    key=key,
                    label=self.words(),
                    perpetrators=self.some(actors),
                    targets=self.some(anywhere),
                    killed=self.draw(st.none() | st.integers(0, 10**6)),
                    wounded=self.draw(st.none() | st.integers(0, 10**6)),
                    date=self.moment(),
                    places=self.some(anywhere),
                    evidence=self.evidence(),
                )
                for key in incidents
            ),
            events=tuple(
                ImplementationEvent(
                    key=key,
                    label=self.words(),
                    fulfils=self.some(commitments),
                    breaches=self.some(commitments),
                    date=self.moment(),
                    places=self.some(anywhere),
                    evidence=self.evidence(),
                )
                for key in events
            ),
            claims=tuple(
                Claim(
                    key=key,
                    claimants=self.some(actors),
                    stance=self.draw(st.sampled_from(list(Stance))),
                    about=self.some(agreements + commitments + meetings + incidents + events),
                    evidence=self.evidence(),
                )
                for key in claims
            ),
            discrepancies=tuple(
                Discrepancy(key=key, between=(claims[0], claims[1]), on_property=self.draw(TERM), comment=self.words())
                for key in (self.keys("discrepancy", 1) if len(claims) > 1 else [])
            ),
        )


@st.composite
def extractions(draw: st.DrawFn) -> Extraction:
    text = draw(
        st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1, max_size=60)
        .map(normalise)
        .filter(lambda text: text and normalise(text) == text)
    )
    return Maker(draw(st.data()), text).extraction()


def shuffled(extraction: Extraction, seed: int) -> Extraction:
    """Put every group of frames, and every set in a frame, in another order."""
    order = random.Random(seed)  # noqa: S311

    def mix(value: object) -> object:
        if isinstance(value, tuple):
            return tuple(order.sample(value, len(value)))
        return value

    def mixed(frame: Any) -> Any:  # noqa: ANN401
        if isinstance(frame, Commitment):
            frame = replace(frame, quantities=tuple(mixed(quantity) for quantity in frame.quantities))
        changes = {field.name: mix(getattr(frame, field.name)) for field in fields(frame)}
        return replace(frame, **changes)

    groups = {field.name: getattr(extraction, field.name) for field in fields(Extraction) if field.name != "document"}
    return replace(extraction, **{name: mix(tuple(map(mixed, frames))) for name, frames in groups.items()})


@few
@given(extraction=extractions())
def test_the_same_extraction_gives_the_same_bytes_in_any_order(extraction: Extraction):
    document = build(extraction, base=BASE)
    for seed in (1, 2):
        other = build(shuffled(extraction, seed), base=BASE)
        for wanted in Format:
            assert serialise(document, wanted, text=True) == serialise(other, wanted, text=True)


@few
@given(extraction=extractions())
def test_what_is_written_is_read_back(extraction: Extraction):
    document = build(extraction, base=BASE)
    whole, graph = quads(document, text=True), quads(document.graph)
    for wanted, oxigraph in (
        (Format.NQUADS, ox.RdfFormat.N_QUADS),
        (Format.TRIG, ox.RdfFormat.TRIG),
        (Format.JSONLD, ox.RdfFormat.JSON_LD),
    ):
        assert quads(ox.parse(serialise(document, wanted, text=True), format=oxigraph)) == whole
    turtle = serialise(document, Format.TURTLE)
    assert quads(ox.parse(turtle, format=ox.RdfFormat.TURTLE)) == graph
    read = Graph()
    read.parse(data=serialise(document, Format.NTRIPLES), format="nt")
    assert quads(read) == graph
    read = Graph()
    read.parse(data=turtle, format="turtle")
    assert quads(read) == graph


@few
@given(extraction=extractions())
def test_every_node_has_a_valid_iri_of_ours_or_of_a_known_vocabulary(extraction: Extraction):
    for row in build(extraction, base=BASE).quads():
        for term in row:
            assert not isinstance(term, BNode)
            if isinstance(term, URIRef):
                assert str(term).startswith(KNOWN)
                assert is_iri(term)
            else:
                assert isinstance(term, Literal)


@few
@given(extraction=extractions())
def test_every_passage_says_what_the_text_says(extraction: Extraction):
    graph = build(extraction, base=BASE).graph
    text = extraction.document.text
    rows = list(
        graph.query(
            "SELECT ?passage ?start ?end ?exact WHERE { ?passage fdr:start ?start ; fdr:end ?end ; fdr:exact ?exact }"
        )
    )
    assert len(rows) == len({row.passage for row in rows})
    assert all(text[int(row.start) : int(row.end)] == str(row.exact) for row in rows)
