from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from typer.testing import Result

Foedera = Callable[..., Result]
JANE = "Jane Doe <mailto:jane@example.org>"


@pytest.fixture
def reviewed(filled_folder: str, foedera: Foedera, tmp_path: Path) -> Foedera:
    """Return what runs a command on a store of its own that holds the article."""
    shutil.copytree(filled_folder, tmp_path / "store")
    return foedera


def document(foedera: Foedera) -> str:
    return str(foedera("review", "list").stdout.split()[0])


def rejecting(sheet: str, type_: str) -> str:
    """Reject the first frame of a type."""
    parts = re.split(r"(?m)^(?=- frame: )", sheet)
    at = next(number for number, part in enumerate(parts) if f"  type: {type_}\n" in part)
    return "".join([*parts[:at], parts[at].replace("decision:", "decision: reject"), *parts[at + 1 :]])


@pytest.mark.parametrize("command", ["export", "apply", "list", "status"])
def test_each_command_has_an_example(foedera: Foedera, command: str):
    result = foedera("review", command, "--help", env={"COLUMNS": "300"})
    assert result.exit_code == 0
    assert f"Example: foedera review {command}" in " ".join(result.stdout.split())


def test_from_the_list_to_what_queries_show(reviewed: Foedera, tmp_path: Path):
    assert "machine-made" in reviewed("review", "list").stdout
    name, file = document(reviewed), tmp_path / "review.yaml"
    assert reviewed("review", "export", name, "-o", file).exit_code == 0
    asked = ("query", "SELECT (COUNT(?x) AS ?n) { ?x a fdr:Commitment }", "--format", "csv")
    before = int(reviewed(*asked).stdout.split()[1])
    file.write_text(rejecting(file.read_text(encoding="utf-8"), "commitment"), encoding="utf-8")
    applied = reviewed("review", "apply", file, "--reviewer", JANE)
    assert (applied.exit_code, applied.stdout.startswith("Applied: ")) == (0, True), applied.output
    assert reviewed("review", "apply", file, "--reviewer", JANE).stdout.startswith("Nothing changed: ")
    told = reviewed("review", "status", name)
    assert told.exit_code == 0
    assert re.search(r"rejected  commitment/\d+-\d+  by Jane Doe, \d{4}-\d\d-\d\d", told.stdout)
    assert "1 rejected" in reviewed("review", "list").stdout
    assert reviewed("validate", "--store").exit_code == 0
    assert int(reviewed(*asked).stdout.split()[1]) == before - 1


def test_reading_the_text_again_keeps_the_review(reviewed: Foedera, tmp_path: Path, article: Path):
    name, file = document(reviewed), tmp_path / "review.yaml"
    reviewed("review", "export", name, "-o", file)
    file.write_text(rejecting(file.read_text(encoding="utf-8"), "commitment"), encoding="utf-8")
    reviewed("review", "apply", file, "--reviewer", JANE)
    again = reviewed("ingest", article, "--date", "2012-05-03", "--again")
    assert again.exit_code == 0, again.output
    assert "look again" not in again.stdout
    assert "1 rejected" in reviewed("review", "list").stdout


def test_what_is_wrong_is_told_with_file_and_line(reviewed: Foedera, tmp_path: Path):
    file = tmp_path / "review.yaml"
    reviewed("review", "export", document(reviewed), "-o", file)
    file.write_text(file.read_text(encoding="utf-8").replace("  decision:", "  decision: perhaps", 1), encoding="utf-8")
    refused = reviewed("review", "apply", file, "--reviewer", JANE)
    assert refused.exit_code == 1
    assert re.search(r"review\.yaml, line \d+: 'perhaps' is no decision", refused.stderr)
    assert "Traceback" not in refused.output


def test_a_document_that_is_not_there(reviewed: Foedera):
    result = reviewed("review", "export", "nothing")
    assert result.exit_code == 2
    assert document(reviewed) in result.stderr


def test_a_sheet_on_standard_output(reviewed: Foedera):
    read = yaml.safe_load(reviewed("review", "export", document(reviewed)).stdout)
    assert read["frames"]


def test_a_store_once_consolidated_stays_so(foedera: Foedera, tmp_path: Path):
    for width in ("eight", "ten"):
        path = tmp_path / f"{width}.txt"
        path.write_text(
            "GENEVA, 3 May 2012 - Chad and Sudan signed a ceasefire agreement in Geneva on Thursday.\n\n"
            f"Under the agreement, Chad and Sudan shall establish a {width}-kilometre-wide buffer zone.\n"
        )
        assert foedera("ingest", path, "--date", "2012-05-03").exit_code == 0
    foedera("consolidate")
    asked = ("query", "SELECT ?c { GRAPH ?g { ?g a fdr:ConsolidatedGraph . ?c a fdr:Commitment } }", "--format", "csv")
    before = foedera(*asked).stdout.split()
    file = tmp_path / "review.yaml"
    foedera("review", "export", document(foedera), "-o", file)
    file.write_text(rejecting(file.read_text(encoding="utf-8"), "commitment"), encoding="utf-8")
    assert foedera("review", "apply", file, "--reviewer", JANE).stdout.startswith("Applied: ")
    assert len(foedera(*asked).stdout.split()) == len(before) - 1
    kept = foedera("export", "--format", "nquads").stdout
    foedera("consolidate")
    assert foedera("export", "--format", "nquads").stdout == kept
