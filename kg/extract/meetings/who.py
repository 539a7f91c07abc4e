"""Find who met, and who brought them together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract.entities.lexicon import lexicon
from kg.extract.meetings.words import meeting_words
from kg.extract.reading import Reading
from kg.extract.roles import actors_of, mention_of, names_parties
from kg.extract.sentence import Sentence
from kg.extract.syntax import agent_of, children, coordinated, is_passive, prepositional, subject_of

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["are_people", "guests_of", "mediators_of", "participants_of", "people_of", "subjects_of"]

_NOT_A_SUBJECT = frozenset({"meeting", "talk", "summit"})
#: Prepositions that put talks into what somebody did in them.
_DURING = frozenset({"in", "during", "at", "of", "after", "following"})
_VERBS = frozenset({"VERB", "AUX"})
#: Verbs beside a delegation that name its head: "a delegation led by …".
_HEADED = frozenset({"head", "lead", "represent", "comprise", "include", "make"})
_BEFORE = ("amod", "compound", "nmod", "poss")


def people_of(reading: Reading, sentence: Sentence, head: Token) -> list[str]:
    """Return who a noun phrase is, or for whom its people act: "a delegation led by Guluak", "US diplomats"."""
    found: list[str] = []
    for one in coordinated(head):
        found += actors_of(reading, sentence, one) if one == head else []
        if one.pos_ in {"NOUN", "PROPN"} and are_people(one):
            found += [key for key in _acted_for(reading, sentence, one) if not found]
    return found


def are_people(noun: Token) -> bool:
    """Tell whether a noun means people or those who act for somebody: "the parties", "delegation", "diplomats"."""
    words, lemma = lexicon(), noun.lemma_.lower()
    if noun.pos_ == "PRON":
        return noun.lower_ in {"i", "we", "they", "he", "she", "who", "both"}
    if names_parties(noun) or lemma in words.body:
        return True
    return lemma in words.titles or lemma in words.stands_for or lemma in words.nominal or lemma in words.speaking


def _acted_for(reading: Reading, sentence: Sentence, noun: Token) -> list[str]:
    """Return the actors of whom some people are, or who leads them."""
    heads = [
        *(
            by
            for word in children(noun, "acl")
            if word.lemma_.lower() in _HEADED and (by := agent_of(word)) is not None
        ),
        *prepositional(noun, "of", "from", "for"),
    ]
    found = [key for head in heads for key in actors_of(reading, sentence, head)]
    before = (mention_of(reading, sentence, word) for word in children(noun, *_BEFORE))
    return [*found, *(mention.key for mention in before if mention is not None)]


def participants_of(reading: Reading, sentence: Sentence, noun: Token, verb: Token | None) -> list[str]:
    """Return who met: after "between" or "with", before the noun, or as the subject of holding the talks."""
    received = verb is not None and noun.dep_ == "dobj" and verb.lemma_.lower() == "receive"
    heads = prepositional(noun, "between", "among", "with", "of", "by", *(["from"] if received else []))
    found = [key for head in heads for key in people_of(reading, sentence, head)]
    for word in children(noun, *_BEFORE):
        if mention_of(reading, sentence, word) is not None and not _leads(word):
            found += _joined_demonyms(reading, sentence, word)
    if verb is not None and noun.dep_ == "dobj" and (received or verb.lemma_.lower() in meeting_words().hold):
        found = [*subjects_of(reading, sentence, verb), *_with(reading, sentence, verb), *found]
    if verb is not None and noun.dep_ == "nsubjpass" and verb.lemma_.lower() == "attend":
        found += subjects_of(reading, sentence, verb)
    if not found and noun.dep_ == "pobj" and noun.head.lower_ in _DURING:
        clause = noun.head.head
        while clause.pos_ not in _VERBS and clause.head != clause:
            clause = clause.head
        subject = subject_of(clause) if clause.pos_ in _VERBS else None
        if subject is not None and subject.lemma_.lower() not in _NOT_A_SUBJECT:
            found += actors_of(reading, sentence, subject)
    return found


def subjects_of(reading: Reading, sentence: Sentence, verb: Token) -> list[str]:
    """Return who does what a verb says, also in the passive."""
    subject = agent_of(verb) if is_passive(verb) else subject_of(verb)
    return people_of(reading, sentence, subject) if subject is not None else []


def guests_of(reading: Reading, sentence: Sentence, verb: Token) -> list[str]:
    """Return whom somebody met: "met the president", "met with him"."""
    return [
        *(key for thing in children(verb, "dobj") for key in people_of(reading, sentence, thing)),
        *_with(reading, sentence, verb),
    ]


def _with(reading: Reading, sentence: Sentence, verb: Token) -> list[str]:
    return [key for thing in prepositional(verb, "with") for key in people_of(reading, sentence, thing)]


def mediators_of(reading: Reading, sentence: Sentence, noun: Token, verb: Token | None) -> list[str]:
    """Return who brought the others together: "hosted by", "X mediates discussions"."""
    lists = meeting_words()
    found: list[str] = []
    if verb is not None and noun.dep_ == "dobj" and verb.lemma_.lower() in lists.mediate:
        found += subjects_of(reading, sentence, verb)
    for word in noun.subtree:
        by = agent_of(word) if word.pos_ == "VERB" and word.lemma_.lower() in lists.mediate else None
        found += actors_of(reading, sentence, by) if by is not None else ()
    for word in children(noun, *_BEFORE):
        if (mention := mention_of(reading, sentence, word)) is not None and _leads(word):
            found.append(mention.key)
    for word in children(noun, "amod", "acl"):
        if word.lemma_.lower() in lists.mediate | lists.lead:
            by = agent_of(word)
            heads = [*children(word, "npadvmod", "compound", "nmod"), *([] if by is None else [by])]
            found += [key for head in heads for key in actors_of(reading, sentence, head)]
    for auspices in [*prepositional(noun, "under"), *(prepositional(verb, "under") if verb is not None else [])]:
        found += [key for inner in prepositional(auspices, "of") for key in actors_of(reading, sentence, inner)]
    return found


def _leads(word: Token) -> bool:
    """Tell whether a name before a noun is that of who brings others together: "UN-facilitated talks"."""
    if word.i + 2 >= word.sent.end or word.nbor(1).text != "-":
        return False
    return word.nbor(2).lemma_.lower() in meeting_words().mediate | meeting_words().lead


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
