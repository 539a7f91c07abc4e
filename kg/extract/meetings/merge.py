"""Merge the mentions of one meeting."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import replace

from kg.extract.frames import Meeting
from kg.extract.roles import unique

__all__ = ["merged"]


def merged(found: Sequence[Meeting]) -> list[Meeting]:
    """Merge mentions that can be of one meeting: on no two days, with the same participants or some of them.

    Args:
        found: The mentions in the order of the text; of two of the same stretch the first counts.
    """
    meetings: list[Meeting] = []
    for new in reversed({meeting.key: meeting for meeting in reversed(found)}.values()):
        order = range(len(meetings)) if new.participants else reversed(range(len(meetings)))
        index = next((i for i in order if _same(meetings[i], new)), None)
        if index is None:
            meetings.append(new)
        else:
            meetings[index] = _joined(meetings[index], new)
    return meetings


def _joined(old: Meeting, new: Meeting) -> Meeting:
    return replace(
        old,
        participants=old.participants if len(old.participants) >= len(new.participants) else new.participants,
        mediators=unique([*old.mediators, *new.mediators]),
        date=old.date or new.date,
        start=old.start or new.start,
        until=old.until or new.until,
        places=old.places or new.places,
        duration=old.duration or new.duration,
        evidence=tuple(dict.fromkeys([*old.evidence, *new.evidence])),
    )


def _same(one: Meeting, other: Meeting) -> bool:
    if _on_two_days(one, other):
        return False
    if not one.participants or not other.participants:
        return one.date is None or other.date is None or one.date == other.date
    mine, its = {*one.participants, *one.mediators}, {*other.participants, *other.mediators}
    return set(one.participants) <= its or set(other.participants) <= mine


def _on_two_days(one: Meeting, other: Meeting) -> bool:
    """Tell whether the dates of two mentions exclude that they are of one meeting."""
    if one.date and other.date:
        return one.date.lexical != other.date.lexical
    spans = [span for span in (_days(one), _days(other)) if span is not None]
    return len(spans) > 1 and (spans[0][1] < spans[1][0] or spans[1][1] < spans[0][0])


def _days(meeting: Meeting) -> tuple[datetime.date, datetime.date] | None:
    """Return the first and the last day of a meeting, if the text says them to the day."""
    first, last = meeting.start or meeting.date, meeting.until or meeting.date
    if first is None or last is None or first.date is None or last.date is None:
        return None
    return first.date, last.date
