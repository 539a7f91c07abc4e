"""Spans: how much of a text two evidences share."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

__all__ = ["Stretch", "find", "overlap", "token_f1", "tokens", "tokens_in"]

#: First code point and the one after the last.
Stretch = tuple[int, int]

#: Two passages with more than such a part of their union in common say the same.
_ENOUGH = 0.3
#: One passage inside another counts if the outer one is not longer than so many times the inner, or so many characters.
_TIMES, _CHARACTERS = 4, 800
_WORD = re.compile(r"\w+")


def find(text: str, words: str, occurrence: int = 0) -> Stretch | None:
    """Find the k-th occurrence of some words, counted from 0 without overlaps; None if there is none.

    >>> find("to and fro and back", "and", 1)
    (11, 14)
    """
    start = text.find(words) if words else -1
    for _ in range(occurrence):
        if start < 0:
            break
        start = text.find(words, start + len(words))
    return (start, start + len(words)) if start >= 0 else None


def overlap(wanted: Sequence[Stretch], found: Sequence[Stretch]) -> float:
    """Return how much two evidences agree: 0 if they do not, less than 0.3 if one only holds the other."""
    best = max((_agreement(one, other) for one in wanted for other in found), default=0.0)
    if best <= _ENOUGH and len(found) > 1:
        together = {position for start, end in found for position in range(start, end)}
        for start, end in wanted:
            inside = sum(position in together for position in range(start, end))
            share = inside / (len(together) + end - start - inside)
            if share > _ENOUGH:
                best = max(best, share)
    return best


def tokens(text: str) -> list[Stretch]:
    """Return where the words of a text are."""
    return [word.span() for word in _WORD.finditer(text)]


def token_f1(one: frozenset[int], other: frozenset[int]) -> float:
    """Return the harmonic mean of how much of either set the other has."""
    return 2 * len(one & other) / (len(one) + len(other)) if one and other else 0.0


def tokens_in(words: Sequence[Stretch], places: Sequence[Stretch]) -> frozenset[int]:
    """Return which of the words some stretches touch."""
    touched: set[int] = set()
    for start, end in places:
        number = bisect_left(words, start, key=lambda word: word[1] - 1)
        while number < len(words) and words[number][0] < end:
            touched.add(number)
            number += 1
    return frozenset(touched)


def _agreement(one: Stretch, other: Stretch) -> float:
    common = max(0, min(one[1], other[1]) - max(one[0], other[0]))
    union = one[1] - one[0] + other[1] - other[0] - common
    share = common / union if union else 0.0
    if share > _ENOUGH:
        return share
    inner, outer = sorted((one, other), key=lambda stretch: stretch[1] - stretch[0])
    short, long = inner[1] - inner[0], outer[1] - outer[0]
    if short and outer[0] <= inner[0] and inner[1] <= outer[1] and long <= max(_TIMES * short, _CHARACTERS):
        return 0.05 + 0.25 * short / long
    return 0.0
