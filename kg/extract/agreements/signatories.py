"""Signatories: who acts for the parties in an agreement's opening, and who signs for them below the text."""

from __future__ import annotations

import re

from kg.extract.reading import Reading
from kg.extract.roles import unique
from kg.text.segment import BlockKind

__all__ = ["signatories"]

#: "For the Government of Chad: A, B", and "A, for the Government of Chad".
_FOR = re.compile(r"\W*(?:for|on\s+behalf\s+of)\s+(?:and\s+on\s+behalf\s+of\s+)?(?:the\s+)?[A-Z\"“]", re.IGNORECASE)
_ACTS_FOR = re.compile(r"\b(?:for|on\s+behalf\s+of)\s+(?:the\s+)?[A-Z\"“]")
_SIGNED = re.compile(r"\W*\(?signed\)?\b", re.IGNORECASE)
#: Below such a line stand those who only saw it.
_SEEN = re.compile(r"\W*(?:witness|in\s+(?:the\s+)?presence|attest|as\s+witness|signed\s+in\s+presence)", re.IGNORECASE)
#: An office that is a person only by what it is: "the President of the United States".
_OPENING = 3000


def signatories(reading: Reading, end: int) -> tuple[str, ...]:
    """Return the persons who sign an agreement.

    Args:
        reading: The document.
        end: Where its opening ends.
    """
    acting = _persons(reading, 0, min(end, _OPENING))
    return unique([*acting, *_below(reading)])


def _persons(reading: Reading, start: int, end: int) -> list[str]:
    """Return the persons with a whole name in a stretch."""
    table = reading.entities.table
    return [
        m.key
        for m in reading.entities.actors(start, end)
        if table[m.key].type == "Person" and len(table[m.key].label.split()) > 1 and " of " not in table[m.key].label
    ]


def _below(reading: Reading) -> list[str]:
    """Return who signs below the text for a party that the line names, or whose name stands under it."""
    found: list[str] = []
    heads = False
    for block in reading.blocks:
        if block.kind is not BlockKind.SIGNATURE:
            continue
        start, end = block.span.start, block.span.end
        line = reading.cleaned[start:end]
        if _SEEN.match(line):
            heads = False
            continue
        if _FOR.match(line):
            named = _persons(reading, start, end)
            heads = not named
            found += named
        elif _ACTS_FOR.search(line) or _SIGNED.match(line) or heads:
            found += _persons(reading, start, end)
    return found
