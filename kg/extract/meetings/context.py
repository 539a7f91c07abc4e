"""Take the day and place of a meeting from the sentence before, where its own does not say them."""

from __future__ import annotations

from collections.abc import Iterable

from kg.extract.meetings.when import days_said
from kg.extract.meetings.where import went_to
from kg.extract.reading import Reading
from kg.extract.sentence import Sentence
from kg.text.moment import Moment

__all__ = ["day_before", "place_before"]


def day_before(reading: Reading, sentence: Sentence, participants: Iterable[str]) -> Moment | None:
    """Return the day of the sentence before, if it names one only, and who met: "Kiir met Lacroix on 1 May. They …"."""
    before = _with_the_same(reading, sentence, participants)
    days = days_said(reading, before.start, before.end) if before is not None else []
    return days[0] if len(days) == 1 else None


def place_before(reading: Reading, sentence: Sentence, participants: Iterable[str]) -> tuple[str, ...]:
    """Return where who met went in the sentence before: "Kiir arrived in Cairo. He met …"."""
    before = _with_the_same(reading, sentence, participants)
    return went_to(reading, before) if before is not None else ()


def _with_the_same(reading: Reading, sentence: Sentence, participants: Iterable[str]) -> Sentence | None:
    """Return the sentence before in the same block, if it names somebody who met."""
    if not sentence.index:
        return None
    before = reading.sentences[sentence.index - 1]
    if before.block != sentence.block:
        return None
    named = {mention.key for mention in reading.entities.actors(before.start, before.end)}
    return before if named & set(participants) else None
