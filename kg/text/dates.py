"""Find dates, clock times and lengths of time, as the text gives them: the first level of the grammar of times."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import Final

from kg.text.date_rules import date_grammar
from kg.text.durations import iso_duration
from kg.text.grammar import Found, text_of
from kg.text.lexicon import CODES, entry
from kg.text.numbers import parse_decimal, parse_number
from kg.text.shapes import Calendar, Clock, DayOffset, Length, Neighbour, Part, Period, Shape, Weekday
from kg.text.tokens import Tokens

__all__ = ["Atom", "coded", "find_atoms"]

#: Years outside these are numbers.
_FIRST_YEAR, _LAST_YEAR = 1000, 2999
#: A bare number is a year only between these.
_FIRST_BARE_YEAR, _LAST_BARE_YEAR = 1500, 2100


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


def find_atoms(tokens: Tokens) -> tuple[Atom, ...]:
    """Find every date, clock time and length of time in a text, in order."""
    atoms: list[Atom] = []
    for found in date_grammar().find(tokens.codes):
        if not _named(tokens, found):
            atoms.extend(_BUILDERS[found.rule](tokens, found))
    return tuple(atoms)


def coded(tokens: Tokens, atoms: tuple[Atom, ...]) -> str:
    """Write the letter of each atom over its first token and FILL over the rest."""
    pieces: list[str] = []
    at = 0
    for atom in atoms:
        pieces.append(tokens.codes[at : atom.first])
        name = {Clock: "HOUR", Length: "LENGTH"}.get(type(atom.shape), "DATE" if atom.last is None else "RANGE")
        pieces.append(CODES[name] + CODES["FILL"] * (atom.after - atom.first - 1))
        at = atom.after
    pieces.append(tokens.codes[at:])
    return "".join(pieces)


def _named(tokens: Tokens, found: Found) -> bool:
    """Tell whether the words are a name ("Good Friday", "14 March Alliance") or recur ("every Thursday")."""
    before = tokens.codes[found.first - 1] if found.first else ""
    after = tokens.codes[found.after : found.after + 1]
    if after == CODES["NAMED"] or before in (CODES["NAMING"], CODES["EVERY"]):
        return True
    return tokens.codes.startswith((CODES["IN"] + CODES["EVERY"], CODES["OF"] + CODES["EVERY"]), found.after)


def _value(word: str | None) -> int | None:
    known = entry(word.rstrip(".")) if word else None
    return known.value if known and isinstance(known.value, int) else None


def _unit(word: str | None) -> str:
    known = entry(word) if word else None
    return str(known.value) if known else ""


def _shift(tokens: Tokens, found: Found, *groups: str) -> int | None:
    for group in groups:
        if (value := _value(text_of(tokens, found, group))) is not None:
            return value
    return None


def _year(text: str | None) -> int | None:
    year = parse_number(text) if text else None
    return year if year is not None and _FIRST_YEAR <= year <= _LAST_YEAR else None


def _part(tokens: Tokens, found: Found, group: str = "part") -> Part | None:
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


def _weekday(text: str | None) -> int | None:
    return _value(text.rstrip(" ,.\n")) if text else None


def _day_of(text: str | None) -> int | None:
    """Return the day; of an old-style double day ("1st/12th") the second."""
    day = parse_number(text.rpartition("/")[2]) if text else None
    return day if day is not None and 1 <= day <= 31 else None


def _one(found: Found, shape: Shape | Clock | Length | None, **more: object) -> Iterator[Atom]:
    if shape is not None:
        yield Atom(first=found.first, after=found.after, shape=shape, weak=bool(more.get("weak")))


def _iso(tokens: Tokens, found: Found) -> Iterator[Atom]:
    try:
        moment = datetime.datetime.fromisoformat(tokens.slice(found.first, found.after))
    except ValueError:
        return
    timed = found.after - found.first == 1 and "T" in tokens.word(found.first)
    hour, minute = (moment.hour, moment.minute) if timed else (None, None)
    yield from _one(found, Calendar(year=moment.year, month=moment.month, day=moment.day, hour=hour, minute=minute))


def _numeric(tokens: Tokens, found: Found) -> Iterator[Atom]:
    text = text_of(tokens, found, "date") or ""
    mark = next(char for char in text if not char.isdigit())
    day, month, year = map(int, text.split(mark))
    weekday = _weekday(tokens.word(found.first)) if found.groups["date"][0] > found.first else None
    swapped = mark != "." and month <= 12 and day <= 12 and day != month
    if month > 12:
        day, month = month, day
    if 1 <= month <= 12:
        yield from _one(found, Calendar(year=year, month=month, day=day, swapped=swapped, weekday=weekday))


def _days(tokens: Tokens, found: Found) -> Iterator[Atom]:
    month, year = _value(text_of(tokens, found, "month")), _year(text_of(tokens, found, "year"))
    first, after = found.groups["days"]
    numbers: list[tuple[int, int, int]] = []
    at = first
    joins = {CODES[name] for name in ("COMMA", "TO", "UNTIL", "AND", "OR", "SLASH", "THE")}
    codes = tokens.codes
    for index in range(first, after + 1):
        dash = index < after and codes[index] == CODES["DASH"] and codes[index - 1] != CODES["TENS"]
        if index == after or codes[index] in joins or dash:
            day = _day_of(tokens.slice(at, index)) if index > at else None
            if day is not None:
                numbers.append((at, index, day))
            at = index + 1
    shapes = [Calendar(year=year, month=month, day=day) for _, _, day in numbers]
    if len(shapes) < 2:
        return
    inside = codes[numbers[-2][1] : numbers[-1][0]]
    if CODES["SLASH"] in inside:
        yield from _one(found, shapes[-1])
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


def _day(tokens: Tokens, found: Found) -> Iterator[Atom]:
    month = _value(text_of(tokens, found, "month"))
    day = _day_of(text_of(tokens, found, "day"))
    shift = _shift(tokens, found, "shift")
    weekday = _weekday(text_of(tokens, found, "weekday"))
    if day is not None:
        year = _year(text_of(tokens, found, "year"))
        yield from _one(found, Calendar(year=year, month=month, day=day, shift=shift, weekday=weekday))


def _samemonth(tokens: Tokens, found: Found) -> Iterator[Atom]:
    day = _day_of(text_of(tokens, found, "day"))
    if day is None or _unit(tokens.word(found.after - 1)) != "month":
        return
    if "same" in found.groups or "that" in found.groups:
        yield from _one(found, Calendar(day=day, same_month=True))
    else:
        yield from _one(found, Calendar(day=day, shift=0, relative_month=True))


def _ultimo(tokens: Tokens, found: Found) -> Iterator[Atom]:
    day, shift = _day_of(text_of(tokens, found, "day")), _shift(tokens, found, "shift")
    yield from _one(found, Calendar(day=day, shift=shift, relative_month=True))


def _months(tokens: Tokens, found: Found) -> Iterator[Atom]:
    year, part = _year(text_of(tokens, found, "year")), _part(tokens, found)
    first = Calendar(year=year, month=_value(text_of(tokens, found, "first")), part=part)
    last = Calendar(year=year, month=_value(text_of(tokens, found, "last")))
    yield Atom(first=found.first, after=found.after, shape=first, last=last)


def _month(tokens: Tokens, found: Found) -> Iterator[Atom]:
    month, year = _value(text_of(tokens, found, "month")), _year(text_of(tokens, found, "year"))
    if year is not None:
        yield from _one(found, Calendar(year=year, month=month, part=_part(tokens, found)))


def _baremonth(tokens: Tokens, found: Found) -> Iterator[Atom]:
    month = _shift(tokens, found, "month", "partmonth", "themonth")
    yield from _one(found, Calendar(month=month, part=_part(tokens, found)))


def _shiftmonth(tokens: Tokens, found: Found) -> Iterator[Atom]:
    month, shift = _shift(tokens, found, "month", "month2"), _shift(tokens, found, "shift", "shift2")
    yield from _one(found, Calendar(month=month, shift=shift))


def _years(tokens: Tokens, found: Found) -> Iterator[Atom]:
    first = int(text_of(tokens, found, "first") or 0)
    short = text_of(tokens, found, "short")
    if short is not None and int(short) <= first % 100:
        if int(short) <= 12 and len(short) == 2:
            yield from _one(found, Calendar(year=first, month=int(short)))
        return
    last = first - first % 100 + int(short) if short is not None else int(text_of(tokens, found, "last") or 0)
    if _FIRST_BARE_YEAR <= first < last <= _LAST_BARE_YEAR:
        yield Atom(first=found.first, after=found.after, shape=Calendar(year=first), last=Calendar(year=last))


def _bareyear(tokens: Tokens, found: Found) -> Iterator[Atom]:
    group = next(iter(group for group in ("year", "ofyear", "theyear", "alone") if group in found.groups))
    year = _year(text_of(tokens, found, group))
    if year is None or not _FIRST_BARE_YEAR <= year <= _LAST_BARE_YEAR:
        return
    before = tokens.codes[found.first - 1] if found.first else ""
    counted = found.rule == "year" and before not in (CODES["IN"], CODES["SINCE"]) and _plural(tokens, found.after)
    if not counted:
        yield from _one(found, Calendar(year=year, part=_part(tokens, found)))


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


def _weekday_atom(tokens: Tokens, found: Found) -> Iterator[Atom]:
    weekday = _value(text_of(tokens, found, "weekday"))
    if weekday is not None:
        yield from _one(found, Weekday(weekday=weekday, shift=_shift(tokens, found, "shift", "shift2")))


def _today(tokens: Tokens, found: Found) -> Iterator[Atom]:
    night = tokens.word(found.after - 1).lower() in ("night", "evening") or "tonight" in found.groups
    days = _shift(tokens, found, "today", "shift") or 0
    yield from _one(found, DayOffset(days=days, night=night))


def _neighbour(tokens: Tokens, found: Found) -> Iterator[Atom]:
    word = next(
        text_of(tokens, found, group)
        for group in ("unit", "sameunit", "nextday", "previousday")
        if group in found.groups
    )
    unit = _unit(word)
    if unit in ("day", "month", "year") and word is not None and not word.endswith("s"):
        sign = 0 if "sameunit" in found.groups else -1 if "previous" in found.groups else 1
        duration = iso_duration(Decimal(1), unit) or ""
        yield from _one(found, Neighbour(duration=duration, sign=sign, precision=unit))


def _period(tokens: Tokens, found: Found) -> Iterator[Atom]:
    if "weekend" in found.groups:
        yield from _one(found, Period(unit="weekend", shift=0))
        return
    word = text_of(tokens, found, "unit") or text_of(tokens, found, "unit2") or ""
    unit = _unit(word)
    if unit not in ("week", "weekend", "month", "year") or word.lower().endswith("s"):
        return
    part = _part(tokens, found) or _part(tokens, found, "edge") or _part(tokens, found, "edge2")
    yield from _one(found, Period(unit=unit, shift=_shift(tokens, found, "shift", "shift2") or 0, part=part))


def _clock(tokens: Tokens, found: Found) -> Iterator[Atom]:
    word = text_of(tokens, found, "word")
    if word is not None:
        yield from _one(found, Clock(hour=_value(word) or 0, minute=0, word=True))
        return
    half = text_of(tokens, found, "half") or text_of(tokens, found, "dothalf") or text_of(tokens, found, "hourhalf")
    group = next(group for group in ("digits", "dotted", "atdotted", "hour", "military") if group in found.groups)
    text = text_of(tokens, found, group) or ""
    parts = text.replace(".", ":").split(":")
    if group == "hour":
        parts = [str(parse_number(text) or 0), "0"]
    elif group == "military":
        parts = [text[:2], text[2:]]
    hour, minute = int(parts[0]), int(parts[1])
    if half is not None or text_of(tokens, found, "daypart") in ("morning", "afternoon", "evening", "night"):
        if hour > 12:
            return
        late = half.lower().startswith("p") if half else text_of(tokens, found, "daypart") != "morning"
        hour = hour % 12 + (12 if late else 0)
    if (hour < 24 and minute < 60) or (hour, minute) == (24, 0):
        yield from _one(found, Clock(hour=hour, minute=minute))


def _length(tokens: Tokens, found: Found) -> Iterator[Atom]:
    groups = found.groups
    name = next(group for group in ("unit", "halfunit", "aunit", "coupleunit") if group in groups)
    unit = _unit(text_of(tokens, found, name))
    weak = name == "aunit"
    business = "business" in groups or "abusiness" in groups
    if name == "unit":
        at = groups["count"]
        text = tokens.slice(*at)
        if ")" in text:  # thirty (30) days: what stands in brackets repeats the words
            text = text.partition("(")[0]
        count = parse_decimal(text)
    else:
        count = {"halfunit": Decimal("0.5"), "coupleunit": Decimal(2), "aunit": Decimal(1)}[name]
    if count is None:
        return
    if {"plushalf", "andhalf", "aandhalf"} & set(groups):
        count += Decimal("0.5")
    approximate = "to" in groups or name == "coupleunit"
    iso = None if business else iso_duration(count, unit)
    if iso is not None or business:
        yield from _one(found, Length(iso=iso, unit=unit, count=str(count), approximate=approximate), weak=weak)


_BUILDERS: Final[Mapping[str, Callable[[Tokens, Found], Iterator[Atom]]]] = {
    "iso": _iso,
    "numeric": _numeric,
    "days": _days,
    "monthdays": _days,
    "day": _day,
    "monthday": _day,
    "samemonth": _samemonth,
    "ultimo": _ultimo,
    "months": _months,
    "month": _month,
    "shiftmonth": _shiftmonth,
    "baremonth": _baremonth,
    "years": _years,
    "partyear": _bareyear,
    "leadyear": _bareyear,
    "year": _bareyear,
    "weekday": _weekday_atom,
    "today": _today,
    "neighbour": _neighbour,
    "edge": _period,
    "period": _period,
    "clock": _clock,
    "length": _length,
}
