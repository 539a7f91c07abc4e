"""Memory of a server and of all processes it has started, as the system tells it."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

__all__ = ["resident", "watched"]

_EVERY: Final = 0.02


def resident(pid: int) -> int:
    """Return how many bytes a process and its children hold; what several share is counted in parts."""
    total = 0
    for process in _family(pid):
        with contextlib.suppress(OSError):
            for line in Path(f"/proc/{process}/smaps_rollup").read_text(encoding="ascii").splitlines():
                total += int(line.split()[1]) * 1024 if line.startswith("Pss:") else 0
    return total


@contextmanager
def watched(pid: int) -> Iterator[list[int]]:
    """Look every now and then how many bytes a server holds, until the block ends."""
    seen = [resident(pid)]
    over = threading.Event()

    def look() -> None:
        while not over.wait(_EVERY):
            seen.append(resident(pid))

    thread = threading.Thread(target=look)
    thread.start()
    try:
        yield seen
    finally:
        over.set()
        thread.join()


def _family(pid: int) -> list[int]:
    found = [pid]
    for parent in found:
        with contextlib.suppress(OSError):
            for task in Path(f"/proc/{parent}/task").iterdir():
                found += map(int, (task / "children").read_text(encoding="ascii").split())
    return found
