"""The words that tell of meetings."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

__all__ = ["MeetingWords", "meeting_words"]

_DATA = Path(__file__).parent.parent / "data" / "meetings.toml"


@dataclass(frozen=True, slots=True)
class MeetingWords:
    """Hold the words that trigger meetings; the file says what each list is for."""

    noun: frozenset[str]
    weak: frozenset[str]
    body: frozenset[str]
    verb: frozenset[str]
    speak: frozenset[str]
    line: frozenset[str]
    call_on: frozenset[str]
    go: frozenset[str]
    journey: frozenset[str]
    venue: frozenset[str]
    purpose: frozenset[str]
    mediate: frozenset[str]
    lead: frozenset[str]
    hold: frozenset[str]
    absent: frozenset[str]
    ring: frozenset[str]
    with_word: frozenset[str]
    bring: frozenset[str]
    length: frozenset[str]


@cache
def meeting_words() -> MeetingWords:
    """Read the lists once."""
    data = tomllib.loads(_DATA.read_text(encoding="utf-8"))
    return MeetingWords(**{name: frozenset(values) for name, values in data.items()})
