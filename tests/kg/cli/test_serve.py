import socket
from collections.abc import Callable

import pytest
from typer.testing import Result

from kg.settings import Settings

Foedera = Callable[..., Result]


def test_a_port_that_is_taken(foedera: Foedera):
    with socket.create_server(("127.0.0.1", 0)) as server:
        result = foedera("serve", "--port", server.getsockname()[1])
    assert result.exit_code == 2
    assert "cannot be listened on" in result.stderr
    assert "--port" in result.stderr


@pytest.mark.parametrize("port", ["70000", "-1", "x"])
def test_a_port_that_is_none(foedera: Foedera, port: str):
    assert foedera("serve", "--port", port).exit_code == 2


@pytest.mark.parametrize("options", [("--default-graph", "other"), ("--write", "all")])
def test_what_cannot_be_chosen(foedera: Foedera, options: tuple[str, str]):
    assert foedera("serve", *options).exit_code == 2


def test_the_store_and_its_ways_are_told(foedera: Foedera, monkeypatch: pytest.MonkeyPatch):
    made: list[Settings] = []
    monkeypatch.setattr("api.app.create_app", made.append)
    monkeypatch.setattr("uvicorn.run", lambda *_, **__: None)
    options = ["--port", "0", "--store", "memory:", "--default-graph", "own", "--write", "open"]
    assert foedera("serve", *options).exit_code == 0
    assert [(one.store, one.default_graph, one.write) for one in made] == [("memory:", "own", "open")]
