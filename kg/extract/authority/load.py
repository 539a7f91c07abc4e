"""Load the curated tables of the authority into entries and aliases."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path

from kg.errors import InputError
from kg.extract.authority.model import Alias, AliasKind, Entry
from kg.extract.authority.table import DATA, cell, rows
from kg.extract.frames import ActorType, PlaceType
from kg.text.slug import slug

__all__ = ["aliases", "read_table", "read_user"]

#: The curated tables and the type of their rows, where the rows have no column for it.
TABLES: Mapping[str, str] = {
    "states.tsv": ActorType.STATE,
    "organisations.tsv": ActorType.INTERNATIONAL_ORGANIZATION,
    "groups.tsv": ActorType.ARMED_GROUP,
    "media.tsv": ActorType.MEDIA,
    "peoples.tsv": ActorType.PEOPLE,
    "persons.tsv": ActorType.PERSON,
    "regions.tsv": PlaceType.REGION,
}
#: The columns that hold aliases, and how each stands for the entry.
_KINDS: Mapping[str, AliasKind] = {
    "official": AliasKind.OFFICIAL,
    "names": AliasKind.NAME,
    "abbreviations": AliasKind.ABBREVIATION,
    "demonyms": AliasKind.DEMONYM,
    "plurals": AliasKind.DEMONYM_PLURAL,
    "capitals": AliasKind.CAPITAL,
    "seats": AliasKind.SEAT,
    "handles": AliasKind.HANDLE,
    "surnames": AliasKind.SURNAME,
}
#: Kinds that are other names of the thing itself.
_LABELS = frozenset({AliasKind.OFFICIAL, AliasKind.NAME, AliasKind.ABBREVIATION})
_TYPES = frozenset(str(kind) for kind in (*ActorType, *PlaceType))
_PLACES = frozenset(str(kind) for kind in PlaceType)


def _number(value: str) -> float | None:
    return float(value) if value else None


def _year(value: str) -> int | None:
    return int(value) if value else None


def _entry(row: Mapping[str, str], kind: str, spellings: Iterable[tuple[str, AliasKind]]) -> Entry:
    label = row["label"].removeprefix("!")
    group = "place" if kind in _PLACES else kind.lower()
    return Entry(
        key=row.get("key") or f"{group}/{slug(label)}",
        type=kind,
        label=label,
        alt_labels=tuple(dict.fromkeys(s for s, k in spellings if k in _LABELS and s != label)),
        country=row.get("country") or None,
        wikidata=row.get("wikidata") or None,
        latitude=_number(row.get("latitude", "")),
        longitude=_number(row.get("longitude", "")),
        geonames=_year(row.get("geonames", "")),
        since=_year(row.get("since", "")),
        until=_year(row.get("until", "")),
    )


def _aliases(row: Mapping[str, str], kind: str) -> Iterator[Alias]:
    marked = [(row["label"], AliasKind.NAME)]
    marked += [(spelling, how) for column, how in _KINDS.items() for spelling in cell(row.get(column, ""))]
    bare = [(spelling.removeprefix("!").removeprefix("the "), how) for spelling, how in marked]
    entry = _entry(row, kind, bare)
    for (spelling, how), (given, _) in zip(bare, marked, strict=True):
        yield Alias(spelling, how, entry, given.startswith("!"))


def read_table(path: Path, kind: str) -> Iterator[Alias]:
    """Yield the aliases of each row of a curated table; ``kind`` is the type of rows that name none."""
    for row in rows(path):
        yield from _aliases(row, row.get("type") or kind)


def read_user(path: Path) -> Iterator[Alias]:
    """Yield the aliases of a person's own TOML file: ``[[entry]]`` with ``label``, ``type`` and lists of aliases.

    Raises:
        InputError: If the file is not TOML, or an entry lacks a label or has no known type.
    """
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise InputError(str(error), source=str(path), hint="Write it as TOML with one [[entry]] a name.") from error
    listed = tables.get("entry", [])
    for number, table in enumerate(listed if isinstance(listed, list) else [listed], start=1):
        table = table if isinstance(table, dict) else {}
        kind = table.get("type")
        if kind not in _TYPES or not isinstance(table.get("label"), str):
            raise InputError(
                f"entry {number} needs a label and one of the types {', '.join(sorted(_TYPES))}, not {kind!r}",
                source=str(path),
                hint='For example: [[entry]] label = "Free Valley Front", type = "ArmedGroup", names = ["FVF"].',
            )
        row = {key: "|".join(value) if isinstance(value, list) else str(value) for key, value in table.items()}
        yield from _aliases(row, kind)


@cache
def aliases() -> tuple[Alias, ...]:
    """Return all aliases of the curated tables, in the order of the tables."""
    return tuple(alias for name, kind in TABLES.items() for alias in read_table(DATA / name, kind))
