"""The lock: many readers or one writer, over all processes of a machine."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

from kg.errors import StoreBusyError, StoreError

if sys.platform != "win32":
    import fcntl

__all__ = ["acquire", "busy", "release"]

_PAUSE = 0.05


def acquire(folder: Path, *, shared: bool, wait: float) -> int | None:
    """Lock the folder, so that no writer comes between.

    Args:
        folder: The folder of the store; it must exist.
        shared: Whether other readers are welcome.
        wait: How many seconds to wait for another process to finish.

    Returns:
        What `release` needs.

    Raises:
        StoreBusyError: If another process holds it.
        StoreError: If the folder may not be read.
    """
    if sys.platform == "win32":  # RocksDB's own lock keeps writers apart
        return None
    try:
        handle = os.open(folder, os.O_RDONLY | os.O_CLOEXEC)
    except OSError as error:
        raise StoreError(f"the store {folder} cannot be opened: {error.strerror}") from error
    end = time.monotonic() + wait
    while True:
        try:
            fcntl.flock(handle, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() < end:
                time.sleep(_PAUSE)
                continue
            os.close(handle)
            raise busy(folder) from None
        return handle


def release(handle: int | None) -> None:
    """Unlock what `acquire` locked."""
    if handle is not None:
        os.close(handle)


def busy(folder: Path) -> StoreBusyError:
    """Return the error that says that another process holds the store."""
    return StoreBusyError(
        f"the store {folder} is in use by another Foedera process",
        hint="Wait until it ends, stop a running `foedera serve`, or set FOEDERA_STORE to another folder.",
    )
