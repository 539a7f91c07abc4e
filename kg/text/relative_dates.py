"""Read dates that count from another: "Thursday", "yesterday", "last month", "the 10th instant"."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from kg.text.atom import (
    Atom,
    day_of,
    one,
    part_of,
    shift_of,
    unit_of,
    value_of,
)
from kg.text.durations import iso_duration
from kg.text.grammar import Found, text_of
from kg.text.shapes import Calendar, DayOffset, Neighbour, Period, Weekday
from kg.text.tokens import Tokens

__all__ = [
    "read_neighbour",
    "read_period",
    "read_samemonth",
    "read_shiftmonth",
    "read_today",
    "read_ultimo",
    "read_weekday",
]


def read_samemonth(tokens: Tokens, found: Found) -> Iterator[Atom]:
    """Read a day of the month spoken of before, or of this month."""
    day = day_of(text_of(tokens, found, "day"))
    if day is None or unit_of(tokens.word(found.after - 1)) != "month":
        return
    if "same" in found.groups or "that" in found.groups:
        yield from one(found, Calendar(day=day, same_month=True))
    else:
        yield from one(found, Calendar(day=day, shift=0, relative_month=True))


def read_ultimo(tokens: Tokens, found: Found) -> Iterator[Atom]:
    """Read a day of the last month, of this or of the next."""
    day, shift = day_of(text_of(tokens, found, "day")), shift_of(tokens, found, "shift")
    yield from one(found, Calendar(day=day, shift=shift, relative_month=True))


def read_shiftmonth(tokens: Tokens, found: Found) -> Iterator[Atom]:
    """Read "last May", "March next"."""
    month, shift = shift_of(tokens, found, "month", "month2"), shift_of(tokens, found, "shift", "shift2")
    yield from one(found, Calendar(month=month, shift=shift))


def read_weekday(tokens: Tokens, found: Found) -> Iterator[Atom]:
    """Read a day of the week."""
    weekday = value_of(text_of(tokens, found, "weekday"))
    if weekday is not None:
        yield from one(found, Weekday(weekday=weekday, shift=shift_of(tokens, found, "shift", "shift2")))


def read_today(tokens: Tokens, found: Found) -> Iterator[Atom]:
    """Read "today", "last night"."""
    night = tokens.word(found.after - 1).lower() in ("night", "evening") or "tonight" in found.groups
    days = shift_of(tokens, found, "today", "shift") or 0
    yield from one(found, DayOffset(days=days, night=night))


def read_neighbour(tokens: Tokens, found: Found) -> Iterator[Atom]:
    """Read "the following day", "the same month"."""
    word = next(
        text_of(tokens, found, group)
        for group in ("unit", "sameunit", "nextday", "previousday")
        if group in found.groups
    )
    unit = unit_of(word)
    if unit in ("day", "month", "year") and word is not None and not word.endswith("s"):
        sign = 0 if "sameunit" in found.groups else -1 if "previous" in found.groups else 1
        duration = iso_duration(Decimal(1), unit) or ""
        yield from one(found, Neighbour(duration=duration, sign=sign, precision=unit))


def read_period(tokens: Tokens, found: Found) -> Iterator[Atom]:
    """Read "last week", "the end of the year"."""
    if "weekend" in found.groups:
        yield from one(found, Period(unit="weekend", shift=0))
        return
    word = text_of(tokens, found, "unit") or text_of(tokens, found, "unit2") or ""
    unit = unit_of(word)
    if unit not in ("week", "weekend", "month", "year") or word.lower().endswith("s"):
        return
    part = part_of(tokens, found) or part_of(tokens, found, "edge") or part_of(tokens, found, "edge2")
    yield from one(found, Period(unit=unit, shift=shift_of(tokens, found, "shift", "shift2") or 0, part=part))
