from pathlib import Path

import pytest
from starlette.testclient import TestClient

from api.app import create_app
from kg.errors import StoreError
from kg.settings import Settings
from kg.store.open import open_store
from kg.store.oxigraph import OxigraphStore


def test_opens_the_store_at_the_start_and_closes_it_at_the_end(tmp_path: Path):
    settings = Settings(store=str(tmp_path / "store"))
    app = create_app(settings)
    assert not (tmp_path / "store").exists()
    with TestClient(app) as client:
        assert client.get("/healthz").json() == {"status": "ok"}
        with pytest.raises(StoreError):
            open_store(settings, wait=0)
    with open_store(settings):
        pass


def test_leaves_a_store_that_it_was_given_open(settings: Settings, store: OxigraphStore):
    with TestClient(create_app(settings, store)):
        pass
    assert store.graph_names()


def test_an_empty_store_says_how_to_fill_it():
    with TestClient(create_app(Settings(store="memory:"))) as client:
        assert "foedera ingest" in client.get("/").text
        assert client.get("/dump.ttl").status_code == 200
        assert client.get("/dump.nq").content == b""
