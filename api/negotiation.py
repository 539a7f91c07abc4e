"""Negotiation: which of the formats on offer a client prefers (RFC 9110, section 12.5.1)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

__all__ = ["HTML", "PROBLEM", "TEXT", "Range", "parse_accept", "prefer", "quality"]

HTML: Final = "text/html"
PROBLEM: Final = "application/problem+json"
TEXT: Final = "text/plain"

_RANGE = re.compile(r"\s*([!#$%&'*+.^_`|~\w-]+)/([!#$%&'*+.^_`|~\w-]+)\s*(;.*)?", re.ASCII | re.DOTALL)
_QUALITY = re.compile(r";\s*q\s*=\s*([01](?:\.\d{0,3})?)\s*(?:;|$)", re.ASCII | re.IGNORECASE)
#: More ranges than any client sends.
_MOST = 64


@dataclass(frozen=True, slots=True)
class Range:
    """Be one media range of an Accept header: ``text/*`` with its quality."""

    type: str
    subtype: str
    quality: float

    def specificity(self, media_type: str) -> int:
        """Tell how exactly the range names a media type: 3 wholly, 2 by type, 1 as anything, 0 not at all."""
        type_, _, subtype = media_type.partition("/")
        if self.type == "*":
            return int(self.subtype == "*")
        if self.type != type_:
            return 0
        return 3 if self.subtype == subtype else 2 if self.subtype == "*" else 0


def parse_accept(header: str | None) -> tuple[Range, ...]:
    """Read an Accept header; what is not a media range in it is passed over.

    >>> parse_accept("text/csv;q=0.5, */*")
    (Range(type='text', subtype='csv', quality=0.5), Range(type='*', subtype='*', quality=1.0))
    """
    if header is None or not header.strip():
        return (Range("*", "*", 1.0),)
    found = []
    for part in header.split(",")[:_MOST]:
        match = _RANGE.fullmatch(part)
        if match is None:
            continue
        weight = _QUALITY.search(match[3] or "")
        found.append(Range(match[1].lower(), match[2].lower(), min(float(weight[1]), 1.0) if weight else 1.0))
    return tuple(found)


def quality(ranges: Sequence[Range], media_type: str) -> float:
    """Return how much a media type is wanted, 0 to 1: the most exact range decides."""
    fitting = [(item.specificity(media_type), item.quality) for item in ranges if item.specificity(media_type)]
    return max(fitting)[1] if fitting else 0.0


def prefer(ranges: Sequence[Range], offers: Sequence[tuple[str, ...]]) -> int | None:
    """Choose among offers, each with all its media types; of equals, the first.

    Returns:
        The number of the offer, or None if none is acceptable.

    >>> prefer(parse_accept("text/csv, text/html;q=0.8"), [("text/html",), ("text/csv",)])
    1
    """
    scores = [max(quality(ranges, media_type) for media_type in offer) for offer in offers]
    best = max(scores, default=0.0)
    return scores.index(best) if best > 0 else None
