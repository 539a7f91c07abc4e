"""States: which state of a graph a client has seen, so that it does not write over what it has not (RFC 9110, 13.1)."""

from __future__ import annotations

import re
from typing import Final

from starlette.exceptions import HTTPException
from starlette.requests import Request

from api.engine import Engine
from api.workers.engine import ProcessEngine

__all__ = ["demand_state", "state_tag"]

_TAG: Final = re.compile(r'\s*(W/)?"([^"]*)"\s*(?:,|$)')
_CHANGED: Final = "The graph is not as it was when you read it. Read it again, and send what you want then."


def state_tag(engine: Engine, graph: str | None, form: str) -> str | None:
    """Return the strong ETag of a graph as it is written in a format, or None where that is not known.

    Args:
        engine: Who answers.
        graph: The name of the graph; None for the default graph, and for all.
        form: The name of the format.
    """
    return f'"{_state(engine, graph)}.{form}"' if isinstance(engine, ProcessEngine) else None


def demand_state(request: Request, graph: str | None, *, exists: bool | None = None) -> None:
    """Refuse a write to a graph that is not as the client has seen it.

    Args:
        request: The request, which may have ``If-Match`` and ``If-None-Match``.
        graph: The graph; None for the default graph, and for all.
        exists: Whether it is there; None where that is not looked at.

    Raises:
        HTTPException: If it is in another state.
    """
    wanted, unwanted = (request.headers.get(name) for name in ("if-match", "if-none-match"))
    engine: Engine = request.app.state.engine
    if wanted is not None and isinstance(engine, ProcessEngine):
        state = _state(engine, graph)
        if wanted.strip() == "*":
            fits = exists is not False
        else:
            fits = any(not weak and tag.rpartition(".")[0] == state for weak, tag in _TAG.findall(wanted))
        if not fits:
            raise HTTPException(412, _CHANGED)
    if unwanted is not None and unwanted.strip() == "*" and exists:
        raise HTTPException(412, "The graph is there already.")


def _state(engine: ProcessEngine, graph: str | None) -> str:
    return f"{engine.epoch}.{engine.version_of(graph)}"
