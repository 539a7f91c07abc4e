"""Know the words of times and numbers: to which class of the grammar a word belongs, and what it means."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Final, NamedTuple

__all__ = ["CODES", "MARKS", "Entry", "entry", "table"]

_FILE: Final = Path(__file__).parent / "data" / "lexicon.toml"

#: Classes of tokens that are told by their shape, not by a list of words.
MARKS: Final = (
    "DD",  # a number from 1 to 31 in one or two digits
    "YYYY",  # a number of four digits from 1000 to 2999
    "HHMM",  # 0600: four digits that can only be a time
    "INT",  # any other whole number in digits
    "DECIMAL",
    "NTH",  # 1st, 2d, 23rd
    "NUMDATE",  # 03/05/2020, 5.3.2020
    "ISODATE",  # 2020-03-05, with or without a time
    "CLOCK",  # 18:00
    "CLOCKDOT",  # 00.01: a time or a decimal
    "SMALLMONTH",  # may, march: a month or a verb
    "COMMA",
    "STOP",  # the end of a sentence
    "DOT",
    "SEMICOLON",
    "COLON",
    "DASH",
    "SLASH",
    "OPEN",
    "CLOSE",
    "OPENSQUARE",
    "CLOSESQUARE",
    "POSSESSIVE",
    "QUOTE",
    "BREAK",  # the end of a paragraph or the beginning of a bullet
    "CURRENCY",
    "PERCENT",
    "CAPITAL",  # any other word with a capital
    "WORD",  # any other word
    "OTHER",
    # Atoms: what the first level of the grammar has put together for the second.
    "DATE",
    "RANGE",
    "HOUR",
    "LENGTH",
    "FILL",  # the rest of an atom
)

#: The letters that stand for classes in the coded text; all in one byte, none special in a regular expression.
_LETTERS: Final = (
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
    + "".join(map(chr, range(0xC0, 0x100)))
    + "¡¢£¤¥¦§¨©ª«¬®¯°±²³´µ¶·¸¹º»¼½¾¿"
)


class Entry(NamedTuple):
    """Be what the lexicon says of a word: its class and its value."""

    name: str
    value: int | str | None


@cache
def table() -> dict[str, Entry]:
    """Return every word of the lexicon, in lower case."""
    data = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    lists = data.pop("lists")
    words = {word: Entry(name, None) for name, members in lists.items() for word in members}
    words |= {word: Entry(name, value) for name, values in data.items() for word, value in values.items()}
    return words


def entry(word: str) -> Entry | None:
    """Look a word up, whatever its case."""
    return table().get(word.lower())


def _codes() -> dict[str, str]:
    names = [*MARKS, *dict.fromkeys(found.name for found in table().values())]
    return dict(zip(names, _LETTERS, strict=False))


#: The letter of each class.
CODES: Final = _codes()
