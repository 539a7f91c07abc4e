"""The journal: changes that are safe before they are in the store.

A write is appended and synced before Oxigraph is told of it in several steps; what a crash left unfinished is applied
again when the store is opened. Deltas can be applied twice, so nothing needs to be known of how far it came.
"""

from __future__ import annotations

import os
import struct
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from kg.store.delta import Delta

__all__ = ["Journal"]

#: Length and checksum of a record.
_HEAD: Final = struct.Struct(">QI")
#: The journal is emptied when it has so many bytes and the store has been synced.
_MOST: Final = 16_777_216
_NAME: Final = "journal"


class Journal:
    """Keep changes in a file of the store's folder.

    Args:
        folder: The folder of the store.
    """

    def __init__(self, folder: Path) -> None:
        self._path = folder / _NAME
        self._file: int | None = None

    def append(self, content: bytes) -> bool:
        """Write a change and wait until it is on the disk; tell whether it is time to empty the journal.

        Raises:
            OSError: If it cannot be written; then the journal is as before.
        """
        if self._file is None:
            self._file = os.open(self._path, os.O_CREAT | os.O_APPEND | os.O_WRONLY, 0o644)
        before = os.fstat(self._file).st_size
        record = memoryview(_HEAD.pack(len(content), zlib.crc32(content)) + content)
        try:
            while record:
                record = record[os.write(self._file, record) :]
            os.fdatasync(self._file)
        except OSError:
            os.ftruncate(self._file, before)
            raise
        return os.fstat(self._file).st_size > _MOST

    def changes(self) -> Iterator[Delta]:
        """Read the changes; a last one that was not written to its end is none."""
        if not self._path.exists():
            return
        content = self._path.read_bytes()
        position = 0
        while position + _HEAD.size <= len(content):
            length, checksum = _HEAD.unpack_from(content, position)
            start = position + _HEAD.size
            record = content[start : start + length]
            # No change is empty: zeros are what a disk shows of a file that grew before it was written.
            if not length or len(record) < length or zlib.crc32(record) != checksum:
                return
            yield Delta.from_bytes(record)
            position = start + length

    def is_empty(self) -> bool:
        """Tell whether there is nothing to apply."""
        return not self._path.exists() or not self._path.stat().st_size

    def empty(self) -> None:
        """Forget all changes; the store must have been synced."""
        if self._file is not None:
            os.ftruncate(self._file, 0)
        elif self._path.exists():
            self._path.write_bytes(b"")

    def close(self) -> None:
        """Let go of the file."""
        if self._file is not None:
            os.close(self._file)
            self._file = None
