"""Metadata: what a ``source.toml`` says of the texts that lie beside it."""

from __future__ import annotations

import datetime
import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from kg.document.kind import parse_kind
from kg.document.model import DocumentKind
from kg.errors import InputError

__all__ = ["FILE_NAME", "Metadata", "SourceNotes", "read_notes"]

#: The file that describes the texts of its folder.
FILE_NAME: Final = "source.toml"

_TEXTS = ("title", "creator", "publisher", "source", "licence")
_DOCUMENT_KEYS = ("file", "kind", *_TEXTS, "date", "sha256")
_AT = re.compile(r" \(at line (\d+), column (\d+)\)$")
_DIGEST = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """Be what is known of one text; ``line`` is where its description begins."""

    file: str
    line: int
    kind: DocumentKind | None = None
    date: datetime.date | None = None
    title: str | None = None
    creator: str | None = None
    publisher: str | None = None
    source: str | None = None
    licence: str | None = None
    sha256: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceNotes:
    """Hold what one ``source.toml`` says: the event, and its documents in the order they are listed."""

    path: Path
    event: str | None = None
    documents: tuple[Metadata, ...] = ()

    def of(self, file: str) -> Metadata | None:
        """Return what is said of the file of that name, or None."""
        return next((document for document in self.documents if document.file == file), None)


def read_notes(path: Path) -> SourceNotes:
    """Read a ``source.toml``.

    Raises:
        InputError: If it cannot be read, is no TOML, or says something that is not understood; the message names the
            file and the line.
    """
    try:
        text = path.read_bytes().decode("utf-8")
        data = tomllib.loads(text)
    except OSError as error:
        raise InputError(f"cannot be read: {error.strerror}", source=str(path)) from error
    except UnicodeDecodeError as error:
        raise InputError(
            f"is not UTF-8 text: byte {error.start} cannot be read",
            source=str(path),
            hint="Save the file as UTF-8.",
        ) from error
    except tomllib.TOMLDecodeError as error:
        raise _syntax_error(path, str(error)) from error
    except RecursionError as error:
        raise InputError(
            "is nested too deeply", source=str(path), hint="One table for each document is enough."
        ) from error
    page = _Page(path, tuple(text.split("\n")))
    page.check_keys(data, ("event", "document"), first=1)
    documents = data.get("document", [])
    if not isinstance(documents, list) or not all(isinstance(entry, dict) for entry in documents):
        raise page.error("the documents must be tables", "document", 1, hint="Begin each with [[document]].")
    starts = page.starts()
    read = tuple(_document(page, entry, starts[i] if i < len(starts) else 1) for i, entry in enumerate(documents))
    _check_distinct(page, read)
    return SourceNotes(path=path, event=_event(page, data.get("event", {})), documents=read)


@dataclass(frozen=True, slots=True)
class _Page:
    """Be the lines of the file, to say where something stands."""

    path: Path
    lines: tuple[str, ...]

    def starts(self) -> list[int]:
        return [n for n, line in enumerate(self.lines, 1) if re.match(r"\s*\[\[\s*document\s*\]\]", line)]

    def line_of(self, key: str, first: int) -> int:
        """Find the line of a key, at or below the first line of its table."""
        pattern = re.compile(rf"""\s*(?:\[+\s*)?["']?{re.escape(key)}["']?\s*[=.\]]""")
        found = (n for n, line in enumerate(self.lines[first - 1 :], first) if pattern.match(line))
        return next(found, first)

    def error(self, message: str, key: str, first: int, *, hint: str | None = None) -> InputError:
        return InputError(message, source=str(self.path), line=self.line_of(key, first), hint=hint)

    def check_keys(self, table: dict[str, object], known: tuple[str, ...], *, first: int) -> None:
        for key in table:
            if key not in known:
                raise self.error(f"{key!r} is not known here", key, first, hint=f"Use one of: {', '.join(known)}.")

    def text(self, table: dict[str, object], key: str, first: int) -> str | None:
        """Return the text under a key, or None where there is none."""
        value = table.get(key)
        if value is None:
            return None
        if not isinstance(value, str) or not value.strip():
            raise self.error(
                f"{key} must be a text, but it is {value!r}", key, first, hint=f'Write {key} = "…" or leave it out.'
            )
        return " ".join(value.split())


def _syntax_error(path: Path, message: str) -> InputError:
    where = _AT.search(message)
    return InputError(
        f"is not TOML: {_AT.sub('', message)}",
        source=str(path),
        line=int(where[1]) if where else None,
        column=int(where[2]) if where else None,
        hint='Write one key = "value" on each line, texts in quotation marks, dates as 2020-03-05.',
    )


def _event(page: _Page, event: object) -> str | None:
    if not isinstance(event, dict):
        raise page.error("the event must be a table", "event", 1, hint="Begin it with [event].")
    first = page.line_of("event", 1)
    page.check_keys(event, ("title",), first=first)
    return page.text(event, "title", first)


def _document(page: _Page, entry: dict[str, object], first: int) -> Metadata:
    page.check_keys(entry, _DOCUMENT_KEYS, first=first)
    file = page.text(entry, "file", first)
    if file is None:
        raise page.error("a document without its file", "file", first, hint='Add file = "name.txt".')
    if file in {".", ".."} or "/" in file or "\\" in file:
        raise page.error(f"{file!r} does not lie in this folder", "file", first, hint="Give the bare name of a file.")
    kind = page.text(entry, "kind", first)
    date = entry.get("date")
    if date is not None and (not isinstance(date, datetime.date) or isinstance(date, datetime.datetime)):
        raise page.error(
            f"date must be a day, but it is {date!r}",
            "date",
            first,
            hint="Write it as date = 2020-03-05, without quotation marks or a time.",
        )
    digest = page.text(entry, "sha256", first)
    if digest is not None and not _DIGEST.fullmatch(digest.lower()):
        raise page.error(f"{digest!r} is no SHA-256", "sha256", first, hint="It has 64 hexadecimal digits.")
    return Metadata(
        file=file,
        line=first,
        kind=parse_kind(kind, source=str(page.path), line=page.line_of("kind", first)) if kind else None,
        date=date,
        sha256=digest.lower() if digest else None,
        **{key: page.text(entry, key, first) for key in _TEXTS},
    )


def _check_distinct(page: _Page, documents: tuple[Metadata, ...]) -> None:
    seen: set[str] = set()
    for document in documents:
        if document.file in seen:
            raise page.error(f"{document.file!r} is described twice", "file", document.line, hint="Keep one of them.")
        seen.add(document.file)
