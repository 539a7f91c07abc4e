"""Output: to standard output, or to a file that is there whole or not at all."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from kg.errors import InputError

__all__ = ["output"]


@contextmanager
def output(path: Path | None) -> Iterator[IO[bytes]]:
    """Open what a command writes to.

    Args:
        path: The file, or None or ``-`` for standard output. A file is written beside its place and moved there when
            it is whole; if anything fails, what was there stays.

    Raises:
        InputError: If the file cannot be written.
    """
    if path is None or str(path) == "-":
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    target = path.resolve()
    if target.is_dir():
        raise InputError("is a folder, not a file", source=str(path))
    if target.exists() and not target.is_file():
        with target.open("wb") as stream:
            yield stream
        return
    part = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        stream = part.open("xb")
    except OSError as error:
        raise InputError(f"cannot be written: {error.strerror}", source=str(path)) from error
    try:
        with stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)
