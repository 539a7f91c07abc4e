"""The words that tell what kind of actor or place a phrase names."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

__all__ = ["Lexicon", "given_names", "lexicon"]

_FILE = Path(__file__).parent.parent / "data" / "bodies.toml"


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Hold the word lists; every key is a lemma in lower case."""

    stands_for: frozenset[str]
    body: dict[str, str]
    place: dict[str, str]
    nouns: frozenset[str]
    nominal: dict[str, str]
    speaking: dict[str, str]
    charged: dict[str, str]
    titles: frozenset[str]
    not_actors: frozenset[str]
    events: frozenset[str]
    person_titles: tuple[str, ...]
    offices: tuple[str, ...]
    offices_of: tuple[str, ...]
    apposed: dict[str, str]


@cache
def given_names() -> frozenset[str]:
    """Read the given names, in lower case: those of the authority's own list and of the persons it knows."""
    lines = (_FILE.parent.parent / "authority" / "data" / "given-names.txt").read_text(encoding="utf-8").split("\n")
    return frozenset(line.lower() for line in lines if line and not line.startswith("#"))


@cache
def lexicon() -> Lexicon:
    """Read the word lists once."""
    data = tomllib.loads(_FILE.read_text(encoding="utf-8"))

    def invert(table: dict[str, list[str]]) -> dict[str, str]:
        found: dict[str, str] = {}
        for kind, words in table.items():
            for word in words:
                found.setdefault(word, kind)
        return found

    return Lexicon(
        stands_for=frozenset(data["stands_for"]["words"]),
        body=invert(data["body"]),
        place=invert(data["place"]),
        nouns=frozenset(data["stands_for"]["words"]) | frozenset(invert(data["body"])),
        nominal=invert(data["nominal"]),
        speaking=invert(data["speaking"]),
        charged=invert(data["charged"]),
        titles=frozenset(data["title"]["words"]),
        not_actors=frozenset(data["not_actors"]["words"]),
        events=frozenset(data["events"]["words"]),
        person_titles=tuple(data["title"]["before_name"]),
        offices=tuple(data["office"]["alone"]),
        offices_of=tuple(data["office"]["of"]),
        apposed=invert(data["apposed"]),
    )
