"""Atoms: what the first level of the grammar of times finds, and how the words in it are read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kg.text.grammar import Found, text_of
from kg.text.lexicon import entry
from kg.text.numbers import parse_number
from kg.text.shapes import Clock, Length, Part, Shape
from kg.text.tokens import Tokens

__all__ = [
    "FIRST_YEAR",
    "LAST_YEAR",
    "Atom",
    "day_of",
    "one",
    "part_of",
    "shift_of",
    "unit_of",
    "value_of",
    "weekday_of",
    "year_of",
]

#: Years in digits outside these are numbers.
_FIRST_WRITTEN_YEAR, _LAST_WRITTEN_YEAR = 1000, 2999
#: A bare number, and one in words, is a year only between these.
FIRST_YEAR, LAST_YEAR = 1500, 2100


@dataclass(frozen=True, slots=True, kw_only=True)
class Atom:
    """Be one date, range of dates, clock time or length, and the tokens it takes.

    Args:
        first: The first token.
        after: The token after the last.
        shape: What it is.
        last: The end of a range.
        weak: It counts only with the words around it: "a week" in "a week ago".
    """

    first: int
    after: int
    shape: Shape | Clock | Length
    last: Shape | None = None
    weak: bool = False


def value_of(word: str | None) -> int | None:
    """Return the number that the lexicon gives a word."""
    known = entry(word.rstrip(".")) if word else None
    return known.value if known and isinstance(known.value, int) else None


def unit_of(word: str | None) -> str:
    """Return the unit of time that a word names, empty where it names none."""
    known = entry(word) if word else None
    return str(known.value) if known else ""


def shift_of(tokens: Tokens, found: Found, *groups: str) -> int | None:
    """Return the value of the first of the groups that took part."""
    for group in groups:
        if (value := value_of(text_of(tokens, found, group))) is not None:
            return value
    return None


def year_of(text: str | None) -> int | None:
    """Return the year that digits or words give."""
    year = parse_number(text) if text else None
    first = _FIRST_WRITTEN_YEAR if text and text.isdigit() else FIRST_YEAR
    return year if year is not None and first <= year <= _LAST_WRITTEN_YEAR else None


def part_of(tokens: Tokens, found: Found, group: str = "part") -> Part | None:
    """Return the part of a month or year that a group names."""
    at = found.groups.get(group)
    if at is None:
        return None
    for word in tokens.words(*at):
        known = entry(word)
        if known and known.name in ("PART", "EDGE", "BEGINNING"):
            return Part(str(known.value))
        if known and known.name == "SEASON":
            return Part.MID
    return None


def weekday_of(text: str | None) -> int | None:
    """Return the day of the week, Monday as 0."""
    return value_of(text.rstrip(" ,.\n")) if text else None


def day_of(text: str | None) -> int | None:
    """Return the day; of an old-style double day ("1st/12th") the second."""
    day = parse_number(text.rpartition("/")[2]) if text else None
    return day if day is not None and 1 <= day <= 31 else None


def one(found: Found, shape: Shape | Clock | Length | None, *, weak: bool = False) -> Iterator[Atom]:
    """Make one atom of all that a rule found; none where it has no shape."""
    if shape is not None:
        yield Atom(first=found.first, after=found.after, shape=shape, weak=weak)
