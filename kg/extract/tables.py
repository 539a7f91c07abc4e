"""The word tables of claims and events."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

__all__ = ["ClaimWords", "EventWords", "claim_words", "incident_words", "meeting_words"]

_DATA = Path(__file__).parent / "data"


@dataclass(frozen=True, slots=True)
class ClaimWords:
    """Hold the words that hand a statement to somebody; the file says what each list is for."""

    say: frozenset[str]
    say_thing: frozenset[str]
    say_phrase: frozenset[str]
    deny: frozenset[str]
    doubt: frozenset[str]
    predict: frozenset[str]
    noun: frozenset[str]
    forecast: frozenset[str]
    document: frozenset[str]


@dataclass(frozen=True, slots=True)
class EventWords:
    """Hold the words of one kind of event; lists that a kind does not have are empty."""

    noun: frozenset[str]
    weak: frozenset[str]
    verb: frozenset[str]
    mediate: frozenset[str] = frozenset()
    hold: frozenset[str] = frozenset()
    call_on: frozenset[str] = frozenset()
    purpose: frozenset[str] = frozenset()
    absent: frozenset[str] = frozenset()
    killing: frozenset[str] = frozenset()
    wounding: frozenset[str] = frozenset()
    needs_object: frozenset[str] = frozenset()
    needs_count: frozenset[str] = frozenset()
    suffer: frozenset[str] = frozenset()
    aimed: frozenset[str] = frozenset()
    carry: frozenset[str] = frozenset()
    killed: frozenset[str] = frozenset()
    wounded: frozenset[str] = frozenset()
    unreal: frozenset[str] = frozenset()
    natural: frozenset[str] = frozenset()
    generic: frozenset[str] = frozenset()


@cache
def claim_words() -> ClaimWords:
    """Read the lists for claims once."""
    data = tomllib.loads((_DATA / "claims.toml").read_text(encoding="utf-8"))
    return ClaimWords(**{name: frozenset(values) for name, values in data.items()})


@cache
def _events() -> dict[str, dict[str, list[str]]]:
    return tomllib.loads((_DATA / "events.toml").read_text(encoding="utf-8"))


@cache
def meeting_words() -> EventWords:
    """Read the lists for meetings once."""
    return EventWords(**{name: frozenset(values) for name, values in _events()["meeting"].items()})


@cache
def incident_words() -> EventWords:
    """Read the lists for incidents once."""
    return EventWords(**{name: frozenset(values) for name, values in _events()["incident"].items()})
