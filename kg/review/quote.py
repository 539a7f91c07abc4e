"""Quotes: find the passage of a text that a person quotes, word for word or not at all."""

from __future__ import annotations

import re
from typing import Final

from kg.errors import EvidenceError
from kg.text.normalise import normalise
from kg.text.span import Span

__all__ = ["locate"]

#: How much of the text is shown around a place.
_AROUND: Final = 30
_LISTED: Final = 6
#: Characters that are easily taken for each other, by one of them.
_ALIKE: Final = {
    "“": '"',
    "”": '"',
    "„": '"',
    "«": '"',
    "»": '"',
    "‘": "'",
    "’": "'",
    "–": "-",
    "—": "-",
    "\u2011": "-",
    "\xa0": " ",
}


def locate(text: str, quote: str, *, start: int | None = None, context: str | None = None) -> Span:
    """Return where a text says a quote.

    Args:
        text: The text.
        quote: The words, exactly as they stand there.
        start: Where they begin, counted in characters from 0; needed where they stand there more than once, unless
            there is a context.
        context: A longer stretch of the text that stands there once and has the quote in it once.

    Raises:
        EvidenceError: If the text does not say it, or says it several times and it is not said where.
    """
    quote = normalise(quote)
    if not quote.strip():
        raise EvidenceError("the quote is empty", hint="Copy the words from the text.")
    places = _places(text, quote)
    if start is not None:
        if start in places:
            return Span.of(text, start, start + len(quote))
        where = f"It stands at {_listed(places)}." if places else _nearly(text, quote)
        found = text[max(start, 0) : max(start, 0) + len(quote)]
        raise EvidenceError(f"the text does not say “{quote}” at {start}, but “{found}”", hint=where)
    if not places:
        raise EvidenceError(f"the text does not say “{quote}”", hint=_nearly(text, quote))
    if context is not None:
        around, inside = _places(text, normalise(context)), _places(normalise(context), quote)
        if len(around) != 1 or len(inside) != 1:
            problem = f"the context stands in the text {len(around)} times and has the quote {len(inside)} times"
            raise EvidenceError(f"{problem}; both must be once", hint=f"The quote stands at {_listed(places)}.")
        return Span.of(text, around[0] + inside[0], around[0] + inside[0] + len(quote))
    if len(places) > 1:
        shown = "; ".join(f"{at} (“…{_around(text, at, len(quote))}…”)" for at in places[:_LISTED])
        raise EvidenceError(
            f"the text says “{quote}” {len(places)} times",
            hint=f"Write which one with `start:`, or give a `context:` that stands there once. It stands at {shown}.",
        )
    return Span.of(text, places[0], places[0] + len(quote))


def _places(text: str, quote: str) -> list[int]:
    return [match.start() for match in re.finditer(f"(?={re.escape(quote)})", text)]


def _listed(places: list[int]) -> str:
    return ", ".join(map(str, places[:_LISTED])) + (" …" if len(places) > _LISTED else "")


def _around(text: str, at: int, length: int) -> str:
    return " ".join(text[max(at - _AROUND, 0) : at + length + _AROUND].split())


def _nearly(text: str, quote: str) -> str:
    """Say what the text has that differs from a quote only in blanks, dashes, marks or capitals."""
    words = [re.escape(_plain(word)) for word in quote.split()]
    match = re.search(r"\s+".join(words), _plain(text)) if words else None
    if match is None:
        return "Copy the words from the text; every character counts."
    return f"It says “{text[match.start() : match.end()]}” at {match.start()}: copy that, every character counts."


def _plain(text: str) -> str:
    """Return the text with what is alike made the same, one character for one."""
    alike = "".join(_ALIKE.get(char, char) for char in text)
    return "".join(lower if len(lower := char.lower()) == 1 else char for char in alike)
