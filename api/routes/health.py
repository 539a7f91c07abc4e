"""``/healthz``: whether the server answers."""

from __future__ import annotations

from fastapi import APIRouter, Request
from pydantic import BaseModel

from api.errors import PROBLEMS
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
