"""Read meetings that a verb tells of: "met", "conferred with", "visited Ankara to discuss"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract.frames import Meeting
from kg.extract.meetings.draft import meeting_at
from kg.extract.meetings.happened import happened
from kg.extract.meetings.who import guests_of, subjects_of
from kg.extract.meetings.words import meeting_words
from kg.extract.reading import Reading
from kg.extract.roles import actors_of
from kg.extract.sentence import Sentence
from kg.extract.syntax import children, prepositional

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["by_verb"]


def by_verb(reading: Reading, sentence: Sentence, verb: Token) -> Meeting | None:
    """Read the meeting that a verb tells of; None if it tells of none, or of one that did not take place."""
    if verb.pos_ != "VERB":
        return None
    lists, lemma = meeting_words(), verb.lemma_.lower()
    if lemma in lists.call_on:
        participants = _visit(reading, sentence, verb) if happened(verb) else []
    elif lemma in lists.verb and happened(verb):
        participants = [*subjects_of(reading, sentence, verb), *guests_of(reading, sentence, verb)]
    else:
        return None
    if not participants:
        return None
    place = sentence.cover([t for t in verb.subtree if not t.is_space])
    return meeting_at(reading, sentence, verb, place, participants, [])


def _visit(reading: Reading, sentence: Sentence, verb: Token) -> list[str]:
    """Return who met in "X visited Y to discuss …", "A received B": a call that somebody pays for talks."""
    lists = meeting_words()
    after = [t for t in verb.subtree if t.i > verb.i]
    purposes = [t for t in after if t.pos_ == "VERB" and t.lemma_.lower() in lists.purpose]
    talks = [t for t in after if t.lemma_.lower() in lists.noun and t.dep_ == "pobj"]
    guests = [key for thing in children(verb, "dobj") for key in actors_of(reading, sentence, thing)]
    people = any(reading.entities.table[key].type == "Person" for key in guests)
    if not (purposes or talks or people):
        return []
    participants = [*subjects_of(reading, sentence, verb), *guests]
    for purpose in [*purposes, *talks]:
        for thing in [*children(purpose, "dobj"), *prepositional(purpose, "with", "between")]:
            participants += actors_of(reading, sentence, thing)
    return participants
