"""Find when a meeting was held, and for how long."""

from __future__ import annotations

from typing import NamedTuple

from kg.extract.reading import Reading
from kg.extract.sentence import Sentence
from kg.text.moment import Moment
from kg.text.times import TimeRelation

__all__ = ["When", "when_held"]

#: Relations with which a length of time tells how long something took, and with which a moment tells when.
_LASTING = frozenset({TimeRelation.FOR, TimeRelation.ON, TimeRelation.WITHIN})
_AT = frozenset({TimeRelation.ON, TimeRelation.FROM})


class When(NamedTuple):
    """Be the day of a meeting, or its first and last, and its length in ISO 8601."""

    date: Moment | None = None
    start: Moment | None = None
    until: Moment | None = None
    duration: str | None = None


def when_held(reading: Reading, sentence: Sentence, start: int, end: int) -> When:
    """Return when a meeting was held that stands in a stretch of a sentence: by what stands in it, else beside it."""
    when = When()
    for mention in [*reading.times_in(start, end), *reading.times_in(sentence.start, sentence.end)]:
        open_ = when.date is None and when.start is None
        if mention.start is None:
            if mention.duration and when.duration is None and mention.relation in _LASTING:
                when = when._replace(duration=mention.duration)
        elif mention.until is not None:
            if open_:
                when = when._replace(start=mention.start, until=mention.until)
        elif open_ and mention.relation in _AT:
            when = when._replace(date=mention.start)
    if when.date is not None and when.date.hour is not None:
        when = when._replace(date=Moment(when.date.year, when.date.month, when.date.day))
    return when
