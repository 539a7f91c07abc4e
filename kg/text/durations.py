"""Lengths of time as ISO 8601 durations, and sums of moments and durations."""

from __future__ import annotations

import calendar
import datetime
import re
from decimal import Decimal
from typing import Final

from kg.text.moment import Moment

__all__ = ["add_duration", "iso_duration"]

_ISO: Final = re.compile(r"P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?")
#: For each unit: the letter of ISO 8601, how many of them it is, and the unit that a fraction of it is given in.
_UNITS: Final = {
    "second": ("S", 1, None),
    "minute": ("M", 1, ("second", 60)),
    "hour": ("H", 1, ("minute", 60)),
    "day": ("D", 1, ("hour", 24)),
    "week": ("D", 7, None),
    "fortnight": ("D", 14, None),
    "month": ("M", 1, None),
    "year": ("Y", 1, ("month", 12)),
    "decade": ("Y", 10, None),
}
_OF_DAY: Final = frozenset({"second", "minute", "hour"})
#: A duration of more units than this is not one that people write.
_MAX: Final = 100_000


def iso_duration(count: Decimal, unit: str) -> str | None:
    """Write a number of units of time as an ISO 8601 duration; None where it has no such form.

    >>> iso_duration(Decimal(2), "week"), iso_duration(Decimal("2.5"), "hour")
    ('P14D', 'PT2H30M')
    """
    letter, factor, smaller = _UNITS[unit]
    if not 0 < count <= _MAX:
        return None
    count *= factor
    whole, rest = divmod(count, 1)
    head = f"{int(whole)}{letter}" if whole else ""
    tail = ""
    if rest:
        if smaller is None or (rest * smaller[1]) % 1:
            return None
        tail = f"{int(rest * smaller[1])}{_UNITS[smaller[0]][0]}"
    if unit in _OF_DAY:
        return f"PT{head}{tail}"
    return f"P{head}T{tail}" if tail and unit == "day" else f"P{head}{tail}"


def add_duration(moment: Moment, duration: str, sign: int = 1) -> Moment | None:
    """Add a duration to a moment, or with ``sign`` -1 take it off.

    Months are added by the calendar: a month after 31 January is the last of February. Hours added to a day give the
    day on which they are over at the latest. None where the moment is less precise than the duration, or out of range.

    >>> add_duration(Moment(2020, 3, 5), "P7D").lexical
    '2020-03-12'
    """
    match = _ISO.fullmatch(duration)
    if match is None:
        return None
    years, months, days, hours, minutes, seconds = (int(part or 0) * sign for part in match.groups())
    if moment.day is None:
        return _add_months(moment, years, months) if not (days or hours or minutes or seconds) else None
    moved = _add_months(moment, years, months)
    if moved is None or moved.date is None:
        return None
    try:
        if moved.hour is None:
            spare = datetime.timedelta(hours=hours, minutes=minutes, seconds=seconds)
            whole = spare.days + (1 if spare.seconds and sign > 0 else 0)
            return Moment.of(moved.date + datetime.timedelta(days=days + whole))
        start = datetime.datetime(moved.date.year, moved.date.month, moved.date.day, moved.hour, moved.minute or 0)
        end = start + datetime.timedelta(days=days, hours=hours, minutes=minutes, seconds=seconds)
    except OverflowError:
        return None
    return Moment(end.year, end.month, end.day, end.hour, end.minute)


def _add_months(moment: Moment, years: int, months: int) -> Moment | None:
    if moment.month is None:
        year = moment.year + years
        return Moment(year) if not months and 1 <= year <= datetime.MAXYEAR else None
    count = moment.year * 12 + moment.month - 1 + years * 12 + months
    year, month = divmod(count, 12)
    if not 1 <= year <= datetime.MAXYEAR:
        return None
    if moment.day is None:
        return Moment(year, month + 1)
    day = min(moment.day, calendar.monthrange(year, month + 1)[1])
    return Moment(year, month + 1, day, moment.hour, moment.minute)
