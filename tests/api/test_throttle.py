import asyncio
import contextlib
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient
from starlette.types import Message, Receive, Scope, Send

from api.app import create_app
from api.throttle import ThrottleMiddleware, client_of
from kg.settings import Settings


def _scope(host: str | None, path: str = "/") -> Scope:
    client = None if host is None else (host, 4000)
    app = Starlette()
    headers: list[tuple[bytes, bytes]] = [(b"accept", b"application/json")]
    return {
        "type": "http",
        "method": "GET",
        "path": path,
        "query_string": b"",
        "headers": headers,
        "client": client,
        "app": app,
    }


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("192.0.2.1", "192.0.2.1", True),
        ("192.0.2.1", "192.0.2.2", False),
        ("2001:db8::1", "2001:db8::ffff:ffff:ffff:ffff", True),
        ("2001:db8::1", "2001:db8:0:1::1", False),
        ("::ffff:192.0.2.1", "192.0.2.1", True),
        ("testclient", "testclient", True),
        ("fe80::1%eth0", "fe80::1%eth0", True),
    ],
)
def test_a_client_is_an_address_or_a_network_of_one_subscriber(one: str, other: str, same: bool):
    assert (client_of(_scope(one)) == client_of(_scope(other))) is same


def test_who_has_no_address_is_a_client_too():
    assert client_of(_scope(None)) == ""


class _Slow:
    """Answer when it is told to."""

    def __init__(self) -> None:
        self.go = asyncio.Event()
        self.running = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        self.running += 1
        if scope["path"] == "/bad":
            raise RuntimeError("bad")
        await self.go.wait()
        await PlainTextResponse("done")(scope, receive, send)


async def _ask(app: Callable[..., object], scope: Scope) -> tuple[int, dict[bytes, bytes]]:
    sent: list[Message] = []

    async def send(message: Message) -> None:
        sent.append(message)

    async def receive() -> Message:
        return {"type": "http.request", "body": b"", "more_body": False}

    await app(scope, receive, send)  # type: ignore[misc]
    return sent[0]["status"], dict(sent[0]["headers"])


def test_one_client_has_only_so_many_requests_at_the_same_time():
    async def run() -> None:
        slow = _Slow()
        app = ThrottleMiddleware(slow, Settings(store="memory:", client_requests=2))
        first = [asyncio.create_task(_ask(app, _scope("192.0.2.1"))) for _ in range(2)]
        await asyncio.sleep(0)
        status, headers = await _ask(app, _scope("192.0.2.1"))
        assert status == 429
        assert int(headers[b"retry-after"]) >= 1
        assert headers[b"content-type"] == b"application/problem+json"
        other = asyncio.create_task(_ask(app, _scope("192.0.2.2")))
        await asyncio.sleep(0)
        assert slow.running == 3
        slow.go.set()
        assert [(await task)[0] for task in (*first, other)] == [200, 200, 200]
        assert (await _ask(app, _scope("192.0.2.1")))[0] == 200

    asyncio.run(run())


def test_who_leaves_or_fails_makes_room():
    async def run() -> None:
        slow = _Slow()
        app = ThrottleMiddleware(slow, Settings(store="memory:", client_requests=1))
        for _ in range(3):
            task = asyncio.create_task(_ask(app, _scope("192.0.2.1")))
            await asyncio.sleep(0)
            task.cancel()
            with pytest.raises(asyncio.CancelledError):
                await task
            with pytest.raises(RuntimeError):
                await _ask(app, _scope("192.0.2.1", "/bad"))
        slow.go.set()
        assert (await _ask(app, _scope("192.0.2.1")))[0] == 200
        assert app._running == {}

    asyncio.run(run())


def test_one_client_has_only_so_many_requests_in_a_time():
    with TestClient(create_app(Settings(store="memory:", query_workers=1, client_rate="3/hour"))) as client:
        assert [client.get("/sparql?query=ASK{}").status_code for _ in range(5)] == [200, 200, 200, 429, 429]
        refused = client.get("/sparql?query=ASK{}", headers={"Origin": "https://elsewhere.example"})
        assert 1 <= int(refused.headers["retry-after"]) <= 3601
        assert refused.headers["access-control-allow-origin"] == "*"
        assert "content-security-policy" in refused.headers
        assert client.get("/healthz").status_code == 200


def test_without_a_limit_nobody_is_slowed_down():
    app = Starlette(routes=[Route("/", lambda request: PlainTextResponse(str(request.client.host)))])
    app.add_middleware(ThrottleMiddleware, settings=Settings(store="memory:"))
    with TestClient(app) as client:
        assert {client.get("/").status_code for _ in range(500)} == {200}


def _serve(env: dict[str, str]) -> Iterator[str]:
    """Serve as the command does, and return the address."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [Path(sys.executable).with_name("foedera"), "serve", "--port", str(port), "--store", "memory:"]
    with subprocess.Popen(command, env=os.environ | env, stderr=subprocess.DEVNULL) as process:
        try:
            for _ in range(600):
                with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port)):
                    break
                time.sleep(0.05)
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()


@pytest.mark.parametrize(("proxies", "statuses"), [("", {200, 429}), ("192.0.2.7", {200, 429}), ("127.0.0.0/8", {200})])
def test_only_a_known_proxy_is_believed_when_it_tells_for_whom_it_asks(proxies: str, statuses: set[int]):
    for address in _serve({"FOEDERA_CLIENT_RATE": "2/hour", "FOEDERA_PROXIES": proxies}):
        found = set()
        for number in range(4):
            headers = {"X-Forwarded-For": f"198.51.100.{number}", "Accept": "application/json"}
            request = urllib.request.Request(f"{address}/sparql?query=ASK%7B%7D", headers=headers)
            try:
                with urllib.request.urlopen(request) as reply:
                    found.add(reply.status)
                    assert "server" not in {name.lower() for name in reply.headers}
            except urllib.error.HTTPError as error:
                found.add(error.code)
                error.close()
        assert found == statuses
