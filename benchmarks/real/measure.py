"""A measurement: how many of how many, and why the others were missed."""

from __future__ import annotations

import datetime
import os
import re
import sys
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path

from kg.document.model import DocumentKind, SourceDocument
from kg.evaluate.names import name_key
from kg.extract.authority.matcher import lookup
from kg.extract.frames import Actor, Extraction, Place
from kg.extract.pipeline import extract
from kg.text.normalise import normalise

__all__ = ["Measure", "data_folder", "extracted", "find_names", "is_called", "names_of", "show"]

_CAUSES, _EXAMPLES = 10, 3
#: Between names that share one actor, and after a people's name.
_JOINED = re.compile(r"\s*(?:,| and | & )\s*")
_GENERAL = re.compile(r"\s+(?:Indians?|nations?|tribes?|bands?)(?: of Indians)?$", re.IGNORECASE)


@dataclass(slots=True)
class Measure:
    """Count what was found of what was wanted, and sort the misses by cause."""

    title: str
    target: float | None = None
    hits: int = 0
    wanted: int = 0
    misses: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))

    def add(self, hit: bool, cause: str = "", example: str = "") -> None:
        """Count one; where it was missed, under its cause with an example."""
        self.wanted += 1
        self.hits += hit
        if not hit:
            self.misses[cause].append(example)


def data_folder() -> Path:
    """Return the folder of the tables, or end with a reason."""
    named = os.environ.get("FOEDERA_DATA")
    folder = Path(named or "/nonexistent")
    if not folder.is_dir():
        reason = f"{named} is no folder" if named else "FOEDERA_DATA does not name the folder of the tables"
        sys.exit(f"nothing to measure: {reason}")
    return folder


def extracted(text: str, name: str, day: str | None = None, kind: DocumentKind | None = None) -> Extraction:
    """Extract a text."""
    date = datetime.date.fromisoformat(day) if day else None
    return extract(SourceDocument(text=normalise(text), date=date, kind=kind, name=name))


def is_called(frame: Actor | Place, names: set[str]) -> bool:
    """Tell whether an actor or a place has one of the names, or is what the authority knows by it.

    "Sac and Fox Indians" bear both names, with and without the general word at the end.
    """
    keys = {_key(name) for name in names}
    labels = (frame.label, *frame.alt_labels)
    if any(_key(part) in keys for label in labels for part in (label, *_JOINED.split(label))):
        return True
    return any(entry.key == frame.key for name in names for entry in lookup(name)[:1])


def _key(name: str) -> str:
    return name_key(_GENERAL.sub("", name))


def find_names(text: str, names: set[str]) -> bool:
    """Tell whether the text has one of the names, however it is spelled."""
    folded = f" {' '.join(text.casefold().replace('-', ' ').split())} "
    return any(f"{name.casefold().replace('-', ' ')}" in folded for name in names)


def names_of(code: str) -> set[str]:
    """Return a name with the other names that the authority knows for it."""
    known = lookup(code)[:1]
    return {code, *(name for entry in known for name in (entry.label, *entry.alt_labels))}


def show(measure: Measure) -> None:
    """Print a figure and the ten most frequent causes of misses with examples."""
    share = measure.hits / measure.wanted if measure.wanted else 0.0
    target = f"  (target {measure.target:.2f})" if measure.target is not None else ""
    print(f"{measure.title:<66} {share:.3f}  {measure.hits} of {measure.wanted}{target}")
    causes = sorted(measure.misses.items(), key=lambda item: -len(item[1]))
    for cause, examples in causes[:_CAUSES]:
        print(f"  {len(examples):4} {cause}")
        step = max(1, len(examples) // _EXAMPLES)
        for example in examples[::step][:_EXAMPLES]:
            print(f"         {' '.join(example.split())[:240]}")
