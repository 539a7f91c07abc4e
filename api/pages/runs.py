"""Runs: a text with overlapping passages, cut into stretches that do not overlap."""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from dataclasses import dataclass

__all__ = ["Run", "Stretch", "cut"]


@dataclass(frozen=True, slots=True, order=True)
class Stretch:
    """Be the passage ``text[start:end]`` under a name."""

    start: int
    end: int
    name: str


@dataclass(frozen=True, slots=True)
class Run:
    """Be a stretch of text that the same passages cover from beginning to end.

    Args:
        text: What it says.
        within: The passages that cover it, the shortest first.
        begins: Those that begin with it, the longest first.
        ends: Those that end with it, the shortest first.
    """

    text: str
    within: tuple[Stretch, ...] = ()
    begins: tuple[Stretch, ...] = ()
    ends: tuple[Stretch, ...] = ()


def cut(text: str, stretches: Iterable[Stretch]) -> list[Run]:
    """Cut a text where a passage begins or ends; put together, the runs are the text again.

    Args:
        text: The text.
        stretches: Passages; those that reach beyond the text, or are empty, are passed over.

    >>> [run.text for run in cut("abcdef", [Stretch(1, 4, "x"), Stretch(2, 6, "y")])]
    ['a', 'b', 'cd', 'ef']
    """
    inside = sorted({item for item in stretches if 0 <= item.start < item.end <= len(text)}, key=_short_first)
    edges = sorted({0, len(text)} | {edge for item in inside for edge in (item.start, item.end)})
    starting: dict[int, list[Stretch]] = {}
    for item in inside:
        starting.setdefault(item.start, []).append(item)
    runs = []
    open_: list[Stretch] = []
    for start, end in itertools.pairwise(edges):
        begins = starting.get(start, [])
        open_ = sorted([item for item in open_ if item.end > start] + begins, key=_short_first)
        runs.append(
            Run(
                text[start:end],
                tuple(open_),
                tuple(reversed(begins)),
                tuple(item for item in open_ if item.end == end),
            )
        )
    return runs


def _short_first(item: Stretch) -> tuple[int, Stretch]:
    return item.end - item.start, item
