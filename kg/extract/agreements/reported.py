"""Agreements that a report tells of: signed, reached, announced, or agreed between somebody."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.extract.affiliation import sides_of
from kg.extract.agreement_type import agreement_type
from kg.extract.agreements.called import dated_by_name, told_resolutions
from kg.extract.agreements.dated import dated_agreements
from kg.extract.agreements.merging import added
from kg.extract.agreements.named import agreement_key, named_agreements
from kg.extract.entities.model import Form
from kg.extract.frames import Agreement
from kg.extract.reading import Reading
from kg.extract.roles import actors_of, mention_of, places_below, unique
from kg.extract.sentence import Sentence
from kg.extract.syntax import agent_of, children, is_hypothetical, is_negated, is_passive, prepositional, subject_of
from kg.extract.words import words
from kg.text.moment import Moment
from kg.text.segment import BlockKind
from kg.text.times import TimeRelation

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["reported_agreements"]

#: Verbs whose passive subject can only be an agreement.
_SIGNED = frozenset({"sign", "conclude", "initial"})
#: What stands between two names of one agreement: "the X Agreement, also known as the Y Accord".
_ALSO = re.compile(
    r"\b(?:known|referred to|called|dubbed|titled|entitled|named|termed)\b[^.;]{0,24}$|\(\s*(?:or\s+)?(?:the\s+)?$"
)
_ARTICLE = re.compile(r"^(?:an?|the|their|its|this|that)\s+", re.IGNORECASE)


def reported_agreements(reading: Reading) -> list[Agreement]:
    """Read what a report tells: the agreement that its first statements are about, and others told apart by name."""
    lists = words()
    found: list[Agreement] = []
    for sentence in reading.sentences:
        block = reading.block_of(sentence)
        if block.kind is BlockKind.BYLINE or reading.is_headline(sentence):
            continue
        for token in sentence.tokens:
            lemma = token.lemma_.lower()
            new: Agreement | None = None
            if token.pos_ in {"NOUN", "PROPN"} and lemma in lists.agreement:
                new = _by_noun(reading, sentence, token)
            elif token.pos_ == "VERB" and lemma == "agree" and not is_negated(token) and not is_hypothetical(token):
                new = _by_verb(reading, sentence, token, first=not found)
            elif found and token.pos_ == "VERB" and lemma in _SIGNED:
                found = [_signed_later(reading, sentence, token, found[0]), *found[1:]]
            if new is not None:
                found = added(reading, found, new)
    named = [a for a in named_agreements(reading, set(), after=0) if _prose(reading, a.evidence[0].start)]
    for agreement in named:
        before = reading.cleaned[max(0, agreement.evidence[0].start - 60) : agreement.evidence[0].start]
        if found and _ALSO.search(before):
            continue
        if not any(agreement.label.lower() in old.label.lower() for old in found):
            found.append(agreement)
    found += dated_agreements(reading, found) if found else []
    if found and not found[0].parties:
        found[0] = replace(found[0], parties=reading.parties)
    found = told_resolutions(reading, found or _mentioned(reading))
    return [dated_by_name(reading, agreement) for agreement in found]


def _signed_later(reading: Reading, sentence: Sentence, verb: Token, main: Agreement) -> Agreement:
    """Add to an agreement what a later sentence tells of its signature: "It was signed on 9 May by A and B"."""
    it = next(iter(children(verb, "nsubjpass")), None)
    if it is None or it.lower_ not in {"it", "which"} or is_negated(verb) or is_hypothetical(verb):
        return main
    by = agent_of(verb)
    parties = actors_of(reading, sentence, by) if by is not None else ()
    start, end = _cover(reading, sentence, [t for t in verb.subtree if not t.is_space])
    told = _fill(reading, sentence, start, end, main.label, parties, verb)
    return replace(
        main,
        parties=main.parties if len(main.parties) >= len(told.parties) else told.parties,
        signatories=main.signatories or told.signatories,
        signed_on=main.signed_on or told.signed_on,
        signed_at=main.signed_at or told.signed_at,
        evidence=tuple(dict.fromkeys([*main.evidence, *told.evidence])),
    )


def _mentioned(reading: Reading) -> list[Agreement]:
    """Return the first agreement that is mentioned at all, where nobody is said to sign or reach one."""
    for sentence in reading.sentences:
        for noun in sentence.tokens:
            if noun.lemma_.lower() not in words().agreement - _WEAK or noun.pos_ not in {"NOUN", "PROPN"}:
                continue
            if noun.dep_ in {"compound", "amod"} or any(w.lower_ in {"no", "any"} for w in noun.children):
                continue
            verbs = [a for a in noun.ancestors if a.pos_ in {"VERB", "AUX"}]
            wished = any(verb.lemma_.lower() in _WISHES for verb in verbs)
            if wished or any(is_negated(verb) or is_hypothetical(verb) for verb in verbs) or noun.head.lower_ == "from":
                continue
            remarks = {t.i for clause in children(noun, "relcl") for t in clause.subtree}
            start, end = _cover(reading, sentence, [t for t in noun.subtree if not t.is_space and t.i not in remarks])
            return [_fill(reading, sentence, start, end, _name(reading, sentence, noun, None), reading.parties, noun)]
    return []


def _prose(reading: Reading, position: int) -> bool:
    return any(b.span.start <= position < b.span.end and b.kind is not BlockKind.TITLE for b in reading.blocks)


def _by_verb(reading: Reading, sentence: Sentence, verb: Token, *, first: bool) -> Agreement | None:
    """Read "X and Y agreed on a truce" as an agreement of its own, "X and Y agreed to …" if none is known before."""
    subject = agent_of(verb) if is_passive(verb) else subject_of(verb)
    parties = actors_of(reading, sentence, subject) if subject is not None else ()
    if not parties or not any(c.dep_ in {"prep", "xcomp", "ccomp"} for c in verb.children):
        return None
    things = [t for t in prepositional(verb, "on", "upon", "to") if t.ent_type_ not in {"DATE", "TIME"}]
    if not first and not any(thing.lemma_.lower() in words().agreement for thing in things):
        return None
    tokens = [t for t in verb.subtree if not t.is_space]
    tokens = [t for t in tokens if t.i >= min(x.i for x in (subject.subtree if subject is not None else [verb]))]
    start, end = _cover(reading, sentence, tokens)
    name = " ".join(str(reading.document.text[start:end]).split())
    if things:
        a, b = sentence.cover(list(things[0].subtree))
        name = _ARTICLE.sub("", " ".join(reading.document.text[a:b].split()))
    return _fill(reading, sentence, start, end, name, parties, verb)


def _cover(reading: Reading, sentence: Sentence, tokens: list[Token]) -> tuple[int, int]:
    start, end = sentence.cover(tokens)
    while end > start and reading.cleaned[end - 1] in " .,;:":
        end -= 1
    return start, end


_MADE = frozenset(
    {"conclude", "sign", "reach", "mediate", "broker", "negotiate", "declare", "announce", "agree", "initial", "adopt"}
)
#: Verbs of what somebody wants.
_WISHES = frozenset({"hope", "want", "seek", "wish", "demand", "call", "urge", "expect", "push", "press"})
#: Verbs by which somebody brings an agreement about between others.
_FOR_OTHERS = frozenset({"broker", "mediate", "facilitate", "sponsor", "host", "oversee"})
#: Nouns that are an agreement only where somebody reaches or signs it.
_WEAK = frozenset(
    {"plan", "understanding", "document", "statement", "framework", "settlement", "declaration", "arrangement"}
    | {"compact", "charter"}
)


def _by_noun(reading: Reading, sentence: Sentence, noun: Token) -> Agreement | None:
    """Read "signed an agreement", "a truce between X and Y", "the X-Y ceasefire"."""
    lists = words()
    if noun.dep_ in {"compound", "amod", "poss"} and noun.head.lemma_.lower() in lists.agreement:
        return None
    verb = noun.head if noun.dep_ in {"dobj", "nsubj", "nsubjpass"} else None
    if noun.dep_ == "pobj" and noun.head.head.pos_ == "VERB":
        verb = noun.head.head
    if verb is not None and verb.pos_ in {"VERB", "AUX"} and (is_negated(verb) or is_hypothetical(verb)):
        return None
    made = verb is not None and verb.lemma_.lower() in lists.make_agreement and noun.dep_ in {"dobj", "nsubjpass"}
    pair = _pair(reading, sentence, noun)
    participle = next((c for c in children(noun, "acl") if c.tag_ == "VBN" and c.lemma_.lower() in _MADE), None)
    if participle is not None and not made:
        start, end = _cover(reading, sentence, [t for t in noun.subtree if not t.is_space])
        told = _fill(reading, sentence, start, end, _name(reading, sentence, noun, None), pair, noun)
        times = [t.start for t in reading.times_in(start, end) if t.start is not None]
        where = places_below(reading, sentence, list(participle.subtree))
        by = agent_of(participle)
        keys = actors_of(reading, sentence, by) if by is not None else ()
        for_others = participle.lemma_.lower() in _FOR_OTHERS
        return replace(
            told,
            signed_on=times[0] if times else None,
            signed_at=where[:1],
            parties=told.parties if for_others else told.parties or sides_of(reading, keys),
            mediators=keys if for_others else (),
        )
    if verb is None or not made:
        if not pair or noun.lemma_.lower() in _WEAK:
            return None
        start, end = _cover(reading, sentence, [t for t in noun.subtree if not t.is_space])
        return _fill(reading, sentence, start, end, _name(reading, sentence, noun, None), pair, noun)
    subject = agent_of(verb) if is_passive(verb) else subject_of(verb)
    parties = actors_of(reading, sentence, subject) if subject is not None else ()
    mediators = _mediators(reading, sentence, noun)
    if verb.lemma_.lower() in _FOR_OTHERS and (pair or parties != reading.parties):
        parties, mediators = (), unique([*parties, *mediators])
    partners = [
        key for holder in (noun, verb) for w in prepositional(holder, "with") for key in actors_of(reading, sentence, w)
    ]
    parties = unique([*parties, *partners]) if parties else pair
    first = min(t.i for t in (subject.subtree if subject is not None else [verb]))
    remarks = {t.i for clause in children(noun, "relcl") for t in clause.subtree}
    tokens = [t for t in verb.subtree if not t.is_space and t.i >= first and t.i not in remarks]
    start, end = _cover(reading, sentence, tokens)
    told = _fill(reading, sentence, start, end, _name(reading, sentence, noun, verb), parties, verb)
    return replace(told, mediators=mediators)


def _mediators(reading: Reading, sentence: Sentence, noun: Token) -> tuple[str, ...]:
    """Return who brought an agreement about for others: "a truce brokered by Qatar"."""
    helped = [c for c in children(noun, "acl") if c.tag_ == "VBN" and c.lemma_.lower() in _FOR_OTHERS]
    agents = [by for verb in helped if (by := agent_of(verb)) is not None]
    return unique([key for by in agents for key in actors_of(reading, sentence, by)])


def _pair(reading: Reading, sentence: Sentence, noun: Token) -> tuple[str, ...]:
    """Return the parties that the noun's own phrase names: "between A and B", "the US-Taliban ceasefire"."""
    found = [key for p in prepositional(noun, "between", "among") for key in actors_of(reading, sentence, p)]
    for word in children(noun, "compound", "amod", "nmod", "poss"):
        if mention_of(reading, sentence, word) is None:
            continue
        first = word
        while first.i > sentence.tokens.start and (first.nbor(-1).text == "-" or first.text == "-"):
            first = first.nbor(-1)
        keys = unique([m.key for m in reading.entities.actors(sentence.at(first)[0], sentence.at(word)[1])])
        found += keys if len(keys) >= 2 else ()
    return unique(found)


def _name(reading: Reading, sentence: Sentence, noun: Token, verb: Token | None) -> str:
    """Return what to call an agreement: its noun's phrase, with "on …" where the parser hung that on the verb."""
    remarks = {t.i for clause in noun.subtree if clause.dep_ == "relcl" for t in clause.subtree}
    phrase = [t for t in noun.subtree if t.i not in remarks]
    start, end = _cover(reading, sentence, phrase)
    if verb is not None and len(phrase) <= 3:
        tail = [p for p in children(verb, "prep") if p.i > noun.i and p.lower_ in {"on", "for", "to"}]
        end = max([end, *(_cover(reading, sentence, list(p.subtree))[1] for p in tail[:1])])
    return _ARTICLE.sub("", " ".join(reading.document.text[start:end].split()))


def _fill(
    reading: Reading, sentence: Sentence, start: int, end: int, name: str, parties: tuple[str, ...], verb: Token | None
) -> Agreement:
    signed: Moment | None = None
    for mention in reading.times_in(sentence.start, sentence.end):
        if (
            mention.start is not None
            and mention.relation is TimeRelation.ON
            and mention.start.day is not None
            and verb is not None
            and verb.pos_ == "VERB"
        ):
            signed = signed or Moment(mention.start.year, mention.start.month, mention.start.day)
    places: tuple[str, ...] = ()
    if verb is not None and verb.pos_ == "VERB":
        signs = verb.lemma_.lower() in {"sign", "conclude", "initial", "ink", "seal"}
        things = [verb, *(children(verb, "dobj", "nsubjpass") if signs else [])]
        places = unique(
            [
                key
                for thing in things
                for p in children(thing, "prep")
                if p.lower_ in {"in", "at"}
                for key in places_below(reading, sentence, list(p.subtree))
            ]
        )[:1]
    context = reading.document.text[max(0, start) : min(len(reading.document.text), end)]
    return Agreement(
        key=agreement_key(start, end),
        label=name[:160],
        type=agreement_type(name, context),
        parties=_with_the_other(reading, sides_of(reading, parties)),
        signatories=tuple(key for key in parties if reading.entities.table[key].type == "Person"),
        signed_on=signed,
        signed_at=places,
        evidence=(reading.document.span(start, end),),
    )


def _with_the_other(reading: Reading, parties: tuple[str, ...]) -> tuple[str, ...]:
    """Return all parties where one of them is named alone or with nameless others: "government and rebels sign"."""
    named = set(parties) & set(reading.parties)
    others = set(parties) - named
    nameless = others <= {m.key for m in reading.entities.mentions if m.form is Form.NOMINAL}
    return reading.parties if named and nameless and (others or len(parties) == 1) else parties
