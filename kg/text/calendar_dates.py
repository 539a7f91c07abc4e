"""Read dates that stand in the calendar by themselves: "5 March 2020", "11-20 March", "in 2015"."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from kg.text.atom import (
    FIRST_YEAR,
    LAST_YEAR,
    Atom,
    day_of,
    one,
    part_of,
    shift_of,
    value_of,
    weekday_of,
    year_of,
)
from kg.text.grammar import Found, text_of
from kg.text.lexicon import CODES
from kg.text.shapes import Calendar
from kg.text.tokens import Tokens

__all__ = [
    "read_baremonth",
    "read_bareyear",
    "read_day",
    "read_days",
    "read_iso",
    "read_month",
    "read_months",
    "read_numeric",
    "read_years",
]


def read_iso(tokens: Tokens, found: Found) -> Iterator[Atom]:
    """Read 2020-03-05 and 2020-03-05T00:01."""
    try:
        moment = datetime.datetime.fromisoformat(tokens.slice(found.first, found.after))
    except ValueError:
        return
    timed = found.after - found.first == 1 and "T" in tokens.word(found.first)
    hour, minute = (moment.hour, moment.minute) if timed else (None, None)
    yield from one(found, Calendar(year=moment.year, month=moment.month, day=moment.day, hour=hour, minute=minute))


def read_numeric(tokens: Tokens, found: Found) -> Iterator[Atom]:
    """Read 03/05/2020 and 5.3.2020."""
    text = text_of(tokens, found, "date") or ""
    mark = next(char for char in text if not char.isdigit())
    day, month, year = map(int, text.split(mark))
    weekday = weekday_of(tokens.word(found.first)) if found.groups["date"][0] > found.first else None
    swapped = mark != "." and month <= 12 and day <= 12 and day != month
    if month > 12:
        day, month = month, day
    if 1 <= month <= 12:
        yield from one(found, Calendar(year=year, month=month, day=day, swapped=swapped, weekday=weekday))


def read_days(tokens: Tokens, found: Found) -> Iterator[Atom]:
    """Read several days of a month: a range where they follow each other, else one date for each."""
    month, year = value_of(text_of(tokens, found, "month")), year_of(text_of(tokens, found, "year"))
    first, after = found.groups["days"]
    numbers: list[tuple[int, int, int]] = []
    at = first
    joins = {CODES[name] for name in ("COMMA", "TO", "UNTIL", "AND", "OR", "SLASH", "THE")}
    codes = tokens.codes
    for index in range(first, after + 1):
        dash = index < after and codes[index] == CODES["DASH"] and codes[index - 1] != CODES["TENS"]
        if index == after or codes[index] in joins or dash:
            day = day_of(tokens.slice(at, index)) if index > at else None
            if day is not None:
                numbers.append((at, index, day))
            at = index + 1
    shapes = [Calendar(year=year, month=month, day=day) for _, _, day in numbers]
    if len(shapes) < 2:
        return
    inside = codes[numbers[-2][1] : numbers[-1][0]]
    if CODES["SLASH"] in inside:
        yield from one(found, shapes[-1])
        return
    between = found.first > 0 and codes[found.first - 1] == CODES["BETWEEN"]
    days = [day for _, _, day in numbers]
    run = all(later == earlier + 1 for earlier, later in pairwise(days))
    if run or between or (len(days) == 2 and not {CODES["AND"], CODES["OR"], CODES["COMMA"]} & set(inside)):
        yield Atom(first=found.first, after=found.after, shape=shapes[0], last=shapes[-1])
        return
    for index, ((start, end, _), shape) in enumerate(zip(numbers, shapes, strict=True)):
        head = found.first if index == 0 else start
        tail = found.after if index == len(shapes) - 1 else end
        yield Atom(first=head, after=tail, shape=shape)


def read_day(tokens: Tokens, found: Found) -> Iterator[Atom]:
    """Read a day of a month, with or without a year."""
    month = value_of(text_of(tokens, found, "month"))
    day = day_of(text_of(tokens, found, "day"))
    shift = shift_of(tokens, found, "shift")
    weekday = weekday_of(text_of(tokens, found, "weekday"))
    if day is not None:
        year = year_of(text_of(tokens, found, "year"))
        yield from one(found, Calendar(year=year, month=month, day=day, shift=shift, weekday=weekday))


def read_months(tokens: Tokens, found: Found) -> Iterator[Atom]:
    """Read two months as a range."""
    year, part = year_of(text_of(tokens, found, "year")), part_of(tokens, found)
    first = Calendar(year=year, month=value_of(text_of(tokens, found, "first")), part=part)
    last = Calendar(year=year, month=value_of(text_of(tokens, found, "last")))
    yield Atom(first=found.first, after=found.after, shape=first, last=last)


def read_month(tokens: Tokens, found: Found) -> Iterator[Atom]:
    """Read a month of a year."""
    month, year = value_of(text_of(tokens, found, "month")), year_of(text_of(tokens, found, "year"))
    if year is not None:
        yield from one(found, Calendar(year=year, month=month, part=part_of(tokens, found)))


def read_baremonth(tokens: Tokens, found: Found) -> Iterator[Atom]:
    """Read a month alone."""
    month = shift_of(tokens, found, "month", "partmonth", "themonth")
    yield from one(found, Calendar(month=month, part=part_of(tokens, found)))


def read_years(tokens: Tokens, found: Found) -> Iterator[Atom]:
    """Read two years as a range, and 2020-03 as a month."""
    first = int(text_of(tokens, found, "first") or 0)
    short = text_of(tokens, found, "short")
    if short is not None and int(short) <= first % 100:
        if int(short) <= 12 and len(short) == 2:
            yield from one(found, Calendar(year=first, month=int(short)))
        return
    last = first - first % 100 + int(short) if short is not None else int(text_of(tokens, found, "last") or 0)
    if FIRST_YEAR <= first < last <= LAST_YEAR:
        yield Atom(first=found.first, after=found.after, shape=Calendar(year=first), last=Calendar(year=last))


def read_bareyear(tokens: Tokens, found: Found) -> Iterator[Atom]:
    """Read a year alone, unless it counts something."""
    group = next(iter(group for group in ("year", "ofyear", "theyear", "alone") if group in found.groups))
    year = year_of(text_of(tokens, found, group))
    if year is None or not FIRST_YEAR <= year <= LAST_YEAR:
        return
    before = tokens.codes[found.first - 1] if found.first else ""
    counted = found.rule == "year" and before not in (CODES["IN"], CODES["SINCE"]) and _plural(tokens, found.after)
    if not counted:
        yield from one(found, Calendar(year=year, part=part_of(tokens, found)))


def _plural(tokens: Tokens, index: int) -> bool:
    """Tell whether a noun in the plural follows, so that a number counts it."""
    for at in range(index, min(index + 2, len(tokens.codes))):
        if tokens.codes[at] not in (CODES["WORD"], CODES["CAPITAL"]):
            return False
        word = tokens.word(at)
        if word.islower() and ((word.endswith("s") and not word.endswith(("ss", "us", "is"))) or word in _PEOPLE):
            return True
    return False


_PEOPLE: Final = frozenset({"people", "men", "women", "children", "troops", "personnel", "police"})
