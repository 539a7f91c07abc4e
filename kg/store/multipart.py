"""Multipart: several documents in one body, as forms send files (RFC 7578)."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final

from pyoxigraph import RdfFormat
from python_multipart.exceptions import FormParserError
from python_multipart.multipart import MultipartParser, parse_options_header

from kg.errors import InputError

if TYPE_CHECKING:
    from python_multipart.multipart import MultipartCallbacks

__all__ = ["MULTIPART", "Part", "read_parts"]

#: The media type of forms with files.
MULTIPART: Final = "multipart/form-data"
#: More documents than anybody sends at once.
_MOST: Final = 1000


@dataclass(frozen=True, slots=True)
class Part:
    """Be one document.

    Args:
        name: What it is called, for messages.
        media_type: How it is written.
        content: What it says.
    """

    name: str
    media_type: str
    content: bytes


def read_parts(body: bytes, content_type: str) -> list[Part]:
    """Take a form apart.

    Args:
        body: The form.
        content_type: Its media type, with the boundary.

    Returns:
        Its documents, in order; of one that does not say how it is written, the ending of its name does.

    Raises:
        InputError: If it is no such form, or holds no document.
    """
    boundary = parse_options_header(content_type)[1].get(b"boundary")
    if not boundary:
        raise InputError("the form does not tell its boundary", source="body")
    reading = _Reading()
    try:
        parser = MultipartParser(boundary, reading.callbacks())
        parser.write(body)
        parser.finalize()
    except FormParserError as error:
        raise InputError(f"the form cannot be read: {error}", source="body") from error
    if not reading.parts or not reading.whole:
        raise InputError("the form holds no document, or is not whole", source="body")
    return reading.parts


@dataclass(slots=True)
class _Reading:
    """Gather what the parser calls out."""

    parts: list[Part] = field(default_factory=list)
    whole: bool = False
    _headers: dict[bytes, bytes] = field(default_factory=dict)
    _name: bytearray = field(default_factory=bytearray)
    _value: bytearray = field(default_factory=bytearray)
    _content: bytearray = field(default_factory=bytearray)

    def callbacks(self) -> MultipartCallbacks:
        """Return what is called."""
        return {
            "on_part_begin": self._begin,
            "on_part_data": lambda data, start, end: self._content.extend(data[start:end]),
            "on_part_end": self._end,
            "on_header_field": lambda data, start, end: self._name.extend(data[start:end]),
            "on_header_value": lambda data, start, end: self._value.extend(data[start:end]),
            "on_header_end": self._header,
            "on_end": self._finish,
        }

    def _begin(self) -> None:
        if len(self.parts) >= _MOST:
            raise InputError(f"the form has more than {_MOST} documents", source="body")
        self._headers = {}
        self._content.clear()

    def _header(self) -> None:
        self._headers[bytes(self._name).lower()] = bytes(self._value)
        self._name.clear()
        self._value.clear()

    def _end(self) -> None:
        options = parse_options_header(self._headers.get(b"content-disposition", b""))[1]
        name = (options.get(b"filename") or options.get(b"name") or b"").decode("utf-8", "replace")
        told = self._headers.get(b"content-type", b"").decode("latin-1").strip()
        ending = RdfFormat.from_extension(PurePosixPath(name).suffix.removeprefix("."))
        if ending is not None and told.partition(";")[0].strip().lower() in ("", "application/octet-stream"):
            told = ending.media_type
        self.parts.append(Part(name or "body", told, bytes(self._content)))

    def _finish(self) -> None:
        self.whole = True
