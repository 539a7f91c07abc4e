"""Entities and their mentions."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum, auto

__all__ = ["Entity", "Form", "Mention", "Table"]


class Form(Enum):
    """Tell how a mention names its entity."""

    NAME = auto()
    """By a name or an abbreviation."""
    DEMONYM = auto()
    """By an adjective of nationality: "Turkish"."""
    CAPITAL = auto()
    """By the seat of its government: "Ankara"."""
    BODY = auto()
    """By a part that acts for it: "the Turkish delegation"."""
    OFFICE = auto()
    """By an office: "the Secretary-General"."""
    NOMINAL = auto()
    """By a common noun only: "rebel groups"."""
    PLACE = auto()
    """As a place."""


@dataclass(slots=True)
class Entity:
    """Be an actor or a place while the text is being read; ``type`` is a class of the contract."""

    key: str
    type: str
    label: str
    names: set[str] = field(default_factory=set)
    part_of: str | None = None
    country: str | None = None
    wikidata: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    geonames: int | None = None


@dataclass(frozen=True, slots=True, order=True)
class Mention:
    """Be one stretch of the text that names an entity."""

    start: int
    end: int
    key: str
    form: Form = field(compare=False)


#: Mentions are indexed by stretches of this many characters, so that a look-up costs the same in any text.
_BUCKET = 128


class Table:
    """Collect entities and mentions while a text is read: one entity for one key."""

    def __init__(self) -> None:
        self.entities: dict[str, Entity] = {}
        self._buckets: dict[int, set[Mention]] = {}

    def entity(self, key: str, type_: str, label: str) -> Entity:
        """Return the entity of this key, made if it is new."""
        return self.entities.setdefault(key, Entity(key, type_, label))

    def add(self, start: int, end: int, key: str, form: Form, name: str) -> None:
        """Record a mention, and the words of it as a name."""
        mention = Mention(start, end, key, form)
        for bucket in range(start // _BUCKET, (end - 1) // _BUCKET + 1):
            self._buckets.setdefault(bucket, set()).add(mention)
        self.entities[key].names.add(" ".join(name.split()))

    def taken(self, start: int, end: int) -> list[Mention]:
        """Return the mentions that share a character with the stretch, in the order of the text."""
        found = {
            mention
            for bucket in range(start // _BUCKET, (end - 1) // _BUCKET + 1)
            for mention in self._buckets.get(bucket, ())
            if mention.start < end and start < mention.end
        }
        return sorted(found)

    def drop(self, mention: Mention) -> None:
        """Forget a mention."""
        for bucket in range(mention.start // _BUCKET, (mention.end - 1) // _BUCKET + 1):
            self._buckets[bucket].discard(mention)

    def all(self) -> list[Mention]:
        """Return all mentions, in the order of the text."""
        return sorted({mention for bucket in self._buckets.values() for mention in bucket})
