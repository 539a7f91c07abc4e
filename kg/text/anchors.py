"""Read the event that a deadline counts from: "signature", "the entry into force of this Agreement"."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Final

from kg.text.lexicon import CODES
from kg.text.tokens import Tokens

__all__ = ["anchor_after", "anchor_event"]

_FILE: Final = Path(__file__).parent / "data" / "anchors.toml"
#: An event takes at most this many words.
_MAX_WORDS: Final = 14


def _letters(names: str) -> frozenset[str]:
    return frozenset(CODES[name] for name in names.split())


#: Tokens that an event may consist of, words that link two of its parts, and words that open a part.
_INNER: Final = _letters(
    "WORD CAPITAL THE A DETERMINER THIS THAT DATEWORD PAST SAME BE BEGINNING EDGE INFINITIVE BEGIN PERIOD AGREED NAMED "
    "POSSESSIVE DASH EFFECT FURTHER REFERENCE DAY NTHONES"
)
_LINKS: Final = _letters("OF TO IN ON BY FOR AT FROM")
_OPENERS: Final = _letters("THE A DETERMINER THIS THAT")
#: A capital after one of these goes on with the same name.
_NAMING: Final = _OPENERS | _letters("CAPITAL DASH DATEWORD")
#: Words that end the event, because the next clause or party begins there.
_STOPS: Final = frozenset(
    {"which", "who", "whom", "unless", "provided", "both", "all", "if", "when", "while", "where", "they", "it"}
)


def anchor_after(tokens: Tokens, codes: str, first: int) -> int:
    """Return the token after the last word of the event that begins at ``first``; ``first`` where there is none."""
    index = last = first
    while index < min(first + _MAX_WORDS, len(codes)):
        code, before = codes[index], codes[index - 1] if index > first else ""
        if code in _LINKS:
            index += 1
            continue
        if code not in _INNER or tokens.word(index).lower() in _STOPS - ({"it"} if index == first else set()):
            break
        linked = index == first or before in _LINKS
        if code in _OPENERS and not linked and before not in _OPENERS:
            break
        if (
            code == CODES["CAPITAL"]
            and not linked
            and before not in (*_OPENERS, CODES["CAPITAL"], CODES["DASH"], CODES["DATEWORD"])
        ):
            break
        index += 1
        last = index
    return last if last > first and not set(codes[first:last]) <= _OPENERS else first


@cache
def _events() -> Mapping[str, tuple[str, ...]]:
    data = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    return {event: tuple(words) for event, words in data.items()}


def anchor_event(anchor: str) -> str | None:
    """Return the name of the event that words speak of; None where it is not a known one.

    >>> anchor_event("the signing of the accord")
    'signature'
    """
    words = " " + " ".join(anchor.lower().split())
    return next((event for event, stems in _events().items() if any(f" {stem}" in words for stem in stems)), None)
