"""Tell whether words that fold to an alias are also written as that alias is written."""

from __future__ import annotations

from functools import lru_cache

from kg.extract.authority.fold import Word, words
from kg.extract.authority.model import Alias, AliasKind

__all__ = ["is_capitalised", "is_spelled"]

#: So many capitals in a row are rather an abbreviation than a settlement.
_SHORT = 4


@lru_cache(maxsize=8192)
def _shape(spelling: str) -> tuple[tuple[str, ...], tuple[bool, ...], bool]:
    """Return the words of the spelling without dots, which of them are capitalised, and whether blanks part them."""
    cut = words(spelling)
    raw = tuple(spelling[word.start : word.end].replace(".", "") for word in cut)
    return raw, tuple(word[:1].isupper() for word in raw), " " in spelling


def is_spelled(alias: Alias, text: str, found: list[Word]) -> bool:
    """Tell whether the words have the capitals that the alias demands, an abbreviation all of its letters."""
    if alias.kind is AliasKind.HANDLE:
        return True
    raw, capital, spaced = _shape(alias.spelling)
    if alias.kind is AliasKind.ABBREVIATION:
        if not spaced and text[found[0].start : found[-1].end].count(" "):
            return False
        return all(
            text[word.start : word.end].replace(".", "") == given for word, given in zip(found, raw, strict=True)
        )
    return all(text[word.start].isupper() or not must for word, must in zip(found, capital, strict=True))


def is_capitalised(text: str, found: list[Word]) -> bool:
    """Tell whether the words begin and end with a capital, the Arabic article apart, and are no abbreviation."""
    if len(found) == 1 and found[0].end - found[0].start <= _SHORT and text[found[0].start : found[0].end].isupper():
        return False
    first = found[1] if found[0].folded == "al" and len(found) > 1 else found[0]
    return text[first.start].isupper() and text[found[-1].start].isupper()
