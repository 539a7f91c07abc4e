"""Make the frame of a meeting from where it is told and who met."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from kg.extract.frames import Meeting
from kg.extract.meetings.context import day_before, place_before
from kg.extract.meetings.when import when_held
from kg.extract.meetings.where import where_held
from kg.extract.reading import Reading
from kg.extract.roles import unique
from kg.extract.sentence import Sentence

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["meeting_at"]


def meeting_at(
    reading: Reading,
    sentence: Sentence,
    head: Token,
    place: tuple[int, int],
    participants: Iterable[str],
    mediators: Iterable[str],
) -> Meeting:
    """Make the frame of a meeting.

    Args:
        reading: The document.
        sentence: The sentence that tells of it.
        head: The noun or verb that does.
        place: The stretch of the text that says it.
        participants: Who met; a mediator among them counts as mediator only.
        mediators: Who brought them together.
    """
    start, end = place
    between = unique(list(mediators))
    keys = tuple(key for key in unique(list(participants)) if key not in between)
    when = when_held(reading, sentence, head, start, end)
    if when.date is None and when.start is None:
        when = when._replace(date=day_before(reading, sentence, keys))
    return Meeting(
        key=f"meeting/{start}-{end}",
        label=" ".join(reading.document.text[start:end].split()),
        participants=keys,
        mediators=between,
        date=when.date,
        start=when.start,
        until=when.until,
        places=where_held(reading, sentence, head) or place_before(reading, sentence, keys),
        duration=when.duration,
        evidence=(reading.document.span(start, end),),
    )
