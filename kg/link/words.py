"""Words: titles and names of any language folded so that they can be compared."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import cache, lru_cache
from importlib.resources import files
from typing import Final

__all__ = ["STOP", "ordinals", "own_words", "shares", "words"]

#: Words that tell nothing apart.
STOP: Final = frozenset(
    word
    for line in (
        "the of and for in on to a an between from with by at its as is into government republic",
        "de la el los las y et du des le les or e do da del en un une sur au aux dans por para con",
    )
    for word in line.split()
)
_WORD: Final = re.compile(r"[^\W_]+")
_CEASEFIRE: Final = re.compile(r"cease[- ]fire", re.IGNORECASE)
_ORDINALS: Final = {
    word: number
    for number, words_ in enumerate(
        ("first i", "second ii", "third iii", "fourth iv", "fifth v", "sixth vi", "seventh vii", "eighth viii"), 1
    )
    for word in words_.split()
}


@cache
def _english() -> dict[str, str]:
    text = (files("kg.link") / "data" / "treaty-words.tsv").read_text(encoding="utf-8")
    return dict(line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))


@lru_cache(maxsize=65_536)
def words(text: str) -> tuple[str, ...]:
    """Return the words of a title or name, without accents and case, those of treaties in English.

    >>> words("Accord de Cessez-le-feu (Deuxième)")
    ('agreement', 'de', 'ceasefire', 'le', 'ceasefire', 'second')
    """
    english = _english()
    return tuple(english.get(word, word) for word in own_words(_CEASEFIRE.sub("ceasefire", text)))


@lru_cache(maxsize=65_536)
def own_words(text: str) -> tuple[str, ...]:
    """Return the words of a title or name in its own language, without accents and case."""
    plain = unicodedata.normalize("NFKD", text).casefold()
    return tuple(_WORD.findall("".join(letter for letter in plain if not unicodedata.combining(letter))))


def ordinals(text: str) -> frozenset[int]:
    """Return the numbers by which a title counts itself: "Second Protocol", "Protocol II", "Protocol 2".

    >>> sorted(ordinals("Protocol II to the Third Agreement"))
    [2, 3]
    """
    found = {_ORDINALS[word] for word in words(text) if word in _ORDINALS}
    return frozenset(found | {int(word) for word in words(text) if word.isdigit() and len(word) < 3})


def shares(word: str, others: Iterable[str]) -> bool:
    """Tell whether a word is among others, or one of them begins alike: "Angola", "Angolan"."""
    others = frozenset(others)
    return word in others or (len(word) > 4 and any(other.startswith(word[:5]) for other in others))
