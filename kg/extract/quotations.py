"""Quotations: the stretches of a report that stand in quotation marks."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.text.segment import Block

__all__ = ["Quotation", "find_quotations", "quotation_at"]

_OPENING, _CLOSING, _EITHER = frozenset("“„«"), frozenset("”»"), '"'
#: A quotation of fewer words is a word or a name in quotation marks, and no speech.
_LEAST_WORDS = 4
#: A quotation of more characters is the piece of a digest, or one whose marks do not match.
_LONGEST = 1200


@dataclass(frozen=True, slots=True, order=True)
class Quotation:
    """Be what stands between two quotation marks, without them; ``whole`` if it is a sentence or more."""

    start: int
    end: int
    whole: bool


def find_quotations(text: str, blocks: Sequence[Block]) -> tuple[Quotation, ...]:
    """Find the quotations of each block; one that is not closed runs to the end of its block.

    Args:
        text: The text, with its quotation marks as they are printed.
        blocks: Its blocks.
    """
    found: list[Quotation] = []
    holders = {block.parent for block in blocks}
    for index, block in enumerate(blocks):
        if index in holders:
            continue
        opened: int | None = None
        for at in range(block.span.start, block.span.end):
            sign = text[at]
            if opened is None and (sign in _OPENING or sign == _EITHER):
                opened = at + 1
            elif opened is not None and (sign in _CLOSING or sign == _EITHER):
                found += _quotation(text, opened, at)
                opened = None
        if opened is not None and text[opened - 1] in _OPENING:
            found += _quotation(text, opened, block.span.end)
    return tuple(sorted(found))


def _quotation(text: str, start: int, end: int) -> Iterator[Quotation]:
    words = text[start:end].split()
    if len(words) < _LEAST_WORDS or end - start > _LONGEST:
        return
    ends = text[start:end].rstrip()[-1:] in set(".!?,…") or text[end + 1 : end + 2] in {"", ".", ",", "\n"}
    yield Quotation(start, end, ends and (words[0][:1].isupper() or words[0][:1].isdigit()))


def quotation_at(quotations: Sequence[Quotation], position: int) -> Quotation | None:
    """Return the quotation that a position of the text lies in.

    Args:
        quotations: All of them, in the order of the text.
        position: A code point.
    """
    index = bisect_right(quotations, position, key=lambda quote: quote.start) - 1
    return quotations[index] if index >= 0 and position < quotations[index].end else None
