import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import Result

from kg.errors import ModelError
from kg.extract import model

Foedera = Callable[..., Result]


def test_all_is_well(filled: Foedera):
    result = filled("doctor")
    assert result.exit_code == 0, result.output
    assert model.describe().digest in result.stdout
    assert "1 documents" in result.stdout
    assert "openjdk" in result.stdout.lower()


def test_no_store_is_no_fault(foedera: Foedera):
    result = foedera("doctor", "--json")
    told = json.loads(result.stdout)
    assert told["well"] is True
    (store,) = [check for check in told["checks"] if check["name"] == "store"]
    assert "foedera ingest" in store["hint"]


def test_what_is_not_well_is_told(foedera: Foedera, monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    def missing() -> None:
        raise ModelError("no language model is installed", hint="Install it.")

    monkeypatch.setattr(model, "describe", missing)
    (tmp_path / "store").write_text("x")
    result = foedera("doctor")
    assert result.exit_code == 1
    assert "BAD  model" in result.stdout
    assert "Install it." in result.stdout
    assert "BAD  store" in result.stdout


def test_extras_are_told_whether_they_are_there_or_not(foedera: Foedera, monkeypatch: pytest.MonkeyPatch):
    there = foedera("doctor")
    assert "ok   semantic" in there.stdout
    assert "ok   llm" in there.stdout
    monkeypatch.setitem(sys.modules, "pydantic_ai", None)
    missing = foedera("doctor")
    assert missing.exit_code == 0, "extras may be missing"
    assert "pip install 'foedera[llm]'" in missing.stdout
