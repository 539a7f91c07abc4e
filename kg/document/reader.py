"""The reader: from files of all formats to documents."""

from __future__ import annotations

import datetime
import hashlib
import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Final

from kg.document.file import read_bytes
from kg.document.folder import expand
from kg.document.language import refuse_foreign
from kg.document.media import MediaType, media_type
from kg.document.metadata import FILE_NAME, Metadata, SourceNotes, read_notes
from kg.document.model import DocumentKind, Original, SourceDocument
from kg.document.readers import docx, html, markdown, pdf, plain
from kg.document.readers.content import Content
from kg.errors import InputError
from kg.settings import load_settings
from kg.text.normalise import normalise

__all__ = ["READERS", "read_document", "read_documents"]

#: What reads which media type; each takes the bytes and the file's name for messages.
READERS: Final[dict[MediaType, Callable[..., Content]]] = {
    MediaType.PLAIN: plain.read,
    MediaType.MARKDOWN: markdown.read,
    MediaType.HTML: html.read,
    MediaType.PDF: pdf.read,
    MediaType.DOCX: docx.read,
}
#: Control characters that no text has, and code points that are no characters.
_JUNK = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f\ufdd0-\ufdef\ufffe\uffff]")


def read_document(
    path: Path | str, *, date: datetime.date | None = None, kind: DocumentKind | None = None
) -> SourceDocument:
    """Read a plain text, Markdown, HTML, PDF or Word file, with what the ``source.toml`` beside it says.

    What the user says goes before what ``source.toml`` says, and that before what the file itself says.

    Args:
        path: The file.
        date: The day it was published.
        kind: Its kind.

    Raises:
        InputError: If it cannot be read as text, is not in English, or is not the text that ``source.toml`` describes.
    """
    path = Path(path)
    data = read_bytes(path)
    notes = _notes_beside(path)
    told = notes.of(path.name) if notes else None
    told = told or Metadata(file=path.name, line=1)
    form = media_type(data, path.name, source=str(path))
    own = READERS[form](data, source=str(path))
    document = SourceDocument(
        text=_checked(own.text, data, source=str(path)),
        kind=kind or told.kind or own.kind,
        date=date or told.date or own.date,
        title=told.title or own.title,
        creator=told.creator or own.creator,
        publisher=told.publisher or own.publisher,
        source=told.source or own.source,
        licence=told.licence or own.licence,
        name=str(path),
        original=Original(sha256=hashlib.sha256(data).hexdigest(), media_type=form.value),
    )
    if told.sha256 is not None and told.sha256 != document.sha256:
        raise InputError(
            f"the text has the SHA-256 {document.sha256}, but {FILE_NAME}, line {told.line}, says {told.sha256}",
            source=str(path),
            hint=f"Restore the text, or correct sha256 in {FILE_NAME} if the change is meant.",
        )
    return document


def read_documents(
    paths: Iterable[Path | str], *, date: datetime.date | None = None, kind: DocumentKind | None = None
) -> Iterator[SourceDocument]:
    """Read files and all texts of folders, one after the other.

    Args:
        paths: Files and folders, see `kg.document.folder.expand`.
        date: The day for all of them, see `read_document`.
        kind: The kind of all of them.

    Raises:
        InputError: As `expand` and `read_document` do.
    """
    for path in expand(paths):
        yield read_document(path, date=date, kind=kind)


def _notes_beside(path: Path) -> SourceNotes | None:
    notes = path.with_name(FILE_NAME)
    return read_notes(notes) if notes.is_file() else None


def _checked(text: str, data: bytes, *, source: str) -> str:
    """Normalise a text, and refuse it if it is none, is too long, or is not in English."""
    text = normalise(text)
    junk = _JUNK.search(text)
    if junk:
        raise InputError(
            f"is not a text: it holds the character U+{ord(junk[0]):04X}",
            source=source,
            line=text.count("\n", 0, junk.start()) + 1,
            offset=junk.start(),
            hint="Save it as plain text in UTF-8 and read that.",
        )
    if not any(ch.isalnum() for ch in text):
        found = "the file has no words" if data else "the file is empty"
        raise InputError(found, source=source, hint="Put the text into it.")
    most = load_settings().text_length
    if len(text) > most:
        raise InputError(
            f"has {len(text):,} characters of text, and more than {most:,} are not read at once",
            source=source,
            hint="Split it into several texts, or allow more in FOEDERA_TEXT_LENGTH.",
        )
    refuse_foreign(text, source=source)
    return text
