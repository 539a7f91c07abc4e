from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest
from starlette.testclient import TestClient

from api.app import create_app
from kg.settings import Settings


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


@pytest.fixture(params=["own", "union"])
def writable(request: pytest.FixtureRequest, serving: Callable[..., TestClient]) -> Iterator[TestClient]:
    """A server that anybody may write to, empty, in both modes of the default graph."""
    client = serving(write="open", default_graph=request.param)
    yield client
    assert client.request("DELETE", "/store").status_code == 204
