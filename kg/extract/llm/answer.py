"""Answers: what a model may say. It chooses from lists and points at words; it writes nothing of its own."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Final, Literal

from pydantic import BaseModel, ConfigDict, Field

from kg.extract.frames import ActorType, Modality, RelationKind, Stance

__all__ = ["FAMILIES", "Answer", "Fill", "Fills", "Item", "Kind", "slots_of"]


class Kind(StrEnum):
    """Name what the words of a slot are."""

    ACTORS = "names of actors"
    PLACES = "names of places"
    MOMENT = "a date or time"
    DURATION = "a length of time"
    COUNT = "a number of persons"
    QUANTITIES = "numbers with their units"
    WORDS = "words"


Actors = Annotated[tuple[str, ...], Kind.ACTORS]
Places = Annotated[tuple[str, ...], Kind.PLACES]
Moments = Annotated[str | None, Kind.MOMENT]
Duration = Annotated[str | None, Kind.DURATION]
Count = Annotated[str | None, Kind.COUNT]
Quantities = Annotated[tuple[str, ...], Kind.QUANTITIES]
Words = Annotated[str | None, Kind.WORDS]


class Item(BaseModel):
    """Be one thing that the document says."""

    model_config = ConfigDict(frozen=True)

    quotes: Annotated[tuple[str, ...], Field(min_length=1, max_length=4)]


class NamedActor(Item):
    """Be an actor that the document names."""

    name: Annotated[str, Kind.WORDS]
    type: ActorType


class AgreementItem(Item):
    """Be an agreement that the document is, tells of or refers to; that which it is or tells of comes first."""

    name: Words = None
    type: str
    parties: Actors = ()
    signatories: Actors = ()
    guarantors: Actors = ()
    mediators: Actors = ()
    signed_on: Moments = None
    signed_at: Places = ()
    effective_from: Moments = None
    relation_to_first: tuple[RelationKind, ...] = ()


class MeetingItem(Item):
    """Be talks that took place."""

    participants: Actors = ()
    mediators: Actors = ()
    date: Moments = None
    start: Moments = None
    until: Moments = None
    places: Places = ()
    duration: Duration = None


class CommitmentItem(Item):
    """Be what somebody is bound to, forbidden, allowed or reaffirms."""

    modality: Modality
    themes: Annotated[tuple[str, ...], Field(min_length=1, max_length=3)]
    obligors: Actors = ()
    obligees: Actors = ()
    concerns: Actors = ()
    places: Places = ()
    start: Moments = None
    until: Moments = None
    due_by: Moments = None
    condition: Words = None
    quantities: Quantities = ()


class IncidentItem(Item):
    """Be violence, capture or a breach that happened."""

    perpetrators: Actors = ()
    targets: Actors = ()
    killed: Count = None
    wounded: Count = None
    date: Moments = None
    start: Moments = None
    until: Moments = None
    places: Places = ()


class ClaimItem(Item):
    """Be what somebody other than the document says."""

    claimants: Actors
    stance: Stance


class OfficeItem(Item):
    """Be a person in an office."""

    holder: Annotated[tuple[str, ...], Kind.ACTORS, Field(min_length=1, max_length=1)]
    office: Annotated[str, Kind.WORDS]
    office_of: Annotated[tuple[str, ...], Kind.ACTORS, Field(max_length=1)] = ()


class Answer(BaseModel):
    """Give everything that the document says, by family."""

    model_config = ConfigDict(frozen=True)

    actors: tuple[NamedActor, ...] = ()
    agreements: tuple[AgreementItem, ...] = ()
    meetings: tuple[MeetingItem, ...] = ()
    commitments: tuple[CommitmentItem, ...] = ()
    incidents: tuple[IncidentItem, ...] = ()
    claims: tuple[ClaimItem, ...] = ()
    offices: tuple[OfficeItem, ...] = ()

    def items(self) -> tuple[Item, ...]:
        """Return all items, family by family."""
        return (
            *self.actors,
            *self.agreements,
            *self.meetings,
            *self.commitments,
            *self.incidents,
            *self.claims,
            *self.offices,
        )


class Fill(BaseModel):
    """Fill one open slot of one frame."""

    model_config = ConfigDict(frozen=True)

    frame: str
    slot: str
    words: Annotated[tuple[str, ...], Field(min_length=1)]
    quote: str


class Fills(BaseModel):
    """Give what the document says of open slots, and leave out those of which it says nothing."""

    model_config = ConfigDict(frozen=True)

    fills: tuple[Fill, ...] = ()


#: The families of an extraction whose open slots a model may fill, with what says of which kind each slot is.
FAMILIES: Final[dict[Literal["agreements", "meetings", "commitments", "incidents"], type[Item]]] = {
    "agreements": AgreementItem,
    "meetings": MeetingItem,
    "commitments": CommitmentItem,
    "incidents": IncidentItem,
}


def slots_of(item: type[Item]) -> dict[str, Kind]:
    """Return the slots whose words are looked for in the quotes, with their kinds.

    >>> slots_of(IncidentItem)["killed"]
    <Kind.COUNT: 'a number of persons'>
    """
    kinds = {
        name: next((mark for mark in field.metadata if isinstance(mark, Kind)), None)
        for name, field in item.model_fields.items()
    }
    return {name: kind for name, kind in kinds.items() if kind is not None}
