"""Know the settlements of GeoNames: read as two tables of text, made into entries only when one is met."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from kg.extract.authority.fold import prefixes
from kg.extract.authority.model import Entry
from kg.extract.authority.table import DATA, cell
from kg.extract.frames import PlaceType
from kg.text.slug import slug

__all__ = ["Gazetteer", "gazetteer", "is_common", "settlements"]


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """Be the rows of settlements, which of them have a folded name, and how longer names begin."""

    lines: tuple[str, ...]
    names: Mapping[str, str]
    prefixes: frozenset[str]


def _lines(name: str) -> list[str]:
    text = (DATA / name).read_text(encoding="utf-8")
    return [line for line in text.split("\n") if line and line[0] != "#"]


@cache
def gazetteer() -> Gazetteer:
    """Return the settlements; read once."""
    names = dict(line.split("\t", 1) for line in _lines("places-index.tsv"))
    begun = frozenset(prefix for name in names if " " in name for prefix in prefixes(name))
    return Gazetteer(tuple(_lines("places.tsv")[1:]), names, begun)


def is_common(rows: str) -> bool:
    """Tell whether the name of these rows is a common English word, too."""
    return rows.startswith("!")


@lru_cache(maxsize=8192)
def settlements(rows: str) -> tuple[Entry, ...]:
    """Return the entries of the rows that the index gives for a name, the largest first."""
    lines = gazetteer().lines
    return tuple(_entry(lines[int(row)]) for row in rows.removeprefix("!").split(","))


def _entry(line: str) -> Entry:
    number, label, country, latitude, longitude, population, names, *_ = [*line.split("\t"), ""]
    return Entry(
        key=f"place/{number}-{slug(label)}",
        type=PlaceType.SETTLEMENT,
        label=label,
        alt_labels=tuple(cell(names)),
        country=country,
        latitude=float(latitude),
        longitude=float(longitude),
        geonames=int(number),
        population=int(population),
    )
