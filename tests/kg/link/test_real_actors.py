"""The real lists of actors, which are no part of the repository: set FOEDERA_DATA to the folder that holds them."""

from __future__ import annotations

import csv
import os
import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

from kg.cli.app import app

FOLDER = Path(os.environ.get("FOEDERA_DATA", "/nonexistent"))
FILES = {
    "paax": "paax_actors_v0.2.csv",
    "ucdp-actors": "ucdp_actors.csv",
    "ucdp": "ucdp_peace_agreements_v22.1.csv",
}
GOLD = FOLDER / "links_paax_ucdp.csv"

pytestmark = pytest.mark.skipif(not GOLD.exists(), reason="FOEDERA_DATA names no folder with the lists of actors")


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Return what `foedera link --evaluate` prints of the actors of PAA-X and UCDP."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("FOEDERA_STORE", str(tmp_path_factory.mktemp("actors") / "store"))
        for key, name in FILES.items():
            assert CliRunner().invoke(app, ["import", key, str(FOLDER / name)]).exit_code == 0
        result = CliRunner().invoke(app, ["link", "paax", "ucdp-actors", "--evaluate", str(GOLD)])
        assert result.exit_code == 0, result.output
        return result.stdout


def measured(printed: str) -> tuple[float, float, float]:
    found = re.search(r"^precision (\S+)  recall (\S+)  F1 (\S+)$", printed, re.MULTILINE)
    assert found is not None
    return float(found[1]), float(found[2]), float(found[3])


def test_actors_are_linked_as_well_as_promised(printed: str):
    assert measured(printed)[2] >= 0.92


def test_so_they_are_if_those_of_whom_only_a_number_is_known_count_as_missed(printed: str):
    precision, recall, _ = measured(printed)
    with (FOLDER / FILES["ucdp-actors"]).open(encoding="utf-8-sig", newline="") as table:
        known = {row["ucdp_actor_id"] for row in csv.DictReader(table)}
    with GOLD.open(encoding="utf-8-sig", newline="") as table:
        wanted = [row["ucdp_id"] for row in csv.DictReader(table)]
    right = recall * sum(number in known for number in wanted)
    assert 2 * right / (right / precision + len(wanted)) >= 0.92
