"""Signing places: where a text says that it was made, signed or done, also where no gazetteer knows the place."""

from __future__ import annotations

import re

from kg.extract.entities.lexicon import lexicon
from kg.extract.entities.model import Form, Table
from kg.text.slug import slug

__all__ = ["SIGNED_AT", "add_signing_places"]

#: "concluded at", "done in two originals at", "hands, at": what comes before the place of signature.
SIGNED_AT = re.compile(
    r"\b(?i:concluded|entered\s+into|made|signed|held|done|hands(?:\s+and\s+(?:affixed\s+our\s+)?seals)?|given)\b"
    r"[^;]{0,240}?\b(?:at|in)\s+(?:the\s+)?(?=[A-Z]|(?:city|town|village|fort|camp)\b)"
    r"(?!(?:testimony|witness|faith|presence|behalf|council|congress)\b)",
)
_PLACE = re.compile(
    r"(?:(?:city|town|village|fort|camp|palace|port)\s+(?:of\s+)?)?[A-Z][\w'.-]*(?:\s+(?:of\s+)?[A-Z][\w'-]+){0,4}",
    re.ASCII,
)
_MONTHS = frozenset(
    "january february march april may june july august september october november december".split()  # noqa: SIM905
)
#: A treaty names the place in its opening or its end, a report right after the verb.
_EDGE = 2500
_NEAR = 60


def add_signing_places(table: Table, text: str, *, formal: bool) -> None:
    """Add the places of signature that a text names and nothing else knows.

    Args:
        table: Where they go.
        text: The cleaned text.
        formal: Whether it is a treaty or resolution.
    """
    for match in SIGNED_AT.finditer(text):
        inside = match.start() < _EDGE or match.start() > len(text) - _EDGE
        if (formal and not inside) or (not formal and match.end() - match.start() > _NEAR):
            continue
        found = _PLACE.match(text, match.end())
        if found is None:
            continue
        start, end = found.span()
        name = " ".join(found.group().split()).rstrip(".")
        words = {word.lower() for word in name.split()}
        if len(name) < 3 or words & _MONTHS or words & lexicon().not_actors:
            continue
        if any(m.form is Form.PLACE or table.entities[m.key].type == "State" for m in table.taken(start, end)):
            continue
        for other in table.taken(start, end):
            table.drop(other)
        key = f"place/{slug(name)}"
        table.entity(key, "Settlement", name)
        table.add(start, start + len(found.group().rstrip(".")), key, Form.PLACE, name)
