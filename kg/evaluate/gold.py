"""Gold: what a careful reader found in a text, written down by hand."""

from __future__ import annotations

import datetime
import json
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, Final

from kg.errors import InputError
from kg.evaluate.names import name_key
from kg.evaluate.spans import Stretch, find
from kg.text.normalise import normalise

__all__ = ["CHECK", "SPLIT", "SUFFIX", "UNSEEN", "Gold", "GoldActor", "Item", "read_gold", "read_golds"]

#: How the name of an annotation ends.
SUFFIX: Final = ".gold.json"
#: The file that divides a corpus: a list of names for each half.
SPLIT: Final = "SPLIT.toml"
#: The half that is scored, but not looked at by those who write rules.
CHECK: Final = "check"
#: The parts that are scored only: the check half, and the texts written after the rules.
UNSEEN: Final = frozenset({CHECK, "blind"})
_UNKNOWN = "unknown genre"


@dataclass(frozen=True, slots=True)
class Item:
    """Be one annotated frame: its slots, each with one value, several or none.

    >>> Item({"obligors": ["Peru"], "due": None}).names("obligors")
    ('Peru',)
    """

    slots: Mapping[str, Any] = field(repr=False)

    def names(self, slot: str) -> tuple[str, ...]:
        """Return all values of a slot."""
        value = self.slots.get(slot)
        values = value if isinstance(value, list) else [] if value is None else [value]
        return tuple(str(one) for one in values)

    def value(self, slot: str) -> str | None:
        """Return the one value of a slot."""
        value = self.slots.get(slot)
        return None if value is None else str(value)

    def quotes(self) -> Iterator[tuple[str, int]]:
        """Go through the evidence: the words, and which of their occurrences is meant."""
        given = self.slots.get("evidence")
        for quote in given if isinstance(given, list) else [] if given is None else [given]:
            if isinstance(quote, dict):
                yield str(quote.get("text") or ""), int(quote.get("occurrence") or 0)
            else:
                yield str(quote), int(self.slots.get("occurrence") or 0)

    @property
    def words(self) -> str:
        """The evidence on one line, for people."""
        return " … ".join(" ".join(words.split()) for words, _ in self.quotes())


@dataclass(frozen=True, slots=True)
class GoldActor:
    """Be an annotated actor; ``keys`` are what its names come down to."""

    name: str
    type: str
    spellings: tuple[str, ...]
    keys: frozenset[str]


@dataclass(frozen=True, kw_only=True)
class Gold:
    """Be the annotation of one text.

    Args:
        name: The name of its file, without what all such names end with.
        text: The text, normalised.
        actors: The actors.
        sections: The frames of each family that has any.
        genre: What sort of text it is.
        date: The day it was published.
        half: The half of the corpus it belongs to, or None where the corpus is not divided.
    """

    name: str
    text: str
    actors: tuple[GoldActor, ...] = ()
    sections: Mapping[str, tuple[Item, ...]] = field(default_factory=dict)
    genre: str = _UNKNOWN
    date: datetime.date | None = None
    half: str | None = None

    def items(self, section: str) -> tuple[Item, ...]:
        """Return the frames of a family."""
        return self.sections.get(section, ())

    def spans(self, item: Item, *, also: bool = False) -> list[Stretch]:
        """Return where the evidence of a frame is, on demand with its other wordings."""
        places = [find(self.text, words, occurrence) for words, occurrence in item.quotes()]
        if also:
            places += [find(self.text, words) for words in item.names("also")]
        return [place for place in places if place is not None]

    def actor(self, name: str) -> int | None:
        """Return which actor bears a name: the one called so, else the first that has it among its spellings."""
        return self._by_key.get(name_key(name))

    @cached_property
    def _by_key(self) -> dict[str, int]:
        found: dict[str, int] = {}
        for number, actor in enumerate(self.actors):
            found.setdefault(name_key(actor.name), number)
        for number, actor in enumerate(self.actors):
            for key in actor.keys:
                found.setdefault(key, number)
        return found


def read_gold(path: Path, half: str | None = None) -> Gold:
    """Read an annotation, the text beside it, and NAME.meta.json if there is one.

    Args:
        path: The annotation.
        half: The half of the corpus it belongs to.

    Raises:
        InputError: If one of them cannot be read, or the annotation is none.
    """
    name = path.name.removesuffix(SUFFIX)
    data = _json(path)
    notes = path.with_name(f"{name}.meta.json")
    meta = _json(notes) if notes.is_file() else {}
    try:
        actors = tuple(_actor(entry) for entry in data.get("actors") or [])
        sections = {
            key: tuple(Item(entry) for entry in entries or [] if isinstance(entry, dict))
            for key, entries in data.items()
            if key != "actors" and isinstance(entries, list)
        }
    except (AttributeError, KeyError, TypeError) as error:
        raise InputError(
            f"is no annotation: {error!r}", source=str(path), hint="See GUIDELINES.md of the annotated texts."
        ) from error
    return Gold(
        name=name,
        text=_text(path.with_name(f"{name}.txt")),
        actors=actors,
        sections=sections,
        genre=str(meta.get("kind") or _UNKNOWN),
        date=_day(meta.get("document_date"), notes),
        half=half,
    )


def read_golds(folder: Path, only: tuple[str, ...] = ()) -> list[Gold]:
    """Read the annotations of a folder, sorted by name.

    Args:
        folder: The folder.
        only: The names of those to read, or nothing for all.

    Raises:
        InputError: If the folder has none, or none of a name that was asked for.
    """
    files = {path.name.removesuffix(SUFFIX): path for path in sorted(folder.glob(f"*{SUFFIX}"))}
    if not files:
        raise InputError(
            "holds no annotated text",
            source=str(folder),
            hint=f"Name a folder with NAME{SUFFIX} and NAME.txt, for instance tests/golden.",
        )
    for name in only:
        if name not in files:
            raise InputError(
                f"holds no annotation named {name!r}", source=str(folder), hint=f"It holds: {', '.join(files)}."
            )
    halves = _halves(folder / SPLIT)
    return [read_gold(path, halves.get(name)) for name, path in files.items() if not only or name in only]


def _actor(entry: Mapping[str, Any]) -> GoldActor:
    spellings = (str(entry["name"]), *(str(alias) for alias in entry.get("aliases") or []))
    keys = frozenset(key for key in map(name_key, spellings) if key)
    return GoldActor(spellings[0], str(entry.get("type")), spellings, keys)


def _halves(path: Path) -> dict[str, str]:
    """Return to which half each text belongs, by name; nothing where the corpus is not divided."""
    if not path.is_file():
        return {}
    try:
        data = tomllib.loads(path.read_bytes().decode("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InputError(f"is not TOML: {error}", source=str(path)) from error
    return {str(name): half for half, names in data.items() if isinstance(names, list) for name in names}


def _json(path: Path) -> dict[str, Any]:
    try:
        value = json.loads(path.read_bytes())
    except OSError as error:
        raise InputError(f"cannot be read: {error.strerror}", source=str(path)) from error
    except json.JSONDecodeError as error:
        raise InputError(
            f"is not JSON: {error.msg}", source=str(path), line=error.lineno, column=error.colno
        ) from error
    except UnicodeDecodeError as error:
        raise InputError("is not UTF-8 text", source=str(path), offset=error.start) from error
    if not isinstance(value, dict):
        raise InputError("is no annotation: it must be an object with a list for each family", source=str(path))
    return value


def _text(path: Path) -> str:
    try:
        return normalise(path.read_bytes().decode("utf-8-sig"))
    except OSError as error:
        raise InputError(f"cannot be read: {error.strerror}", source=str(path)) from error
    except UnicodeDecodeError as error:
        raise InputError("is not UTF-8 text", source=str(path), offset=error.start) from error


def _day(value: object, path: Path) -> datetime.date | None:
    if value is None:
        return None
    try:
        return datetime.date.fromisoformat(str(value))
    except ValueError as error:
        raise InputError(f"document_date is {value!r}, which is no day", source=str(path)) from error
