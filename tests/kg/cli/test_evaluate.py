import json
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import Result

Foedera = Callable[..., Result]

_TEXT = (
    "Freedonia and Sylvania signed an agreement in Geneva on 3 May 2012. "
    "Turkey shall withdraw its troops from Aleppo.\n"
)
_GOLD = {
    "actors": [{"name": "Turkey", "type": "State", "aliases": []}],
    "commitments": [
        {
            "obligors": ["Turkey"],
            "modality": "Obligation",
            "themes": ["withdrawal"],
            "evidence": "Turkey shall withdraw its troops from Aleppo",
        },
        {"obligors": [], "modality": "Permission", "themes": ["trade"], "evidence": "on 3 May 2012"},
    ],
}


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "gold"
    folder.mkdir()
    for name in ("one", "two"):
        (folder / f"{name}.txt").write_text(_TEXT)
        (folder / f"{name}.gold.json").write_text(json.dumps(_GOLD))
    return folder


def test_the_tables_and_the_worst_sentences(foedera: Foedera, corpus: Path, tmp_path: Path):
    result = foedera("evaluate", corpus)
    assert result.exit_code == 0, result.output
    assert "ALL (2)" in result.stdout
    assert "commitments   P 1.000  R 0.500" in result.stdout
    assert "- missed commitments: on 3 May 2012" in result.stdout
    assert not (tmp_path / "store").exists()


def test_as_json(foedera: Foedera, corpus: Path):
    result = foedera("evaluate", corpus, "--json", "--only", "two")
    figures = json.loads(result.stdout)
    assert list(figures["documents"]) == ["two"]
    assert figures["overall"]["strict"]["tp"] == 1


def test_explain(foedera: Foedera, corpus: Path):
    result = foedera("evaluate", corpus, "--explain", "one", "--worst", "0")
    assert "most went wrong" not in result.stdout
    assert "one: " in result.stdout
    assert "two: " not in result.stdout
    assert "missed commitments: on 3 May 2012" in result.stdout


@pytest.mark.parametrize("args", [["--only", "three"], ["--explain", "three"]])
def test_a_text_that_is_not_there(foedera: Foedera, corpus: Path, args: list[str]):
    result = foedera("evaluate", corpus, *args)
    assert result.exit_code == 2
    assert "three" in result.output
    assert "one, two" in result.output


def test_graphs_of_somebody_else(foedera: Foedera, corpus: Path, tmp_path: Path):
    graphs = tmp_path / "graphs"
    graphs.mkdir()
    assert foedera("extract", corpus / "one.txt", "-o", graphs / "one.ttl").exit_code == 0
    result = foedera("evaluate", corpus, "--graphs", graphs, "--json")
    assert json.loads(result.stdout)["notes"] == ["two: no graph"]
