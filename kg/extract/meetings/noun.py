"""Read meetings that a noun names: "talks between Chad and Sudan", "the summit in Astana"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract.frames import Meeting
from kg.extract.meetings.clause import is_apart
from kg.extract.meetings.draft import meeting_at
from kg.extract.meetings.happened import happened, took_place
from kg.extract.meetings.where import attached_places, where_said
from kg.extract.meetings.who import mediators_of, participants_of
from kg.extract.meetings.words import meeting_words
from kg.extract.reading import Reading
from kg.extract.roles import mention_of
from kg.extract.sentence import Sentence
from kg.extract.syntax import children, clause_tokens, prepositional

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["by_noun"]


def by_noun(reading: Reading, sentence: Sentence, noun: Token) -> Meeting | None:
    """Read the meeting that a noun names; None if it names none, or one that did not take place."""
    lists, lemma = meeting_words(), _lemma(noun)
    named = noun.pos_ in {"NOUN", "PROPN"} or (noun.lower_ == "meeting" and prepositional(noun, "between", "of"))
    if not named or lemma not in lists.noun or noun.dep_ in {"compound", "amod"}:
        return None
    whole = _length_of(noun) or noun
    verb = whole.head if whole.dep_ in {"dobj", "nsubj", "nsubjpass"} else None
    if not took_place(noun, verb) or (lemma in lists.body and mention_of(reading, sentence, noun) is not None):
        return None
    participants = participants_of(reading, sentence, noun, verb)
    mediators = mediators_of(reading, sentence, noun, verb)
    tokens = _phrase(noun)
    holding = _is_held(noun, verb)
    if verb is not None and verb.lemma_.lower() in lists.hold:
        if whole.dep_ != "dobj":
            first = min(token.i for token in tokens)
            tokens = [t for t in clause_tokens(verb) if t.i >= first and not is_apart(t, verb)]
        participants = participants or list(reading.parties)
    start, end = sentence.cover(tokens)
    times = reading.times_in(*((sentence.start, sentence.end) if holding else (start, end)))
    places = where_said(reading, sentence, noun) or (
        attached_places(reading, sentence, verb) if verb is not None else ()
    )
    dated = bool(times) and times[0].start is not None and noun.tag_ != "NN"
    held = holding and bool(places or any(time.start is not None for time in times))
    if lemma in lists.weak and not participants and not (places and times) and not dated and not held:
        return None
    if not participants and not places and not times:
        return None
    return meeting_at(reading, sentence, noun, (start, end), participants, mediators)


def _length_of(noun: Token) -> Token | None:
    """Return the length of time that stands for talks: "thirteen hours of negotiations"."""
    of = noun.head if noun.dep_ == "pobj" and noun.head.lower_ == "of" else None
    return of.head if of is not None and of.head.lemma_.lower() in meeting_words().length else None


def _lemma(noun: Token) -> str:
    """Return the lemma of a word for talks, with "round" before a table."""
    if noun.lower_ == "meeting":
        return "meeting"
    lemma = str(noun.lemma_).lower()
    return f"round {lemma}" if lemma == "table" and any(word.lower_ == "round" for word in noun.lefts) else lemma


def _is_held(noun: Token, verb: Token | None) -> bool:
    """Tell whether talks are said to have been held: "held talks", "the talks were held", "a meeting held on …"."""
    hold = meeting_words().hold
    if verb is not None and verb.lemma_.lower() in hold:
        return True
    if noun.dep_ == "pobj" and noun.head.head.lemma_.lower() == "participate":
        return True
    return any(word.lemma_.lower() in hold and happened(word) for word in children(noun, "acl", "relcl"))


def _phrase(noun: Token) -> list[Token]:
    """Return the noun phrase, without relative clauses that follow it."""
    cut = {t.i for c in noun.children if c.dep_ in {"relcl", "appos", "conj", "cc"} for t in c.subtree}
    tokens = [t for t in noun.subtree if t.i not in cut and not t.is_space]
    while tokens and (tokens[-1].is_punct or tokens[-1].dep_ == "cc"):
        tokens.pop()
    return tokens or [noun]
