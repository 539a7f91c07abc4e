"""Words: literals as people read them."""

from __future__ import annotations

import re

from pyoxigraph import Literal

from api.vocabulary import local_name
from kg.text.units import shown

__all__ = ["amount", "literal_words"]

_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_MOMENT = re.compile(r"(-?\d{4,})(?:-(\d\d))?(?:-(\d\d))?(?:T(\d\d:\d\d)(?::\d\d(?:\.\d+)?)?)?(Z|[+-]\d\d:\d\d)?")
_DURATION = re.compile(r"(-)?P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?")
_DURATION_WORDS = ("year", "month", "day", "hour", "minute", "second")
_CALENDAR = frozenset({"date", "dateTime", "gYear", "gYearMonth"})


def literal_words(literal: Literal) -> str:
    """Write a literal for people: a date with the name of its month, a duration in words.

    >>> from pyoxigraph import NamedNode
    >>> literal_words(Literal("2020-03-06T00:01:00", datatype=NamedNode("http://www.w3.org/2001/XMLSchema#dateTime")))
    '6 March 2020, 00:01'
    """
    datatype = local_name(literal.datatype.value)
    if datatype in _CALENDAR:
        return _moment(literal.value)
    if datatype == "duration":
        return _duration(literal.value)
    if datatype == "boolean":
        return "yes" if literal.value in ("true", "1") else "no"
    return literal.value


def amount(value: str, unit: str | None, aspect: str | None) -> str:
    """Write a quantity for people.

    >>> amount("6", "http://qudt.org/vocab/unit/KiloM", "depth")
    '6 km, depth'
    """
    name = shown(local_name(unit)) if unit else ""
    return ", ".join(part for part in (f"{value} {name}".strip(), aspect) if part)


def _moment(text: str) -> str:
    match = _MOMENT.fullmatch(text)
    if match is None or (match[2] and not 1 <= int(match[2]) <= 12):
        return text
    year, month, day, time, zone = match.groups()
    words = " ".join(
        part for part in (str(int(day)) if day else "", _MONTHS[int(month) - 1] if month else "", year) if part
    )
    return words + (f", {time}" if time else "") + ({"Z": " UTC"}.get(zone, f" {zone}") if zone and time else "")


def _duration(text: str) -> str:
    match = _DURATION.fullmatch(text)
    if match is None:
        return text
    parts = [
        f"{number} {word}{'' if number == '1' else 's'}"
        for number, word in zip(match.groups()[1:], _DURATION_WORDS, strict=True)
        if number
    ]
    return ("minus " if match[1] else "") + " ".join(parts) if parts else text
