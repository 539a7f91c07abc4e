"""The word lists that trigger and fill frames."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

__all__ = ["Words", "words"]

_FILE = Path(__file__).parent / "data" / "words.toml"


@dataclass(frozen=True, slots=True)
class Words:
    """Hold the lists; each is a set of lemmas in lower case. The file says what each is for."""

    agreement: frozenset[str]
    agree: frozenset[str]
    make_agreement: frozenset[str]
    take_effect: frozenset[str]
    terms: frozenset[str]
    promise_noun: frozenset[str]
    affirm: frozenset[str]
    principle: frozenset[str]
    perform: frozenset[str]
    perform_past: frozenset[str]
    perform_affirms: frozenset[str]
    perform_describes: frozenset[str]
    self_act: frozenset[str]
    act: frozenset[str]
    rival: frozenset[str]


@cache
def words() -> Words:
    """Read the lists once."""
    return Words(
        **{name: frozenset(values) for name, values in tomllib.loads(_FILE.read_text(encoding="utf-8")).items()}
    )
