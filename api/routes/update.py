"""``/update``, and updates sent to ``/sparql``: changes of the graph, by who may make them."""

from __future__ import annotations

from typing import Final

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from api.access import Scope, authorise
from api.leaving import Leaving
from api.protocol import Asked, read_update
from api.workers.engine import Gate, ProcessEngine
from kg.settings import Settings

__all__ = ["ROUTES", "change", "update", "writer"]


async def update(request: Request) -> Response:
    """Take an update; whether the client may send one is told before its body is read."""
    settings: Settings = request.app.state.settings
    access = await authorise(request, Scope.CURATE)
    asked = await read_update(request, most=settings.write_size)
    return await _changed(request, asked, access.gate)


async def change(request: Request, asked: Asked) -> Response:
    """Make the change that a form asks for."""
    access = await authorise(request, Scope.CURATE)
    return await _changed(request, asked, access.gate)


def writer(request: Request) -> ProcessEngine:
    """Return the engine that writes.

    Raises:
        HTTPException: If the one that runs only reads.
    """
    engine = request.app.state.engine
    if not isinstance(engine, ProcessEngine):
        raise HTTPException(
            501, "Changes are only taken where queries are answered in processes (FOEDERA_QUERY_ENGINE)."
        )
    return engine


async def _changed(request: Request, asked: Asked, gate: Gate | None) -> Response:
    settings: Settings = request.app.state.settings
    assert asked.update is not None  # noqa: S101 - it is what was asked for
    engine = writer(request)
    with Leaving(request.receive):
        await engine.update(
            asked.update,
            default_graphs=asked.default_graphs,
            named_graphs=asked.named_graphs,
            base=settings.base,
            gate=gate,
        )
    return Response(status_code=204)


#: The routes of this module.
ROUTES: Final = (Route("/update", update, methods=["POST"], name="update"),)
