"""Read the meeting at which the parties of a treaty met, as its preamble tells it."""

from __future__ import annotations

import re

from kg.extract.frames import Meeting
from kg.extract.reading import Reading
from kg.extract.roles import unique
from kg.text.segment import BlockKind

__all__ = ["preamble_meeting"]

#: "having met at", "meeting in", "at a conference held at".
_MET = re.compile(
    r"\b(?:having\s+met|(?<=,\s)meeting|met|assembled|gathered|in\s+council|(?:a\s+)?(?:conference|council|meeting)\s+held|talks\s+held)\b"
    r"[^;:.]{0,160}?\b(?:in|at|on|near)\s+(?:the\s+)?",
    re.IGNORECASE,
)
#: Under whose care they met.
_CARE = re.compile(
    r"\b(?:under\s+the\s+(?:auspices|chairmanship|mediation|facilitation)\s+of"
    r"|(?:chaired|hosted|mediated|facilitated)\s+by)\s+"
)
_BODY = frozenset({BlockKind.ARTICLE, BlockKind.ITEM, BlockKind.BULLET})
#: Where the sentence of the meeting ends at the latest.
_LONGEST = 320
#: How far behind "at" the place may stand.
_NEAR = 40


def preamble_meeting(reading: Reading) -> list[Meeting]:
    """Return the meeting that an agreement's opening tells of, if it tells of one.

    Args:
        reading: The text of an agreement.
    """
    body = next((b.span.start for b in reading.blocks if b.kind in _BODY), len(reading.cleaned))
    match = _MET.search(reading.cleaned, 0, body)
    places = reading.entities.places(match.end(), match.end() + _NEAR) if match else []
    if match is None or not places:
        return []
    start = match.start()
    stop = re.compile(r"[;:]|\n\s*\n|\.\s").search(reading.cleaned, places[0].end, min(body, start + _LONGEST))
    end = stop.start() if stop else min(body, places[0].end)
    end = start + len(reading.cleaned[start:end].rstrip(" \n,"))
    cares = [m.end() for m in _CARE.finditer(reading.cleaned, start, end)]
    mediators = unique([mention.key for care in cares for mention in reading.entities.actors(care, end)[:1]])
    times = [t for t in reading.times_in(start, end) if t.start is not None]
    when = times[0] if times else None
    return [
        Meeting(
            key=f"meeting/{start}-{end}",
            label=" ".join(reading.document.text[start:end].split()),
            participants=tuple(key for key in reading.parties if key not in mediators),
            mediators=mediators,
            date=when.start if when is not None and when.until is None else None,
            start=when.start if when is not None and when.until is not None else None,
            until=when.until if when is not None else None,
            places=(places[0].key,),
            evidence=(reading.document.span(start, end),),
        )
    ]
