"""Sources: copies of the store that workers load their data from."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Final

from api.scratch import Scratch
from api.workers.nursery import Source
from kg.errors import StoreError
from kg.settings import Settings
from kg.store.base import Store
from kg.store.open import MEMORY

__all__ = ["DEFAULT_GRAPH", "copied", "default_graph", "is_small"]

#: The graph that takes what is written to no graph, where the default graph is the union of the others.
DEFAULT_GRAPH: Final = "urn:x-foedera:default"
#: A store of fewer bytes on disk is in memory within a second.
_SMALL: Final = 16_777_216


def default_graph(settings: Settings) -> str | None:
    """Return the graph that takes what is written to no graph; None if the default graph is one like others."""
    return DEFAULT_GRAPH if settings.default_graph == "union" else None


def is_small(settings: Settings) -> bool:
    """Tell whether the store is loaded into memory at once."""
    if settings.store == MEMORY:
        return True
    with contextlib.suppress(OSError):
        return sum(path.stat().st_size for path in Path(settings.store).expanduser().iterdir()) < _SMALL
    return False


@asynccontextmanager
async def copied(settings: Settings, store: Store, *, memory: bool) -> AsyncIterator[Source]:
    """Make a copy of the store, which is there until the block ends.

    A store on disk is copied by links beside it, at no cost; one in memory is written to a file.

    Args:
        settings: Where the store is.
        store: The store.
        memory: Whether the workers are to hold it in memory.

    Raises:
        StoreError: If it cannot be copied.
    """
    kept = settings.store != MEMORY
    beside = Path(settings.store).expanduser().parent if kept else None
    try:
        made = Scratch(".foedera-serving-", beside)
    except OSError as error:
        raise StoreError(f"no folder can be made beside the store: {error.strerror}") from error
    with made as folder:
        copy = folder / "copy"
        await asyncio.to_thread(store.checkpoint if kept else store.dump, copy)
        yield Source(
            folder=copy if kept else None,
            dump=None if kept else copy,
            memory=memory,
            default=default_graph(settings),
            query_memory=settings.query_memory,
        )
