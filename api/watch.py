"""Watch: an id for every request, how many there were of which outcome, how long they took, and which were slow."""

from __future__ import annotations

import itertools
import logging
import re
import secrets
import time
from typing import Final

from prometheus_client import CollectorRegistry, Counter, Histogram
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.logs import REQUEST

__all__ = ["Metrics", "WatchMiddleware"]

_LOG = logging.getLogger(__name__)
#: What a client may call its request; anything else could forge lines of a log.
_GIVEN: Final = re.compile(rb"[A-Za-z0-9._-]{1,64}")
#: The first parts of paths that are told apart; the number of series must not grow with what strangers ask.
_ROUTES: Final = frozenset(
    {"sparql", "update", "store", "id", "ontology", "reconcile", "static", "healthz", "readyz", "metrics", "query"}
)
_SECONDS: Final = (0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1, 3, 10, 30, 100, 300)
#: So much of an address is logged.
_SHOWN: Final = 300


class Metrics:
    """Hold the counters of one server."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self.requests = Counter(
            "foedera_requests", "Requests by the first part of their path and the status of the reply.",
            ("route", "status"), registry=self.registry,
        )  # fmt: skip
        self.seconds = Histogram(
            "foedera_request_seconds", "Seconds until the end of the reply.",
            ("route",), buckets=_SECONDS, registry=self.registry,
        )  # fmt: skip
        self.slow = Counter(
            "foedera_slow_requests",
            "Requests that took longer than the log of slow ones allows.",
            registry=self.registry,
        )


class WatchMiddleware:
    """Give every request an id, and count it when it is over.

    A client may name its request in ``X-Request-ID``; the id is sent back in the same header.

    Args:
        app: What answers.
        metrics: Where requests are counted.
        slow: After so many seconds a request is logged as slow.
    """

    def __init__(self, app: ASGIApp, metrics: Metrics, slow: float) -> None:
        self.app = app
        self._metrics = metrics
        self._slow = slow
        self._run = secrets.token_hex(4)
        self._number = itertools.count(1)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        name = self._name(scope)
        scope.setdefault("state", {})["request_id"] = name
        token = REQUEST.set(name)
        header = (b"x-request-id", name.encode("ascii"))
        status = 500
        begun = time.perf_counter()

        async def with_name(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                message["headers"] = [*message["headers"], header]
            await send(message)

        try:
            await self.app(scope, receive, with_name)
        finally:
            self._count(scope, status, time.perf_counter() - begun)
            REQUEST.reset(token)

    def _name(self, scope: Scope) -> str:
        given = next((value for key, value in scope["headers"] if key == b"x-request-id"), b"")
        return given.decode("ascii") if _GIVEN.fullmatch(given) else f"{self._run}-{next(self._number)}"

    def _count(self, scope: Scope, status: int, seconds: float) -> None:
        first = scope["path"].split("/", 2)[1] if scope["path"].startswith("/") else ""
        route = first if first in _ROUTES else "page"
        self._metrics.requests.labels(route, str(status)).inc()
        self._metrics.seconds.labels(route).observe(seconds)
        if seconds > self._slow:
            self._metrics.slow.inc()
            asked = scope["query_string"].decode("ascii", "replace")
            _LOG.warning("slow: %.3f s, %s %s %s", seconds, scope["method"], scope["path"], asked[:_SHOWN])
