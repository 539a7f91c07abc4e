"""A moment: a point of the calendar, as precise as the text that names it."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

__all__ = ["Moment"]


@dataclass(frozen=True, slots=True)
class Moment:
    """Be a year, a month, a day or a minute, in the local time of the place it is said of.

    Args:
        year: The year of the Gregorian calendar.
        month: 1 to 12, or None where only the year is known.
        day: 1 to 31, or None where only the month is known.
        hour: 0 to 23, or None where only the day is known.
        minute: 0 to 59; together with ``hour``.

    Raises:
        ValueError: If there is no such day or time, or a part is given without the one above it.

    >>> Moment(2020, 3, 6, 0, 1).lexical
    '2020-03-06T00:01:00'
    >>> Moment(2019, 12).datatype
    'gYearMonth'
    """

    year: int
    month: int | None = None
    day: int | None = None
    hour: int | None = None
    minute: int | None = None

    def __post_init__(self) -> None:
        given = (self.month, self.day, self.hour, self.minute)
        if (None in given[:2] and any(part is not None for part in given[given.index(None) :])) or (
            (self.hour is None) != (self.minute is None)
        ):
            raise ValueError(f"a moment has no gaps: {given}")
        datetime.datetime(self.year, self.month or 1, self.day or 1, self.hour or 0, self.minute or 0)

    @classmethod
    def of(cls, day: datetime.date) -> Moment:
        """Return the day as a moment."""
        return cls(day.year, day.month, day.day)

    @property
    def date(self) -> datetime.date | None:
        """The day, or None where it is not known."""
        if self.month is None or self.day is None:
            return None
        return datetime.date(self.year, self.month, self.day)

    @property
    def datatype(self) -> str:
        """The local name of the XSD datatype that is exactly this precise."""
        if self.month is None:
            return "gYear"
        if self.day is None:
            return "gYearMonth"
        return "date" if self.hour is None else "dateTime"

    @property
    def lexical(self) -> str:
        """The lexical form in that datatype."""
        parts = f"{self.year:04d}"
        parts += "" if self.month is None else f"-{self.month:02d}"
        parts += "" if self.day is None else f"-{self.day:02d}"
        return parts + ("" if self.hour is None else f"T{self.hour:02d}:{self.minute:02d}:00")
