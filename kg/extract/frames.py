"""Frames: what a text says as plain values, before it becomes RDF.

A frame names the other frames by their ``key``, which is unique inside one extraction and is the tail of the IRI
that the frame will get: a commitment, ``commitment/120-260``, is minted from where it is said; an actor,
``state/russia``, from what it is. Every frame carries the spans that say it.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from kg.document.model import SourceDocument
from kg.text.moment import Moment
from kg.text.span import Span

__all__ = [
    "Actor",
    "ActorType",
    "Agreement",
    "Claim",
    "Clause",
    "Commitment",
    "Discrepancy",
    "Evidence",
    "Extraction",
    "ImplementationEvent",
    "Incident",
    "Meeting",
    "Modality",
    "OfficeHolding",
    "Place",
    "PlaceType",
    "Quantity",
    "Relation",
    "RelationKind",
    "Stance",
]

Evidence = tuple[Span, ...]


class ActorType(StrEnum):
    """Name the subclasses of ``fdr:Actor``."""

    STATE = "State"
    INTERNATIONAL_ORGANIZATION = "InternationalOrganization"
    ARMED_GROUP = "ArmedGroup"
    GOVERNMENT_BODY = "GovernmentBody"
    POLITICAL_PARTY = "PoliticalParty"
    MEDIA = "MediaOrganization"
    PERSON = "Person"
    PEOPLE = "People"
    ORGANIZATION = "Organization"


class PlaceType(StrEnum):
    """Name ``fdr:Place`` and its subclasses."""

    PLACE = "Place"
    SETTLEMENT = "Settlement"
    REGION = "Region"
    ROUTE = "Route"
    ZONE = "Zone"


class Modality(StrEnum):
    """Name the values of ``fdr:modality``."""

    OBLIGATION = "Obligation"
    PROHIBITION = "Prohibition"
    PERMISSION = "Permission"
    AFFIRMATION = "Affirmation"


class Stance(StrEnum):
    """Name the values of ``fdr:stance``."""

    ASSERTED = "Asserted"
    QUOTED = "Quoted"
    PREDICTED = "Predicted"
    DENIED = "Denied"
    DOUBTED = "Doubted"


class RelationKind(StrEnum):
    """Name the properties between agreements."""

    SUPPLEMENTS = "supplements"
    AMENDS = "amends"
    REPLACES = "replaces"
    RECALLS = "recalls"
    IMPLEMENTS = "implements"


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """Be a state, group, body, medium, people or person; ``part_of`` names the actor it belongs to."""

    key: str
    type: ActorType
    label: str
    alt_labels: tuple[str, ...] = ()
    part_of: str | None = None
    wikidata: str | None = None
    evidence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Be a settlement, region, route or zone; ``within`` names the place or actor (a state) around it."""

    key: str
    type: PlaceType
    label: str
    alt_labels: tuple[str, ...] = ()
    within: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    geonames: int | None = None
    evidence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeHolding:
    """Be a person in an office of an actor, as the text shows it or an authority dates it."""

    key: str
    holder: str
    office: str
    office_of: str | None = None
    start: Moment | None = None
    until: Moment | None = None
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Relation:
    """Be one agreement's reference to another."""

    kind: RelationKind
    target: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """Be an agreement that the text is, tells of or recalls; ``type`` is an id of the contract's list."""

    key: str
    label: str
    type: str
    parties: tuple[str, ...] = ()
    signatories: tuple[str, ...] = ()
    guarantors: tuple[str, ...] = ()
    mediators: tuple[str, ...] = ()
    signed_on: Moment | None = None
    signed_at: tuple[str, ...] = ()
    effective_from: Moment | None = None
    relations: tuple[Relation, ...] = ()
    evidence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """Be talks that happened; ``date`` is the day of a one-day meeting, else ``start`` and ``until``."""

    key: str
    label: str
    participants: tuple[str, ...] = ()
    mediators: tuple[str, ...] = ()
    date: Moment | None = None
    start: Moment | None = None
    until: Moment | None = None
    places: tuple[str, ...] = ()
    duration: str | None = None
    produced: tuple[str, ...] = ()
    evidence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """Be a numbered article, paragraph, bullet or reported point of an agreement."""

    key: str
    agreement: str
    number: str
    ordinal: int
    states: tuple[str, ...] = ()
    evidence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """Be a measured value; ``unit`` and ``kind`` are local names of QUDT, ``aspect`` is what is measured."""

    value: Decimal
    unit: str
    kind: str
    aspect: str | None = None
    evidence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Commitment:
    """Be what somebody is bound to, allowed, forbidden, or reaffirms.

    ``concerns`` names actors or places. ``implicit`` tells that the obligors are not named in the passage but
    follow from the document's party set.
    """

    key: str
    modality: Modality
    themes: tuple[str, ...]
    action: str
    agreement: str | None = None
    obligors: tuple[str, ...] = ()
    obligees: tuple[str, ...] = ()
    concerns: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    start: Moment | None = None
    until: Moment | None = None
    due_by: Moment | None = None
    condition: str | None = None
    quantities: tuple[Quantity, ...] = ()
    implicit: bool = False
    evidence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Incident:
    """Be violence, capture or a breach that the text reports as happened."""

    key: str
    label: str
    perpetrators: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    killed: int | None = None
    wounded: int | None = None
    date: Moment | None = None
    start: Moment | None = None
    until: Moment | None = None
    places: tuple[str, ...] = ()
    evidence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class ImplementationEvent:
    """Be an act that carries out or breaks commitments."""

    key: str
    label: str
    fulfils: tuple[str, ...] = ()
    breaches: tuple[str, ...] = ()
    date: Moment | None = None
    places: tuple[str, ...] = ()
    evidence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """Be one source's statement; no claimant means that the document speaks for itself."""

    key: str
    claimants: tuple[str, ...]
    stance: Stance
    about: tuple[str, ...] = ()
    evidence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Discrepancy:
    """Be two claims of this text that cannot both hold; ``on_property`` is a local name of the ontology."""

    key: str
    between: tuple[str, str]
    on_property: str
    comment: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Extraction:
    """Hold all that was found in one document."""

    document: SourceDocument
    actors: tuple[Actor, ...] = ()
    places: tuple[Place, ...] = ()
    offices: tuple[OfficeHolding, ...] = ()
    agreements: tuple[Agreement, ...] = ()
    meetings: tuple[Meeting, ...] = ()
    clauses: tuple[Clause, ...] = ()
    commitments: tuple[Commitment, ...] = ()
    incidents: tuple[Incident, ...] = ()
    events: tuple[ImplementationEvent, ...] = ()
    claims: tuple[Claim, ...] = ()
    discrepancies: tuple[Discrepancy, ...] = ()
