"""Folders: which files of a folder are its texts."""

from __future__ import annotations

import stat
from collections.abc import Iterable
from pathlib import Path

from kg.document.file import mode
from kg.document.media import SUFFIXES
from kg.document.metadata import FILE_NAME, Metadata, SourceNotes, read_notes
from kg.errors import InputError

__all__ = ["expand"]


def expand(paths: Iterable[Path | str]) -> tuple[Path, ...]:
    """List the texts that files and folders stand for, each once, in the order given.

    A folder stands for the documents that the ``source.toml`` files in or below it list; without any such file, for
    every file in or below it whose name ends as one of `kg.document.media.SUFFIXES`. Both are sorted by path.

    Raises:
        InputError: If a path is missing or a folder has no text.
    """
    found: dict[Path, Path] = {}
    for path in map(Path, paths):
        for file in _texts_below(path) if stat.S_ISDIR(mode(path)) else [path]:
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
            "the folder holds no text", source=str(folder), hint=f"Put texts into it: {', '.join(SUFFIXES)}."
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
