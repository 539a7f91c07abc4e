"""Cut a text into words and fold each, so that Sana’a, Sana'a and Sanaa are one."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

__all__ = ["Word", "fold", "fold_phrase", "is_joint", "prefixes", "words"]

#: The signs that stand for an apostrophe, a hamza or an ayn.
_APOSTROPHES = "'’‘ʼʿʾʻ`´"
_WORD = re.compile(
    rf"@\w+|(?<![^\W_])[A-Za-z](?:\.[A-Za-z])+\b\.?|[^\W_]+(?:[{_APOSTROPHES}][^\W_]+)*|[&,]",
)
#: The words of a hashtag.
_CAMEL = re.compile(r"[^\W\d_][^\WA-Z_]*|\d+")
_POSSESSIVE = re.compile(rf"[{_APOSTROPHES}][sS]$")
_DROPPED = str.maketrans("", "", _APOSTROPHES + ".")
_LETTERS = str.maketrans({"ø": "o", "ı": "i", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ə": "a"})
#: Spellings of the Arabic article, which is one word however it is heard.
_ARTICLES = frozenset({"an", "as", "ash", "ad", "at", "ar", "az", "ul", "es", "ed", "er", "ech", "edh", "adh"})
_JOINT = re.compile(r"(?=.{0,4}$)[ \t\u00a0]*[.\-‐‑–/'’]?[ \t\u00a0]*\n?[ \t\u00a0]*", re.DOTALL)
_LONGEST_SHORTENED = 3


class Word(NamedTuple):
    """Be a word of a text: its folded form, where it is without a possessive ending, and where it ends with it."""

    folded: str
    start: int
    end: int
    outer_end: int


@lru_cache(maxsize=65536)
def fold(word: str) -> str:
    """Return the word without case, diacritics, apostrophes, dots and possessive ending.

    >>> fold("Sana’a’s"), fold("El")
    ('sanaa', 'al')
    """
    if word.isascii() and word.isalnum():
        lower = word.lower()
        return "al" if lower == "el" else lower
    if word == "&":
        return "and"
    bare = _POSSESSIVE.sub("", word).translate(_DROPPED)
    spread = unicodedata.normalize("NFKD", bare.casefold().translate(_LETTERS))
    return "".join(sign for sign in spread if not unicodedata.combining(sign))


def words(text: str) -> list[Word]:
    """Cut the text into words with exact offsets."""
    found = []
    tagged = "#" in text
    for match in _WORD.finditer(text):
        raw = match[0]
        start, end = match.span()
        if tagged and text[start - 1 : start] == "#" and not raw.isupper():
            parts = [(start + part.start(), start + part.end()) for part in _CAMEL.finditer(raw)]
            found += [Word(fold(text[first:last]), first, last, last) for first, last in parts]
            continue
        folded = fold(raw)
        if folded in _ARTICLES and text[end : end + 1] in ("-", "‑", "‐"):
            folded = "al"
        inner = end - 2 if end - start > 2 and raw[-2] in _APOSTROPHES and raw[-1] in "sS" else end
        found.append(Word(folded, start, inner, end))
    return found


def fold_phrase(phrase: str) -> str:
    """Return the folded words of the phrase, with one blank between.

    >>> fold_phrase("Côte d’Ivoire")
    'cote divoire'
    >>> fold_phrase("as-Suwayda")
    'al suwayda'
    """
    if phrase.isascii() and phrase.replace(" ", "").isalnum():
        return " ".join(map(fold, phrase.split()))
    return " ".join(word.folded for word in words(phrase))


def prefixes(folded: str) -> Iterator[str]:
    """Yield the beginnings of a folded phrase, without the phrase itself.

    >>> list(prefixes("south sudan army"))
    ['south', 'south sudan']
    """
    at = folded.find(" ")
    while at > 0:
        yield folded[:at]
        at = folded.find(" ", at + 1)


@lru_cache(maxsize=4096)
def is_joint(gap: str, before: str) -> bool:
    """Tell whether what stands between two words leaves them one name; a dot only after a shortened word."""
    return gap == " " or (_JOINT.fullmatch(gap) is not None and ("." not in gap or len(before) <= _LONGEST_SHORTENED))
