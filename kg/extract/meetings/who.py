"""Find who met, and who brought them together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract.meetings.words import meeting_words
from kg.extract.reading import Reading
from kg.extract.roles import actors_of, mention_of
from kg.extract.sentence import Sentence
from kg.extract.syntax import agent_of, children, is_passive, prepositional, subject_of

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["guests_of", "mediators_of", "participants_of", "subjects_of"]

_NOT_A_SUBJECT = frozenset({"meeting", "talk", "summit"})
#: Prepositions that put talks into what somebody did in them.
_DURING = frozenset({"in", "during", "at", "of", "after", "following"})
_VERBS = frozenset({"VERB", "AUX"})


def participants_of(reading: Reading, sentence: Sentence, noun: Token, verb: Token | None) -> list[str]:
    """Return who met: after "between" or "with", before the noun, or as the subject of holding the talks."""
    heads = prepositional(noun, "between", "among", "with", "of", "by")
    found = [key for head in heads for key in actors_of(reading, sentence, head)]
    for word in children(noun, "compound", "amod", "nmod", "poss"):
        if mention_of(reading, sentence, word) is not None:
            found += _joined_demonyms(reading, sentence, word)
    if verb is not None and noun.dep_ == "dobj" and verb.lemma_.lower() in meeting_words().hold:
        found = [*subjects_of(reading, sentence, verb), *found]
    if not found and noun.dep_ == "pobj" and noun.head.lower_ in _DURING:
        clause = noun.head.head
        while clause.pos_ not in _VERBS and clause.head != clause:
            clause = clause.head
        subject = subject_of(clause) if clause.pos_ in _VERBS else None
        if subject is not None and subject.lemma_.lower() not in _NOT_A_SUBJECT:
            found += actors_of(reading, sentence, subject)
    return found


def subjects_of(reading: Reading, sentence: Sentence, verb: Token) -> tuple[str, ...]:
    """Return who does what a verb says, also in the passive."""
    subject = agent_of(verb) if is_passive(verb) else subject_of(verb)
    return actors_of(reading, sentence, subject) if subject is not None else ()


def guests_of(reading: Reading, sentence: Sentence, verb: Token) -> list[str]:
    """Return whom somebody met: "met the president", "met with him"."""
    things = [*children(verb, "dobj"), *prepositional(verb, "with")]
    return [key for thing in things for key in actors_of(reading, sentence, thing)]


def mediators_of(reading: Reading, sentence: Sentence, noun: Token, verb: Token | None) -> list[str]:
    """Return who brought the others together: "hosted by", "X mediates discussions"."""
    lists = meeting_words()
    found: list[str] = []
    if verb is not None and noun.dep_ == "dobj" and verb.lemma_.lower() in lists.mediate:
        found += subjects_of(reading, sentence, verb)
    for word in noun.subtree:
        by = agent_of(word) if word.pos_ == "VERB" and word.lemma_.lower() in lists.mediate else None
        found += actors_of(reading, sentence, by) if by is not None else ()
    for word in children(noun, "amod", "acl"):
        if word.lemma_.lower() in lists.mediate | lists.lead:
            by = agent_of(word)
            heads = [*children(word, "npadvmod", "compound", "nmod"), *([] if by is None else [by])]
            found += [key for head in heads for key in actors_of(reading, sentence, head)]
    for auspices in [*prepositional(noun, "under"), *(prepositional(verb, "under") if verb is not None else [])]:
        found += [key for inner in prepositional(auspices, "of") for key in actors_of(reading, sentence, inner)]
    return found


def _joined_demonyms(reading: Reading, sentence: Sentence, word: Token) -> list[str]:
    """Return the actors of "Huthi-Saudi" before a noun."""
    first = word
    while first.i > sentence.tokens.start and (
        first.nbor(-1).text == "-" or first.nbor(-1).dep_ in {"compound", "amod", "nmod"} or first.text == "-"
    ):
        first = first.nbor(-1)
    start, _ = sentence.at(first)
    _, end = sentence.at(word)
    return [m.key for m in reading.entities.actors(start, end)]
