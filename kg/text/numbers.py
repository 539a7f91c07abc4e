"""Read numbers in digits and in words."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

from kg.text.lexicon import entry

__all__ = ["parse_decimal", "parse_number"]

_WORD: Final = re.compile(r"[^\W\d_]+|[0-9][0-9,.]*[a-z]*|[^\s\w]")
_HYPHENS: Final = frozenset("-‐‑–")
_DIGITS: Final = re.compile(r"([0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:st|nd|rd|th|d)?")
_DECIMAL: Final = re.compile(r"(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)\.[0-9]+")
#: A number of more words or digits than this is not one that people write.
_MAX_WORDS: Final = 24
_MAX_DIGITS: Final = 18
_HUNDRED: Final = 100


def parse_decimal(text: str) -> Decimal | None:
    """Return the number that the text is, in digits or words, whole or not; None where it is none.

    >>> parse_decimal("two and a half")
    Decimal('2.5')
    >>> parse_decimal("half a million")
    Decimal('500000.0')
    """
    words = [word for word in _WORD.findall(text.lower()) if word not in _HYPHENS]
    if not words or len(words) > _MAX_WORDS:
        return None
    if words[0] == "half":
        rest = [word for word in words[1:] if word not in ("a", "an")]
        if rest and (known := entry(rest[0])) and known.name in ("HUNDRED", "SCALE", "DOZEN"):
            rest = ["one", *rest]
        whole = parse_decimal(" ".join(rest)) if rest else Decimal(1)
        return None if whole is None else whole * Decimal("0.5")
    extra = Decimal(0)
    if words[-3:] == ["and", "a", "half"] and len(words) > len(words[-3:]):
        words, extra = words[:-3], Decimal("0.5")
    if words[0] in ("a", "an") and len(words) > 1:
        words = ["one", *words[1:]]
    if words[-2:] in (["couple"], ["couple", "of"]) or words == ["one", "couple"]:
        return Decimal(2)
    whole = _literal(words[0]) if len(words) == 1 else None
    whole = _sum(words) if whole is None else whole
    return None if whole is None else whole + extra


def parse_number(text: str) -> int | None:
    """Return the whole number that the text is, cardinal or ordinal, in digits or words; None where it is none.

    >>> parse_number("one thousand eight hundred and twenty"), parse_number("twenty-sixth"), parse_number("1,500")
    (1820, 26, 1500)
    """
    found = parse_decimal(text)
    return int(found) if found is not None and found == found.to_integral_value() else None


def _literal(word: str) -> Decimal | None:
    if len(word) > _MAX_DIGITS:
        return None
    if match := _DIGITS.fullmatch(word):
        return Decimal(match[1].replace(",", ""))
    return Decimal(word.replace(",", "")) if _DECIMAL.fullmatch(word) else None


def _values(words: list[str]) -> list[tuple[str, Decimal]] | None:
    """Give each word its class and its value; leave out "and" where a number may have it."""
    values: list[tuple[str, Decimal]] = []
    for index, word in enumerate(words):
        if word == "and" and values and values[-1][0] in ("HUNDRED", "SCALE") and index < len(words) - 1:
            continue
        literal, known = _literal(word), entry(word)
        if literal is not None and not values:
            values.append(("LITERAL", literal))
        elif known and isinstance(known.value, int) and known.name in _PLACES:
            name = {"hundredth": "HUNDRED", "thousandth": "SCALE"}.get(word, known.name)
            values.append((_PLACES[name], Decimal(known.value)))
        else:
            return None
    return values


#: What a class of words is in a number; an ordinal stands as its cardinal.
_PLACES: Final = {
    "ONES": "ONES", "NTHONES": "ONES", "TEENS": "TEENS", "NTHTEENS": "TEENS", "TENS": "TENS", "HUNDRED": "HUNDRED",
    "SCALE": "SCALE", "DOZEN": "SCALE",
}  # fmt: skip


def _sum(words: list[str]) -> Decimal | None:
    values = _values(words)
    if values is None:
        return None
    if (year := _pair(values)) is not None:
        return year
    total = part = Decimal(0)
    below = Decimal(10) ** _MAX_DIGITS  # each scale must be smaller than the one before: "million" before "thousand"
    room = Decimal(_HUNDRED)  # what may still be added to the part: after "twenty" less than ten, after "nine" nothing
    for place, value in values:
        if place == "SCALE":
            if value >= below or not part:
                return None
            total, part, below, room = total + part * value, Decimal(0), value, Decimal(_HUNDRED)
        elif place == "HUNDRED":
            if not 0 < part < _HUNDRED:
                return None
            part, room = part * value, Decimal(_HUNDRED)
        elif place == "LITERAL":
            part, room = value, Decimal(0)
        else:
            if value >= room:
                return None
            part, room = part + value, Decimal(10 if place == "TENS" else 0)
    return total + part


def _pair(values: list[tuple[str, Decimal]]) -> Decimal | None:
    """Read a year said in two halves: "nineteen eighty-four", "twenty twenty"."""
    places = [place for place, _ in values]
    if places[0] not in ("TEENS", "TENS") or not 10 <= values[0][1] <= 20:
        return None
    if places[1:] not in (["TEENS"], ["TENS"], ["TENS", "ONES"]) or places[:2] == ["TENS", "ONES"]:
        return None
    return values[0][1] * _HUNDRED + sum(value for _, value in values[1:])
