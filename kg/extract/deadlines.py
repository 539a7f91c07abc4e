"""Times of a commitment: from when, until when and by when an act is owed."""

from __future__ import annotations

import datetime
import re

from kg.document.model import DocumentKind
from kg.extract.norms.model import Norm
from kg.extract.norms.telling import CEASEFIRE
from kg.extract.reading import Reading
from kg.text.durations import add_duration
from kg.text.moment import Moment
from kg.text.span import Span
from kg.text.times import TimeMention, TimeRelation, resolve_deadline

__all__ = ["times_of"]


def times_of(
    reading: Reading, norm: Norm, span: Span, signed: Moment | None = None
) -> tuple[Moment | None, Moment | None, Moment | None]:
    """Return from when, until when and by when, from the times in the passage that are not those of the report.

    Args:
        reading: The document.
        norm: The norm.
        span: Its passage.
        signed: When the agreement was signed, from which deadlines count; the day of the document if not given.
    """
    start = until = due = period = None
    length: str | None = None
    signed = signed or (Moment.of(reading.document.date) if reading.document.date else None)
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
                start = start or _coming(reading, mention)
                until = until or mention.until
        elif relation is TimeRelation.UNTIL:
            until = until or mention.until or _coming(reading, mention)
        elif relation is TimeRelation.FOR and mention.duration is not None:
            period = period or _end_of_period(reading, mention, start or signed)
            length = length or mention.duration
        elif relation in {TimeRelation.BY, TimeRelation.BEFORE, TimeRelation.WITHIN}:
            due = due or _due(reading, mention, signed)
        elif mention.start is not None and mention.until is not None:
            start, until = start or mention.start, until or mention.until
    if length is not None and start is not None and norm.head.lemma_.lower() in CEASEFIRE | _PAUSES:
        period = period or add_duration(start, length)
    return start, until or period, due


#: Verbs of a truce that keeps for as long as is said.
_PAUSES = frozenset({"hold", "last", "continue", "cease", "halt", "pause", "suspend"})
#: A day of the week, a day of a month, and verbs that put a day in the past.
_WEEKDAY = re.compile(r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b")
_DATED = re.compile(r"\b\d{1,2}(?:st|nd|rd|th)?\s+[A-Z][a-z]|[A-Z][a-z]+\.?\s+\d{1,2}\b(?!:)|\blast\b")
_BEGAN = re.compile(r"\b(?:began|started|took\s+effect|came\s+into|since|entered)\b[^.;]{0,30}$", re.IGNORECASE)


def _due(reading: Reading, mention: TimeMention, signed: Moment | None) -> Moment | None:
    """Return by when something is due; a length of time alone counts from the day of signature."""
    if mention.duration is None:
        return mention.until or _coming(reading, mention)
    bare = mention.anchor is None and reading.cleaned[mention.span.start : mention.span.end].lower().startswith(
        "within"
    )
    if bare and signed is not None:
        return add_duration(signed, mention.duration) or mention.start
    anchors = {name: signed for name in ("signature", "signing", "the signing", "") if signed is not None}
    return resolve_deadline(mention, anchors)


def _coming(reading: Reading, mention: TimeMention) -> Moment | None:
    """Return when a time starts, the coming day of the week rather than the last: it is yet to be done."""
    moment, date = mention.start, reading.document.date
    if moment is None or date is None or moment.day is None or moment.month is None:
        return moment
    text = reading.cleaned[mention.core.start : mention.core.end]
    gone = (date - datetime.date(moment.year, moment.month, moment.day)).days
    if not 0 < gone < 7 or not _WEEKDAY.search(text) or _DATED.search(text):
        return moment
    before = reading.cleaned[max(0, mention.span.start - 40) : mention.core.start]
    return moment if _BEGAN.search(before) else add_duration(moment, "P7D")


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
    verb = norm.said_by
    if verb is None or verb == norm.head or mention.relation is TimeRelation.FOR:
        return False
    end, act = norm.sentence.at(verb)[1], norm.sentence.at(norm.head)[0]
    if mention.span.start < act and act > end:
        return True
    if mention.relation is not TimeRelation.ON or verb.tag_ not in {"VBD", "VBN"}:
        return False
    words = norm.sentence.within(mention.core.start, mention.core.end)
    top = next((word for word in words if word.head not in words), None)
    if top is not None and top.dep_ == "pobj":
        top = top.head
    return top is not None and top.head == verb and top.dep_ in {"prep", "npadvmod"}
