"""Know the units of measure, and the words that tell what is measured."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final, NamedTuple

__all__ = ["MAX_WORDS", "Aspects", "Unit", "aspects", "shown", "signs", "time_units", "units"]

_FILE: Final = Path(__file__).parent / "data" / "units.toml"
_SHOWN: Final = _FILE.with_name("unit-words.toml")
#: A unit has at most this many words.
MAX_WORDS: Final = 3


class Unit(NamedTuple):
    """Be a unit and the kind of quantity that it measures, by their local names in QUDT."""

    name: str
    kind: str


class Aspects(NamedTuple):
    """Be the words that tell what a length measures, each with the kind and the name of it."""

    after: Mapping[str, tuple[str, str]]
    before: Mapping[str, tuple[str, str]]


@cache
def _data() -> dict[str, dict[str, Any]]:
    return tomllib.loads(_FILE.read_text(encoding="utf-8"))


@cache
def units() -> Mapping[str, Unit]:
    """Return the units by their words, in lower case."""
    found: dict[str, Unit] = {}
    for kind, table in _data().items():
        if kind[0].isupper():
            for name, words in table.items():
                found |= {str(word): Unit(name, kind) for word in words}
    return found


@cache
def _shown() -> Mapping[str, str]:
    written: dict[str, str] = tomllib.loads(_SHOWN.read_text(encoding="utf-8"))["units"]
    return written


def shown(name: str) -> str:
    """Return how a unit is written for people after a number; a count has none, a currency is written as its code.

    >>> shown("KiloM"), shown("CCY_USD"), shown("NUM")
    ('km', 'USD', '')
    """
    return name[4:] if name.startswith("CCY_") else _shown().get(name, name.lower())


@cache
def signs() -> Mapping[str, str]:
    """Return the currencies by their signs."""
    return {sign: str(unit) for sign, unit in _data()["signs"].items()}


@cache
def time_units() -> Mapping[str, str]:
    """Return the QUDT units of time by the names that the lexicon gives them."""
    return {unit: str(name) for unit, name in _data()["time"].items()}


@cache
def aspects() -> Aspects:
    """Return the words that tell what a length measures."""
    after: dict[str, tuple[str, str]] = {}
    before: dict[str, tuple[str, str]] = {}
    for kind, row in _data()["aspects"].items():
        after |= dict.fromkeys(row["after"], (kind, row["name"]))
        before |= dict.fromkeys(row["before"], (kind, row["name"]))
    return Aspects(after, before)
