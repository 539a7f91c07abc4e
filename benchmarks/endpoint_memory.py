"""Memory of a server and of all processes it has started, as the system tells it."""

from __future__ import annotations

import contextlib
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

__all__ = ["family", "processor_seconds", "resident", "summed", "watched"]

_EVERY: Final = 0.02
_PAGE: Final = os.sysconf("SC_PAGE_SIZE")
_TICKS: Final = os.sysconf("SC_CLK_TCK")


def family(pid: int) -> list[int]:
    """Return a process and all that it has started."""
    found = [pid]
    for parent in found:
        with contextlib.suppress(OSError):
            for task in Path(f"/proc/{parent}/task").iterdir():
                found += map(int, (task / "children").read_text(encoding="ascii").split())
    return found


def resident(pid: int) -> int:
    """Return how many bytes a process and its children hold; what several share is counted in parts."""
    total = 0
    for process in family(pid):
        with contextlib.suppress(OSError):
            for line in Path(f"/proc/{process}/smaps_rollup").read_text(encoding="ascii").splitlines():
                total += int(line.split()[1]) * 1024 if line.startswith("Pss:") else 0
    return total


def summed(pid: int) -> int:
    """Return how many bytes a process and its children hold, where what several share is counted for each."""
    total = 0
    for process in family(pid):
        with contextlib.suppress(OSError):
            total += int(Path(f"/proc/{process}/statm").read_text(encoding="ascii").split()[1]) * _PAGE
    return total


def processor_seconds(pid: int) -> float:
    """Return how many seconds of a processor a process and the children that it has now have used."""
    total = 0.0
    for process in family(pid):
        with contextlib.suppress(OSError):
            fields = Path(f"/proc/{process}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
            total += (int(fields[11]) + int(fields[12])) / _TICKS
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
