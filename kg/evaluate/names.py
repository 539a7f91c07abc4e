"""Names: when two spellings are the same name."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterable
from functools import cache, lru_cache
from pathlib import Path

__all__ = ["fold", "loose_key", "name_key", "same_place", "same_type"]

_WORDS = Path(__file__).parent / "data" / "words.toml"
#: Signs inside a word that only some spellings have.
_DROPPED = frozenset("'’‘`´ʼʻʿʾ.")
#: What a qualification of a place begins with: "Tripoli (Libya)", "Tripoli, Libya".
_QUALIFIED = re.compile(r"[,(]")
#: The shortest name of a type of agreement that may be a part of another.
_SHORTEST = 4
#: Two long names of one place share at least so many words, and such a part of the longer.
_SHARED_WORDS, _SHARED_PART = 2, 0.6


@lru_cache(maxsize=65_536)
def fold(name: str) -> tuple[str, ...]:
    """Return the words of a name without case, accents, punctuation and a leading "the".

    >>> fold("The Général's H.Q.")
    ('generals', 'hq')
    """
    text = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", name).casefold()).translate(_letters())
    kept: list[str] = []
    for sign in text:
        category = unicodedata.category(sign)
        if category[0] != "M" and category != "Lm" and sign not in _DROPPED:
            kept.append(sign if category[0] in "LN" else " ")
    words = "".join(kept).split()
    return tuple(words[1:] if len(words) > 1 and words[0] == "the" else words)


def name_key(name: str) -> str:
    """Return what two spellings of one name have in common.

    >>> name_key("Al-Bab") == name_key("al Bab")
    True
    """
    return "".join(fold(name))


def loose_key(name: str) -> str:
    """Return the key of what is no actor of the annotation, without leading numbers and articles.

    >>> loose_key("about two dozen Turkish soldiers") == loose_key("two dozen Turkish soldiers")
    True
    """
    words = list(fold(name))
    while len(words) > 1 and (words[0] in _words("quantifiers") or words[0].isdigit()):
        del words[0]
    return "".join(words)


def same_place(wanted: str, labels: Iterable[str]) -> bool:
    """Tell whether one of the labels names the place: alike but for words such as "city" and what qualifies the name.

    >>> same_place("M4 highway", ["M4"]), same_place("Idlib", ["Aleppo"])
    (True, False)
    """
    return any(
        _is_same_place(fold(one), fold(other))
        for label in labels
        for one in _with_and_without_qualification(wanted)
        for other in _with_and_without_qualification(label)
    )


def same_type(wanted: str, keys: Iterable[str]) -> bool:
    """Tell whether one of the keys is the wanted type of agreement, or one is a part of the other."""
    key = name_key(wanted)
    return any(
        key == found or (min(len(key), len(found)) >= _SHORTEST and (key in found or found in key))
        for found in keys
        if found
    )


def _is_same_place(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    if not one or not other:
        return False
    if "".join(one) == "".join(other):
        return True
    a, b = _without_generic(one), _without_generic(other)
    if "".join(a) == "".join(b):
        return True
    left, right = set(a), set(b)
    common = len(left & right)
    enough = common >= _SHARED_WORDS and common / max(len(left), len(right)) >= _SHARED_PART
    return enough and (left <= right or right <= left)


def _without_generic(words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(word for word in words if word not in _words("place")) or words


def _with_and_without_qualification(name: str) -> set[str]:
    return {name, _QUALIFIED.split(name)[0]}


@cache
def _words(which: str) -> frozenset[str]:
    words: str = tomllib.loads(_WORDS.read_text(encoding="utf-8"))[which]
    return frozenset(words.split())


@cache
def _letters() -> dict[int, str]:
    return str.maketrans(tomllib.loads(_WORDS.read_text(encoding="utf-8"))["letters"])
