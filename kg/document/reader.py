"""The reader: from a file or folder to documents."""

from __future__ import annotations

import datetime
import re
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from kg.document.metadata import FILE_NAME, Metadata, SourceNotes, read_notes
from kg.document.model import DocumentKind, SourceDocument
from kg.errors import InputError
from kg.text.normalise import normalise

__all__ = ["MAX_BYTES", "SUFFIXES", "expand", "read_document", "read_documents"]

#: The largest file that is read.
MAX_BYTES: Final = 10_000_000
#: The files that are taken from a folder that has no ``source.toml``.
SUFFIXES: Final = (".txt", ".md")

#: First bytes of formats that are not plain text, and what they are called.
_FORMATS = (
    (b"%PDF", "a PDF"),
    (b"PK\x03\x04", "an office document or archive"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"{\\rtf", "a rich text file"),
    (b"\x1f\x8b", "a compressed file"),
    (b"\xff\xfe", "UTF-16 text"),
    (b"\xfe\xff", "UTF-16 text"),
)
_MARKUP = re.compile(rb"\s*(?:\xef\xbb\xbf)?\s*<(?:!doctype|html|\?xml)", re.IGNORECASE)
#: Control characters that no text has, and code points that are no characters.
_JUNK = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f\ufdd0-\ufdef\ufffe\uffff]")
_PLAIN = "Save it as plain text in UTF-8 and read that."


def read_document(
    path: Path | str, *, date: datetime.date | None = None, kind: DocumentKind | None = None
) -> SourceDocument:
    """Read a plain or Markdown text in UTF-8, with what the ``source.toml`` beside it says.

    Args:
        path: The file.
        date: The day it was published; goes before what ``source.toml`` says.
        kind: Its kind; goes before what ``source.toml`` says.

    Raises:
        InputError: If it cannot be read as text, or is not the text that ``source.toml`` describes.
    """
    path = Path(path)
    text = _read_text(path)
    notes = _notes_beside(path)
    known = notes.of(path.name) if notes else None
    known = known or Metadata(file=path.name, line=1)
    document = SourceDocument(
        text=text,
        kind=kind or known.kind,
        date=date or known.date,
        title=known.title,
        creator=known.creator,
        publisher=known.publisher,
        source=known.source,
        licence=known.licence,
        name=str(path),
    )
    if known.sha256 is not None and known.sha256 != document.sha256:
        raise InputError(
            f"the text has the SHA-256 {document.sha256}, but {FILE_NAME}, line {known.line}, says {known.sha256}",
            source=str(path),
            hint=f"Restore the text, or correct sha256 in {FILE_NAME} if the change is meant.",
        )
    return document


def read_documents(
    paths: Iterable[Path | str], *, date: datetime.date | None = None, kind: DocumentKind | None = None
) -> Iterator[SourceDocument]:
    """Read files and all texts of folders, one after the other.

    Args:
        paths: Files and folders, see :func:`expand`.
        date: The day for all of them, see :func:`read_document`.
        kind: The kind of all of them.

    Raises:
        InputError: As :func:`expand` and :func:`read_document` do.
    """
    for path in expand(paths):
        yield read_document(path, date=date, kind=kind)


def expand(paths: Iterable[Path | str]) -> tuple[Path, ...]:
    """List the texts that files and folders stand for, each once, in the order given.

    A folder stands for the documents that the ``source.toml`` files in or below it list; without any such file, for
    every ``.txt`` and ``.md`` in or below it. Both are sorted by path.

    Raises:
        InputError: If a path is missing or a folder has no text.
    """
    found: dict[Path, Path] = {}
    for path in map(Path, paths):
        for file in _texts_below(path) if stat.S_ISDIR(_mode(path)) else [path]:
            found.setdefault(file.resolve(), file)
    return tuple(found.values())


def _texts_below(folder: Path) -> list[Path]:
    files = sorted(path for path in folder.rglob("*") if not _hidden(path.relative_to(folder)) and path.is_file())
    notes = [read_notes(path) for path in files if path.name == FILE_NAME]
    if notes:
        return sorted(_listed(page, document) for page in notes for document in page.documents)
    texts = [path for path in files if path.suffix.lower() in SUFFIXES]
    if not texts:
        raise InputError(
            "the folder holds no text", source=str(folder), hint=f"Put {' or '.join(SUFFIXES)} files into it."
        )
    return texts


def _listed(notes: SourceNotes, document: Metadata) -> Path:
    path = notes.path.with_name(document.file)
    if not path.is_file():
        raise InputError(
            f"describes {document.file!r}, which is not there",
            source=str(notes.path),
            line=document.line,
            hint="Put the text beside it or take the description out.",
        )
    return path


def _hidden(path: Path) -> bool:
    return any(part.startswith(".") for part in path.parts)


def _notes_beside(path: Path) -> SourceNotes | None:
    notes = path.with_name(FILE_NAME)
    return read_notes(notes) if notes.is_file() else None


def _unreadable(path: Path, error: OSError) -> InputError:
    return InputError(
        f"cannot be read: {error.strerror}", source=str(path), hint="Check the name and the rights to read it."
    )


def _mode(path: Path) -> int:
    """Tell what sort of thing lies under a path, as ``stat`` does."""
    try:
        return path.stat().st_mode
    except (FileNotFoundError, NotADirectoryError, ValueError) as error:
        raise InputError("there is no such file", source=str(path), hint="Check the name and the folder.") from error
    except OSError as error:
        raise _unreadable(path, error) from error


def _read_text(path: Path) -> str:
    data = _read_bytes(path)
    called = next((name for magic, name in _FORMATS if data.startswith(magic)), None)
    called = called or ("an HTML or XML page" if _MARKUP.match(data) else None)
    if called:
        raise InputError(f"is {called}, which is not read yet", source=str(path), hint=_PLAIN)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise InputError(
            f"is not UTF-8 text: byte {error.start} (0x{data[error.start]:02x}) cannot be read",
            source=str(path),
            line=data.count(b"\n", 0, error.start) + 1,
            hint=_PLAIN,
        ) from error
    text = normalise(text)
    junk = _JUNK.search(text)
    if junk:
        raise InputError(
            f"is not a text: it holds the character U+{ord(junk[0]):04X}",
            source=str(path),
            line=text.count("\n", 0, junk.start()) + 1,
            offset=junk.start(),
            hint=_PLAIN,
        )
    if not any(ch.isalnum() for ch in text):
        found = "the file has no words" if data else "the file is empty"
        raise InputError(found, source=str(path), hint="Put the text into it.")
    return text


def _read_bytes(path: Path) -> bytes:
    """Read a regular file that is not too large."""
    mode = _mode(path)
    if stat.S_ISDIR(mode):
        raise InputError("is a folder, not a text", source=str(path), hint="Name a file in it.")
    if not stat.S_ISREG(mode):
        raise InputError("is not a regular file", source=str(path), hint="Name a file that holds a text.")
    try:
        with path.open("rb") as stream:
            data = stream.read(MAX_BYTES + 1)
    except OSError as error:
        raise _unreadable(path, error) from error
    if len(data) > MAX_BYTES:
        raise InputError(
            f"is larger than {MAX_BYTES // 1_000_000} MB", source=str(path), hint="Split it into several texts."
        )
    return data
