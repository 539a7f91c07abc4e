"""Tables: rows as a stream, missing values as None, and warnings that name the row and the column."""

from __future__ import annotations

import csv
import gzip
import json
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from io import TextIOWrapper
from itertools import chain
from pathlib import Path
from typing import IO, BinaryIO, Final, cast

from kg.errors import InputError
from kg.text.normalise import normalise

__all__ = [
    "MISSING",
    "CellWarning",
    "RejectedRowError",
    "Row",
    "Warn",
    "as_id",
    "csv_rows",
    "json_rows",
    "opened",
    "row_of",
]

#: What stands in a cell where nothing is known.
MISSING: Final = frozenset({"", "NA", "N/A"})
_GZIP: Final = b"\x1f\x8b"
#: The longest cell; Python's own limit is for memory.
_LONGEST: Final = 10_000_000


@dataclass(frozen=True, slots=True)
class CellWarning:
    """Tell what is wrong in a cell.

    Args:
        row: The number of the row among the rows of the table, counted from 1 without the header.
        column: The name of the column.
        message: What is wrong and what is made of it.
        rejected: Whether the whole row is left out for it.
    """

    row: int
    column: str
    message: str
    rejected: bool = False

    def __str__(self) -> str:
        return f"row {self.row}, column {self.column}: {self.message}" + (
            "; the row is left out" if self.rejected else ""
        )


#: What takes a warning.
Warn = Callable[[CellWarning], None]


class RejectedRowError(InputError):
    """Report a row that cannot be used."""

    def __init__(self, warning: CellWarning) -> None:
        super().__init__(str(warning))
        self.warning = warning


@dataclass(frozen=True, slots=True)
class Row:
    """Be a row of a table.

    Args:
        number: Counted from 1 without the header.
        cells: The normalised values by column, in the order of the table; those that are missing are not among them.
        warn: What takes warnings on its cells.
        lists: The values of those cells that are lists.
    """

    number: int
    cells: Mapping[str, str]
    warn: Warn
    lists: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def get(self, column: str) -> str | None:
        """Return the value of a cell, or None where nothing is known."""
        return self.cells.get(column)

    def need(self, column: str) -> str:
        """Return the value of a cell without which the row is of no use.

        Raises:
            RejectedRowError: If it is missing.
        """
        value = self.cells.get(column)
        if value is None:
            raise self.reject(column, "it is empty")
        return value

    def reject(self, column: str, message: str) -> RejectedRowError:
        """Return what to raise where a cell makes the row unusable."""
        return RejectedRowError(CellWarning(self.number, column, message, rejected=True))

    def say(self, column: str, message: str) -> None:
        """Warn of a cell."""
        self.warn(CellWarning(self.number, column, message))


def csv_rows(path: Path, needed: Collection[str], warn: Warn) -> Iterator[Row]:
    """Read the rows of a CSV table, plain or gzipped, with or without a byte-order mark.

    Args:
        path: The table.
        needed: The columns that it must have.
        warn: What takes warnings.

    Raises:
        InputError: If it cannot be read, is not in UTF-8, or lacks a column.
    """
    csv.field_size_limit(_LONGEST)
    try:
        with _text_of(path) as file:
            reader = csv.reader(file, strict=True)
            header = [name.strip() for name in next(reader, [])]
            _check(header, needed, path)
            for number, values in enumerate(reader, 1):
                if len(values) != len(header):
                    what = f"the row has {len(values)} cells, the header {len(header)}"
                    warn(CellWarning(number, header[min(len(values), len(header)) - 1], what, rejected=True))
                    continue
                yield Row(number, _known(zip(header, values, strict=True)), warn)
    except (OSError, EOFError, UnicodeDecodeError, csv.Error) as error:
        raise InputError(f"the table cannot be read: {error}", source=str(path)) from error


def json_rows(path: Path, needed: Collection[str], warn: Warn) -> Iterator[Row]:
    """Read a file of one JSON object a line; lists are kept, and joined by ``; `` in the cells.

    Raises:
        InputError: If the file cannot be read or is not in UTF-8.
    """
    number = 0
    try:
        with _text_of(path) as file:
            for line, text in enumerate(file, 1):
                if not text.strip():
                    continue
                number += 1
                try:
                    found = json.loads(text)
                except json.JSONDecodeError as error:
                    warn(CellWarning(number, "(line)", f"it is not JSON: {error.msg} at {error.colno}", rejected=True))
                    continue
                if not isinstance(found, dict):
                    warn(CellWarning(number, "(line)", "it is not an object", rejected=True))
                    continue
                if number == 1:
                    _check(list(found), needed, path, line)
                lists = {key: _texts(value) for key, value in found.items() if isinstance(value, list)}
                flat = ((key, "; ".join(lists[key]) if key in lists else _text(value)) for key, value in found.items())
                yield Row(number, _known(flat), warn, lists)
    except (OSError, EOFError, UnicodeDecodeError) as error:
        raise InputError(f"the table cannot be read: {error}", source=str(path)) from error


def as_id(value: str) -> str:
    """Return an identifier as it was before a program made a number of it.

    >>> as_id("299.0"), as_id("CON_21"), as_id("93")
    ('299', 'CON_21', '93')
    """
    return value[:-2] if value.endswith(".0") and value[:-2].isdigit() else value


def opened(path: Path) -> BinaryIO:
    """Open a file to read its bytes, unpacked if it is gzipped, whatever its name is."""
    with path.open("rb") as file:
        packed = file.read(2) == _GZIP
    return cast("BinaryIO", gzip.open(path)) if packed else path.open("rb")


def row_of(number: int, warn: Warn, cells: Mapping[str, str], lists: Mapping[str, tuple[str, ...]]) -> Row:
    """Return a row of cells and of lists, which are cells too, joined by ``; ``; empty ones are left out."""
    joined = ((name, "; ".join(values)) for name, values in lists.items())
    return Row(number, _known(chain(cells.items(), joined)), warn, lists)


def _text_of(path: Path) -> IO[str]:
    return TextIOWrapper(opened(path), encoding="utf-8-sig", newline="")


def _check(header: Collection[str], needed: Collection[str], path: Path, line: int = 1) -> None:
    missing = [column for column in needed if column not in header]
    if missing:
        raise InputError(
            f"the table lacks the column {', '.join(missing)}",
            source=str(path),
            line=line,
            hint="Is it another table? The columns of each are listed in docs/importers.md.",
        )


def _known(cells: Iterator[tuple[str, str]]) -> dict[str, str]:
    tidy = ((name, normalise(value).strip()) for name, value in cells if name)
    return {name: value for name, value in tidy if value not in MISSING}


def _texts(values: list[object]) -> tuple[str, ...]:
    tidy = (normalise(_text(value)).strip() for value in values)
    return tuple(text for text in tidy if text not in MISSING)


def _text(value: object) -> str:
    return "" if value is None else value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
