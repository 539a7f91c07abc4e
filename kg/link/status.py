"""Status: where a commitment stands on a day, from its dates, what came after it and what was done about it.

Nothing is guessed: what carries a commitment out or breaks it are the events that sources tell of, and one without
dates is in force from the day its agreement was signed, if that is known.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from kg.link.moments import first_day, last_day

__all__ = ["Assessment", "Duty", "Event", "Status", "assess", "counted"]


class Status(StrEnum):
    """Name where a commitment can stand."""

    NOT_YET_DUE = "not yet due"
    IN_FORCE = "in force"
    DUE = "due"
    OVERDUE = "overdue"
    FULFILLED = "fulfilled"
    PARTLY_FULFILLED = "partly fulfilled"
    BREACHED = "breached"
    SUPERSEDED = "superseded"
    LAPSED = "lapsed"
    OPEN = "open"
    """Nothing is said of when it begins."""


@dataclass(frozen=True, slots=True)
class Event:
    """Be what was done about a commitment: by whom, when, and whether it breaks it or carries it out.

    Args:
        iri: The event.
        date: When, as written; one without is taken to have been before any day asked for.
        breaks: Whether it breaks the commitment.
        actors: Who did it, if that is said.
    """

    iri: str
    date: str | None
    breaks: bool
    actors: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Duty:
    """Be a commitment with all that bears on where it stands.

    Args:
        iri: The commitment.
        action: What is to be done.
        modality: The local name of its modality.
        obligors: Who is bound.
        start: From when, as written.
        until: Until when.
        due: By when.
        agreed: When its agreement took effect or was signed.
        replaced: When an agreement that replaces its own took effect or was signed.
        replaced_by: That agreement.
        events: What was done about it.
    """

    iri: str
    action: str
    modality: str
    obligors: frozenset[str] = frozenset()
    start: str | None = None
    until: str | None = None
    due: str | None = None
    agreed: str | None = None
    replaced: str | None = None
    replaced_by: str | None = None
    events: tuple[Event, ...] = ()


@dataclass(frozen=True, slots=True)
class Assessment:
    """Be where a commitment stands on a day, and what that rests on.

    Args:
        duty: The commitment.
        on: The day.
        status: Where it stands.
        reason: Why, in words.
        rests_on: The events or the agreement that it rests on.
    """

    duty: Duty
    on: datetime.date
    status: Status
    reason: str
    rests_on: tuple[str, ...] = ()


#: What is only allowed or reaffirmed cannot be overdue.
_OWED: Final = frozenset({"Obligation", "Prohibition"})


def assess(duty: Duty, on: datetime.date) -> Assessment:
    """Tell where a commitment stands on a day.

    >>> duty = Duty("c", "withdraw", "Obligation", agreed="2020-03-05", due="2020-03-12")
    >>> assess(duty, datetime.date(2020, 3, 13)).status
    <Status.OVERDUE: 'overdue'>
    """
    begins = first_day(duty.start or duty.agreed)
    known = [event for event in duty.events if event.date is None or (first_day(event.date) or on) <= on]
    replaced = first_day(duty.replaced)
    if replaced is not None and replaced <= on and duty.replaced_by is not None:
        return Assessment(duty, on, Status.SUPERSEDED, f"replaced on {duty.replaced}", (duty.replaced_by,))
    if begins is not None and on < begins:
        return Assessment(duty, on, Status.NOT_YET_DUE, f"begins on {begins}")
    judged = _judged(duty, on, known)
    if judged is not None:
        return judged
    ends, due = last_day(duty.until), last_day(duty.due)
    if due is not None and duty.modality in _OWED:
        if on > due:
            return Assessment(duty, on, Status.OVERDUE, f"was due by {due}, and no source tells that it was done")
        if on == due:
            return Assessment(duty, on, Status.DUE, f"is due on {due}")
    if ends is not None and on > ends:
        return Assessment(duty, on, Status.LAPSED, f"ended on {ends}")
    if begins is None:
        return Assessment(duty, on, Status.OPEN, "no source says from when it holds")
    return Assessment(duty, on, Status.IN_FORCE, f"holds since {begins}" + (f", until {ends}" if ends else ""))


def _judged(duty: Duty, on: datetime.date, known: Sequence[Event]) -> Assessment | None:
    """Judge by what was done: a breach counts until it is made good by something later."""
    breaches = [event for event in known if event.breaks]
    fulfilments = [event for event in known if not event.breaks]
    last_breach = max((_day(event) for event in breaches), default=None)
    later = [event for event in fulfilments if last_breach is None or _day(event) > last_breach]
    if breaches and not later:
        reason = f"broken on {last_breach}" if last_breach and last_breach != datetime.date.min else "broken"
        return Assessment(duty, on, Status.BREACHED, reason, _iris(breaches))
    if not later:
        return None
    did = frozenset().union(*(event.actors for event in later))
    missing = duty.obligors - did
    if did & duty.obligors and missing:
        return Assessment(duty, on, Status.PARTLY_FULFILLED, "carried out by some of those bound", _iris(later))
    return Assessment(duty, on, Status.FULFILLED, "carried out, as a source tells", _iris(later))


def _day(event: Event) -> datetime.date:
    return first_day(event.date) or datetime.date.min


def _iris(events: Iterable[Event]) -> tuple[str, ...]:
    return tuple(sorted(event.iri for event in events))


def counted(assessments: Iterable[Assessment]) -> Mapping[Status, int]:
    """Count commitments by where they stand, in the order of the statuses."""
    found = [assessment.status for assessment in assessments]
    return {status: found.count(status) for status in Status if status in found}
