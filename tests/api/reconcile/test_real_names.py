"""Other names of actors are matched with the actors of PAA-X.

The table is not part of the repository: set FOEDERA_DATA to a folder that holds ``paax_actors_v0.2.csv``, at any depth.
"""

import csv
import os
from collections.abc import Iterable
from pathlib import Path

import pytest

from api.reconcile.index import TYPES, Entity, Index, fold, make_index
from api.reconcile.query import Query
from api.reconcile.score import search

_FOLDER = Path(os.environ.get("FOEDERA_DATA", "/nonexistent"))
_MISSING = frozenset({"", "NA", "N/A"})
Row = dict[str, str]


@pytest.fixture(scope="module")
def rows() -> list[Row]:
    path = next(iter(sorted(_FOLDER.rglob("paax_actors_v0.2.csv"))), None)
    if path is None:
        pytest.skip("FOEDERA_DATA names no folder with paax_actors_v0.2.csv")
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def aliases(row: Row) -> list[str]:
    return [name for part in row["alternative_names"].split("|") if (name := part.strip()) not in _MISSING]


def index_of(rows: Iterable[Row], *, others: bool) -> Index:
    entities = []
    for row in rows:
        names = [row["actor_name"].strip(), row["abbreviation"].strip(), *(aliases(row) if others else ())]
        known = tuple(dict.fromkeys(name for name in names if name not in _MISSING))
        entities.append(Entity(row["actor_id"], known[0], known, (TYPES[1],)))
    return make_index(entities)


def first(index: Index, asked: list[tuple[str, str]]) -> float:
    """Return for what part of the names the first candidate is the right one."""
    best = [search(index, Query(name, limit=1)) for name, _ in asked]
    return sum(
        found[:1] != [] and found[0].entity.iri == right for found, (_, right) in zip(best, asked, strict=True)
    ) / len(asked)


def test_names_in_the_store_lead_to_their_actors(rows: list[Row]):
    asked = [(name, row["actor_id"]) for row in rows for name in aliases(row)]
    assert first(index_of(rows, others=True), asked) >= 0.98


def test_names_that_are_not_in_the_store_lead_to_their_actors_in_part(rows: list[Row]):
    """Most that are missed share no word with the actor's name: offices, people, translations, codes."""
    index = index_of(rows, others=False)
    asked = [
        (name, row["actor_id"])
        for row in rows
        for name in aliases(row)
        if fold(name) not in {fold(known) for known in index.entities[row["actor_id"]].names}
    ]
    assert first(index, asked) >= 0.55
