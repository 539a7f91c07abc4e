"""Find the meetings that a document tells of."""

from __future__ import annotations

from kg.document.model import DocumentKind
from kg.extract.frames import Meeting
from kg.extract.meetings.adoption import adoption
from kg.extract.meetings.merge import merged
from kg.extract.meetings.noun import by_noun
from kg.extract.meetings.preamble import preamble_meeting
from kg.extract.meetings.verb import by_verb
from kg.extract.reading import Reading
from kg.text.segment import BlockKind

__all__ = ["find_meetings"]

#: Document classes that set down what was agreed, and do not report talks.
_FORMAL = frozenset({DocumentKind.AGREEMENT, DocumentKind.RESOLUTION})


def find_meetings(reading: Reading) -> list[Meeting]:
    """Find the meetings of a document; one that is mentioned again is merged with the first."""
    found: list[Meeting] = preamble_meeting(reading) if reading.kind is DocumentKind.AGREEMENT else []
    for sentence in reading.sentences:
        kind = reading.block_of(sentence).kind
        if kind is BlockKind.ADOPTION:
            found += adoption(reading, sentence)
        elif kind is not BlockKind.BYLINE and reading.kind not in _FORMAL and not reading.is_headline(sentence):
            for token in sentence.tokens:
                meeting = by_noun(reading, sentence, token) or by_verb(reading, sentence, token)
                if meeting is not None:
                    found.append(meeting)
    return merged(found)
