"""What the authority knows: entries with their aliases, and where a text names them."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from enum import StrEnum

from kg.text.moment import Moment

__all__ = ["Alias", "AliasKind", "Entry", "Holding", "Match", "Title", "TitleKind"]


class AliasKind(StrEnum):
    """Say how an alias stands for its entry."""

    NAME = "name"
    OFFICIAL = "official"
    ABBREVIATION = "abbreviation"
    DEMONYM = "demonym"
    DEMONYM_PLURAL = "demonym-plural"
    CAPITAL = "capital"
    SEAT = "seat"
    HANDLE = "handle"
    SURNAME = "surname"


class TitleKind(StrEnum):
    """Say what sort of word stands before a person's name."""

    OFFICE = "office"
    ENVOY = "envoy"
    MILITARY = "military"
    HONORIFIC = "honorific"


@dataclass(frozen=True, slots=True)
class Entry:
    """Be an actor or a place that the authority knows.

    Args:
        key: The tail of its IRI: ``state/russia``, ``place/2267057-lisbon``.
        type: A value of ``ActorType`` or ``PlaceType``.
        label: Its name as an English encyclopaedia would give it.
        alt_labels: Its other names; adjectives, capitals and seats are none.
        country: ISO 3166-1 alpha-2 code of the state it is in or stands for.
        wikidata: Its Wikidata id.
        latitude: Degrees north.
        longitude: Degrees east.
        geonames: Its GeoNames id.
        since: The first year of a former or young state.
        until: The last year of a former state.
        population: How many people live in a settlement.
    """

    key: str
    type: str
    label: str
    alt_labels: tuple[str, ...] = ()
    country: str | None = None
    wikidata: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    geonames: int | None = None
    since: int | None = None
    until: int | None = None
    population: int | None = None

    def exists_on(self, day: datetime.date) -> bool:
        """Tell whether the entry existed in the year of the day, as far as is known."""
        return (self.since or 0) <= day.year <= (self.until or 9999)


@dataclass(frozen=True, slots=True)
class Alias:
    """Be one spelling of an entry; ``needs_context`` where the spelling alone proves nothing."""

    spelling: str
    kind: AliasKind
    entry: Entry
    needs_context: bool = False


@dataclass(frozen=True, slots=True)
class Match:
    """Be a place in a text that names an entry.

    Args:
        start: The code point it begins at.
        end: The code point after its last.
        entries: Who or what it may be, the likeliest first.
        alias_kind: How the spelling stands for the first entry; a capital stands for the settlement and the state.
        needs_context: True where the text around it does not yet show that the name is meant.
    """

    start: int
    end: int
    entries: tuple[Entry, ...]
    alias_kind: AliasKind
    needs_context: bool = False


@dataclass(frozen=True, slots=True)
class Holding:
    """Be a person in an office of an actor, from one moment until another, None where it is open or unknown."""

    person: Entry
    office: str
    of: str
    start: Moment | None
    until: Moment | None


@dataclass(frozen=True, slots=True)
class Title:
    """Be a word before a name; ``office`` is the canonical office it tells of, if it tells of one."""

    text: str
    kind: TitleKind
    office: str | None = None
