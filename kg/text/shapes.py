"""Dates, clock times and lengths as the text gives them, before they are resolved against anything."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

__all__ = ["EDGES", "Calendar", "Clock", "DayOffset", "Length", "Neighbour", "Part", "Period", "Shape", "Weekday"]


class Part(StrEnum):
    """Name the part of a month, week or year that a text speaks of."""

    EARLY = "early"
    MID = "mid"
    LATE = "late"
    BEGINNING = "beginning"
    END = "end"


#: Parts that are points, not stretches: "the end of the year".
EDGES: Final = frozenset({Part.BEGINNING, Part.END})


@dataclass(frozen=True, slots=True, kw_only=True)
class Calendar:
    """Be a date with what is said of it: "24 May", "March 2020", "late April", "last May".

    Args:
        year: The year, or None where it must be found.
        month: 1 to 12, or None where only a year is said.
        day: 1 to 31.
        shift: -1 for "last May" and "ultimo", 0 for "instant", 1 for "March next".
        relative_month: The shift counts months from the reference ("the 10th instant"), not years.
        same_month: The month is the one spoken of before ("the 17th of the same month").
        part: A part of the month or year.
        swapped: The month and the day may also be the other way round: "03/05/2020".
        weekday: The day of the week that stands beside it.
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    shift: int | None = None
    relative_month: bool = False
    same_month: bool = False
    part: Part | None = None
    swapped: bool = False
    weekday: int | None = None
    hour: int | None = None
    minute: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Weekday:
    """Be a day of the week, with "last", "this" or "next" as -1, 0 or 1."""

    weekday: int
    shift: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DayOffset:
    """Be a day counted from the reference; ``night`` tells "tonight"."""

    days: int
    night: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """Be a week, weekend, month or year counted from the reference: "last month", "earlier this week"."""

    unit: str
    shift: int
    part: Part | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Neighbour:
    """Be a date counted from the one spoken of before: "two days later", "the following month"."""

    duration: str
    sign: int
    precision: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """Be a time of day; hour 24 is the end of the day, ``word`` tells "midnight" and "noon"."""

    hour: int
    minute: int
    word: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Length:
    """Be a length of time; no ``iso`` where it is not one of the calendar ("five business days")."""

    iso: str | None
    unit: str
    count: str
    approximate: bool = False


Shape = Calendar | Weekday | DayOffset | Period | Neighbour
