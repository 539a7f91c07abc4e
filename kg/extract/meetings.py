"""Meetings: talks that took place, with who, where, when and how long."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.document.model import DocumentKind
from kg.extract.frames import Meeting
from kg.extract.reading import Reading
from kg.extract.roles import actors_of, mention_of, places_below, unique
from kg.extract.sentence import Sentence
from kg.extract.syntax import (
    agent_of,
    children,
    clause_tokens,
    is_hypothetical,
    is_negated,
    is_passive,
    prepositional,
    subject_of,
)
from kg.extract.tables import meeting_words
from kg.text.moment import Moment
from kg.text.segment import BlockKind
from kg.text.times import TimeRelation

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["find_meetings"]

_NOT_A_SUBJECT = frozenset({"meeting", "talk", "summit"})


def find_meetings(reading: Reading) -> list[Meeting]:
    """Find the meetings of a document; one that is mentioned again is merged with the first."""
    found: list[Meeting] = []
    formal = reading.kind in {DocumentKind.AGREEMENT, DocumentKind.RESOLUTION}
    for sentence in reading.sentences:
        kind = reading.block_of(sentence).kind
        if kind is BlockKind.ADOPTION:
            found += _adoption(reading, sentence)
        if kind in {BlockKind.BYLINE, BlockKind.ADOPTION} or reading.is_headline(sentence) or formal:
            continue
        for token in sentence.tokens:
            meeting = _by_noun(reading, sentence, token) or _by_verb(reading, sentence, token)
            if meeting is not None:
                found.append(meeting)
    return _merge(list({meeting.key: meeting for meeting in reversed(found)}.values())[::-1])


def _adoption(reading: Reading, sentence: Sentence) -> list[Meeting]:
    """Read "Adopted at the 2559th meeting …" of a resolution."""
    if not any(token.lemma_.lower() == "meeting" for token in sentence.tokens):
        return []
    words = [t for t in sentence.tokens if not t.is_space]
    last = next(t for t in words if t.lemma_.lower() == "meeting")
    start, end = sentence.cover([t for t in words if t.i <= last.i])
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


def _by_noun(reading: Reading, sentence: Sentence, noun: Token) -> Meeting | None:
    lists = meeting_words()
    lemma = noun.lemma_.lower()
    named = noun.pos_ in {"NOUN", "PROPN"} or (noun.lower_ == "meeting" and prepositional(noun, "between", "of"))
    lemma = "meeting" if noun.lower_ == "meeting" else lemma
    if not named or lemma not in lists.noun or noun.dep_ in {"compound", "amod"}:
        return None
    verb = noun.head if noun.dep_ in {"dobj", "nsubj", "nsubjpass"} else None
    if _did_not_happen(noun, verb):
        return None
    participants = _participants(reading, sentence, noun, verb)
    mediators = _mediators(reading, sentence, noun, verb)
    tokens = _phrase(noun)
    if verb is not None and verb.lemma_.lower() in lists.hold:
        tokens = [t for t in clause_tokens(verb) if t.i >= min(x.i for x in tokens)] if noun.dep_ != "dobj" else tokens
        participants = participants or list(reading.parties)
    start, end = sentence.cover(tokens)
    times = reading.times_in(start, end)
    places = places_below(reading, sentence, tokens)
    dated = bool(times) and times[0].start is not None and noun.tag_ != "NN"
    held = verb is not None and verb.lemma_.lower() in lists.hold and bool(places)
    if lemma in lists.weak and not participants and not (places and times) and not dated and not held:
        return None
    if not participants and not places and not times:
        return None
    return _make(reading, sentence, noun, (start, end), participants, mediators)


def _did_not_happen(noun: Token, verb: Token | None) -> bool:
    """Tell whether talks were only planned, called for, suspended or refused."""
    if noun.dep_ == "pobj" and noun.head.lower_ == "of" and noun.head.head.lemma_.lower() in meeting_words().absent:
        return True
    if verb is None:
        return False
    return is_negated(verb) or is_hypothetical(verb) or _planned(verb) or verb.lemma_.lower() in meeting_words().absent


def _participants(reading: Reading, sentence: Sentence, noun: Token, verb: Token | None) -> list[str]:
    """Return who met: after "between" or "with", before the noun, or as the subject of holding the talks."""
    heads = prepositional(noun, "between", "among", "with", "of", "by")
    found = [key for head in heads for key in actors_of(reading, sentence, head)]
    for word in children(noun, "compound", "amod", "nmod", "poss"):
        if mention_of(reading, sentence, word) is not None:
            found += _joined_demonyms(reading, sentence, word)
    if verb is not None and noun.dep_ == "dobj" and verb.lemma_.lower() in meeting_words().hold:
        found = [*_subjects(reading, sentence, verb), *found]
    if not found and noun.dep_ == "pobj" and noun.head.lower_ in {"in", "during", "at", "of", "after", "following"}:
        clause = noun.head.head
        while clause.pos_ not in {"VERB", "AUX"} and clause.head != clause:
            clause = clause.head
        subject = subject_of(clause) if clause.pos_ in {"VERB", "AUX"} else None
        if subject is not None and subject.lemma_.lower() not in _NOT_A_SUBJECT:
            found += actors_of(reading, sentence, subject)
    return found


def _subjects(reading: Reading, sentence: Sentence, verb: Token) -> tuple[str, ...]:
    subject = agent_of(verb) if is_passive(verb) else subject_of(verb)
    return actors_of(reading, sentence, subject) if subject is not None else ()


def _mediators(reading: Reading, sentence: Sentence, noun: Token, verb: Token | None) -> list[str]:
    """Return who brought the others together: "hosted by", "X mediates discussions"."""
    lists = meeting_words()
    found: list[str] = []
    if verb is not None and noun.dep_ == "dobj" and verb.lemma_.lower() in lists.mediate:
        found += _subjects(reading, sentence, verb)
    for word in noun.subtree:
        by = agent_of(word) if word.pos_ == "VERB" and word.lemma_.lower() in lists.mediate else None
        found += actors_of(reading, sentence, by) if by is not None else ()
    for word in children(noun, "amod", "acl"):
        if word.lemma_.lower() in lists.mediate | {"lead", "back", "support"}:
            heads = [
                *children(word, "npadvmod", "compound", "nmod"),
                *([by] if (by := agent_of(word)) is not None else []),
            ]
            found += [key for head in heads for key in actors_of(reading, sentence, head)]
    for auspices in [*prepositional(noun, "under"), *(prepositional(verb, "under") if verb is not None else [])]:
        found += [key for inner in prepositional(auspices, "of") for key in actors_of(reading, sentence, inner)]
    return found


def _planned(verb: Token) -> bool:
    """Tell whether a verb tells of the future: "will meet", "is to meet", "agreed to meet"."""
    words = {word.lower_ for word in children(verb, "aux")}
    if words & {"will", "shall", "should", "may", "would"}:
        return True
    return "to" in words and verb.dep_ in {"xcomp", "advcl", "acl", "ccomp"}


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


def _by_verb(reading: Reading, sentence: Sentence, verb: Token) -> Meeting | None:
    lists = meeting_words()
    if verb.pos_ == "VERB" and verb.lemma_.lower() in lists.call_on:
        return _by_visit(reading, sentence, verb)
    if (
        verb.pos_ != "VERB"
        or verb.lemma_.lower() not in lists.verb
        or is_negated(verb)
        or is_hypothetical(verb)
        or _planned(verb)
    ):
        return None
    subject = agent_of(verb) if is_passive(verb) else subject_of(verb)
    participants = list(actors_of(reading, sentence, subject)) if subject is not None else []
    for thing in [*children(verb, "dobj"), *prepositional(verb, "with")]:
        participants += actors_of(reading, sentence, thing)
    if not participants:
        return None
    tokens = [t for t in verb.subtree if not t.is_space]
    start, end = sentence.cover(tokens)
    return _make(reading, sentence, verb, (start, end), participants, [])


def _by_visit(reading: Reading, sentence: Sentence, verb: Token) -> Meeting | None:
    """Read "X visited Y to discuss …", "A received B": a call that somebody pays for talks."""
    if is_negated(verb) or is_hypothetical(verb) or _planned(verb):
        return None
    purposes = [
        t for t in verb.subtree if t.pos_ == "VERB" and t.i > verb.i and t.lemma_.lower() in meeting_words().purpose
    ]
    talks = [t for t in verb.subtree if t.i > verb.i and t.lemma_.lower() in meeting_words().noun and t.dep_ == "pobj"]
    guests = [key for thing in children(verb, "dobj") for key in actors_of(reading, sentence, thing)]
    table = reading.entities.table
    people = any(table[key].type == "Person" for key in guests)
    if not (purposes or talks or people):
        return None
    participants = [*_subjects(reading, sentence, verb), *guests]
    for purpose in [*purposes, *talks]:
        for thing in [*children(purpose, "dobj"), *prepositional(purpose, "with", "between")]:
            participants += actors_of(reading, sentence, thing)
    if not participants:
        return None
    place = sentence.cover([t for t in verb.subtree if not t.is_space])
    return _make(reading, sentence, verb, place, participants, [])


def _phrase(noun: Token) -> list[Token]:
    """Return the noun phrase, without relative clauses that follow it."""
    cut = {t.i for c in noun.children if c.dep_ in {"relcl", "appos", "conj", "cc"} for t in c.subtree}
    tokens = [t for t in noun.subtree if t.i not in cut and not t.is_space]
    while tokens and (tokens[-1].is_punct or tokens[-1].dep_ == "cc"):
        tokens.pop()
    return tokens or [noun]


def _make(
    reading: Reading,
    sentence: Sentence,
    head: Token,
    place: tuple[int, int],
    participants: list[str],
    mediators: list[str],
) -> Meeting:
    start, end = place
    date = first = last = None
    duration = None
    wide_start, wide_end = sentence.start, sentence.end
    for mention in [*reading.times_in(start, end), *reading.times_in(wide_start, wide_end)]:
        if (
            mention.duration
            and mention.start is None
            and duration is None
            and mention.relation in {TimeRelation.FOR, TimeRelation.ON, TimeRelation.WITHIN}
        ):
            duration = mention.duration
        elif mention.start is not None and mention.until is not None and first is None and date is None:
            first, last = mention.start, mention.until
        elif (
            mention.start is not None
            and date is None
            and first is None
            and mention.relation in {TimeRelation.ON, TimeRelation.FROM}
        ):
            date = mention.start
    if date is not None and date.hour is not None:
        date = Moment(date.year, date.month, date.day)
    tokens = list(head.subtree)
    places = places_below(reading, sentence, tokens)
    if not places:
        places = places_below(reading, sentence, [t for t in sentence.tokens if t.dep_ in {"pobj"}])[:1]
    keys = tuple(key for key in unique(participants) if key not in mediators)
    places = places or _tagged_place(reading)
    return Meeting(
        key=f"meeting/{start}-{end}",
        label=" ".join(reading.document.text[start:end].split()),
        participants=keys,
        mediators=unique(mediators),
        date=date,
        start=first,
        until=last,
        places=places[:2],
        duration=duration,
        evidence=(reading.document.span(start, end),),
    )


_HASHTAG = re.compile(r"#(\w+)")
_WORD = re.compile(r"[A-Z][a-z]+|[A-Z]+(?![a-z])")


def _tagged_place(reading: Reading) -> tuple[str, ...]:
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


def _merge(found: list[Meeting]) -> list[Meeting]:
    """Merge mentions with the same participants, or with none of their own."""
    merged: list[Meeting] = []
    for new in found:
        index = next((i for i, old in enumerate(merged) if _same(old, new)), None)
        if index is None:
            merged.append(new)
            continue
        old = merged[index]
        merged[index] = replace(
            old,
            participants=old.participants if len(old.participants) >= len(new.participants) else new.participants,
            mediators=unique([*old.mediators, *new.mediators]),
            date=old.date or new.date,
            start=old.start or new.start,
            until=old.until or new.until,
            places=old.places or new.places,
            duration=old.duration or new.duration,
            evidence=tuple(dict.fromkeys([*old.evidence, *new.evidence])),
        )
    return merged


def _same(one: Meeting, other: Meeting) -> bool:
    if one.date and other.date and one.date.lexical != other.date.lexical:
        return False
    if not one.participants or not other.participants:
        return one.date is None or other.date is None or one.date == other.date
    mine, its = {*one.participants, *one.mediators}, {*other.participants, *other.mediators}
    return set(one.participants) <= its or set(other.participants) <= mine
