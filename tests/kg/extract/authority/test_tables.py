"""The tables themselves: a row that is wrong is an error."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from kg.errors import InputError
from kg.extract.authority.index import index
from kg.extract.authority.load import TABLES, aliases
from kg.extract.authority.model import AliasKind
from kg.extract.authority.places import gazetteer
from kg.extract.authority.table import DATA, rows
from kg.extract.frames import ActorType, PlaceType
from kg.text.moment import Moment


@pytest.mark.parametrize("path", sorted(DATA.iterdir()), ids=lambda path: path.name)
def test_each_table_tells_its_source_and_licence(path: Path):
    head = [line for line in path.read_text(encoding="utf-8").split("\n")[:6] if line.startswith("#")]
    assert re.search(r"Apache-2\.0|CC BY 4\.0", " ".join(head))


def test_no_two_rows_of_the_tables_have_one_key():
    rows_of = Counter((name, row["label"].removeprefix("!")) for name in TABLES for row in rows(DATA / name))
    assert [row for row, count in rows_of.items() if count > 1] == []
    keys = Counter(alias.entry.key for alias in {a.entry.key + a.entry.label: a for a in aliases()}.values())
    assert [key for key, count in keys.items() if count > 1] == []


def test_types_countries_and_wikidata_ids_are_well_formed():
    types = {str(kind) for kind in (*ActorType, *PlaceType)}
    for entry in index().entries.values():
        assert entry.type in types
        assert re.fullmatch(r"[a-z]+/[a-z0-9-]+", entry.key)
        assert entry.country is None or re.fullmatch(r"[A-Z]{2}", entry.country)
        assert entry.wikidata is None or re.fullmatch(r"Q[1-9]\d*", entry.wikidata)
        assert entry.latitude is None or abs(entry.latitude) <= 90


def test_no_two_entries_have_one_wikidata_id():
    ids = Counter(entry.wikidata for entry in index().entries.values() if entry.wikidata)
    assert [item for item, count in ids.items() if count > 1] == []


def test_all_members_of_the_united_nations_are_states():
    states = {e.country for e in index().entries.values() if e.type == ActorType.STATE and e.country}
    assert len(states) >= 195


def test_no_alias_is_empty_or_padded():
    assert [alias for alias in aliases() if not alias.spelling or alias.spelling != alias.spelling.strip()] == []


def test_no_abbreviation_is_a_plain_word():
    assert [
        a.spelling
        for a in aliases()
        if a.kind is AliasKind.ABBREVIATION and a.spelling.islower() and a.spelling != "dpa"
    ] == []


def test_offices_name_known_persons_and_actors_and_end_after_they_begin():
    entries = index().entries
    for row in rows(DATA / "offices.tsv"):
        assert row["person"] in entries
        assert row["of"] in entries
        ends = [Moment(*map(int, row[end].split("-"))).lexical for end in ("from", "until") if row[end]]
        assert ends == sorted(ends), row


def test_the_index_of_settlements_names_only_rows_that_are_there():
    places = gazetteer()
    last = max(int(row) for found in places.names.values() for row in found.removeprefix("!").split(","))
    assert last < len(places.lines)


def test_the_tables_are_small():
    assert sum(path.stat().st_size for path in DATA.iterdir()) < 4_000_000


def test_a_row_that_is_too_long_is_an_error(tmp_path: Path):
    path = tmp_path / "bad.tsv"
    path.write_text("# x\nlabel\tcountry\nA\tYE\tmore\n", encoding="utf-8")
    with pytest.raises(InputError, match="line 3"):
        list(rows(path))
