"""The application: routes, errors and middleware put together."""

from __future__ import annotations

import asyncio
import gc
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Final

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.middleware.cors import CORSMiddleware
from starlette.staticfiles import StaticFiles

from api.audit import AuditLog, audit_path
from api.cache import ResultCache
from api.dumps import DumpFolder
from api.engine import Engine, ThreadEngine
from api.errors import respond, unexpected
from api.gate import Guard
from api.openapi import describe
from api.reconcile.index import Keeper
from api.routes import (
    catalogue,
    data,
    dumps,
    health,
    links,
    metrics,
    ontology,
    pages,
    reconcile,
    sparql,
    standing,
    update,
    void,
)
from api.routes import store as graph_store
from api.security import HeadersMiddleware, HeadMiddleware
from api.throttle import ReadersMiddleware, ThrottleMiddleware
from api.watch import Metrics, WatchMiddleware
from api.workers.engine import ProcessEngine
from kg import __version__
from kg.errors import FoederaError
from kg.settings import Settings
from kg.store.base import Store
from kg.store.open import MEMORY, open_store
from kg.store.tokens import TokenFile, tokens_path

__all__ = ["create_app"]

_STATIC: Final = Path(__file__).parent / "static"


async def _engine(store: Store, settings: Settings) -> Engine:
    if settings.query_engine == "threads":
        return ThreadEngine(store, settings)
    engine = ProcessEngine(settings, store)
    await engine.start()
    return engine


def _place(settings: Settings) -> Path | None:
    """Return the folder beside the store, for what is as large as it is; None if there is none to write to."""
    beside = None if settings.store == MEMORY else Path(settings.store).expanduser().parent
    return beside if beside is not None and os.access(beside, os.W_OK) else None


def create_app(settings: Settings, store: Store | None = None) -> FastAPI:
    """Make the application.

    Args:
        settings: What the operator has set.
        store: The store to serve; else the one that the settings name is opened at the start and closed at the end.
    """

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        audit = AuditLog(audit_path(settings))
        if settings.write != "off":
            await run_in_threadpool(audit.open)
        opened: Store = store if store is not None else await run_in_threadpool(open_store, settings)
        engine = await _engine(opened, settings)
        app.state.store, app.state.engine = opened, engine
        app.state.guard = Guard(settings, opened, audit)
        warming = asyncio.create_task(app.state.guard.warm())
        gc.freeze()  # what is there now stays: nobody need look through it again and again
        app.state.dumps = DumpFolder(_place(settings))
        try:
            yield
        finally:
            engine.close()
            await warming
            app.state.guard.close()
            app.state.dumps.close()
            if store is None:
                await run_in_threadpool(opened.close)

    app = FastAPI(
        title="Foedera",
        version=__version__,
        summary="What states and armed parties agreed, each statement with the passage that says it.",
        license_info={"name": "Apache-2.0", "identifier": "Apache-2.0"},
        docs_url=None,
        redoc_url=None,
        lifespan=lifespan,
        telemetry={"tracing": False, "metrics": False, "logs": False},  # nothing is sent to others
        responses={},
    )
    app.state.settings = settings
    app.state.tokens = TokenFile(tokens_path(settings))
    app.state.names = Keeper()
    app.state.cache = ResultCache(settings.cache_size)
    app.state.questions = sparql.questions(settings)
    app.router.routes.extend((*sparql.ROUTES, *update.ROUTES, *graph_store.ROUTES, *links.ROUTES))
    for module in (pages, standing, links, data, dumps, ontology, reconcile, health, metrics, void, catalogue):
        app.include_router(module.router)
    app.mount("/static", StaticFiles(directory=_STATIC), name="static")
    for error in (FoederaError, HTTPException, RequestValidationError):
        app.add_exception_handler(error, respond)
    app.add_exception_handler(Exception, unexpected)
    app.add_middleware(sparql.SparqlMiddleware)
    app.add_middleware(ReadersMiddleware, settings=settings)
    app.add_middleware(ThrottleMiddleware, settings=settings)
    app.add_middleware(
        CORSMiddleware, allow_origins=["*"], allow_methods=["GET", "HEAD", "POST"], allow_headers=["Content-Type"]
    )
    app.add_middleware(HeadMiddleware)
    app.add_middleware(HeadersMiddleware)
    app.state.metrics = Metrics()
    app.add_middleware(WatchMiddleware, metrics=app.state.metrics, slow=settings.slow_log_after)
    describe(app)
    return app
