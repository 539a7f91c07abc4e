"""What is served: the store of the application, and the base of what it describes."""

from __future__ import annotations

from starlette.requests import Request

from kg.settings import Settings
from kg.store.base import Store

__all__ = ["base_of", "store_of"]


def store_of(request: Request) -> Store:
    """Return the store that answers a request."""
    store: Store = request.app.state.store
    return store


def base_of(request: Request) -> str:
    """Return the IRI that every minted IRI starts with."""
    settings: Settings = request.app.state.settings
    return settings.base
