"""Read meetings that a verb tells of: "met", "spoke by phone with", "visited Ankara to discuss"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract.frames import Meeting
from kg.extract.meetings.draft import meeting_at
from kg.extract.meetings.happened import happened
from kg.extract.meetings.where import attached_places
from kg.extract.meetings.who import are_people, guests_of, people_of, subjects_of
from kg.extract.meetings.words import meeting_words
from kg.extract.reading import Reading
from kg.extract.roles import unique
from kg.extract.sentence import Sentence
from kg.extract.syntax import child, children, clause_tokens, prepositional, subject_of

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["by_verb"]

#: Dependencies of a clause that is no part of what the verb before it tells.
_APART = frozenset({"advcl", "conj", "cc", "relcl"})


def by_verb(reading: Reading, sentence: Sentence, verb: Token) -> Meeting | None:
    """Read the meeting that a verb tells of; None if it tells of none, or of one that did not take place."""
    lists, lemma = meeting_words(), verb.lemma_.lower()
    joined = _with_word(verb)
    triggers = lists.call_on | lists.verb | lists.speak | lists.ring
    if not _is_verb(verb) or not (lemma in triggers or joined) or not happened(verb):
        return None
    mediators: list[str] = []
    if joined in lists.bring:
        mediators = subjects_of(reading, sentence, verb)
        participants = guests_of(reading, sentence, verb)
        if len(set(participants)) < 2:
            return None
    elif lemma in lists.call_on:
        participants = _visit(reading, sentence, verb)
    elif lemma in lists.speak | lists.ring:
        participants = _talk(reading, sentence, verb)
    else:
        participants = [*subjects_of(reading, sentence, verb), *guests_of(reading, sentence, verb)]
        if not participants and not _by_unnamed(reading, sentence, verb):
            return None
    if not participants and lemma not in lists.verb and not joined:
        return None
    place = sentence.cover(_own_words(verb) if lemma in lists.speak else [t for t in verb.subtree if not t.is_space])
    return meeting_at(reading, sentence, verb, place, participants, mediators)


def _with_word(verb: Token) -> str:
    """Return the verb with the word that makes it one of meeting: "sit down", "shake hand"; empty if it has none."""
    lists = meeting_words()
    near = [*verb.children, *(word for prep in children(verb, "prep") for word in children(prep, "advmod"))]
    beside = [word for word in near if word.dep_ in {"prt", "advmod", "dobj", "prep"}]
    pairs = (f"{verb.lemma_.lower()} {word.lemma_.lower()}" for word in beside)
    return next((pair for pair in pairs if pair in lists.with_word | lists.bring), "")


def _is_verb(word: Token) -> bool:
    """Tell whether a word is a verb, also one that the parser takes for a noun: "The army chief visits Juba"."""
    return word.pos_ == "VERB" or (word.tag_ == "NNS" and word.dep_ == "ROOT" and child(word, "nsubj") is not None)


def _own_words(verb: Token) -> list[Token]:
    """Return the words of a verb's own clause."""
    cut = {word.i for word in verb.children if word.dep_ in _APART}
    return clause_tokens(verb, without=cut) or [verb]


def _by_unnamed(reading: Reading, sentence: Sentence, verb: Token) -> bool:
    """Tell whether people met whom the text does not name, but at a place or time: "the parties met in Amman"."""
    subject = subject_of(verb)
    if subject is None or not are_people(subject):
        return False
    times = reading.times_in(sentence.start, sentence.end)
    return bool(attached_places(reading, sentence, verb)) or any(time.start is not None for time in times)


def _talk(reading: Reading, sentence: Sentence, verb: Token) -> list[str]:
    """Return who spoke with whom; nobody where somebody only spoke, or spoke to a medium."""
    table = reading.entities.table
    own = subjects_of(reading, sentence, verb)
    heads = prepositional(verb, "with", *(["to"] if verb.lemma_.lower() in {"speak", "talk"} else []))
    for thing in children(verb, "dobj"):  # "discussed the situation in Syria with the president"
        heads += [head for word in thing.subtree for head in prepositional(word, "with")]
    rung = children(verb, "dobj") if verb.lemma_.lower() in meeting_words().ring else []
    heads += [thing for thing in rung if are_people(thing) or thing.pos_ == "PROPN"]
    partners = [key for head in heads for key in people_of(reading, sentence, head)]
    if verb.lemma_.lower() == "discuss" and child(verb, "dobj") is not None and len(set(own)) > 1:
        partners = own  # "A and B discussed the truce"
    if any(table[key].type == "MediaOrganization" for key in [*own, *partners]):
        return []
    by_line = any(
        word.lemma_.lower() in meeting_words().line for word in prepositional(verb, "by", "over", "via", "on")
    )
    met = unique([*own, *partners])
    if (own and partners and len(met) > 1) or (by_line and met):
        return list(met)
    return []


def _visit(reading: Reading, sentence: Sentence, verb: Token) -> list[str]:
    """Return who met in "X visited Y to discuss …", "A received B": a call that somebody pays for talks."""
    lists = meeting_words()
    after = [t for t in verb.subtree if t.i > verb.i]
    purposes = [t for t in after if t.pos_ == "VERB" and t.lemma_.lower() in lists.purpose]
    talks = [t for t in after if t.lemma_.lower() in lists.noun and t.dep_ in {"pobj", "dobj"}]
    guests = [key for thing in children(verb, "dobj") for key in people_of(reading, sentence, thing)]
    sent = any(are_people(thing) for thing in children(verb, "dobj")) and verb.lemma_.lower() in {"receive", "host"}
    people = any(reading.entities.table[key].type == "Person" or sent for key in guests)
    if not (purposes or talks or people) or (verb.lemma_.lower() == "welcome" and not people):
        return []
    participants = [*subjects_of(reading, sentence, verb), *guests]
    for purpose in [*purposes, *talks]:
        for thing in [*children(purpose, "dobj"), *prepositional(purpose, "with", "between")]:
            participants += people_of(reading, sentence, thing)
    return participants
