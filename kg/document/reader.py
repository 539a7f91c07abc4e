"""The reader: from files of all formats to documents."""

from __future__ import annotations

import datetime
import hashlib
import re
import stat
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Final

from kg.document.file import read_bytes
from kg.document.folder import expand
from kg.document.language import refuse_foreign
from kg.document.media import MediaType, media_type
from kg.document.metadata import FILE_NAME, Metadata, read_notes
from kg.document.model import DocumentKind, Original, SourceDocument
from kg.document.readers import docx, html, markdown, pdf, plain
from kg.document.readers.content import Content
from kg.errors import InputError
from kg.settings import load_settings
from kg.text.normalise import normalise

__all__ = ["READERS", "Source", "open_source", "read_document", "read_documents", "read_source"]

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


@dataclass(frozen=True, slots=True)
class Source:
    """Be a file that was opened and not read yet: its bytes, and what is told about it.

    Whatever is read from it depends on nothing else.
    """

    path: Path
    data: bytes
    told: Metadata

    @property
    def digest(self) -> str:
        """The hexadecimal SHA-256 of its bytes."""
        return hashlib.sha256(self.data).hexdigest()


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
    return read_source(open_source(path, date=date, kind=kind))


def open_source(path: Path | str, *, date: datetime.date | None = None, kind: DocumentKind | None = None) -> Source:
    """Open a file, with what the user and the ``source.toml`` beside it say of it; see `read_document`.

    Raises:
        InputError: If the file or the ``source.toml`` cannot be read.
    """
    path = Path(path)
    data = read_bytes(path)
    told = _notes_beside(path).get(path.name) or Metadata(file=path.name, line=1)
    return Source(path, data, replace(told, date=date or told.date, kind=kind or told.kind))


def read_source(source: Source) -> SourceDocument:
    """Read the text of an opened file; see `read_document`.

    Raises:
        InputError: If it cannot be read as text, is not in English, or is not the text that ``source.toml`` describes.
    """
    name, data, told = str(source.path), source.data, source.told
    form = media_type(data, source.path.name, source=name)
    own = READERS[form](data, source=name)
    document = SourceDocument(
        text=_checked(own.text, data, source=name),
        kind=told.kind or own.kind,
        date=told.date or own.date,
        title=told.title or own.title,
        creator=told.creator or own.creator,
        publisher=told.publisher or own.publisher,
        source=told.source or own.source,
        licence=told.licence or own.licence,
        name=name,
        original=Original(sha256=source.digest, media_type=form.value),
    )
    if told.sha256 is not None and told.sha256 != document.sha256:
        raise InputError(
            f"the text has the SHA-256 {document.sha256}, but {FILE_NAME}, line {told.line}, says {told.sha256}",
            source=name,
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


def _notes_beside(path: Path) -> Mapping[str, Metadata]:
    """Return what the ``source.toml`` of the folder says of its files, by their names."""
    notes = path.with_name(FILE_NAME)
    try:
        stamp = notes.stat()
    except OSError:
        return {}
    return _notes(notes, stamp.st_mtime_ns, stamp.st_size) if stat.S_ISREG(stamp.st_mode) else {}


@lru_cache(maxsize=8)
def _notes(path: Path, changed: int, size: int) -> Mapping[str, Metadata]:
    """Read a ``source.toml`` once for all the files it describes, and again when it has changed."""
    return {document.file: document for document in read_notes(path).documents}


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
