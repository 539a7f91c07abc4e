"""Servers: one started for the tests, and how it is talked to."""

from __future__ import annotations

import contextlib
import http.client
import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final
from urllib.parse import quote, urlsplit

__all__ = ["Reply", "Server", "started"]

UPDATE: Final = {"Content-Type": "application/sparql-update"}
_PATIENCE: Final = 60.0


@dataclass(frozen=True, slots=True)
class Reply:
    """Be what a server answered."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def kind(self) -> str:
        """The media type."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()

    @property
    def good(self) -> bool:
        """Whether the request was carried out."""
        return 200 <= self.status < 300


@dataclass(slots=True)
class Server:
    """Be a server.

    Args:
        host: Host and port.
        query: The path that answers queries.
        update: The path that takes updates.
        store: The path of the graph store.
    """

    host: str
    query: str
    update: str
    store: str
    _connection: http.client.HTTPConnection | None = field(default=None, repr=False)

    def send(self, method: str, path: str, headers: dict[str, str] | None = None, body: bytes | None = None) -> Reply:
        """Send a request; once more if the server closed the connection in between."""
        for again in (True, False):
            if self._connection is None:
                self._connection = http.client.HTTPConnection(self.host, timeout=_PATIENCE)
            try:
                self._connection.request(method, path, body, headers or {})
                reply = self._connection.getresponse()
                return Reply(reply.status, {k.lower(): v for k, v in reply.getheaders()}, reply.read())
            except (http.client.HTTPException, ConnectionError):
                self.close()
                if not again:
                    raise
        raise AssertionError

    def graph_path(self, graph: str | None) -> str:
        """Return the path of a graph of the store; None is the default graph."""
        return f"{self.store}?default" if graph is None else f"{self.store}?graph={quote(graph, safe='')}"

    def clear(self) -> None:
        """Make the store hold nothing."""
        reply = self.send("POST", self.update, UPDATE, b"DROP ALL")
        if not reply.good:
            raise ConnectionError(f"the store could not be cleared: {reply.status} {reply.body[:200]!r}")

    def close(self) -> None:
        """Hang up."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def path_of(self, address: str) -> str:
        """Return the path of an address of this server."""
        parts = urlsplit(address)
        return parts.path + (f"?{parts.query}" if parts.query else "")


@contextmanager
def started(what: str) -> Iterator[Server]:
    """Start a server with an empty store; it ends with the block.

    Args:
        what: ``foedera``, or ``oxigraph`` of the same environment.
    """
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    host = f"127.0.0.1:{port}"
    scripts = Path(sys.executable).parent
    own = [str(scripts / "foedera"), "serve", "--port", str(port), "--store", "memory:"]
    commands = {
        "foedera": [*own, "--default-graph", "own", "--write", "open"],
        "oxigraph": [str(scripts / "oxigraph"), "serve", "--bind", host],
    }
    paths = {"foedera": ("/sparql", "/sparql", "/store"), "oxigraph": ("/query", "/update", "/store")}
    environment = {name: value for name, value in os.environ.items() if not name.startswith("FOEDERA_")}
    with tempfile.TemporaryDirectory(prefix="w3c-server-") as folder:
        process = subprocess.Popen(
            commands[what], cwd=folder, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        try:
            _wait(process, port)
            server = Server(host, *paths[what])
            yield server
            server.close()
        finally:
            process.terminate()
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _wait(process: subprocess.Popen[bytes], port: int) -> None:
    until = time.monotonic() + _PATIENCE
    while time.monotonic() < until:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            return
        if process.poll() is not None:
            break
        time.sleep(0.1)
    raise ConnectionError(f"the server did not start (it ended with {process.poll()})")
