import socket
from collections.abc import Callable

import pytest
from typer.testing import Result

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
