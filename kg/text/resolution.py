"""Resolve dates against the date of the document, the tense of the clause and the dates spoken of before."""

from __future__ import annotations

import calendar
import datetime
from dataclasses import dataclass
from enum import Enum, auto
from typing import Final, NamedTuple

from kg.text.durations import add_duration
from kg.text.moment import Moment
from kg.text.shapes import Calendar, Clock, DayOffset, Neighbour, Part, Period, Shape, Weekday
from kg.text.time_mention import TimeRelation

__all__ = ["Context", "Resolved", "Tense", "at_clock", "resolve"]

_WEEK: Final = 7
_SATURDAY: Final = 5
#: A day and month without a year are those nearest to the date of the document, but in a clause about the future at
#: most this many days before it.
_LEEWAY: Final = 60
#: A month without a year is at most this many months past, where the clause shows no tense; after "from" less.
_LONG_AGO: Final = 8
_HALF_YEAR: Final = 6
#: Relations that look ahead unless the clause is in the past tense.
_AHEAD: Final = frozenset({TimeRelation.UNTIL, TimeRelation.BY})
#: Relations with which the end of a period is its last day.
_LIMITS: Final = frozenset({TimeRelation.UNTIL, TimeRelation.BY, TimeRelation.BEFORE, TimeRelation.WITHIN})
#: Before this hour a time that is still to come belongs to the next day.
_SMALL_HOURS: Final = 6


class Tense(Enum):
    """Name what the clause around a date speaks of."""

    PAST = auto()
    FUTURE = auto()
    UNKNOWN = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """Be what a date is resolved against.

    Args:
        reference: The date of the document.
        before: The last date that the text spoke of.
        base: The date near which a date without a year lies, where that is not the reference.
        tense: What the clause speaks of.
        relation: The relation that the preposition gives.
        month_first: Whether the text writes the month before the day.
    """

    reference: datetime.date | None
    before: Moment | None = None
    base: datetime.date | None = None
    tense: Tense = Tense.UNKNOWN
    relation: TimeRelation = TimeRelation.ON
    month_first: bool = False


class Resolved(NamedTuple):
    """Be a moment or a range, and whether it is only near."""

    start: Moment
    until: Moment | None = None
    approximate: bool = False


def resolve(shape: Shape, context: Context) -> Resolved | None:
    """Resolve a date; None where the context does not tell what it is, or there is no such day."""
    try:
        match shape:
            case Calendar():
                return _calendar(shape, context)
            case Weekday():
                return _weekday(shape, context)
            case DayOffset():
                return _shifted(context.reference, shape.days)
            case Period():
                return _period(shape, context)
            case Neighbour():
                return _neighbour(shape, context.before)
    except (ValueError, OverflowError):
        return None


def _shifted(day: datetime.date | None, days: int) -> Resolved | None:
    return None if day is None else Resolved(Moment.of(day + datetime.timedelta(days=days)))


def _calendar(shape: Calendar, context: Context) -> Resolved | None:
    if shape.relative_month or shape.same_month:
        month = _month_of(shape, context)
        return None if month is None else Resolved(Moment(month.year, month.month, shape.day))
    if shape.swapped and _swap(shape, context):
        return Resolved(Moment(shape.year or 0, shape.day, shape.month))
    if shape.year is not None:
        moment = Moment(shape.year, shape.month, shape.day, shape.hour, shape.minute)
    else:
        found = _without_year(shape, context)
        if found is None:
            return None
        moment = found
    return _part_of(moment, shape.part, context.relation)


def _month_of(shape: Calendar, context: Context) -> Moment | None:
    if shape.same_month:
        return context.before if context.before and context.before.month else None
    if context.reference is None:
        return None
    return add_duration(
        Moment(context.reference.year, context.reference.month), f"P{abs(shape.shift or 0)}M", shape.shift or 1
    )


def _swap(shape: Calendar, context: Context) -> bool:
    """Tell whether 03/05/2020 is 5 March: by the day of the week beside it, by the date of the text, by its habit."""
    year, month, day = shape.year or 0, shape.month or 0, shape.day or 0
    day_first, month_first = datetime.date(year, month, day), datetime.date(year, day, month)
    if shape.weekday is not None and (day_first.weekday() == shape.weekday) != (month_first.weekday() == shape.weekday):
        return month_first.weekday() == shape.weekday
    if context.reference in (day_first, month_first):
        return context.reference == month_first
    return context.month_first


def _without_year(shape: Calendar, context: Context) -> Moment | None:
    base = context.base or context.reference
    if base is None or shape.month is None:
        return None
    years = range(max(base.year - 4, 1), min(base.year + 4, datetime.MAXYEAR) + 1)
    days = [datetime.date(year, shape.month, shape.day or 1) for year in years if _exists(year, shape.month, shape.day)]
    if not days:
        return None
    today = base if shape.day else base.replace(day=1)
    past, coming = [day for day in days if day <= today], [day for day in days if day >= today]
    if shape.shift is not None:
        fitting = {-1: [day for day in past if day < today][-1:], 1: [day for day in coming if day > today]}.get(
            shape.shift, [day for day in days if day.year == base.year]
        )
    elif shape.day or context.base:
        fitting = _nearest(days, today, context)
    else:
        fitting = coming if _looks_ahead(context) or not past or _nearer(past[-1], today, context) else past[-1:]
    return Moment(fitting[0].year, fitting[0].month, fitting[0].day if shape.day else None) if fitting else None


def _exists(year: int, month: int, day: int | None) -> bool:
    return (day or 1) <= calendar.monthrange(year, month)[1]


def _nearer(past: datetime.date, today: datetime.date, context: Context) -> bool:
    """Tell whether a month is rather the coming one: "in May", said in March, would be "last May" if it were past."""
    months = _LONG_AGO if context.relation is TimeRelation.ON else _HALF_YEAR
    return context.tense is Tense.UNKNOWN and (today.year - past.year) * 12 + today.month - past.month > months


def _looks_ahead(context: Context) -> bool:
    return context.tense is Tense.FUTURE or (context.relation in _AHEAD and context.tense is not Tense.PAST)


def _nearest(days: list[datetime.date], today: datetime.date, context: Context) -> list[datetime.date]:
    if context.tense is Tense.FUTURE and context.base is None:
        return [day for day in days if (day - today).days >= -_LEEWAY]
    return sorted(days, key=lambda day: (abs((day - today).days), day))


def _part_of(moment: Moment, part: Part | None, relation: TimeRelation) -> Resolved:
    if part is None or moment.day is not None:
        return Resolved(moment)
    if part is not Part.END and not (part is Part.BEGINNING and moment.month is None):
        return Resolved(moment, approximate=True)
    if part is Part.BEGINNING:
        return Resolved(Moment(moment.year, 1), approximate=True)
    month = moment.month or 12
    if relation in _LIMITS:
        return Resolved(Moment(moment.year, month, calendar.monthrange(moment.year, month)[1]))
    return Resolved(Moment(moment.year, month), approximate=True)


def _weekday(shape: Weekday, context: Context) -> Resolved | None:
    today = context.reference
    if today is None:
        return None
    back = (today.weekday() - shape.weekday) % _WEEK
    ahead = (shape.weekday - today.weekday()) % _WEEK
    if shape.shift == -1:
        return _shifted(today, -(back or _WEEK))
    if shape.shift == 1:
        return _shifted(today, ahead or _WEEK)
    if _looks_ahead(context) or (shape.shift == 0 and context.tense is not Tense.PAST):
        return _shifted(today, ahead)
    return _shifted(today, -back)


def _period(shape: Period, context: Context) -> Resolved | None:
    today = context.reference
    if today is None:
        return None
    if shape.unit in ("week", "weekend"):
        return _week(shape, today, context)
    if shape.unit == "month":
        month = add_duration(Moment(today.year, today.month), f"P{abs(shape.shift)}M", shape.shift or 1)
        return None if month is None else _part_of(month, shape.part, context.relation)
    return _part_of(Moment(today.year + shape.shift), shape.part, context.relation)


def _week(shape: Period, today: datetime.date, context: Context) -> Resolved:
    monday = today - datetime.timedelta(days=today.weekday()) + datetime.timedelta(days=shape.shift * _WEEK)
    sunday = monday + datetime.timedelta(days=_WEEK - 1)
    if shape.unit == "week":
        if shape.part is Part.END and context.relation in _LIMITS:
            return Resolved(Moment.of(sunday))
        return Resolved(Moment.of(monday), Moment.of(sunday), approximate=True)
    saturday = monday + datetime.timedelta(days=_SATURDAY)
    if shape.shift <= 0 and context.tense is not Tense.FUTURE and saturday > today:
        saturday -= datetime.timedelta(days=_WEEK)
    return Resolved(Moment.of(saturday), Moment.of(saturday + datetime.timedelta(days=1)))


def _neighbour(shape: Neighbour, before: Moment | None) -> Resolved | None:
    if before is None:
        return None
    if shape.precision == "day" and before.day is not None:
        before = Moment(before.year, before.month, before.day)
    elif shape.precision == "month" and before.month is not None:
        before = Moment(before.year, before.month)
    elif shape.precision == "year":
        before = Moment(before.year)
    else:
        return None
    moved = before if shape.sign == 0 else add_duration(before, shape.duration, shape.sign)
    return None if moved is None else Resolved(moved)


def at_clock(
    day: datetime.date, clock: Clock, *, night: bool = False, limit: bool = False, later: bool = False
) -> Moment | None:
    """Put a time of day on a day.

    Args:
        day: The day.
        clock: The time.
        night: The day is "tonight": its small hours are those of the next day.
        limit: The time ends something: midnight is the end of the day, not its beginning.
        later: The day is not said, and the time is still to come.

    Returns:
        The moment; None where it is out of range.
    """
    midnight = clock.word and clock.hour == 0
    small = clock.hour < _SMALL_HOURS
    shift = 1 if clock.hour == 24 or (night and small) or (limit and midnight) or (later and small) else 0
    try:
        day += datetime.timedelta(days=shift)
    except OverflowError:
        return None
    return Moment(day.year, day.month, day.day, clock.hour % 24, clock.minute)
