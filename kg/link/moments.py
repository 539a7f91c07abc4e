"""Moments: whether two dates or times that sources give can both be right."""

from __future__ import annotations

import datetime
import re
from typing import Final

__all__ = ["at_once", "days_apart", "first_day", "last_day"]

_MOMENT: Final = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d)(?:T(\d\d):(\d\d)(?::(\d\d))?)?)?)?")
#: Sources round times, and put midnight at 00:00 or at 00:01.
_ROUNDING: Final = datetime.timedelta(minutes=5)


def at_once(one: str, other: str) -> bool:
    """Tell whether two moments, each a year, a month, a day or a time, can be one and the same.

    >>> at_once("2020-03-06T00:00:00", "2020-03-06T00:01:00"), at_once("2020-03", "2020-03-15")
    (True, True)
    >>> at_once("2020-03-06", "2020-03-07")
    False
    """
    a, b = _interval(one), _interval(other)
    if a is None or b is None:
        return True
    return a[0] - _slack(one, other) < b[1] and b[0] - _slack(one, other) < a[1]


def days_apart(one: str, other: str) -> int | None:
    """Return how many days lie at least between two moments; None if one of them cannot be read.

    >>> days_apart("2020-03-06T00:01:00", "2020-03-08")
    2
    """
    a, b = _interval(one), _interval(other)
    if a is None or b is None:
        return None
    if a[0] < b[1] and b[0] < a[1]:
        return 0
    first, second = sorted((a, b))
    return (second[0].date() - (first[1] - datetime.timedelta(seconds=1)).date()).days


def first_day(moment: str | None) -> datetime.date | None:
    """Return the first day of a moment.

    >>> first_day("2020-03"), last_day("2020-02")
    (datetime.date(2020, 3, 1), datetime.date(2020, 2, 29))
    """
    interval = None if moment is None else _interval(moment)
    return None if interval is None else interval[0].date()


def last_day(moment: str | None) -> datetime.date | None:
    """Return the last day of a moment."""
    interval = None if moment is None else _interval(moment)
    return None if interval is None else (interval[1] - datetime.timedelta(seconds=1)).date()


def _slack(one: str, other: str) -> datetime.timedelta:
    return _ROUNDING if "T" in one and "T" in other else datetime.timedelta(0)


def _interval(moment: str) -> tuple[datetime.datetime, datetime.datetime] | None:
    match = _MOMENT.match(moment)
    if match is None:
        return None
    year, month, day, hour, minute, second = (None if part is None else int(part) for part in match.groups())
    assert year is not None  # noqa: S101 - the pattern begins with it
    try:
        start = datetime.datetime(year, month or 1, day or 1, hour or 0, minute or 0, second or 0)
        if month is None:
            return start, start.replace(year=year + 1)
        if day is None:
            return start, start.replace(year=year + month // 12, month=month % 12 + 1)
    except (ValueError, OverflowError):
        return None
    length = datetime.timedelta(days=1) if hour is None else datetime.timedelta(minutes=1)
    return start, start + length
