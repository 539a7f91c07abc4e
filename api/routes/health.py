"""``/healthz`` and ``/readyz``: whether the server lives, and whether it answers queries."""

from __future__ import annotations

from fastapi import APIRouter, Request
from pydantic import BaseModel

from api.engine import Engine, Question
from api.errors import PROBLEMS
from api.formats import row_named
from api.read import ask
from kg.store.base import Store

__all__ = ["Health", "router"]

router = APIRouter(tags=["Operation"])


class Health(BaseModel):
    """Say that the server is well."""

    status: str = "ok"


@router.get("/healthz", summary="Whether the server and its store answer", responses={503: PROBLEMS[503]})
def healthz(request: Request) -> Health:
    """Ask the store something small."""
    store: Store = request.app.state.store
    ask(store, "alive")
    return Health()


@router.get("/readyz", summary="Whether queries are answered", responses={503: PROBLEMS[503]})
async def readyz(request: Request) -> Health:
    """Let a worker answer a query; while none can, others should be asked."""
    engine: Engine = request.app.state.engine
    answer = await engine.answer(Question("ASK {}", row_named("json"), None))
    async for _ in answer.chunks:
        pass
    return Health(status="ready")
