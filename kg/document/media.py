"""The media type: what a file is, told by its content first and by its name where that does not tell."""

from __future__ import annotations

import re
import tomllib
import zipfile
from enum import StrEnum
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any, Final

from kg.errors import InputError

__all__ = ["SUFFIXES", "MediaType", "media_type"]

_DATA = Path(__file__).parent / "data"
_WORD_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_HTML = re.compile(rb"(?:<\?xml[^>]*>|<!--.*?-->|\s)*<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL)
_XML = re.compile(rb"\s*<\?xml\b|\s*<!DOCTYPE\b|\s*<!ENTITY\b", re.IGNORECASE)
_FRONT = re.compile(
    rb"---[ \t]*\r?\n(?:[^\n]*\n){0,200}?[\w-]+[ \t]*:[^\n]*\n(?:[^\n]*\n){0,200}?(?:---|\.\.\.)[ \t]*\r?\n"
)
#: An Office document that is protected by a password is wrapped into an old one with a stream of this name.
_ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")
#: How many bytes are looked at for what a file is.
_HEAD: Final = 4096


class MediaType(StrEnum):
    """Name the media types that are read."""

    PLAIN = "text/plain"
    MARKDOWN = "text/markdown"
    HTML = "text/html"
    PDF = "application/pdf"
    DOCX = _WORD_TYPE


#: What a name's ending says where the content does not; also the files that are taken from a folder.
SUFFIXES: Final = {
    ".txt": MediaType.PLAIN,
    ".md": MediaType.MARKDOWN,
    ".markdown": MediaType.MARKDOWN,
    ".html": MediaType.HTML,
    ".htm": MediaType.HTML,
    ".xhtml": MediaType.HTML,
    ".pdf": MediaType.PDF,
    ".docx": MediaType.DOCX,
}


def media_type(data: bytes, name: str, *, source: str) -> MediaType:
    """Tell what a file is.

    Args:
        data: Its bytes.
        name: Its name.
        source: The file, for the message.

    Raises:
        InputError: If it is something that is not read; the message says what.
    """
    head = data[:_HEAD].removeprefix(b"\xef\xbb\xbf")
    named = SUFFIXES.get(Path(name).suffix.lower())
    if b"%PDF-" in head[:1024]:
        return MediaType.PDF
    if head.startswith(b"PK") and head[2:4] in {b"\3\4", b"\5\6", b"\7\x08"}:
        return _package(data, source)
    _refuse_known(data, head, source)
    if _HTML.match(head):
        return MediaType.HTML
    if _XML.match(head) and named is not MediaType.HTML:
        raise InputError("is an XML file, which is not read", source=source, hint="Save its text as .txt or .html.")
    if named in {MediaType.PDF, MediaType.DOCX}:
        raise InputError(
            f"is named {Path(name).suffix} but is no such document, or is damaged" if data else "the file is empty",
            source=source,
            hint="Save it again from the program that made it, or rename it if it is a plain text.",
        )
    if named in {None, MediaType.PLAIN} and _FRONT.match(head):
        return MediaType.MARKDOWN
    return named or MediaType.PLAIN


def _refuse_known(data: bytes, head: bytes, source: str) -> None:
    """Refuse a format that is known and not read."""
    if head.startswith(b"\xd0\xcf\x11\xe0") and _ENCRYPTED in data:
        raise InputError(
            "is protected by a password", source=source, hint="Open it, save it without a password, and read that."
        )
    for entry in _table("formats")["format"]:
        if any(head.startswith(bytes.fromhex(start)) for start in entry["starts"]):
            raise InputError(f"is {entry['called']}, which is not read", source=source, hint=entry["todo"])


def _package(data: bytes, source: str) -> MediaType:
    """Tell what a ZIP archive is."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            names = frozenset(archive.namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError, RuntimeError) as error:
        raise InputError(
            "is a damaged Word document or archive: it cannot be unpacked",
            source=source,
            hint="Save it again from the program that made it.",
        ) from error
    if "word/document.xml" in names:
        return MediaType.DOCX
    called = next((called for name, called in _table("packages").items() if name in names), "a ZIP archive")
    if called == "a ZIP archive":
        raise InputError(
            "is a ZIP archive, not a Word document", source=source, hint="Unpack it and read the texts in it."
        )
    raise InputError(f"is {called}, which is not read", source=source, hint="Save it as .docx, .pdf or .txt.")


@cache
def _table(name: str) -> dict[str, Any]:
    return tomllib.loads((_DATA / f"{name}.toml").read_text(encoding="utf-8"))
