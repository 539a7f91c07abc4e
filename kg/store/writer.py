"""The writer: the one way by which changes come into a store.

A change is safe as soon as it is in the journal; there its writer need not wait any longer. A small one is put into the
store meanwhile, in a thread, and who asks the store next waits until that is done. So nobody sees a state before it.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from typing import Final

import pyoxigraph

from kg.errors import QueryError, StoreError
from kg.store.delta import Delta
from kg.store.journal import Journal

__all__ = ["MEMORY", "Writer"]

#: The address of a store that lives as long as the process.
MEMORY: Final = "memory:"
#: A change of so many quads is in the store within some hundredths of a second.
_SMALL: Final = 2000


class Writer:
    """Put changes into a store, one after the other.

    Args:
        store: Oxigraph's own store.
        where: The folder, or ``memory:``, for messages.
        journal: Where changes are safe before they are in the store, for one on disk that is written to. What is in it
            is put into the store at once.
    """

    def __init__(self, store: pyoxigraph.Store, where: str, journal: Journal | None) -> None:
        self._open: pyoxigraph.Store | None = store
        self._where = where
        self._journal = journal
        self._writing = threading.Lock()
        self._thread: ThreadPoolExecutor | None = None
        self._under_way: Future[None] | None = None
        if journal is not None and not journal.is_empty():
            for delta in journal.changes():
                delta.apply(store)
            self.settle()

    @property
    def store(self) -> pyoxigraph.Store:
        """Oxigraph's own store, with all changes.

        Raises:
            StoreError: If it has been closed, or a change could not be put into it.
        """
        if self._under_way is not None:
            try:
                self._under_way.result()
            except (OSError, RuntimeError, ValueError) as error:
                raise StoreError(
                    f"the store {self._where} could not be written: {error}",
                    hint="Nothing is lost: when the store is opened again, the change is made.",
                ) from error
        if self._open is None:
            raise StoreError(f"the store {self._where} has been closed")
        return self._open

    def write(self, delta: Delta) -> None:
        """Make a change; it is safe afterwards, and seen by all who ask the store.

        Raises:
            StoreError: If it cannot be made.
        """
        with self.alone():
            self.make(delta)

    @contextmanager
    def alone(self) -> Iterator[pyoxigraph.Store]:
        """Let nobody else write until the block ends.

        Raises:
            StoreError: If what is done in the block cannot be written.
        """
        with self._writing:
            try:
                yield self.store
            except (OSError, RuntimeError, SyntaxError, ValueError) as error:
                if isinstance(error, (StoreError, QueryError)):
                    raise
                raise StoreError(f"the store {self._where} could not be written: {error}") from error

    def make(self, delta: Delta) -> None:
        """Make a change where nobody else writes; see `write`."""
        store = self.store
        full = self._journal is not None and self._journal.append(delta.to_bytes())
        if self._journal is None or full or len(delta.removed) + len(delta.added) > _SMALL:
            delta.apply(store)
            if full:
                self.settle()
            return
        if self._thread is None:
            self._thread = ThreadPoolExecutor(1, thread_name_prefix="store")
        self._under_way = self._thread.submit(delta.apply, store)

    def settle(self) -> None:
        """Sync the store where nobody else writes, so that the journal is no longer needed."""
        if self._journal is not None and not self._journal.is_empty():
            self.store.flush()
            self._journal.empty()

    def close(self) -> None:
        """Let go of the store."""
        if self._open is None:
            return
        try:
            self.settle()
        finally:
            if self._journal is not None:
                self._journal.close()
            if self._thread is not None:
                self._thread.shutdown()
            self._open = None
