from collections.abc import Callable, Iterator

import pytest
from starlette.testclient import TestClient


@pytest.fixture(params=["own", "union"])
def writable(request: pytest.FixtureRequest, serving: Callable[..., TestClient]) -> Iterator[TestClient]:
    """A server that anybody may write to, empty, in both modes of the default graph."""
    client = serving(write="open", default_graph=request.param)
    yield client
    assert client.request("DELETE", "/store").status_code == 204
