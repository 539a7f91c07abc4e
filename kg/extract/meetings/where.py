"""Find where a meeting was held."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.extract.meetings.clause import is_apart
from kg.extract.meetings.who import are_people
from kg.extract.meetings.words import meeting_words
from kg.extract.reading import Reading
from kg.extract.roles import mention_of, unique
from kg.extract.sentence import Sentence
from kg.extract.syntax import child, children, is_passive, prepositional, subject_of

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["attached_places", "went_to", "where_held", "where_said"]

_HASHTAG = re.compile(r"#(\w+)")
_WORD = re.compile(r"[A-Z][a-z]+|[A-Z]+(?![a-z])")
#: At most so many places are kept of one meeting, but of a journey all stops.
_PLACES, _STOPS = 2, 8
_IN = frozenset({"in", "at", "near", "outside", "inside"})
_TO = frozenset({"to", "into"})
_VERBS = frozenset({"VERB", "AUX"})
_SUBJECTS = ("nsubj", "nsubjpass")
#: What the model calls a time.
_TIMES = frozenset({"DATE", "TIME"})
#: Dependencies by which a name belongs to the noun beside it: "the capital, Cairo", "the Jordanian capital Amman".
_BESIDE = ("appos", "npadvmod", "nmod", "compound")
#: Types of places from the narrowest on: talks are held in a town rather than in what lies around it.
_NARROW = ("Settlement", "Place", "Region")


def where_held(reading: Reading, sentence: Sentence, head: Token) -> tuple[str, ...]:
    """Return where a meeting was held.

    What is said of the talks or their verb counts first, then where else in the sentence something is done, then who
    hosts them, then a hashtag. What the talks are about ("the situation in Sudan") is no place of theirs.
    """
    verb = _governing(head)
    found = list(where_said(reading, sentence, head))
    if not found and verb is not None and verb != head:
        found += attached_places(reading, sentence, verb)
    if not found:
        found = [*_beside_people(reading, sentence, verb or head), *_elsewhere(reading, sentence, head)][:1]
    limit = _STOPS if _is_journey(head) else _PLACES
    return (unique(found) or _host(reading, sentence, verb) or _tagged(reading))[:limit]


def where_said(reading: Reading, sentence: Sentence, head: Token) -> tuple[str, ...]:
    """Return the places that are said of the talks themselves: "talks in Doha", "the Astana summit"."""
    return unique([*attached_places(reading, sentence, head), *_before(reading, sentence, head)])


def attached_places(reading: Reading, sentence: Sentence, head: Token) -> tuple[str, ...]:
    """Return the places that depend on a noun or verb itself, or on a participle or relative clause of holding."""
    lists = meeting_words()
    going = _is_journey(head)
    found: list[str] = []
    for prep in _prepositions(head):
        if prep.lower_ in _IN or (going and prep.lower_ in _TO):
            for pobj in children(prep, "pobj"):
                found += _named(reading, sentence, pobj)
    if going and (head.pos_ in _VERBS or child(head, *_SUBJECTS) is not None):
        for thing in children(head, "dobj", "npadvmod"):
            found += _named(reading, sentence, thing)
    for word in prepositional(head, "of"):  # "rounds of consultations in Tripoli"
        found += attached_places(reading, sentence, word) if word.lemma_.lower() in lists.noun else ()
    if going:
        for word in prepositional(head, "on"):
            found += attached_places(reading, sentence, word) if _is_journey(word) else ()
    for clause in children(head, "acl", "relcl", "advcl"):
        if clause.lemma_.lower() in lists.hold | lists.mediate | lists.verb | {"take"}:
            found += attached_places(reading, sentence, clause)
    return unique(found)


def _prepositions(head: Token) -> Iterator[Token]:
    """Yield the prepositions of a word, also those after its time: "met for two days in Tripoli"."""
    for word in children(head, "prep", "npadvmod", "pobj"):
        if word.dep_ == "prep":
            yield word
        if word.dep_ == "prep" or word.ent_type_ in _TIMES:
            times = [word] if word.ent_type_ in _TIMES else [t for t in word.children if t.ent_type_ in _TIMES]
            for time in times:
                yield from _prepositions(time)


def _is_journey(word: Token) -> bool:
    """Tell whether a verb or noun tells of going somewhere: "visited", "invited to", "a trip to"."""
    lists, lemma = meeting_words(), word.lemma_.lower()
    return lemma in (lists.go if word.pos_ in _VERBS or child(word, *_SUBJECTS) is not None else lists.journey)


def _beside_people(reading: Reading, sentence: Sentence, head: Token) -> list[str]:
    """Return the places after those who met, to whom the parser ties them: "met with officials in Rome".

    A state after people is only where they are posted: "the ambassador in Libya", unless it comes after a name.
    """
    found: list[str] = []
    table = reading.entities.table
    for prep in head.subtree:
        if prep.dep_ != "prep" or prep.lower_ not in _IN or prep.head.pos_ in _VERBS:
            continue
        actor = mention_of(reading, sentence, prep.head)
        person = actor is not None and table[actor.key].type == "Person"
        lemma = prep.head.lemma_.lower()
        if actor is not None or are_people(prep.head) or lemma in meeting_words().noun | meeting_words().venue:
            keys = [key for pobj in children(prep, "pobj") for key in _named(reading, sentence, pobj)]
            found += [key for key in keys if person or table[key].type in _NARROW[:2]]
    return found


def _governing(head: Token) -> Token | None:
    """Return the verb of the clause that a noun stands in."""
    while head.pos_ not in _VERBS and head.head != head:
        head = head.head
    return head if head.pos_ in _VERBS else None


def _before(reading: Reading, sentence: Sentence, head: Token) -> list[str]:
    """Return the settlement before a noun: "the Astana summit"."""
    words = children(head, "compound", "nmod") if head.pos_ not in _VERBS else []
    found = [key for word in words for key in _named(reading, sentence, word)]
    return [key for key in found if reading.entities.table[key].type == "Settlement"]


def _named(reading: Reading, sentence: Sentence, head: Token) -> list[str]:
    """Return the places that a noun phrase names, also in "the city of Jeddah", "the palace in Riyadh"."""
    found = _at(reading, sentence, head)
    for word in children(head, *(_BESIDE if not found else ())):  # "the capital, Cairo", but not "Amman, Jordan"
        found += _named(reading, sentence, word)
    for word in children(head, "conj"):
        found += _named(reading, sentence, word)
    if not found or head.lemma_.lower() in meeting_words().venue:
        for prep in children(head, "prep"):
            if prep.lower_ == "of" or prep.lower_ in _IN:
                found += [key for pobj in children(prep, "pobj") for key in _named(reading, sentence, pobj)]
    return list(unique(found))


def _at(reading: Reading, sentence: Sentence, token: Token) -> list[str]:
    """Return the place that a name is."""
    start, end = sentence.at(token)
    return [m.key for m in reading.entities.places(*_mention(reading, start, end)) if m.start <= start < m.end]


def _mention(reading: Reading, start: int, end: int) -> tuple[int, int]:
    """Return the widest stretch that names a place around a token."""
    around = [m for m in reading.entities.at(start, end) if m in reading.entities.places(m.start, m.end)]
    return (around[0].start, around[0].end) if around else (start, end)


def went_to(reading: Reading, sentence: Sentence) -> tuple[str, ...]:
    """Return where somebody went in a sentence: "arrived in Cairo", "is visiting Moscow"."""
    verbs = [token for token in sentence.tokens if _is_journey(token) or token.lemma_.lower() in meeting_words().verb]
    return unique([key for verb in verbs for key in attached_places(reading, sentence, verb)])[:1]


def _elsewhere(reading: Reading, sentence: Sentence, head: Token) -> list[str]:
    """Return the places in which something is done in a sentence, the narrowest first, but not what others do."""
    found: list[str] = []
    for token in sentence.tokens:
        if token.dep_ == "prep" and token.lower_ in _IN and token.head.pos_ in _VERBS and not is_apart(token, head):
            found += [key for pobj in children(token, "pobj") for key in _named(reading, sentence, pobj)]
    table = reading.entities.table
    return sorted(unique(found), key=lambda key: _NARROW.index(table[key].type) if table[key].type in _NARROW else 9)


def _host(reading: Reading, sentence: Sentence, verb: Token | None) -> tuple[str, ...]:
    """Return the state that hosts talks: they are held there."""
    if verb is None or verb.lemma_.lower() != "host" or is_passive(verb):
        return ()
    subject = subject_of(verb)
    keys = _named(reading, sentence, subject) if subject is not None else []
    return tuple(key for key in keys if reading.entities.table[key].type == "State")


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
