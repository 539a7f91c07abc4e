"""Offices: persons that a text names only by what they are: "the Secretary-General", "the President of …"."""

from __future__ import annotations

import re

from kg.extract.entities.lexicon import lexicon
from kg.extract.entities.model import Form, Table
from kg.text.slug import slug

__all__ = ["add_offices"]

_OF = re.compile(r"\s+(?:of|for|to)\s+(?:the\s+)?")
_NAME_AFTER = re.compile(r",?\s+([A-Z][a-z]+)\s+(?:(?:al|el|bin|de)[- ])?[A-Z][\w'-]+")


def _pattern() -> re.Pattern[str]:
    offices = sorted((*lexicon().offices, *lexicon().offices_of), key=len, reverse=True)
    return re.compile(
        r"\b("
        + "|".join(re.escape(office).replace("\\ ", r"\s+").replace("\\-", r"-\s?") for office in offices)
        + r")\b"
    )


def add_offices(table: Table, text: str, *, formal: bool) -> None:
    """Add the offices that a text names without the name of who holds them.

    Some offices are known by themselves ("Secretary-General"); others only with what they are of ("President of
    the United States"), or where a treaty has "the President".

    Args:
        table: Where they go.
        text: The cleaned text.
        formal: Whether it is a treaty or resolution.
    """
    found: list[tuple[int, int, str, str]] = []
    alone = {office.lower() for office in lexicon().offices}
    for match in _pattern().finditer(text):
        office = " ".join(match.group(1).replace("- ", "-").split())
        start, end = match.span()
        of = _OF.match(text, end)
        owner = None
        if of:
            following = [m for m in table.taken(of.end(), of.end() + 1) if m.form is not Form.PLACE]
            if following:
                owner = max(following, key=lambda m: m.end)
                end = owner.end
        determined = formal and text[max(0, start - 4) : start].lower() == "the "
        if owner is None and office.lower() not in alone and not determined:
            continue
        if any(m.start <= start and m.end >= end and m.form is Form.NAME for m in table.taken(start, end)):
            continue
        if owner is None and any(m.start - end <= 2 for m in table.taken(end, end + 3)):
            continue
        named = None if formal and owner is not None else _NAME_AFTER.match(text, end)
        if named and named.group(1).lower() not in lexicon().titles:
            continue
        for inside in table.taken(start, match.end()):
            if inside.form is Form.BODY or (inside.start >= start and inside.end <= match.end()):
                table.drop(inside)
        name = " ".join(text[start:end].replace("- ", "-").split())
        label = name if owner is not None else office
        found.append((start, end, office, label))
    full = {office: {label for _, _, o, label in found if o == office and label != office} for _, _, office, _ in found}
    for start, end, office, label in found:
        if label == office and len(full[office]) == 1:
            label = next(iter(full[office]))
        key = f"person/{slug(label)}"
        entity = table.entity(key, "Person", label)
        entity.names.add(office)
        table.add(start, end, key, Form.OFFICE, " ".join(text[start:end].replace("- ", "-").split()))
