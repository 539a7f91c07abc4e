"""Mentions of times: what a text says about when."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from kg.text.moment import Moment
from kg.text.span import Span

__all__ = ["TimeMention", "TimeRelation"]


class TimeRelation(StrEnum):
    """Name how a moment bears on what is said: on it, from it, until it, by it …, or for a length of time."""

    ON = "on"
    FROM = "from"
    UNTIL = "until"
    BY = "by"
    BEFORE = "before"
    AFTER = "after"
    WITHIN = "within"
    FOR = "for"


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeMention:
    """Be an expression of time, resolved as far as it can be.

    Args:
        span: The expression with its preposition where that carries the relation: "until 19 April 1985".
        core: The bare expression: "19 April 1985".
        relation: How it bears on what is said.
        start: The moment, or the first of a range; for a deadline that could be computed, the deadline.
        until: The last of a range.
        duration: A length of time in ISO 8601: "six months" is ``P6M``.
        anchor: The event that a length of time counts from: "signature", "the date of this Agreement".
        approximate: Whether the text is vague: "about", "late April", "just after midnight".
    """

    span: Span
    core: Span
    relation: TimeRelation
    start: Moment | None
    until: Moment | None = None
    duration: str | None = None
    anchor: str | None = None
    approximate: bool = False
