"""Agreements that a text tells apart by their day: "a ceasefire of 7 September 2006", "the Jan 2012 truce"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.extract.agreement_type import agreement_type
from kg.extract.agreements.named import agreement_key
from kg.extract.frames import Agreement
from kg.extract.reading import Reading
from kg.text.times import TimeMention

__all__ = ["dated_agreements"]

_NOUN = (
    r"(?:agreement|accord|treaty|pact|truce|cease-?\s?fire|armistice|protocol|memorandum|declaration|deal|convention)"
)
_WORDS = r"(?:[\w’'-]+\s+){0,3}?"
#: "a ceasefire of", "the peace accord signed in Nairobi on": what stands before the day.
_BEFORE = re.compile(
    rf"\b(?:the|an?|its|their|this|that)?\s*(?P<name>{_WORDS}{_NOUN})\s+"
    r"(?:of|dated|from|in|(?:signed|concluded|reached|agreed|made)(?:\s+(?:in|at)\s+(?:the\s+)?[A-Z][\w’'-]+(?:\s+[\w’'-]+)?)?(?:\s+(?:on|in))?)"
    r"\s+$",
    re.IGNORECASE,
)
#: "Jan 2012 truce": what stands after it.
_AFTER = re.compile(rf"\s+(?P<name>(?:[\w’'-]+\s+){{0,2}}?{_NOUN})\b", re.IGNORECASE)
_REACH = 90


def dated_agreements(reading: Reading, known: Sequence[Agreement]) -> list[Agreement]:
    """Return the agreements that a text names with their day, month or year, and that are not known yet.

    Args:
        reading: The document.
        known: The agreements found so far.
    """
    found: list[Agreement] = []
    for mention in reading.times:
        place = _place(reading, mention)
        if place is None or mention.start is None or mention.duration is not None:
            continue
        start, end, name = place
        taken = any(span.start < end and start < span.end for a in (*known, *found) for span in a.evidence)
        same = any(a.signed_on is not None and a.signed_on.lexical == mention.start.lexical for a in (*known, *found))
        if taken or same or mention.start == reading.document.date:
            continue
        found.append(
            Agreement(
                key=agreement_key(start, end),
                label=" ".join(reading.document.text[start:end].split()),
                type=agreement_type(name, ""),
                signed_on=mention.start,
                evidence=(reading.document.span(start, end),),
            )
        )
    return found


def _place(reading: Reading, mention: TimeMention) -> tuple[int, int, str] | None:
    """Return where an agreement is named around a day, and its noun's phrase."""
    first, last = mention.core.start, mention.core.end
    before = _BEFORE.search(reading.cleaned, max(0, first - _REACH), first)
    if before is not None and "\n" not in before.group():
        return before.start("name"), last, before["name"]
    after = _AFTER.match(reading.cleaned, last)
    if after is not None and "\n" not in after.group() and mention.start is not None:
        return first, after.end("name"), after["name"]
    return None
