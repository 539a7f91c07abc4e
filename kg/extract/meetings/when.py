"""Find when a meeting was held, and for how long."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from kg.extract.meetings.clause import is_apart
from kg.extract.meetings.words import meeting_words
from kg.extract.reading import Reading
from kg.extract.sentence import Sentence
from kg.text.moment import Moment
from kg.text.times import TimeMention, TimeRelation

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["When", "days_said", "when_held"]

#: Relations with which a length of time tells how long something took, and with which a moment tells when.
_LASTING = frozenset({TimeRelation.FOR, TimeRelation.ON, TimeRelation.WITHIN})
_AT = frozenset({TimeRelation.ON, TimeRelation.FROM})
#: How far a time is from what it does not depend on.
_APART = 100


class When(NamedTuple):
    """Be the day of a meeting, or its first and last, and its length in ISO 8601."""

    date: Moment | None = None
    start: Moment | None = None
    until: Moment | None = None
    duration: str | None = None


def when_held(reading: Reading, sentence: Sentence, head: Token, start: int, end: int) -> When:
    """Return when a meeting was held: by the time that is nearest to its word in the sentence's grammar.

    Args:
        reading: The document.
        sentence: The sentence that tells of it.
        head: The noun or verb that does.
        start: The first code point of what says it; a time inside comes before one beside it.
        end: The code point after the last.
    """
    inside = {mention.span for mention in reading.times_in(start, end)}
    mentions = [m for m in reading.times_in(sentence.start, sentence.end) if not _of_others(sentence, head, m)]
    ranked = sorted(mentions, key=lambda mention: (mention.span not in inside, _distance(sentence, head, mention)))
    when = When()
    for mention in ranked:
        open_ = when.date is None and when.start is None
        if mention.start is None:
            if mention.duration and when.duration is None and mention.relation in _LASTING:
                when = when._replace(duration=mention.duration)
        elif mention.until is not None:
            if open_:
                when = when._replace(start=mention.start, until=mention.until)
        elif open_ and mention.relation in _AT:
            when = when._replace(date=_not_ahead(reading, head, mention, _day(mention.start)))
    return when


_YEAR = re.compile(r"\b\d{4}\b")


def _not_ahead(reading: Reading, head: Token, mention: TimeMention, day: Moment) -> Moment:
    """Return the day of the year before where a past verb cannot mean the one to come: "met on 4 May", in February."""
    today = reading.document.date
    if today is None or day.month is None or day.day is None or _YEAR.search(mention.span.exact):
        return day
    verb = next((word for word in (head, *head.ancestors) if word.pos_ in {"VERB", "AUX"}), None)
    ahead = (day.year, day.month, day.day) > (today.year, today.month, today.day)
    written = any(letter.isdigit() for letter in mention.span.exact)
    if verb is None or verb.tag_ != "VBD" or not ahead or not written:
        return day
    return Moment(day.year - 1, day.month, day.day)


def days_said(reading: Reading, start: int, end: int) -> list[Moment]:
    """Return the single days that a stretch of the text names."""
    mentions = reading.times_in(start, end)
    return [
        _day(mention.start)
        for mention in mentions
        if mention.start is not None
        and mention.start.day is not None
        and mention.until is None
        and mention.relation is TimeRelation.ON
    ]


def _day(moment: Moment) -> Moment:
    return moment if moment.hour is None else Moment(moment.year, moment.month, moment.day)


def _distance(sentence: Sentence, head: Token, mention: TimeMention) -> int:
    """Count the verbs and words for talks between a time and a word above it; one that is not below it is far."""
    words = sentence.within(mention.core.start, mention.core.end) or _next(sentence, mention.core.end)
    if not words:
        return _APART
    word, crossed = words[0], 0
    above = {ancestor.i for ancestor in head.ancestors}
    while word.i != head.i:
        if word.i in above:  # said of the clause around
            return crossed + 1
        if word.head == word:
            return _APART
        if word.pos_ in {"VERB", "AUX"} or word.lemma_.lower() in meeting_words().noun:
            crossed += 2
        word = word.head
    return crossed


def _of_others(sentence: Sentence, head: Token, mention: TimeMention) -> bool:
    """Tell whether a time is that of what others did: "talks continued, and on 20 March delegations reached a deal"."""
    words = sentence.within(mention.core.start, mention.core.end) or _next(sentence, mention.core.end)
    return bool(words) and is_apart(words[0], head)


def _next(sentence: Sentence, end: int) -> list[Token]:
    """Return the word after a date that was left out before the parse."""
    return sentence.within(end, end + 2)[:1]
