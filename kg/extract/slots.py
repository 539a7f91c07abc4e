"""The slots of a commitment: to whom, from when and until when, on what condition, about whom."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.document.model import DocumentKind
from kg.extract.entities.model import Form
from kg.extract.norms.model import Norm
from kg.extract.reading import Reading
from kg.extract.roles import actors_of, unique
from kg.extract.syntax import child, children
from kg.text.durations import add_duration
from kg.text.moment import Moment
from kg.text.span import Span
from kg.text.times import TimeMention, TimeRelation, resolve_deadline

if TYPE_CHECKING:
    pass

__all__ = ["concerns_of", "condition_of", "obligees_of", "times_of"]

_GIVING = frozenset(
    {
        "give",
        "pay",
        "cede",
        "deliver",
        "allow",
        "grant",
        "transfer",
        "provide",
        "furnish",
        "hand",
        "return",
        "release",
        "guarantee",
        "report",
        "submit",
        "assure",
        "relinquish",
        "surrender",
        "convey",
        "sell",
        "restore",
        "secure",
        "supply",
        "annex",
        "extend",
        "lend",
        "present",
        "communicate",
        "notify",
        "consent",
        "promise",
        "engage",
        "offer",
        "assign",
        "co-operate",
        "cooperate",
        "assist",
        "help",
        "inform",
        "acknowledge",
        "declare",
    }
)


def obligees_of(reading: Reading, norm: Norm, obligors: tuple[str, ...]) -> tuple[str, ...]:
    """Return to whom an act is owed: who is given, paid, told or assured."""
    if norm.head.pos_ not in {"VERB", "AUX"} and not norm.verbs:
        return ()
    keys: list[str] = []
    verbs = [*(norm.verbs or (norm.head,)), *([norm.said_by] if norm.said_by is not None else [])]
    for verb in verbs:
        if verb.lemma_.lower() not in _GIVING:
            continue
        for token in [
            *children(verb, "dative"),
            *[p for p in children(verb, "prep") if p.lower_ in {"to", "with", "unto"}],
        ]:
            target = child(token, "pobj") if token.pos_ == "ADP" else token
            if target is not None and target in norm.tokens:
                keys += actors_of(reading, norm.sentence, target)
        for thing in children(verb, "ccomp"):
            recipient = child(thing, "nsubj") if thing.pos_ == "NOUN" else None
            keys += actors_of(reading, norm.sentence, recipient) if recipient is not None else ()
        if verb.lemma_.lower() in {
            "allow",
            "pay",
            "give",
            "grant",
            "furnish",
            "assure",
            "notify",
            "inform",
            "assist",
            "help",
        }:
            for target in children(verb, "dobj"):
                keys += actors_of(reading, norm.sentence, target)
    return tuple(key for key in unique(keys) if key not in obligors)


def times_of(reading: Reading, norm: Norm, span: Span) -> tuple[Moment | None, Moment | None, Moment | None]:
    """Return from when, until when and by when, from the times in the passage that are not those of the report."""
    start = until = due = period = None
    signed = Moment.of(reading.document.date) if reading.document.date else None
    anchors = {name: signed for name in ("signature", "signing", "the signing", "") if signed is not None}
    for mention in reading.times_in(span.start, span.end):
        if _dates_the_telling(norm, mention) or _dates_a_text(reading, mention):
            continue
        relation = mention.relation
        before = reading.cleaned[max(0, mention.core.start - 12) : mention.core.start]
        if relation is TimeRelation.ON and _ENDING.search(before):
            relation = TimeRelation.UNTIL
        if relation in {TimeRelation.FROM, TimeRelation.AFTER} or (
            relation is TimeRelation.ON and mention.until is None and mention.start
        ):
            if norm.head.lemma_.lower() in {"meet", "reconvene", "convene", "hold"} and relation is TimeRelation.ON:
                due = due or mention.start
            else:
                start = start or mention.start
                until = until or mention.until
        elif relation is TimeRelation.UNTIL:
            until = until or mention.until or mention.start
        elif relation is TimeRelation.FOR and mention.duration is not None:
            period = period or _end_of_period(reading, mention, start or signed)
        elif relation in {TimeRelation.BY, TimeRelation.BEFORE, TimeRelation.WITHIN}:
            due = due or (resolve_deadline(mention, anchors) if mention.duration else mention.until or mention.start)
        elif mention.start is not None and mention.until is not None:
            start, until = start or mention.start, until or mention.until
    return start, until or period, due


#: Words between which and a date lies only what dates a text: "the report of 5 March", "a period ending 5 March".
_OF = re.compile(r"\b(?:of|dated)\s+(?:the\s+)?$")
#: In a treaty: between such a word and a date lies only when an earlier text was made: "the treaty concluded at … on".
_EARLIER = re.compile(
    r"\b(?:treaty|treaties|convention|agreement|accord|protocol|act|ordinance|letter|concluded|signed|dated|approved)\b[^;.:]*$",
    re.IGNORECASE,
)
_HOLDS = re.compile(r"\b(?:shall|will|may|force|effect|expire|until|from|before|after|by)\b", re.IGNORECASE)
_FAR = 80
_ENDING = re.compile(r"\bending(?:\s+on)?\s+$")
_PERIOD = re.compile(r"\bfor\s+(?:an?\s+)?(?:\w+\s+){0,3}(?:period\s+of\s+)?(?:up\s+to\s+)?$")


def _dates_a_text(reading: Reading, mention: TimeMention) -> bool:
    """Tell whether a date belongs to a text that is named: "the report of 5 March 1999", "the treaty made on …"."""
    if reading.kind is DocumentKind.AGREEMENT:
        told = _EARLIER.search(reading.cleaned, max(0, mention.span.start - _FAR), mention.span.start)
        return told is not None and _HOLDS.search(told.group()) is None
    before = reading.cleaned[max(0, mention.core.start - 20) : mention.core.start]
    return reading.kind is DocumentKind.RESOLUTION and mention.duration is None and _OF.search(before) is not None


def _end_of_period(reading: Reading, mention: TimeMention, first: Moment | None) -> Moment | None:
    """Return when a period ends that a resolution sets from its own day on: "for a further period of six months"."""
    before = reading.cleaned[max(0, mention.core.start - 60) : mention.core.start]
    if reading.kind is not DocumentKind.RESOLUTION or first is None or mention.duration is None:
        return None
    return add_duration(first, mention.duration) if _PERIOD.search(before) else None


def _dates_the_telling(norm: Norm, mention: TimeMention) -> bool:
    """Tell whether a date belongs to the verb of agreeing and not to the act: "on 20 March agreed to …"."""
    if norm.said_by is None or norm.said_by == norm.head:
        return False
    end, act = norm.sentence.at(norm.said_by)[1], norm.sentence.at(norm.head)[0]
    return mention.span.start < act and act > end


def condition_of(norm: Norm) -> str | None:
    """Return the condition an act stands under: "if …", "unless …"."""
    for clause in children(norm.head, "advcl"):
        mark = child(clause, "mark")
        if mark is not None and mark.lower_ in {"if", "unless", "provided", "once", "until"}:
            return " ".join(
                str(t.doc[min(w.i for w in clause.subtree) : max(w.i for w in clause.subtree) + 1]) for t in [clause]
            )
    return None


def concerns_of(reading: Reading, norm: Norm, known: set[str]) -> tuple[str, ...]:
    """Return the actors that an act is about, but for those already known in a role."""
    keys: list[str] = []
    for token in norm.tokens:
        if token.dep_ in {"pobj", "dobj", "conj"} and token.pos_ in {"PROPN", "NOUN"}:
            if token.dep_ == "pobj" and token.head.lower_ in {"in", "at", "by", "between", "under", "per", "from"}:
                continue
            start, end = norm.sentence.at(token)
            keys += [
                m.key
                for m in reading.entities.at(start, end)
                if reading.entities.is_actor(m) and m.form is not Form.DEMONYM
            ]
    return tuple(key for key in unique(keys) if key not in known)
