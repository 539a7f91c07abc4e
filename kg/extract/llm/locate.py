"""Locate: find the one place of a text that a quote is from, word for word or not at all."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from kg.errors import EvidenceError
from kg.text.normalise import normalise
from kg.text.span import Span

__all__ = ["SHORTEST", "fold", "locate", "words_within"]

#: A quote of fewer characters is too short to be looked for in a whole text.
SHORTEST: Final = 12
#: Marks that models write plainly, or that are not seen; a blank stands for any run of blanks and line ends.
_PLAIN: Final = {
    **dict.fromkeys("‘’‚‛′`´", "'"),
    **dict.fromkeys("“”„‟«»″", '"'),
    **dict.fromkeys("‐‑‒–—―−", "-"),
    **dict.fromkeys("\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff", ""),
    "…": "...",
}


def fold(text: str) -> tuple[str, list[int]]:
    r"""Make quotes, dashes and blanks plain, and tell of each character where in the text it comes from.

    >>> fold("the “two\n sides”")
    ('the "two sides"', [0, 1, 2, 3, 4, 5, 6, 7, 8, 10, 11, 12, 13, 14, 15])
    """
    folded: list[str] = []
    places: list[int] = []
    for place, char in enumerate(text):
        plain = " " if char.isspace() else _PLAIN.get(char, char)
        if plain == " " and folded and folded[-1] == " ":
            continue
        folded += plain
        places += [place] * len(plain)
    return "".join(folded), places


def locate(text: str, quote: str, start: int = 0, end: int | None = None) -> Span:
    """Return where a stretch of a text says a quote: exactly, else with quotes, dashes and blanks made plain.

    Args:
        text: The text, normalised.
        quote: The words.
        start: Where the stretch begins.
        end: Where it ends; the end of the text if it is not given.

    Raises:
        EvidenceError: If the quote is too short, is not said there, or is said there more than once.
    """
    words = normalise(quote).strip()
    if len(words) < SHORTEST:
        raise EvidenceError(f"the quote “{words}” has fewer than {SHORTEST} characters")
    found = _places(text[start:end], words)
    if not found:
        raise EvidenceError(f"the document does not say “{words}”")
    if len(found) > 1:
        raise EvidenceError(f"the document says “{words}” {len(found)} times")
    return Span.of(text, start + found[0][0], start + found[0][1])


def words_within(text: str, words: str, spans: tuple[Span, ...]) -> Span | None:
    """Return the first place where passages of a text say words, whole ones; None where they do not."""
    wanted = normalise(words).strip()
    if not wanted:
        return None
    for span in spans:
        for first, last in _places(span.exact, wanted):
            if _whole(text, span.start + first, span.start + last):
                return Span.of(text, span.start + first, span.start + last)
    return None


def _places(text: str, words: str) -> list[tuple[int, int]]:
    """Return all places where a text says words, exact ones if there are any."""
    exact = [(at, at + len(words)) for at in _all(text, words)]
    if exact:
        return exact
    folded, places = fold(text)
    plain = fold(words)[0].strip()
    return [(places[at], places[at + len(plain) - 1] + 1) for at in _all(folded, plain)] if plain else []


def _all(text: str, words: str) -> Iterator[int]:
    return (match.start() for match in re.finditer(f"(?={re.escape(words)})", text))


def _whole(text: str, start: int, end: int) -> bool:
    """Tell whether a stretch begins and ends where words do."""
    before = start > 0 and text[start - 1].isalnum() and text[start].isalnum()
    after = end < len(text) and text[end].isalnum() and text[end - 1].isalnum()
    return not before and not after
