from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pyoxigraph
import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from api.app import create_app
from kg.settings import Settings
from kg.store.open import open_store
from kg.store.oxigraph import OxigraphStore
from kg.store.terms import to_rdflib

BASE = "https://w3id.org/foedera/id/"
DOCUMENT = f"{BASE}document/00aa11bb22cc33dd"
AGREEMENT = f"{DOCUMENT}/agreement/0-60"
GRAPH_FILE = Path(__file__).parent / "graph.trig"


@pytest.fixture(scope="session")
def serving() -> Iterator[Callable[..., TestClient]]:
    """Serve an empty store in memory, once for each way to set it up."""
    known: dict[tuple[tuple[str, object], ...], TestClient] = {}
    with ExitStack() as stack:

        def serve(**given: object) -> TestClient:
            key = tuple(sorted(given.items()))
            if key not in known:
                settings = Settings(**{"store": "memory:", "query_workers": 1, **given})
                known[key] = stack.enter_context(TestClient(create_app(settings), follow_redirects=False))
            return known[key]

        yield serve


@pytest.fixture(scope="session")
def settings() -> Settings:
    return Settings(store="memory:", query_length=5000)


@pytest.fixture(scope="session")
def store(settings: Settings) -> Iterator[OxigraphStore]:
    """A store with one hand-written document, in the terms of the vocabulary contract."""
    graphs = defaultdict(list)
    for quad in pyoxigraph.parse(GRAPH_FILE.read_bytes(), format=pyoxigraph.RdfFormat.TRIG):
        graphs[quad.graph_name.value].append(quad)
    with open_store(settings) as opened:
        opened.replace({name: to_rdflib(quads) for name, quads in graphs.items()})
        assert f"{DOCUMENT}/graph" in opened.graph_names()
        yield opened


@pytest.fixture(scope="session")
def app(settings: Settings, store: OxigraphStore) -> FastAPI:
    return create_app(settings, store)


@pytest.fixture(scope="session")
def client(app: FastAPI) -> Iterator[TestClient]:
    with TestClient(app, follow_redirects=False) as opened:
        yield opened


@pytest.fixture
def page(client: TestClient):
    """Get an address as a browser does."""
    return lambda path: client.get(path, headers={"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"})


@pytest.fixture
def document() -> str:
    """The path, below the base, of the document in the store."""
    return DOCUMENT.removeprefix(BASE)


@pytest.fixture
def agreement() -> str:
    """The path, below the base, of the agreement in the store."""
    return AGREEMENT.removeprefix(BASE)


@pytest.fixture
def text() -> str:
    """The text of the document, as it was written by hand."""
    return (
        "Lakeland and the Hill Front sign a truce\n"
        "The government of Lakeland and the Hill Front agreed in Port Vale on 3 May 2019 to cease fire from midnight. "
        "“Both sides shall withdraw 5 kilometres from the River Ash by 1 June,” the foreign minister said. "
        "The truce is likely to fail, this paper thinks.\n"
        "Neither side shall lay mines < or “traps” & snares.\n"
    )
