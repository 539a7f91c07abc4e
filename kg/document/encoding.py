"""The encoding of a text: told by its mark, its bytes, and at last by what reads best."""

from __future__ import annotations

import codecs
import re
from typing import Final

from kg.errors import InputError

__all__ = ["decode"]

#: Marks at the beginning of a text, the longer ones first.
_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
#: How many bytes tell the encoding of the rest.
_LOOKED_AT: Final = 65_536
_HINT: Final = "Save it as plain text in UTF-8 and read that."
#: Fewer bytes than these tell no encoding.
_FEW: Final = 32
#: Bytes of Windows Western text: typographic marks, and letters beside letters.
_WESTERN = re.compile(rb"[\x80\x82-\x8c\x8e\x91-\x9c\x9e-\xbf]|(?<=[A-Za-z])[\xc0-\xff]|[\xc0-\xff](?=[A-Za-z])")
_HIGH = re.compile(rb"[\x80-\xff]")


def decode(data: bytes, *, source: str, declared: str | None = None) -> str:
    r"""Turn the bytes of a text into characters.

    Args:
        data: The bytes.
        source: The file, for the message.
        declared: The encoding that the text itself names.

    Raises:
        InputError: If they are no text in any encoding.

    >>> decode("“Éclair”".encode("cp1252"), source="a.txt")
    '“Éclair”'
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strictly(data, encoding, source).removeprefix("\ufeff")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        broken = error
    text = _as_declared(data, declared)
    if text is None and _is_western(data):
        text = data.decode("cp1252")
    text = _guessed(data) if text is None else text
    if text is None:
        raise _unreadable(data, broken, source)
    return text


def _strictly(data: bytes, encoding: str, source: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise _unreadable(data, error, source) from error


def _as_declared(data: bytes, declared: str | None) -> str | None:
    if declared is None:
        return None
    try:
        text = data.decode(declared)
    except (LookupError, UnicodeDecodeError, ValueError):
        return None
    return text if isinstance(text, str) else None


def _is_western(data: bytes) -> bool:
    """Tell whether the bytes beyond ASCII are what a Western text has, where it has it."""
    high = len(_HIGH.findall(data))
    fitting = sum(1 for _ in _WESTERN.finditer(data))
    undefined = any(byte in data for byte in (b"\x81", b"\x8d", b"\x8f", b"\x90", b"\x9d", b"\0"))
    return not undefined and fitting == high and high * 5 < len(data) * 2


def _guessed(data: bytes) -> str | None:
    from charset_normalizer import from_bytes  # only what is neither UTF-8 nor Windows Western pays for it

    best = from_bytes(data[:_LOOKED_AT]).best() if len(data) >= _FEW else None
    if best is None:
        return None
    try:
        return data.decode(best.encoding)
    except (UnicodeDecodeError, LookupError):
        return None


def _unreadable(data: bytes, error: UnicodeDecodeError, source: str) -> InputError:
    line = data.count(b"\n", 0, error.start) + 1 if b"\0" not in data else None
    byte = f"byte {error.start} (0x{data[error.start]:02x}) cannot be read" if error.start < len(data) else "it is cut"
    return InputError(f"is not a text in any known encoding: {byte}", source=source, line=line, hint=_HINT)
