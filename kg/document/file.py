"""Files: their bytes, if they are regular files and not too large."""

from __future__ import annotations

import stat
from pathlib import Path

from kg.errors import InputError
from kg.settings import load_settings

__all__ = ["mode", "read_bytes"]


def read_bytes(path: Path) -> bytes:
    """Read a regular file that is not larger than the setting ``file_size`` allows.

    Raises:
        InputError: If it cannot be read, is no regular file, or is too large.
    """
    kind = mode(path)
    if stat.S_ISDIR(kind):
        raise InputError("is a folder, not a text", source=str(path), hint="Name a file in it.")
    if not stat.S_ISREG(kind):
        raise InputError("is not a regular file", source=str(path), hint="Name a file that holds a text.")
    most = load_settings().file_size
    try:
        with path.open("rb") as stream:
            data = stream.read(most + 1)
    except OSError as error:
        raise _unreadable(path, error) from error
    if len(data) > most:
        raise InputError(
            f"is larger than {most / 1_000_000:g} MB",
            source=str(path),
            hint="Split it into several texts, or allow more bytes in FOEDERA_FILE_SIZE.",
        )
    return data


def mode(path: Path) -> int:
    """Tell what sort of thing lies under a path, as ``stat`` does.

    Raises:
        InputError: If there is nothing, or it may not be looked at.
    """
    try:
        return path.stat().st_mode
    except (FileNotFoundError, NotADirectoryError, ValueError) as error:
        raise InputError("there is no such file", source=str(path), hint="Check the name and the folder.") from error
    except OSError as error:
        raise _unreadable(path, error) from error


def _unreadable(path: Path, error: OSError) -> InputError:
    return InputError(
        f"cannot be read: {error.strerror}", source=str(path), hint="Check the name and the rights to read it."
    )
