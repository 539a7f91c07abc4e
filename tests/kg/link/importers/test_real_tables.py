"""The real tables, which are no part of the repository: set FOEDERA_DATA to the folder that holds them."""

from __future__ import annotations

import csv
import gzip
import io
import os
import random
from pathlib import Path

import pyoxigraph
import pytest
from pyoxigraph import Quad, RdfFormat
from rdflib import Graph

from kg.link.importers.load import import_table, read_table
from kg.link.importers.table import CellWarning
from kg.settings import Settings
from kg.store.open import open_store
from kg.validate.graph import validate

FOLDER = Path(os.environ.get("FOEDERA_DATA", "/nonexistent"))
FILES = {
    "pax": "pax_agreements_v10.csv.gz",
    "ucdp": "ucdp_peace_agreements_v22.1.csv",
    "ucdp-actors": "ucdp_actors.csv",
    "paax": "paax_actors_v0.2.csv",
    "uk-treaties": "uk_treaties.csv.gz",
    "manytreaties": "manytreaties.csv.gz",
    "mend": "mend_meetings.jsonl",
}
#: Of so many rows what is imported is held against the shapes.
SAMPLE = 100

pytestmark = pytest.mark.skipif(not (FOLDER / FILES["pax"]).exists(), reason="FOEDERA_DATA names no folder with tables")


def content(key: str) -> str:
    path = FOLDER / FILES[key]
    data = path.read_bytes()
    return (gzip.decompress(data) if path.suffix == ".gz" else data).decode("utf-8-sig")


def count(key: str) -> int:
    """The rows of a table, counted without the importer."""
    if key == "mend":
        return content(key).strip().count("\n") + 1
    return sum(1 for _ in csv.reader(io.StringIO(content(key), newline=""))) - 1


@pytest.mark.parametrize("key", FILES)
def test_the_counts_are_those_of_the_table_less_the_rows_reported(key: str):
    with open_store(Settings(store="memory:")) as store:
        found = import_table(key, FOLDER / FILES[key], store, "https://example.org/id/")
    assert found.rows == count(key)
    main = "Actor" if key in ("paax", "ucdp-actors") else "Meeting" if key == "mend" else "Agreement"
    assert found.things["Report"] == found.rows - found.rejected
    assert found.things[main] >= found.rows - found.rejected
    assert found.rejected == sum(warning.rejected for warning in found.warnings)


@pytest.mark.parametrize("key", FILES)
def test_a_sample_conforms_and_every_passage_is_in_its_text(key: str, tmp_path: Path):
    path, chance = tmp_path / "table", random.Random(7)  # noqa: S311 - a sample
    with path.open("w", encoding="utf-8", newline="") as file:
        if key == "mend":
            file.writelines(f"{line}\n" for line in chance.sample(content(key).strip().split("\n"), SAMPLE))
        else:
            head, *rows = csv.reader(io.StringIO(content(key), newline=""))
            csv.writer(file).writerows([head, *chance.sample(rows, SAMPLE)])
    warnings: list[CellWarning] = []
    quads = list(read_table(key, path, "https://example.org/id/", warnings))
    report = validate(graph_of(quads), {})
    assert [finding.sentence for finding in report.violations] == []


def graph_of(quads: list[Quad]) -> Graph:
    said = (quad.triple for quad in quads if not str(quad.graph_name).endswith("/provenance>"))
    lines = pyoxigraph.serialize(said, format=RdfFormat.N_TRIPLES)
    assert lines is not None
    return Graph().parse(data=lines, format="nt")
