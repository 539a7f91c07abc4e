"""Open the store: the one place where it is chosen."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

import pyoxigraph

from kg.errors import NotFoundError, StoreError
from kg.settings import Settings
from kg.store.journal import Journal
from kg.store.lock import acquire, busy, release
from kg.store.oxigraph import OxigraphStore
from kg.store.writer import MEMORY

__all__ = ["MEMORY", "open_store", "store_exists"]

#: The files of RocksDB, and the journal; a folder that has others is not ours to write to.
_OURS = re.compile(
    r"(?:CURRENT|journal|default-graph|IDENTITY|LOCK|LOG(?:\.old.*)?|(?:MANIFEST|OPTIONS)-\d+(?:\.dbtmp)?|\d+\.\w+)"
)
#: The file that tells how the default graph is kept.
_MARK: Final = "default-graph"
_REPAIR = "Restore it from a copy, or move it away and ingest the texts again."


def store_exists(settings: Settings) -> bool:
    """Tell whether the settings name a store that has been made."""
    return settings.store != MEMORY and (Path(settings.store) / "CURRENT").exists()


def open_store(settings: Settings, *, read_only: bool = False, make: bool = True, wait: float = 1.0) -> OxigraphStore:
    """Open the store that the settings name.

    Args:
        settings: Where it is: a folder, or ``memory:``.
        read_only: Whether it is only asked; then other readers may have it open too, and it is not made if missing.
        make: Whether one that is to be written is made if missing.
        wait: How many seconds to wait for another process to let go of it.

    Raises:
        NotFoundError: If there is none, and none is to be made.
        StoreBusyError: If another process holds it.
        StoreError: If it cannot be opened, or was made for another kind of default graph.
    """
    own = settings.default_graph == "own"
    if settings.store == MEMORY:
        return OxigraphStore(pyoxigraph.Store(), own=own)
    if settings.store.startswith(("http://", "https://")):
        raise StoreError(
            f"{settings.store} is a SPARQL address; stores on other servers are not supported yet",
            hint="Set FOEDERA_STORE to a folder, or to memory:",
        )
    folder = Path(settings.store).expanduser()
    _check(folder, make=make and not read_only)
    _check_default_graph(folder, settings.default_graph, mark=not read_only)
    journal = Journal(folder)
    if read_only and not journal.is_empty():
        open_store(settings, make=False, wait=wait).close()  # what a crash left unfinished is finished
    lock = acquire(folder, shared=read_only, wait=wait)
    try:
        opened = _opened(folder, read_only=read_only)
        return OxigraphStore(opened, str(folder), lock, None if read_only else journal, own=own)
    except StoreError:
        release(lock)
        raise


def _check(folder: Path, *, make: bool) -> None:
    """Refuse what is no store before RocksDB writes into it."""
    try:
        if folder.exists() and not folder.is_dir():
            raise StoreError(f"the store {folder} is a file, not a folder", hint="Set FOEDERA_STORE to a folder.")
        if not make and not (folder / "CURRENT").exists():
            raise NotFoundError(f"there is no store in {folder} yet", hint="Make one: foedera ingest PATH…")
        folder.mkdir(parents=True, exist_ok=True)
        foreign = sorted(path.name for path in folder.iterdir() if not _OURS.fullmatch(path.name))
    except OSError as error:
        if isinstance(error, StoreError):
            raise
        raise StoreError(
            f"the store {folder} cannot be opened: {error.strerror}", hint="Set FOEDERA_STORE to a folder of yours."
        ) from error
    if foreign:
        raise StoreError(
            f"the folder {folder} is not a Foedera store: it holds {foreign[0]!r}",
            hint="Set FOEDERA_STORE to an empty or new folder.",
        )


def _check_default_graph(folder: Path, wanted: str, *, mark: bool) -> None:
    """Refuse a store whose default graph is kept in the other way: what it holds would be taken for something else.

    A store of an earlier version tells nothing; it is marked when it is first opened for writing.
    """
    file = folder / _MARK
    try:
        kept = file.read_text(encoding="ascii").strip() if file.exists() else ""
        if mark and not kept:
            file.write_text(f"{wanted}\n", encoding="ascii")
    except (OSError, UnicodeDecodeError) as error:
        raise StoreError(f"the store {folder} is damaged: {_MARK} cannot be read or written", hint=_REPAIR) from error
    if kept and kept != wanted:
        raise StoreError(
            f"the store {folder} was made with the default graph {kept!r}, but {wanted!r} is asked for",
            hint=f"Set FOEDERA_DEFAULT_GRAPH={kept}, or make a new store: one does not become the other.",
        )


def _opened(folder: Path, *, read_only: bool) -> pyoxigraph.Store:
    try:
        return pyoxigraph.Store.read_only(str(folder)) if read_only else pyoxigraph.Store(folder)
    except (OSError, RuntimeError, ValueError) as error:
        if "lock" in str(error).lower():
            raise busy(folder) from error
        raise StoreError(f"the store {folder} is damaged and cannot be opened: {error}", hint=_REPAIR) from error
