"""Match phrases, written as data, in a text: the small language of the word tables.

A phrase is a row of words. Words are matched one by one without regard to case; hyphens and apostrophes divide
words, but ``co-``, ``de-`` and ``re-`` stay with theirs. ``stop|halt`` is either word, ``hostil*`` any word that
starts so, ``all?`` a word that may be missing, and ``...`` stands for up to four words of any kind.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from typing import Final, Generic, TypeVar

from kg.errors import ModelError

__all__ = ["Match", "Phrase", "Phrases", "Word", "parse_phrase", "read_table", "words_of"]

#: The most words that ``...`` stands for.
GAP: Final = 4
#: A word, or a mark that no phrase reaches across.
_WORD: Final = re.compile(r"(?:\b(?:co|de|re)[-‐‑]\s?)?[^\W_]+|;", re.IGNORECASE)
#: What is left out of a word that is written with a hyphen.
_HYPHEN: Final = re.compile(r"[-‐‑]\s?")

Label = TypeVar("Label")


@dataclass(frozen=True, slots=True)
class Word:
    """Be one word of a text, in lower case, with its code points."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Slot:
    """Be one place of a phrase: exact words or beginnings of words, or a gap."""

    exact: frozenset[str] = frozenset()
    starts: tuple[str, ...] = ()
    optional: bool = False
    gap: bool = False

    def fits(self, word: str) -> bool:
        """Tell whether a word may stand here."""
        return word in self.exact or (bool(self.starts) and word.startswith(self.starts))


Phrase = tuple[Slot, ...]


@dataclass(frozen=True, slots=True)
class Match(Generic[Label]):
    """Be a phrase that was met, from word ``first`` up to, not including, word ``last``."""

    label: Label
    first: int
    last: int


def words_of(text: str) -> list[Word]:
    """Divide a text into words.

    >>> [word.text for word in words_of("The cease-fire’s end")]
    ['the', 'cease', 'fire', 's', 'end']
    >>> [word.text for word in words_of("to co-operate")]
    ['to', 'cooperate']
    """
    return [Word(_HYPHEN.sub("", found[0]).lower(), found.start(), found.end()) for found in _WORD.finditer(text)]


@cache
def _slot(source: str) -> Slot:
    if source == "...":
        return Slot(gap=True)
    choices = source.removesuffix("?").split("|")
    return Slot(
        exact=frozenset(choice for choice in choices if not choice.endswith("*")),
        starts=tuple(choice[:-1] for choice in choices if choice.endswith("*")),
        optional=source.endswith("?"),
    )


def parse_phrase(source: str) -> Phrase:
    """Read a phrase.

    Raises:
        ModelError: If it starts with a word that may be missing, starts or ends with a gap, or holds a stray mark.
    """
    phrase = tuple(_slot(part) for part in source.lower().split())
    if not phrase or phrase[0].optional or phrase[0].gap or phrase[-1].gap:
        raise ModelError(f"the phrase {source!r} does not start and end with words", hint="Correct the word table.")
    if not all(word.isalnum() for slot in phrase for word in (*slot.exact, *slot.starts)):
        raise ModelError(f"the phrase {source!r} holds a mark that means nothing", hint="Correct the word table.")
    return phrase


def _ends(phrase: Phrase, words: Sequence[Word], slot: int, at: int) -> Iterator[int]:
    """Yield every place at which the rest of a phrase can end."""
    if slot == len(phrase):
        yield at
        return
    here = phrase[slot]
    if here.gap:
        for skip in range(GAP + 1):
            yield from _ends(phrase, words, slot + 1, at + skip)
            if at + skip >= len(words) or words[at + skip].text == ";":
                return
        return
    if at < len(words) and here.fits(words[at].text):
        yield from _ends(phrase, words, slot + 1, at + 1)
    if here.optional:
        yield from _ends(phrase, words, slot + 1, at)


@dataclass(frozen=True, slots=True)
class Phrases(Generic[Label]):
    """Hold labelled phrases, indexed by how they start."""

    exact: Mapping[str, list[tuple[Phrase, Label]]] = field(default_factory=dict)
    starts: Mapping[str, list[tuple[Phrase, Label]]] = field(default_factory=dict)
    longest: int = 0

    @classmethod
    def of(cls, rows: Iterable[tuple[str, Label]]) -> Phrases[Label]:
        """Index phrases with their labels."""
        exact: dict[str, list[tuple[Phrase, Label]]] = {}
        starts: dict[str, list[tuple[Phrase, Label]]] = {}
        for source, label in rows:
            phrase = parse_phrase(source)
            for word in phrase[0].exact:
                exact.setdefault(word, []).append((phrase, label))
            for beginning in phrase[0].starts:
                starts.setdefault(beginning, []).append((phrase, label))
        return cls(exact, starts, max(map(len, starts), default=0))

    def matches(self, words: Sequence[Word]) -> Iterator[Match[Label]]:
        """Yield the shortest match of every phrase at every word, in the order of the text."""
        for first, word in enumerate(words):
            candidates = list(self.exact.get(word.text, ()))
            for length in range(1, min(self.longest, len(word.text)) + 1):
                candidates += self.starts.get(word.text[:length], ())
            for phrase, label in candidates:
                last = next(_ends(phrase, words, 1, first + 1), None)
                if last is not None:
                    yield Match(label, first, last)


def read_table(name: str, columns: int) -> list[tuple[str, ...]]:
    """Read a word table of ``kg/extract/data``: cells divided by tabs, ``#`` starts a remark line.

    Raises:
        ModelError: If the table is missing or a row has the wrong number of cells.
    """
    try:
        text = resources.files("kg.extract").joinpath("data", name).read_text(encoding="utf-8")
    except FileNotFoundError as error:
        raise ModelError(f"the word table {name} is missing", hint="Install Foedera again.") from error
    rows: list[tuple[str, ...]] = []
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        row = tuple(cell.strip() for cell in line.split("\t"))
        if len(row) != columns:
            raise ModelError(f"{name}, line {number}: {len(row)} cells, not {columns}", hint="Correct the word table.")
        rows.append(row)
    return rows
