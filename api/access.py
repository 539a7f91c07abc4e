"""Access: who may do what."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from ipaddress import ip_address
from typing import Final

from starlette.exceptions import HTTPException
from starlette.requests import Request

from api.gate import gate_of
from api.workers.engine import Gate
from kg.settings import Settings
from kg.store.tokens import Scope, Token, TokenFile, find_token

__all__ = ["Access", "Scope", "authorise"]

_REALM: Final = 'Bearer realm="Foedera"'
#: Longer than any token.
_MOST: Final = 200
_PORT: Final = re.compile(r":\d+$")


@dataclass(frozen=True, slots=True)
class Access:
    """Be the leave to do something.

    Args:
        name: Who has it.
        gate: Is asked before a change is made, and raises what forbids it.
    """

    name: str
    gate: Gate | None = None


async def authorise(request: Request, scope: Scope, *, graph: str | None = None) -> Access:
    """Let a request in, or refuse it.

    Args:
        request: The request; its body has not been read.
        scope: What it wants to do.
        graph: The graph it is about, if it is about one.

    Raises:
        HTTPException: If it may not: 401 where a token could change that, else 403.
        StoreError: If the tokens cannot be read.
    """
    settings: Settings = request.app.state.settings
    if scope is Scope.READ:
        return Access("anybody" if settings.read == "open" else _bearer(request, scope).name)
    if settings.write == "off":
        raise HTTPException(403, "This server takes no changes.")
    if _is_foreign(request):
        raise HTTPException(403, "No page of another site may change the graph.")
    if settings.write == "tokens":
        token = _bearer(request, scope)
        return Access(token.name, gate_of(request, name=token.name, token=token.id, scope=token.scope, graph=graph))
    if "origin" in request.headers and not _is_near(request.headers.get("host", "")):
        raise HTTPException(403, "Pages change the graph only with a token.")
    return Access("anybody", gate_of(request, name="anybody", token=None, scope=Scope.ADMIN, graph=graph))


def _bearer(request: Request, scope: Scope) -> Token:
    """Return the token of a request (RFC 6750).

    Raises:
        HTTPException: If there is none, or it is not good enough.
    """
    kind, _, given = request.headers.get("authorization", "").partition(" ")
    wanted = f'{_REALM}, scope="{scope}"'
    if kind.lower() != "bearer":
        raise HTTPException(401, f"This needs a token of scope {scope}.", {"WWW-Authenticate": wanted})
    tokens: TokenFile = request.app.state.tokens
    found = find_token(tokens.tokens(), given.strip()[:_MOST])
    if found is None or not found.is_valid(datetime.now(UTC)):
        raise HTTPException(
            401,
            "The token is unknown, has ended or was revoked.",
            {"WWW-Authenticate": f'{wanted}, error="invalid_token"'},
        )
    if not found.scope.includes(scope):
        raise HTTPException(
            403,
            f"This needs a token of scope {scope}; yours is of scope {found.scope}.",
            {"WWW-Authenticate": f'{wanted}, error="insufficient_scope"'},
        )
    return found


def _is_foreign(request: Request) -> bool:
    """Tell whether a page of another site sends the request.

    The schemes are not compared: a proxy in front may take what is encrypted and send on what is not.
    """
    origin = request.headers.get("origin")
    if request.headers.get("sec-fetch-site") in ("cross-site", "same-site"):
        return True
    return origin is not None and origin.partition("://")[2] != request.headers.get("host")


def _is_near(host: str) -> bool:
    """Tell whether a host is named by its address, or by one word: nobody outside can lead such a name elsewhere."""
    name = host.rpartition(":")[0] if _PORT.search(host) else host
    if "." not in name and "[" not in name:
        return True
    try:
        ip_address(name.strip("[]"))
    except ValueError:
        return False
    return True
