"""Read times of day and lengths of time: "0600 hours", "just after midnight", "thirty (30) days"."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from kg.text.atom import (
    Atom,
    one,
    unit_of,
    value_of,
)
from kg.text.durations import iso_duration
from kg.text.grammar import Found, text_of
from kg.text.numbers import parse_decimal, parse_number
from kg.text.shapes import Clock, Length
from kg.text.tokens import Tokens

__all__ = ["read_clock", "read_length"]


def read_clock(tokens: Tokens, found: Found) -> Iterator[Atom]:
    """Read a time of day."""
    word = text_of(tokens, found, "word")
    if word is not None:
        yield from one(found, Clock(hour=value_of(word) or 0, minute=0, word=True))
        return
    half = text_of(tokens, found, "half") or text_of(tokens, found, "dothalf") or text_of(tokens, found, "hourhalf")
    group = next(group for group in ("digits", "dotted", "atdotted", "hour", "military") if group in found.groups)
    text = text_of(tokens, found, group) or ""
    parts = text.replace(".", ":").split(":")
    if group == "hour":
        parts = [str(parse_number(text) or 0), "0"]
    elif group == "military":
        parts = [text[:2], text[2:]]
    hour, minute = int(parts[0]), int(parts[1])
    if half is not None or text_of(tokens, found, "daypart") in ("morning", "afternoon", "evening", "night"):
        if hour > 12:
            return
        late = half.lower().startswith("p") if half else text_of(tokens, found, "daypart") != "morning"
        hour = hour % 12 + (12 if late else 0)
    if (hour < 24 and minute < 60) or (hour, minute) == (24, 0):
        yield from one(found, Clock(hour=hour, minute=minute))


def read_length(tokens: Tokens, found: Found) -> Iterator[Atom]:
    """Read a length of time."""
    groups = found.groups
    name = next(group for group in ("unit", "halfunit", "aunit", "coupleunit") if group in groups)
    unit = unit_of(text_of(tokens, found, name))
    weak = name == "aunit"
    business = "business" in groups or "abusiness" in groups
    if name == "unit":
        at = groups["count"]
        text = tokens.slice(*at)
        if ")" in text:  # thirty (30) days: what stands in brackets repeats the words
            text = text.partition("(")[0]
        count = parse_decimal(text)
    else:
        count = {"halfunit": Decimal("0.5"), "coupleunit": Decimal(2), "aunit": Decimal(1)}[name]
    if count is None:
        return
    if {"plushalf", "andhalf", "aandhalf"} & set(groups):
        count += Decimal("0.5")
    approximate = "to" in groups or name == "coupleunit"
    iso = None if business else iso_duration(count, unit)
    if iso is not None or business:
        yield from one(found, Length(iso=iso, unit=unit, count=str(count), approximate=approximate), weak=weak)
