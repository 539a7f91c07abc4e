"""The word lists of segmentation, and the patterns made of them."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path

__all__ = ["alternatives", "word_list", "word_set"]

_FILE = Path(__file__).parent.parent / "data" / "segment.toml"


@cache
def _lists() -> dict[str, list[str]]:
    lists: dict[str, list[str]] = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    return lists


@cache
def word_list(name: str) -> tuple[str, ...]:
    """Return the words of a list in their order."""
    return tuple(_lists()[name])


@cache
def word_set(name: str) -> frozenset[str]:
    """Return the words of a list."""
    return frozenset(_lists()[name])


@cache
def alternatives(name: str) -> str:
    """Return a pattern that matches any word of a list, the longest first, over any blank space."""
    words = sorted(_lists()[name], key=lambda word: (-len(word), word))
    return "(?:" + "|".join(r"\s+".join(map(re.escape, word.split())) for word in words) + ")"
