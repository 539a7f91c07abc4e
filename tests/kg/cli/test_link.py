import csv
from collections.abc import Callable
from pathlib import Path

from typer.testing import Result

Foedera = Callable[..., Result]


def test_without_graphs_there_is_nothing_to_link(filled: Foedera, tmp_path: Path):
    gold = tmp_path / "gold.csv"
    gold.write_text("left_id,right_id\n1,2\n")
    result = filled("link", "pax", "ucdp", "--learn", gold)
    assert result.exit_code != 0
    assert "no agreements in the graph" in " ".join(result.stderr.split())


def test_what_is_no_table(foedera: Foedera, tmp_path: Path):
    path = tmp_path / "table.csv"
    with path.open("w", newline="") as file:
        csv.writer(file).writerows([["a"], ["1"]])
    for args, said in ((("nothing", path), "'nothing'"), (("pax", tmp_path / "none.csv"), "none.csv")):
        result = foedera("import", *args)
        assert result.exit_code != 0
        assert said in " ".join(result.stderr.split())
        assert "Traceback" not in result.output
