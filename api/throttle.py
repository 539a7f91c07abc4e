"""The throttle: how much one client may ask, at the same time and over time.

A client is its address; of the sixth version the network of it, of which each subscriber has one. Behind a proxy it is
who the proxy says, if the operator has named the proxy.
"""

from __future__ import annotations

import math
import time
from collections import Counter
from functools import lru_cache
from ipaddress import IPv6Address, ip_address, ip_network
from typing import Final

from limits import RateLimitItem, parse_many
from limits.aio.storage import MemoryStorage
from limits.aio.strategies import MovingWindowRateLimiter
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from api.access import Scope as Wanted
from api.access import authorise
from api.errors import respond
from kg.errors import FoederaError
from kg.settings import Settings

__all__ = ["ReadersMiddleware", "ThrottleMiddleware", "client_of"]

#: What is asked to learn whether the server is well.
_FREE: Final = frozenset({"/healthz", "/readyz"})
#: The size of the network of one subscriber, in bits.
_NETWORK: Final = 64
#: Of how many hosts it is kept who they are.
_KNOWN: Final = 1_024


class ThrottleMiddleware:
    """Refuse a client that asks too much.

    Args:
        app: What answers.
        settings: The limits.
    """

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self.app = app
        self._most = settings.client_requests
        self._limits: list[RateLimitItem] = parse_many(settings.client_rate) if settings.client_rate else []
        self._windows = MovingWindowRateLimiter(MemoryStorage())
        self._running: Counter[str] = Counter()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http" or scope["path"] in _FREE:
            await self.app(scope, receive, send)
            return
        client = client_of(scope)
        wait = 1 if self._running[client] >= self._most else await self._wait(client) if self._limits else 0
        if wait:
            error = HTTPException(429, "You ask too much at once. Wait a little.", {"Retry-After": str(wait)})
            await respond(Request(scope), error)(scope, receive, send)
            return
        self._running[client] += 1
        try:
            await self.app(scope, receive, send)
        finally:
            self._running[client] -= 1
            if not self._running[client]:
                del self._running[client]

    async def _wait(self, client: str) -> int:
        """Return after how many seconds the client may ask again: 0 if it may ask now."""
        for limit in self._limits:
            if not await self._windows.hit(limit, client):
                window = await self._windows.get_window_stats(limit, client)
                return max(1, math.ceil(window.reset_time - time.time()))
        return 0


class ReadersMiddleware:
    """Let only who has a token read, where the settings say so.

    Args:
        app: What answers.
        settings: Who may read.
    """

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self.app = app
        self._open = settings.read == "open"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if not self._open and scope["type"] == "http" and scope["path"] not in _FREE:
            request = Request(scope)
            try:
                await authorise(request, Wanted.READ)
            except (FoederaError, HTTPException) as error:
                await respond(request, error)(scope, receive, send)
                return
        await self.app(scope, receive, send)


def client_of(scope: Scope) -> str:
    """Return who sends a request.

    >>> client_of({"client": ("192.0.2.1", 4000)}), client_of({"client": ("2001:db8::1:2:3:4", 4000)})
    ('192.0.2.1', '2001:db8::/64')
    """
    return _client_at(scope["client"][0] if scope.get("client") else "")


@lru_cache(_KNOWN)
def _client_at(host: str) -> str:
    try:
        address = ip_address(host)
    except ValueError:
        return host
    if isinstance(address, IPv6Address):
        return str(address.ipv4_mapped or ip_network((int(address) >> _NETWORK << _NETWORK, _NETWORK)))
    return str(address)
