import json
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import Result

Foedera = Callable[..., Result]
HEAD = "GENEVA, 3 May 2012 - Chad and Sudan signed a ceasefire agreement in Geneva on Thursday.\n\n"


@pytest.fixture
def two(foedera: Foedera, tmp_path: Path) -> Foedera:
    for width in ("eight", "ten"):
        zone = f"a {width}-kilometre-wide buffer zone along the border"
        text = f"Under the agreement, Chad and Sudan shall establish {zone}.\n"
        path = tmp_path / f"{width}.txt"
        path.write_text(HEAD + text)
        assert foedera("ingest", path, "--date", "2012-05-03").exit_code == 0
    return foedera


def test_consolidate_and_list_what_they_disagree_on(two: Foedera):
    result = two("consolidate")
    assert result.exit_code == 0, result.output
    assert "They disagree on 1 point: foedera discrepancies" in result.stdout
    assert two("validate", "--store").exit_code == 0
    [found] = json.loads(two("discrepancies", "--json").stdout)
    assert found["property"] == "quantity"
    assert {claim["says"] for claim in found["claims"]} == {"Width 8 km", "Width 10 km"}
    plain = two("discrepancies").stdout
    assert "eight-kilometre-wide" in plain
    assert "ten-kilometre-wide" in plain
    assert two("query", "ASK { ?d a fdr:Discrepancy }", "--format", "json").stdout.strip().endswith("true}")
    assert two("consolidate", "--forget").stdout.strip() == "Taken out."
    assert two("consolidate", "--forget").stdout.strip() == "There was no consolidated graph."


def test_one_document_disagrees_with_nobody(filled: Foedera):
    assert filled("discrepancies").stdout.strip() == "The documents disagree on nothing that was found."
