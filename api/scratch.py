"""Scratch folders: what a server writes for itself, and what one that was killed has left behind.

A folder is locked as long as the server lives that made it. Who makes the next one removes those that nobody holds.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import shutil
import tempfile
import time
from pathlib import Path
from types import TracebackType
from typing import Final

__all__ = ["Scratch"]

_LOCK: Final = ".lock"
#: A folder without a lock is just being made, or one of an earlier version; it is left alone for so many seconds.
_YOUNG: Final = 86_400.0


class Scratch:
    """Be a new folder, which is there until it is closed.

    Args:
        prefix: What its name begins with.
        place: Where it is made; None for the system's folder of temporary files.

    Raises:
        OSError: If it cannot be made.
    """

    def __init__(self, prefix: str, place: Path | None = None) -> None:
        place = Path(tempfile.gettempdir()) if place is None else place
        _sweep(place, prefix)
        self.path = Path(tempfile.mkdtemp(prefix=prefix, dir=place))
        self._lock = os.open(self.path / _LOCK, os.O_CREAT | os.O_RDWR, 0o600)
        fcntl.flock(self._lock, fcntl.LOCK_EX)

    def close(self) -> None:
        """Remove the folder."""
        shutil.rmtree(self.path, ignore_errors=True)
        if self._lock >= 0:
            os.close(self._lock)
            self._lock = -1

    def __enter__(self) -> Path:
        return self.path

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()


def _sweep(place: Path, prefix: str) -> None:
    """Remove the folders of this user that nobody holds."""
    for folder in place.glob(f"{prefix}*"):
        with contextlib.suppress(OSError):
            told = folder.lstat()
            if told.st_uid == os.getuid() and folder.is_dir() and not folder.is_symlink() and not _is_held(folder):
                shutil.rmtree(folder, ignore_errors=True)


def _is_held(folder: Path) -> bool:
    try:
        lock = os.open(folder / _LOCK, os.O_RDWR)
    except FileNotFoundError:
        return time.time() - folder.stat().st_mtime < _YOUNG
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    finally:
        os.close(lock)
    return False
