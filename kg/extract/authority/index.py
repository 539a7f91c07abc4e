"""Hold all aliases under their folded spelling; built once, when first asked."""

from __future__ import annotations

import threading
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from kg.extract.authority.fold import fold_phrase, prefixes
from kg.extract.authority.load import aliases, read_user
from kg.extract.authority.model import Alias, Entry

__all__ = ["Index", "index", "load_user"]


@dataclass(frozen=True, slots=True)
class Index:
    """Be the aliases by folded spelling, the entries by key, and the beginnings of spellings of several words."""

    phrases: dict[str, list[Alias]] = field(default_factory=dict)
    entries: dict[str, Entry] = field(default_factory=dict)
    prefixes: set[str] = field(default_factory=set)

    def add(self, found: Iterable[Alias]) -> None:
        """Add aliases; a spelling that is there for the same entry already is kept as it is."""
        known: defaultdict[str, list[Alias]] = defaultdict(list, self.phrases)
        for alias in found:
            folded = fold_phrase(alias.spelling)
            known[folded].append(alias)
            self.entries.setdefault(alias.entry.key, alias.entry)
            self.prefixes.update(prefixes(folded))
        self.phrases.update(known)


_LOCK = threading.Lock()
_INDEX = Index()


def index() -> Index:
    """Return the one index of the process."""
    if not _INDEX.entries:
        with _LOCK:
            if not _INDEX.entries:
                _INDEX.add(aliases())
    return _INDEX


def load_user(path: Path) -> tuple[Entry, ...]:
    """Add the entries of a person's own TOML file, for this process.

    Returns:
        The entries that were read.

    Raises:
        InputError: If the file cannot be read as such.
    """
    found = tuple(read_user(path))
    base = index()
    with _LOCK:
        base.add(found)
    return tuple(dict.fromkeys(alias.entry for alias in found))
