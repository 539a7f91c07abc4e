"""Find where a meeting was held."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.extract.meetings.words import meeting_words
from kg.extract.reading import Reading
from kg.extract.roles import places_below
from kg.extract.sentence import Sentence

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["where_held"]

_HASHTAG = re.compile(r"#(\w+)")
_WORD = re.compile(r"[A-Z][a-z]+|[A-Z]+(?![a-z])")
#: At most so many places are kept of one meeting.
_PLACES = 2


def where_held(reading: Reading, sentence: Sentence, head: Token) -> tuple[str, ...]:
    """Return where a meeting was held: by what depends on its word, by its sentence, or by a hashtag."""
    places = places_below(reading, sentence, list(head.subtree))
    if not places:
        places = places_below(reading, sentence, [t for t in sentence.tokens if t.dep_ == "pobj"])[:1]
    return (places or _tagged(reading))[:_PLACES]


def _tagged(reading: Reading) -> tuple[str, ...]:
    """Return the place that a hashtag gives a meeting: "#GenevaTalks", "#SummitInAstana"."""
    for tag in _HASHTAG.finditer(reading.document.text):
        parts = [match.group() for match in _WORD.finditer(tag.group(1))]
        index = next((i for i, part in enumerate(parts) if part.lower().rstrip("s") in meeting_words().noun), None)
        if index is None:
            continue
        for part in [*parts[index + 1 :], *reversed(parts[:index])]:
            for key, entity in reading.entities.table.items():
                if entity.type == "Settlement" and part in entity.names:
                    return (key,)
    return ()
