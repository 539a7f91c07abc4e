"""Hold extraction to what it has reached on short texts with many ways of saying what somebody is bound to."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

from kg.evaluate.corpus import evaluate
from kg.evaluate.gold import read_golds
from kg.evaluate.report import Report

HERE = Path(__file__).parent
FLOORS: dict[str, float] = tomllib.loads((HERE.parent / "FLOORS.toml").read_text())["phrasings"]
_MODALITIES = {"O": "Obligation", "X": "Prohibition", "P": "Permission", "A": "Affirmation"}
_MARKED = re.compile(r"\{\{(.*?)\}\}", re.DOTALL)
_SLOTS = ("agreement", "from", "until", "due")
_LISTS = ("obligees", "concerns", "places")
_FAMILIES = ("actors", "agreements", "meetings", "incidents", "attributions", "discrepancies")


def commitment(marked: str) -> dict[str, Any]:
    words, modality, obligors, theme = marked.split("|")
    return {
        "evidence": words,
        "modality": _MODALITIES[modality],
        "obligors": [name.strip() for name in obligors.split(";") if name.strip()],
        "themes": [theme],
        **dict.fromkeys(_SLOTS),
        **{name: [] for name in _LISTS},
    }


def write(folder: Path) -> None:
    """Write each marked text as an annotated one of the corpus."""
    marked = (HERE / "phrasings.txt").read_text(encoding="utf-8")
    for part in re.split(r"^=== ", marked, flags=re.MULTILINE)[1:]:
        head, body = part.split("\n", 1)
        name, date = head.split()
        found = [words for words in _MARKED.findall(body) if "|" in words]
        gold = {**{family: [] for family in _FAMILIES}, "commitments": [commitment(words) for words in found]}
        text = _MARKED.sub(lambda match: match[1].split("|")[0], body.strip() + "\n")
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
        (folder / f"{name}.gold.json").write_text(json.dumps(gold), encoding="utf-8")
        (folder / f"{name}.meta.json").write_text(json.dumps({"document_date": date}), encoding="utf-8")


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Report:
    folder = tmp_path_factory.mktemp("phrasings")
    write(folder)
    return evaluate(read_golds(folder))


@pytest.mark.parametrize("family", FLOORS)
def test_the_phrasings(found: Report, family: str):
    tally = found.overall.families[family]
    assert tally.f1 is not None
    assert tally.f1 >= FLOORS[family], f"{family}: F1 {tally.f1:.3f} ({tally.hits:g} of {tally.gold})"
