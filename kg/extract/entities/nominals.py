"""Nominals: actors that a resolution names only by a common noun: "all parties concerned", "Member States"."""

from __future__ import annotations

import re

from kg.extract.entities.model import Form, Table
from kg.text.slug import slug

__all__ = ["add_nominals"]

_NOMINAL = re.compile(
    r"\b((?:all\s+(?:the\s+)?|both\s+(?:the\s+)?|the\s+(?:two\s+)?|other\s+|those\s+)?"
    r"(?:parties|sides|states|member states|governments|states members(?:\s+of\s+the\s+united\s+nations)?"
    r"|factions|warring\s+parties)"
    r"(?:\s+(?:directly\s+)?(?:concerned|involved))?)\b",
    re.IGNORECASE,
)


def add_nominals(table: Table, text: str) -> None:
    """Add the common nouns that a resolution addresses as actors.

    Args:
        table: Where they go.
        text: The cleaned text of a resolution.
    """
    for match in _NOMINAL.finditer(text):
        start, end = match.span(1)
        if any(m.form is not Form.PLACE for m in table.taken(start, end)):
            continue
        name = " ".join(match.group(1).split())
        label = re.sub(r"^the\s+", "", name, flags=re.IGNORECASE)
        key = f"organization/{slug(label)}"
        table.entity(key, "Organization", label)
        table.add(start, end, key, Form.NOMINAL, name)
