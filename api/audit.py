"""The audit log: who changed what, a line of JSON for each write, on the disk before the write is made.

So a line tells that a write was allowed and begun; no write is without one.
"""

from __future__ import annotations

import asyncio
import json
import os
from collections import Counter
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

from pyoxigraph import NamedNode, Quad

from kg.errors import StoreError
from kg.settings import Settings
from kg.store.delta import Delta
from kg.store.kinds import inferred_name
from kg.store.open import MEMORY
from kg.store.tokens import beside

__all__ = ["AuditLog", "audit_path", "counted"]


def audit_path(settings: Settings) -> Path | None:
    """Return the path of the audit log, or None where there is none: for a store in memory, unless it is set."""
    if settings.audit:
        return Path(settings.audit).expanduser()
    return None if settings.store == MEMORY else beside(settings, "audit.jsonl")


def counted(delta: Delta, settings: Settings) -> dict[str, object]:
    """Tell how much a change takes out of and puts into which graphs, without what only follows from it."""
    added, removed = (_by_graph(quads, settings) for quads in (delta.added, delta.removed))
    names = sorted(added.keys() | removed.keys() | delta.created | delta.dropped)
    return {
        "in": sum(added.values()),
        "out": sum(removed.values()),
        "graphs": [{"graph": name, "in": added[name], "out": removed[name]} for name in names],
    }


class AuditLog:
    """Keep the log in a file that only grows.

    Args:
        path: The file, or None to keep none.
    """

    def __init__(self, path: Path | None) -> None:
        self._path = path

    def open(self) -> None:
        """Make the file, so that what keeps it from being written is told at the start.

        Raises:
            StoreError: If it cannot be written.
        """
        self._append(b"")

    async def write(self, told: dict[str, object]) -> None:
        """Add a line, with the time, and wait until it is on the disk.

        Raises:
            StoreError: If it cannot be written; then nothing may be changed.
        """
        now = datetime.now(UTC).isoformat(timespec="milliseconds")
        line = json.dumps({"time": now, **told}, ensure_ascii=False).encode("utf-8", "backslashreplace") + b"\n"
        await asyncio.to_thread(self._append, line)

    def _append(self, line: bytes) -> None:
        if self._path is None:
            return
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            # Opened for each line, so that the file may be moved away at any time.
            file = os.open(self._path, os.O_CREAT | os.O_APPEND | os.O_WRONLY | os.O_CLOEXEC, 0o600)
            try:
                if os.write(file, line) != len(line):
                    raise OSError("the disk is full")
                if line:
                    os.fdatasync(file)
            finally:
                os.close(file)
        except OSError as error:
            raise StoreError(f"the audit log {self._path} cannot be written: {error}") from error


def _by_graph(quads: Iterable[Quad], settings: Settings) -> Counter[str]:
    union, inferred = settings.default_graph == "union", inferred_name(settings.base)
    counts: Counter[str] = Counter()
    for quad in quads:
        name = quad.graph_name.value if isinstance(quad.graph_name, NamedNode) else "default"
        if name != inferred and not (union and name == "default"):
            counts[name] += 1
    return counts
