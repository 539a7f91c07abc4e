"""Apposed names: a name right behind the noun that tells what it is: "rebel coalition UFR", "news outlet X"."""

from __future__ import annotations

import re
from functools import cache

from kg.extract.entities.lexicon import lexicon
from kg.extract.entities.model import Form, Table
from kg.text.slug import slug

__all__ = ["add_apposed"]

_NAME = r"((?:the\s+)?(?:[A-Z][\w'’-]*|[A-Z]{2,})(?:\s+(?:(?:of|for|the|de|and)\s+){0,2}[A-Z][\w'’-]*){0,5})"


@cache
def _pattern() -> re.Pattern[str]:
    nouns = sorted(map(re.escape, lexicon().apposed), key=len, reverse=True)
    return re.compile(rf"\b({'|'.join(nouns)})\s+{_NAME}")


def add_apposed(table: Table, text: str) -> None:
    """Add the names that follow the noun for what they are, where nothing knows them.

    Args:
        table: Where they go; what is known already is in it.
        text: The cleaned text of a report.
    """
    for match in _pattern().finditer(text):
        start, end = match.span(2)
        start += len("the ") if match.group(2).startswith("the ") else 0
        if any(m.form is not Form.PLACE and m.form is not Form.DEMONYM for m in table.taken(start, end)):
            continue
        name = " ".join(text[start:end].split())
        kind = lexicon().apposed[match.group(1)]
        entity = table.entity(f"{kind.lower()}/{slug(name)}", kind, name)
        for mention in table.taken(start, end):
            table.drop(mention)
        for use in re.finditer(rf"(?<![\w-]){re.escape(text[start:end])}(?![\w-])", text):
            if not [m for m in table.taken(*use.span()) if m.form is not Form.PLACE]:
                table.add(*use.span(), entity.key, Form.NAME, name)
