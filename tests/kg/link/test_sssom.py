import csv
import io
import os
import subprocess
from pathlib import Path

import pytest

from kg.link.links import Link
from kg.link.sssom import COLUMNS, to_sssom

FOUND = [
    Link("https://example.org/a", "https://example.org/x", 0.95, "same day", {"same day": 1.0}),
    Link("https://example.org/b", "https://example.org/y", 0.4, "same day", {}, reviewer="N. N."),
]


def table() -> tuple[list[str], list[dict[str, str]]]:
    text = to_sssom(FOUND, "https://example.org/links", {"https://example.org/a": "Lake\nAccord"}, license_="urn:free")
    lines = text.splitlines()
    head = [line for line in lines if line.startswith("#")]
    rows = csv.DictReader(io.StringIO("\n".join(lines[len(head) :])), delimiter="\t")
    assert tuple(rows.fieldnames or ()) == COLUMNS
    return head, list(rows)


def test_the_head_declares_what_the_rows_abbreviate():
    head, rows = table()
    declared = {line.split(":")[0].removeprefix("#").strip() for line in head}
    used = {row[column].split(":")[0] for row in rows for column in ("predicate_id", "mapping_justification")}
    assert used <= declared
    assert "#mapping_set_id: https://example.org/links" in head
    assert "#license: urn:free" in head


def test_what_a_machine_found_and_what_a_person_says():
    _, [found, said] = table()
    assert (found["predicate_id"], found["confidence"]) == ("skos:exactMatch", "0.9500")
    assert found["mapping_justification"] == "semapv:CompositeMatching"
    assert found["subject_label"] == "Lake Accord", "on one line"
    assert (said["mapping_justification"], said["reviewer_label"]) == ("semapv:ManualMappingCuration", "N. N.")


#: What the standard (version 1.0) asks of every mapping.
REQUIRED = ("subject_id", "predicate_id", "object_id", "mapping_justification")


def test_every_row_has_what_the_standard_requires():
    _, rows = table()
    for row in rows:
        assert all(row[slot] for slot in REQUIRED)
        assert row["mapping_justification"].startswith("semapv:")
        assert row["subject_id"].startswith("https://")
        assert 0 <= float(row["confidence"]) <= 1


def test_the_validator_accepts_it(tmp_path: Path):
    command = os.environ.get("SSSOM")
    if command is None:
        pytest.skip("SSSOM does not name the validator (make sssom)")
    file = tmp_path / "links.sssom.tsv"
    license_ = "https://creativecommons.org/licenses/by/4.0/"
    file.write_text(to_sssom(FOUND, "https://example.org/links", {}, license_=license_), encoding="utf-8")
    assert _validated(command, file) == (0, "")
    file.write_text(
        file.read_text(encoding="utf-8").replace("mapping_justification", "justification"), encoding="utf-8"
    )
    assert "justification" in _validated(command, file)[1], "it finds what is wrong, though it ends with 0"


def _validated(command: str, file: Path) -> tuple[int, str]:
    done = subprocess.run([command, "validate", file], capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr
