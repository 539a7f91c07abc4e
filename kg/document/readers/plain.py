"""Plain text: what is there, in whatever encoding."""

from __future__ import annotations

from kg.document.encoding import decode
from kg.document.readers.content import Content

__all__ = ["read"]


def read(data: bytes, *, source: str) -> Content:
    """Read a plain text.

    Args:
        data: The bytes of the file.
        source: The file, for messages.

    Raises:
        InputError: If it is in no known encoding.
    """
    return Content(text=decode(data, source=source))
