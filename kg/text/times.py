"""Find what a text says about when: dates, ranges, deadlines and lengths of time, resolved against its own date.

The grammar has two levels. The first (:mod:`kg.text.dates`) finds dates, clock times and lengths of time; the second
(:mod:`kg.text.time_rules`) puts them together with prepositions. What they are in the calendar is decided last
(:mod:`kg.text.resolution`), when the relation, the tense of the clause and the dates around are known.
"""

from __future__ import annotations

import datetime
from dataclasses import replace
from typing import Final

from kg.text.dates import coded_text
from kg.text.deadlines import resolve_deadline
from kg.text.lexicon import CODES
from kg.text.moment import Moment
from kg.text.resolution import Tense, at_clock
from kg.text.scene import Draft, Past, Scene, scene_of
from kg.text.shapes import Clock
from kg.text.time_mention import TimeMention, TimeRelation
from kg.text.time_readers import read
from kg.text.time_rules import time_grammar

__all__ = ["TimeMention", "TimeRelation", "find_times", "resolve_deadline"]

#: A time of day takes the day of a mention in the same sentence that is not more than this many tokens away.
_NEAR: Final = 60
_ENDS: Final = frozenset({CODES["STOP"], CODES["BREAK"]})


def find_times(text: str, reference: datetime.date | None) -> tuple[TimeMention, ...]:
    """Find the times that a text speaks of, sorted, not overlapping.

    Args:
        text: The text, normalised.
        reference: The date of the document; without it relative dates are left out.

    >>> [mention.start.lexical for mention in find_times("from 00:01 on 6 March 2020", None) if mention.start]
    ['2020-03-06T00:01:00']
    """
    scene = scene_of(coded_text(text), reference)
    drafts: list[Draft] = []
    past = Past()
    for found in time_grammar().find(scene.codes):
        for draft in read(scene, found, past):
            drafts.append(draft)
            if draft.day is not None:
                past = Past(moment=draft.day, at=scene.tokens.starts[draft.first])
    mentions = [_dated(scene, drafts, index) for index in range(len(drafts))]
    return tuple(mention for mention in mentions if mention is not None)


def _dated(scene: Scene, drafts: list[Draft], index: int) -> TimeMention | None:
    """Give a time of day that stands alone its day; None where no day can be told."""
    draft = drafts[index]
    if draft.clock is None:
        return draft.mention
    moment = _moment_of(scene, draft, draft.clock, _sibling(scene, drafts, index))
    return None if moment is None else replace(draft.mention, start=moment)


def _moment_of(scene: Scene, draft: Draft, clock: Clock, sibling: Draft | None) -> Moment | None:
    """Put a time of day on the day of its sentence, else on that of the document."""
    limit = draft.mention.relation in (TimeRelation.UNTIL, TimeRelation.BY)
    if sibling is not None and sibling.day is not None and sibling.day.date is not None:
        said = sibling.mention.start
        if said is not None and said.date and said.hour is not None and clock.word:
            return at_clock(said.date, clock)
        return at_clock(sibling.day.date, clock, limit=limit or (clock.word and draft.tense is Tense.FUTURE))
    if scene.reference is None:
        return None
    return at_clock(scene.reference, clock, limit=limit, later=draft.tense is not Tense.PAST)


def _sibling(scene: Scene, drafts: list[Draft], index: int) -> Draft | None:
    """Return the nearest mention of a day in the same sentence."""
    here = drafts[index]
    for other in (drafts[index - 1] if index else None, drafts[index + 1] if index + 1 < len(drafts) else None):
        if other is None or other.day is None or other.day.date is None:
            continue
        first, after = sorted(((other.after, here.first), (here.after, other.first)), key=lambda gap: gap[1] - gap[0])[
            -1
        ]
        if after - first < _NEAR and not _ENDS & set(scene.codes[first:after]):
            return other
    return None
