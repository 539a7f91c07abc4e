"""Values: when two dates, durations or numbers say the same."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterable

from kg.evaluate.names import name_key
from kg.evaluate.tally import Tally

__all__ = ["Same", "is_date", "same_date", "same_duration", "same_number", "single"]

#: Tells whether a value that was found is the wanted one.
Same = Callable[[str, str], bool]

_DATE = re.compile(
    r"\s*(-?\d{4,})(?:-(\d\d)(?:-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:\.\d+)?)?)?)?)?\s*(?:Z|[+-]\d\d:?\d\d)?\s*"
)
_NUMBER = r"(\d+(?:\.\d+)?)"
_DURATION = re.compile(
    rf"-?P(?:{_NUMBER}Y)?(?:{_NUMBER}M)?(?:{_NUMBER}W)?(?:{_NUMBER}D)?"
    rf"(?:T(?:{_NUMBER}H)?(?:{_NUMBER}M)?(?:{_NUMBER}S)?)?"
)
_DAY = 24 * 60

#: Year, month, day and minute of the day; None from where it is not known on.
_Parts = tuple[int, int | None, int | None, int | None]


def is_date(value: str) -> bool:
    """Tell whether a value is a year, month, day or time of ISO 8601."""
    return _parts(value) is not None


def same_date(wanted: str, found: str) -> bool:
    """Compare at the precision of the wanted date; a bare day is good for a time of it, one minute of slack.

    >>> same_date("2020-03", "2020-03-05"), same_date("2020-03-05", "2020-03")
    (True, False)
    >>> same_date("2020-03-06T00:00", "2020-03-05T23:59:00")
    True
    """
    one, other = _parts(wanted), _parts(found)
    if one is None or other is None:
        return name_key(wanted) == name_key(found) != ""
    other = _midnight(other)
    if one[3] is not None and other[3] is not None:
        a, b = _minutes(one), _minutes(other)
        return a is not None and b is not None and abs(a - b) <= 1
    for a, b in zip(one[:3], other[:3], strict=True):
        if a is None:
            return True
        if a != b:
            return False
    return True


def same_duration(wanted: str, found: str) -> bool:
    """Compare two durations in months and seconds.

    >>> same_duration("PT90M", "PT1H30M")
    True
    """
    one = _length(wanted)
    return one is not None and one == _length(found)


def same_number(wanted: str, found: str) -> bool:
    """Compare two whole numbers."""
    try:
        return int(wanted) == int(float(found))
    except ValueError:
        return False


def single(wanted: str | None, found: Iterable[str], same: Same) -> Tally:
    """Judge a slot that has one value; values that say the same at different precision count once."""
    values = list(dict.fromkeys(found))
    values = [value for value in values if not any(value != other and other.startswith(value) for other in values)]
    if wanted is None:
        return Tally(0, 0, len(values))
    return Tally(int(any(same(wanted, value) for value in values)), 1, len(values))


def _parts(value: str) -> _Parts | None:
    found = _DATE.fullmatch(value)
    if not found:
        return None
    year, month, day, hour, minute, _ = found.groups()
    return (
        int(year),
        int(month) if month else None,
        int(day) if day else None,
        int(hour) * 60 + int(minute) if hour is not None else None,
    )


def _midnight(parts: _Parts) -> _Parts:
    """Return 24:00 as 00:00 of the next day."""
    if parts[3] != _DAY:
        return parts
    day = _ordinal(parts)
    if day is None:
        return parts
    following = datetime.date.fromordinal(day + 1)
    return following.year, following.month, following.day, 0


def _minutes(parts: _Parts) -> int | None:
    day = _ordinal(parts)
    return None if day is None else day * _DAY + (parts[3] or 0)


def _ordinal(parts: _Parts) -> int | None:
    year, month, day, _ = parts
    if month is None or day is None:
        return None
    try:
        return datetime.date(year, month, day).toordinal()
    except ValueError:
        return None


def _length(value: str) -> tuple[float, float] | None:
    found = _DURATION.fullmatch(value.strip())
    if not found:
        return None
    years, months, weeks, days, hours, minutes, seconds = (float(part) if part else 0.0 for part in found.groups())
    return years * 12 + months, ((weeks * 7 + days) * 24 + hours) * 3600 + minutes * 60 + seconds
