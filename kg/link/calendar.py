"""The calendar: the days on which commitments begin, are due and end, as iCalendar (RFC 5545)."""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Iterable, Iterator
from typing import Final

from icalendar import Calendar, Event

from kg.link.moments import first_day, last_day
from kg.link.status import Duty

__all__ = ["calendar"]

_KINDS: Final = (("begins", "start"), ("due", "due"), ("ends", "until"))
#: When nothing is known of when an entry was made: the stamp that the standard asks for has to be something.
_STAMP: Final = datetime.datetime(2000, 1, 1, tzinfo=datetime.UTC)


def calendar(duties: Iterable[Duty]) -> bytes:
    """Write the days of commitments as whole-day entries; the same commitments give the same bytes."""
    made = Calendar()
    made.add("prodid", "-//Foedera//Commitments//EN")
    made.add("version", "2.0")
    for duty in duties:
        for entry in _entries(duty):
            made.add_component(entry)
    return bytes(made.to_ical())


def _entries(duty: Duty) -> Iterator[Event]:
    for kind, name in _KINDS:
        moment: str | None = getattr(duty, name)
        day = first_day(moment) if kind == "begins" else last_day(moment)
        if day is None:
            continue
        entry = Event()
        entry.add("uid", f"{hashlib.sha256(f'{duty.iri} {kind}'.encode()).hexdigest()[:32]}@foedera")
        entry.add("dtstamp", _STAMP)
        entry.add("dtstart", day)
        entry.add("summary", f"{kind}: {duty.action}")
        entry.add("url", duty.iri)
        yield entry
