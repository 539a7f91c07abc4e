"""Clients that are no bottleneck: plain sockets, each in a process of its own, that only count the bytes of replies."""

from __future__ import annotations

import multiprocessing
import socket
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import quantiles
from typing import Final
from urllib.parse import quote

__all__ = ["Client", "Load", "load"]

_ACCEPT: Final = "application/sparql-results+json, text/turtle;q=0.9"
_FORK: Final = multiprocessing.get_context("fork")


class Client:
    """Keep a connection to a server.

    Args:
        port: Where it listens on this machine.
        path: Where queries are answered.
        patience: After so many seconds it hangs up.
    """

    def __init__(self, port: int, path: str, *, patience: float = 120) -> None:
        self._port = port
        self._path = path
        self._patience = patience
        self._end = 0.0
        self._socket: socket.socket | None = None
        self._buffer = b""
        #: When the first byte of the last reply's body came, by the monotonic clock.
        self.first = 0.0

    def query(self, sparql: str, accept: str = _ACCEPT) -> int:
        """Ask a query and return how many bytes the answer has."""
        return self.send("GET", f"{self._path}?query={quote(sparql, safe='')}", f"Accept: {accept}\r\n")

    def update(self, path: str, sparql: str) -> int:
        """Send an update."""
        body = sparql.encode()
        head = f"Content-Type: application/sparql-update\r\nContent-Length: {len(body)}\r\n"
        return self.send("POST", path, head, body)

    def send(self, method: str, target: str, headers: str, body: bytes = b"") -> int:
        """Send a request, read the reply to its end, and return how many bytes its body has.

        Raises:
            RuntimeError: If it is refused.
        """
        self._end = time.monotonic() + self._patience
        if self._socket is None:
            self._socket = socket.create_connection(("127.0.0.1", self._port), timeout=self._patience)
            self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            self._buffer = b""
        self._socket.sendall(f"{method} {target} HTTP/1.1\r\nHost: localhost\r\n{headers}\r\n".encode() + body)
        while b"\r\n\r\n" not in self._buffer:
            self._more()
        head, _, self._buffer = self._buffer.partition(b"\r\n\r\n")
        fields = head.lower().split(b"\r\n")
        status = int(fields[0].split()[1])
        length = next((int(item[15:]) for item in fields if item.startswith(b"content-length:")), None)
        size = self._chunked() if length is None and status != 204 else self._whole(length or 0)
        if b"connection: close" in fields:
            self.close()
        if status >= 300:
            raise RuntimeError(f"{status} for {target[:200]}")
        return size

    def close(self) -> None:
        """Hang up."""
        if self._socket is not None:
            self._socket.close()
            self._socket = None

    def _whole(self, length: int) -> int:
        self.first = time.perf_counter()
        left = length - len(self._buffer)
        self._buffer = self._buffer[length:]
        assert self._socket is not None  # noqa: S101 - a request has been sent
        while left > 0:
            left -= len(self._received())
        return length

    def _chunked(self) -> int:
        size = 0
        while True:
            while b"\r\n" not in self._buffer:
                self._more()
            told, _, self._buffer = self._buffer.partition(b"\r\n")
            self.first = self.first if size else time.perf_counter()
            length = int(told, 16)
            while len(self._buffer) < length + 2:
                self._more()
            self._buffer = self._buffer[length + 2 :]
            size += length
            if not length:
                return size

    def _more(self) -> None:
        self._buffer += self._received()

    def _received(self) -> bytes:
        assert self._socket is not None  # noqa: S101 - a request has been sent
        data = self._socket.recv(262_144)
        if time.monotonic() > self._end:
            raise TimeoutError
        if not data:
            raise ConnectionError("the server hung up")
        return data


@dataclass(frozen=True, slots=True)
class Load:
    """Be what was measured.

    Args:
        rate: Requests a second.
        median: Seconds that half of them took at most.
        p99: Seconds that 99 of 100 took at most.
        errors: How many failed.
    """

    rate: float
    median: float
    p99: float
    errors: int


def load(connect: Callable[[], Client], queries: Sequence[str], *, clients: int, seconds: float) -> Load:
    """Let clients ask for some time, each from another place in the list, one query after the other."""
    results = _FORK.SimpleQueue()
    start = _FORK.Barrier(clients + 1)

    def ask(number: int) -> None:
        client, times, errors = connect(), [], 0
        position = number * len(queries) // clients
        start.wait()
        until = time.perf_counter() + seconds
        now = time.perf_counter()
        while now < until:
            try:
                client.query(queries[position % len(queries)])
            except (OSError, RuntimeError):
                errors += 1
                client.close()
            position += 1
            before, now = now, time.perf_counter()
            times.append(now - before)
        results.put((times, errors))

    processes = [_FORK.Process(target=ask, args=(number,)) for number in range(clients)]
    for process in processes:
        process.start()
    start.wait()
    begun = time.perf_counter()
    parts = [results.get() for _ in processes]
    taken = time.perf_counter() - begun
    for process in processes:
        process.join()
    times = [seconds for part, _ in parts for seconds in part]
    cuts = quantiles(times, n=100) if len(times) > 1 else times * 99
    return Load(len(times) / taken, cuts[49], cuts[98], sum(errors for _, errors in parts))
