"""Implementation: acts that a report tells of and that carry out or break what was agreed.

Only what the report says itself counts, as done, and where its own words tie the act to a commitment: "broke the
truce", "honoured its pledge to release …", "withdrew its guns on Monday, as agreed". What others call somebody's breach
is a claim of theirs.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from kg.document.model import DocumentKind
from kg.extract.affiliation import sides_of
from kg.extract.frames import Commitment, ImplementationEvent
from kg.extract.reading import Reading
from kg.extract.roles import actors_of, places_below
from kg.extract.sentence import Sentence
from kg.extract.syntax import agent_of, children, clause_tokens, is_hypothetical, is_negated, is_passive, subject_of
from kg.extract.tables import claim_words, implementation_words
from kg.extract.theme import classify
from kg.extract.words import words
from kg.text.moment import Moment
from kg.text.times import TimeRelation

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["find_implementation"]

_STOPPING = frozenset({"ceasefire", "cease-fire", "truce", "armistice"})
_AHEAD = frozenset({"will", "shall", "would", "should", "may", "can", "could", "must", "to"})


def find_implementation(reading: Reading, commitments: Sequence[Commitment]) -> list[ImplementationEvent]:
    """Find the acts that carry out or break the commitments of a report.

    Args:
        reading: The document; agreements and resolutions tell of no acts.
        commitments: What it tells of as agreed.
    """
    if reading.kind not in {DocumentKind.NEWS, DocumentKind.REPORT} or not commitments:
        return []
    return [
        event
        for sentence in reading.sentences
        if not reading.is_headline(sentence)
        for verb in sentence.tokens
        if verb.pos_ == "VERB" and _was_done(verb)
        for event in _events(reading, sentence, verb, commitments)
    ]


def _was_done(verb: Token) -> bool:
    """Tell whether a verb tells, in the report's own voice, of what was done."""
    if verb.tag_ not in {"VBD", "VBN"} or is_negated(verb) or is_hypothetical(verb):
        return False
    if _AHEAD & {word.lower_ for word in children(verb, "aux")}:
        return False
    said = claim_words().say | claim_words().say_phrase | claim_words().noun
    if verb.lemma_.lower() in said | words().agree | words().make_agreement - implementation_words().keep:
        return False  # agreeing and announcing carry nothing out
    return not any(above.lemma_.lower() in said for above in verb.ancestors) and not any(
        word.lemma_.lower() in said for word in children(verb, "parataxis", "ccomp")
    )


def _events(
    reading: Reading, sentence: Sentence, verb: Token, commitments: Sequence[Commitment]
) -> Iterator[ImplementationEvent]:
    lists, lemma = implementation_words(), verb.lemma_.lower()
    doer = agent_of(verb) if is_passive(verb) else subject_of(verb)
    actors = set(sides_of(reading, actors_of(reading, sentence, doer))) if doer is not None else set()
    if not actors:
        return
    after = _after_phrase(verb)
    if lemma in lists.breaking or lemma in lists.keep or after:
        things = [*children(verb, "dobj", "nsubjpass"), *after]
        meant = [c for c in commitments if any(_is_of(thing, c) for thing in things)]
        meant = [c for c in meant if not c.obligors or actors & set(c.obligors)]
        if meant and lemma in lists.breaking:
            yield _event(reading, sentence, verb, breaches=meant)
        elif meant:
            yield _event(reading, sentence, verb, fulfils=meant)
    elif _is_tied(verb):
        theme = classify(" ".join(word.text for word in clause_tokens(verb)))[0]
        done = [c for c in commitments if c.themes[0] == theme and actors & set(c.obligors)]
        done = [c for c in done if not any(_overlaps(sentence, verb, span.start, span.end) for span in c.evidence)]
        if done:
            yield _event(reading, sentence, verb, fulfils=done)


def _after_phrase(verb: Token) -> list[Token]:
    """Return the object of "carried out", "complied with"."""
    found: list[Token] = []
    for word in children(verb, "prt", "prep"):
        if f"{verb.lemma_.lower()} {word.lower_}" in implementation_words().phrase:
            found += children(verb, "dobj") if word.dep_ == "prt" else children(word, "pobj")
    return found


def _is_of(thing: Token, commitment: Commitment) -> bool:
    """Tell whether a noun names what was agreed: the truce, a pledge or an act of a commitment's own theme."""
    lemma = thing.lemma_.lower()
    if lemma in _STOPPING:
        return commitment.themes[0] == "ceasefire"
    phrase = " ".join(word.text for word in thing.subtree)
    own = lemma in words().promise_noun and len(list(thing.subtree)) > 2
    named = own or lemma in words().act or lemma in words().self_act
    return named and classify(phrase)[0] == commitment.themes[0]


def _is_tied(verb: Token) -> bool:
    """Tell whether a clause ties its act to what was agreed: "as agreed", "under the deal", "in line with the pact"."""
    lists = implementation_words()
    promised = any(
        clause.lemma_.lower() in lists.promised and any(mark.lower_ == "as" for mark in clause.children)
        for clause in children(verb, "advcl")
    )
    return promised or any(
        (prep.lower_ in lists.tie or noun.lemma_.lower() in lists.tie)
        and any(word.lemma_.lower() in words().agreement for word in noun.subtree)
        for prep in children(verb, "prep")
        for noun in children(prep, "pobj")
    )


def _overlaps(sentence: Sentence, verb: Token, start: int, end: int) -> bool:
    first, last = sentence.at(verb)
    return start < last and first < end


def _event(
    reading: Reading,
    sentence: Sentence,
    verb: Token,
    *,
    fulfils: Sequence[Commitment] = (),
    breaches: Sequence[Commitment] = (),
) -> ImplementationEvent:
    tokens = clause_tokens(verb, without={word.i for word in children(verb, "conj", "cc")})
    start, end = sentence.cover(tokens)
    span = reading.document.span(start, end)
    return ImplementationEvent(
        key=f"event/{start}-{end}",
        label=" ".join(span.exact.split()),
        fulfils=tuple(commitment.key for commitment in fulfils),
        breaches=tuple(commitment.key for commitment in breaches),
        date=_day(reading, start, end),
        places=places_below(reading, sentence, tokens),
        evidence=(span,),
    )


def _day(reading: Reading, start: int, end: int) -> Moment | None:
    days = (
        mention.start
        for mention in reading.times_in(start, end)
        if mention.start is not None and mention.until is None and mention.relation is TimeRelation.ON
    )
    day = next(days, None)
    return Moment(day.year, day.month, day.day) if day is not None else None
