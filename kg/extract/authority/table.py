"""Read a table of the authority: tab-separated, comments at the head, ``|`` between the values of a cell."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from kg.errors import InputError

__all__ = ["DATA", "cell", "rows"]

#: The folder of the tables.
DATA = Path(__file__).resolve().parent / "data"


def rows(path: Path) -> Iterator[dict[str, str]]:
    """Yield each row as a mapping from column to cell; a short row has empty cells at its end.

    Raises:
        InputError: If a row has more cells than the head has columns.
    """
    columns: list[str] = []
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), start=1):
        if not line or line.startswith("#"):
            continue
        cells = line.split("\t")
        if not columns:
            columns = cells
        elif len(cells) > len(columns):
            raise InputError(f"{len(cells)} cells under {len(columns)} columns", source=path.name, line=number)
        else:
            yield dict(zip(columns, cells + [""] * (len(columns) - len(cells)), strict=True))


def cell(value: str) -> list[str]:
    """Return the values of a cell."""
    return value.split("|") if value else []
