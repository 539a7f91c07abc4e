"""Read the meeting at which a resolution was adopted."""

from __future__ import annotations

from kg.extract.frames import Meeting
from kg.extract.reading import Reading
from kg.extract.sentence import Sentence
from kg.text.moment import Moment

__all__ = ["adoption"]


def adoption(reading: Reading, sentence: Sentence) -> list[Meeting]:
    """Read "Adopted at the 2559th meeting …" of a resolution."""
    words = [token for token in sentence.tokens if not token.is_space]
    last = next((token for token in words if token.lemma_.lower() == "meeting"), None)
    if last is None:
        return []
    start, end = sentence.cover([token for token in words if token.i <= last.i])
    day = Moment.of(reading.document.date) if reading.document.date else None
    return [
        Meeting(
            key=f"meeting/{start}-{end}",
            label=reading.cleaned[start:end],
            participants=reading.parties,
            date=day,
            evidence=(reading.document.span(start, end),),
        )
    ]
