"""Numbers as lists print them: digits misread by a scanner, Roman numerals, letters, ordinal words."""

from __future__ import annotations

import re

from kg.text.segment.words import word_list

__all__ = ["letter_value", "misread_digits", "ordinal_word_value", "roman_value"]

_ROMAN = re.compile(r"M{0,3}(?:CM|CD|D?C{0,4})(?:XC|XL|L?X{0,4})(?:IX|IV|V?I{0,4})", re.IGNORECASE)
_VALUES = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}
#: What scanners read for digits.
_MISREAD = str.maketrans("lIi|Oo!", "1111001")


def roman_value(numeral: str) -> int | None:
    """Return the value of a Roman numeral.

    >>> roman_value("XIV"), roman_value("iii"), roman_value("IC")
    (14, 3, None)
    """
    if not numeral or not _ROMAN.fullmatch(numeral):
        return None
    values = [_VALUES[letter] for letter in numeral.lower()]
    following = [*values[1:], 0]
    return sum(-value if value < after else value for value, after in zip(values, following, strict=True))


def misread_digits(digits: str) -> int | None:
    """Return the number that digits mean, letters that a scanner took for digits included.

    >>> misread_digits("l4"), misread_digits("O"), misread_digits("a1")
    (14, None, None)
    """
    text = digits.translate(_MISREAD)
    return int(text) if text.isascii() and text.isdigit() and int(text) > 0 else None


def letter_value(letters: str) -> int | None:
    """Return the place of a letter in the alphabet; doubled letters follow "z".

    >>> letter_value("c"), letter_value("aa"), letter_value("ab")
    (3, 27, None)
    """
    lower = letters.lower()
    if not lower.isascii() or not lower.isalpha() or len(set(lower)) != 1 or len(lower) > 2:
        return None
    return ord(lower[0]) - ord("a") + 1 + 26 * (len(lower) - 1)


def ordinal_word_value(word: str) -> int | None:
    """Return the value of an ordinal in words.

    >>> ordinal_word_value("Third"), ordinal_word_value("Thirdly"), ordinal_word_value("Last")
    (3, 3, None)
    """
    lower = word.lower().removesuffix("ly")
    words = word_list("ordinals")
    return words.index(lower) + 1 if lower in words else None
