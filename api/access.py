"""Access: who may do what."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from starlette.exceptions import HTTPException
from starlette.requests import Request

from api.workers.engine import Gate
from kg.settings import Settings

__all__ = ["Access", "Scope", "authorise"]


class Scope(StrEnum):
    """Name what a request wants to do."""

    READ = "read"
    CURATE = "curate"
    ADMIN = "admin"


@dataclass(frozen=True, slots=True)
class Access:
    """Be the leave to do something.

    Args:
        name: Who has it.
        gate: Is asked before a change is made, and raises what forbids it.
    """

    name: str
    gate: Gate | None = None


async def authorise(request: Request, scope: Scope) -> Access:
    """Let a request in, or refuse it.

    Args:
        request: The request; its body has not been read.
        scope: What it wants to do.

    Raises:
        HTTPException: If it may not: 401 where a token could change that, else 403.
    """
    settings: Settings = request.app.state.settings
    if scope is Scope.READ:
        return Access("anybody")
    if settings.write == "off":
        raise HTTPException(403, "This server takes no changes.")
    if settings.write == "tokens":
        raise HTTPException(401, "Changes need a token.", {"WWW-Authenticate": f'Bearer scope="{scope}"'})
    if _is_foreign(request):
        raise HTTPException(403, "No page of another site may change the graph.")
    return Access("anybody")


def _is_foreign(request: Request) -> bool:
    """Tell whether a page of another site sends the request."""
    origin = request.headers.get("origin")
    own = f"{request.url.scheme}://{request.headers.get('host')}"
    return request.headers.get("sec-fetch-site") in ("cross-site", "same-site") or origin not in (None, own)
