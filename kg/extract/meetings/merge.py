"""Merge the mentions of one meeting."""

from __future__ import annotations

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
        index = next((i for i, old in enumerate(meetings) if _same(old, new)), None)
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
    if one.date and other.date and one.date.lexical != other.date.lexical:
        return False
    if not one.participants or not other.participants:
        return one.date is None or other.date is None or one.date == other.date
    mine, its = {*one.participants, *one.mediators}, {*other.participants, *other.mediators}
    return set(one.participants) <= its or set(other.participants) <= mine
