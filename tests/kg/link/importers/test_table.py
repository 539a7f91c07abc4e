import gzip
from pathlib import Path

import pytest

from kg.errors import InputError
from kg.link.importers.table import CellWarning, RejectedRowError, Row, as_id, csv_rows, json_rows


def read(path: Path, *needed: str) -> tuple[list[Row], list[CellWarning]]:
    warnings: list[CellWarning] = []
    return list(csv_rows(path, needed, warnings.append)), warnings


@pytest.mark.parametrize("packed", [False, True])
def test_a_table_may_be_packed_have_a_mark_and_lines_within_cells(tmp_path: Path, packed: bool):
    path, content = tmp_path / "t", '\ufeffa ,b\r\n"1\r\n2",é\r\n'.encode()
    path.write_bytes(gzip.compress(content) if packed else content)
    [row], warnings = read(path, "a", "b")
    assert dict(row.cells) == {"a": "1\n2", "b": "é"}
    assert warnings == []


def test_what_stands_for_nothing_is_nothing(tmp_path: Path):
    path = tmp_path / "t"
    path.write_text("a,b,c,d,e\nNA,N/A,, ,Namibia\n")
    [row], _ = read(path)
    assert [row.get(column) for column in "abcde"] == [None, None, None, None, "Namibia"]
    with pytest.raises(RejectedRowError, match="row 1, column a: it is empty; the row is left out"):
        row.need("a")


@pytest.mark.parametrize(("line", "column"), [("1", "a"), ("1,2,3", "b")])
def test_a_row_with_too_few_or_too_many_cells_is_told_and_left_out(tmp_path: Path, line: str, column: str):
    path = tmp_path / "t"
    path.write_text(f"a,b\n{line}\n3,4\n")
    rows, [warning] = read(path)
    assert [row.number for row in rows] == [2]
    assert (warning.row, warning.column, warning.rejected) == (1, column, True)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"a\n\xff\n", "utf-8"),
        (b"\x1f\x8bno gzip", "cannot be read"),
        (b'a\n"open', "cannot be read"),
        (b"x\n1\n", "lacks the column a"),
        (b"", "lacks the column a"),
    ],
)
def test_what_is_no_such_table_is_told_with_its_name(tmp_path: Path, content: bytes, said: str):
    path = tmp_path / "table.csv"
    path.write_bytes(content)
    with pytest.raises(InputError, match=f"table.csv.*{said}"):
        read(path, "a")


def test_a_table_that_is_not_there(tmp_path: Path):
    with pytest.raises(InputError, match=r"none\.csv"):
        read(tmp_path / "none.csv")


def test_lines_of_json(tmp_path: Path):
    path, warnings = tmp_path / "t", list[CellWarning]()
    path.write_text('{"a": "x", "b": ["1", "NA", "2"], "c": null, "d": 3}\n\n{broken\n[]\n{"a": "y"}\n')
    first, last = json_rows(path, ["a", "b"], warnings.append)
    assert dict(first.cells) == {"a": "x", "b": "1; 2", "d": "3"}
    assert first.lists == {"b": ("1", "2")}
    assert (last.number, dict(last.cells)) == (4, {"a": "y"})
    assert [(warning.row, warning.rejected) for warning in warnings] == [(2, True), (3, True)]


@pytest.mark.parametrize(
    ("written", "meant"), [("299.0", "299"), ("1502", "1502"), ("1.5", "1.5"), ("CON_2.0", "CON_2.0"), (".0", ".0")]
)
def test_identifiers_that_became_numbers(written: str, meant: str):
    assert as_id(written) == meant
