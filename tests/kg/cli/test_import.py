import json
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import Result

from kg.cli.import_ import Table
from kg.link.importers.load import KEYS

Foedera = Callable[..., Result]
SAMPLES = Path(__file__).parents[1] / "link" / "importers" / "samples"


def test_the_command_offers_all_tables():
    assert {table.value for table in Table} == set(KEYS)


@pytest.mark.parametrize("path", sorted(SAMPLES.iterdir()), ids=lambda path: path.stem)
def test_each_table_is_imported_and_told_of(foedera: Foedera, path: Path):
    result = foedera("import", path.stem, path)
    assert result.exit_code == (1 if path.stem in ("pax", "ucdp", "wikidata", "cdm") else 0), result.output
    assert "rows imported" in result.stdout
    assert ("left out of exports" in result.stdout) == (path.stem not in ("manytreaties", "wikidata", "cdm"))


def test_bad_cells_are_told_on_standard_error_or_in_a_file(foedera: Foedera, tmp_path: Path):
    told = "row 3, column Agt: it is empty; the row is left out\n"
    assert told in foedera("import", "pax", SAMPLES / "pax.csv").stderr
    result = foedera("import", "pax", SAMPLES / "pax.csv", "--warnings", tmp_path / "w")
    assert told in (tmp_path / "w").read_text()
    assert f"4 warnings are in {tmp_path / 'w'}." in result.stderr


def test_of_many_bad_cells_the_first_are_told_and_how_many_there_are(foedera: Foedera, tmp_path: Path):
    path = tmp_path / "t.csv"
    head, *_ = (SAMPLES / "paax.csv").read_text().splitlines()
    path.write_text("\n".join([head, *(f"ODD_{number},Name {number},Circus,,,,,,," for number in range(30))]))
    result = foedera("import", "paax", path)
    assert result.stderr.count("no known type") == 20
    assert "and 10 more" in result.stderr


def test_as_json(foedera: Foedera):
    found = json.loads(foedera("import", "pax", SAMPLES / "pax.csv", "--json").stdout)
    assert (found["rows"], found["rejected"], len(found["warnings"])) == (4, 2, 4)


def test_another_table_is_refused_with_a_hint(foedera: Foedera):
    result = foedera("import", "pax", SAMPLES / "ucdp.csv")
    assert result.exit_code == 2
    assert "lacks the column AgtId" in result.stderr
    assert "docs/importers.md" in result.stderr


def test_an_export_leaves_out_what_may_not_be_passed_on_and_says_so(foedera: Foedera):
    foedera("import", "pax", SAMPLES / "pax.csv")
    foedera("import", "manytreaties", SAMPLES / "manytreaties.csv")
    result = foedera("export", "-f", "nquads")
    assert "Lake Accord" not in result.stdout
    assert "Treaty Between Two Kingdoms" in result.stdout
    assert "import/pax/graph is left out" in result.stderr
    result = foedera("export", "-f", "nquads", "--all")
    assert "Lake Accord" in result.stdout
    assert "left out: its makers" not in result.stderr


def test_nor_does_the_export_of_one_agreement_give_it_away(foedera: Foedera):
    foedera("import", "pax", SAMPLES / "pax.csv")
    one = "https://w3id.org/foedera/id/import/pax/agreement/9001"
    assert "Lake Accord" not in foedera("export", "--agreement", one).stdout
    assert "Lake Accord" in foedera("export", "--agreement", one, "--all").stdout
