from pathlib import Path

import pytest

from api.screenshots import addresses, main
from kg.errors import NotFoundError
from kg.settings import Settings
from kg.store.open import open_store
from kg.store.oxigraph import OxigraphStore


def test_shows_the_agreement_with_most_commitments(store: OxigraphStore, agreement: str, document: str):
    chosen = addresses(store, "https://w3id.org/foedera/id/")
    assert list(chosen) == ["start", "agreement", "document", "query"]
    assert chosen["agreement"] == f"/page/{agreement}"
    assert chosen["document"] == f"/page/{document}"
    assert chosen["query"].startswith("/sparql?query=")


def test_an_empty_store_has_nothing_to_show():
    with open_store(Settings(store="memory:")) as empty, pytest.raises(NotFoundError):
        addresses(empty, "https://w3id.org/foedera/id/")


def test_says_what_is_missing(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path):
    monkeypatch.setattr("api.screenshots.load_settings", lambda: Settings(store="memory:"))
    assert main(["--folder", str(tmp_path)]) == 2
    assert "no agreement" in capsys.readouterr().err
