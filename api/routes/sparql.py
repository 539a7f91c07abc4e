"""``/sparql``: queries, answered in the format the client prefers; a form for people; updates by who may send them."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Final, TypeAlias

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from api.description import service_description
from api.engine import Question, UnacceptableError
from api.errors import respond
from api.federate import federated
from api.formats import GRAPHS, ROWS, GraphFormat, RowFormat, graph_named, row_named
from api.hot import reply_to
from api.limits import check_query
from api.negotiation import HTML, Range, parse_accept, prefer
from api.pages.query import query_page
from api.protocol import UPDATE, Asked, media_type, parameters, read_address, read_request
from api.routes.update import change, update
from kg.errors import FoederaError, QueryError
from kg.settings import Settings

__all__ = ["ROUTES", "SparqlMiddleware", "questions", "sparql"]

_HEADERS: Final = {"Vary": "Accept", "Cache-Control": "no-cache"}
_OFFER: Final = "Rows (SELECT, ASK) are written as {}; graphs (CONSTRUCT, DESCRIBE) as {}.".format(
    *(", ".join(item.media_type for item in formats) for formats in (ROWS, GRAPHS))
)
#: For so many kinds of Accept headers it is kept what they prefer.
_KEPT: Final = 256
#: What addresses of so many bytes ask is kept, of so many of them.
_SHORT: Final = 8_192
_QUESTIONS: Final = 2_048

#: Tells what is asked; None if it is no query for machines.
Reader: TypeAlias = Callable[[bytes, str | None], Question | None]
_ROW_TYPES = tuple((item.media_type, *(alias for alias in item.aliases if "/" in alias)) for item in ROWS)
_GRAPH_TYPES = tuple((item.media_type, *(alias for alias in item.aliases if "/" in alias)) for item in GRAPHS)


async def sparql(request: Request) -> Response | Question:
    """Tell what a request asks, or reply to what is no query."""
    if request.method == "POST" and media_type(request) == UPDATE:
        for name, value in parameters(request):
            if name == "format" and value:
                _named(value)
        return await update(request)
    settings: Settings = request.app.state.settings
    accept = request.headers.get("accept")
    if request.method == "GET":
        read: Reader = request.app.state.questions
        if (known := read(request.scope["query_string"], accept)) is not None:
            return known
    ranges = parse_accept(accept)
    asked = await read_request(request, most=settings.body_size)
    if asked.update is not None:
        if asked.format is not None:
            _named(asked.format)  # an update answers nothing, but who asks for what is none is told
        return await change(request, asked)
    if (question := _question(asked, ranges, settings)) is not None:
        return question
    if asked.format is None and _wants_page(ranges):
        return await query_page(request, asked, request.app.state.engine, settings)
    return _described(request, asked, ranges)


def questions(settings: Settings) -> Reader:
    """Return what tells by an address and an Accept header what is asked, and remembers it."""

    def read(address: bytes, accept: str | None) -> Question | None:
        return _question(read_address(address), parse_accept(accept), settings)

    known = lru_cache(_QUESTIONS)(read)
    return lambda address, accept: (known if len(address) + len(accept or "") <= _SHORT else read)(address, accept)


def _question(asked: Asked, ranges: tuple[Range, ...], settings: Settings) -> Question | None:
    """Return the question of a request; None if it asks for something else."""
    if asked.query is None or (asked.format is None and _wants_page(ranges)):
        return None
    check_query(asked.query, settings)
    rows, graph = _formats(asked, ranges)
    return Question(asked.query, rows, graph, asked.default_graphs, asked.named_graphs, settings.base)


class _Endpoint:
    """Answer, or tell what is wrong, as an ASGI application: what comes in between costs as much as a short query."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        request = Request(scope, receive, send)
        try:
            found = await sparql(request)
            if isinstance(found, Question):
                await reply_to(await federated(found, request.app.state.settings), request, send)
                return
        except UnacceptableError:
            found = respond(request, HTTPException(406, _OFFER))
        except (FoederaError, HTTPException) as error:
            found = respond(request, error)
        await found(scope, receive, send)


class SparqlMiddleware:
    """Lead to the endpoint past the router, which with all that stands around it costs as much as the reply."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] == "http" and scope["path"] in _PATHS and scope["method"] in _METHODS:
            await _ENDPOINT(scope, receive, send)
        else:
            await self.app(scope, receive, send)


_ENDPOINT: Final = _Endpoint()
_PATHS: Final = ("/sparql", "/sparql/")
_METHODS: Final = ("GET", "POST")

#: The routes of this module; they are Starlette's own, since each reply costs half of one through FastAPI.
ROUTES: Final = (
    Route("/sparql", _ENDPOINT, methods=["GET", "POST"], name="sparql"),
    Route("/sparql/", _ENDPOINT, methods=["GET", "POST"], name="sparql with a slash"),
)


@lru_cache(_KEPT)
def _wants_page(ranges: tuple[Range, ...]) -> bool:
    """Tell whether the client is a browser: it prefers HTML to anything that a query is answered in."""
    named = any(item.type == "text" and item.subtype == "html" for item in ranges)
    return named and prefer(ranges, [(HTML,), *_ROW_TYPES, *_GRAPH_TYPES]) == 0


def _named(name: str) -> tuple[RowFormat | None, GraphFormat | None]:
    rows, graph = row_named(name), graph_named(name)
    if rows is None and graph is None:
        names = ", ".join(item.name for item in (*ROWS, *GRAPHS))
        raise HTTPException(400, f"There is no format {name[:40]!r}; there are {names}.")
    return rows, graph


def _formats(asked: Asked, ranges: tuple[Range, ...]) -> tuple[RowFormat | None, GraphFormat | None]:
    if asked.format is not None:
        return _named(asked.format)
    found = _preferred(ranges)
    if found == (None, None):
        raise HTTPException(406, _OFFER)
    return found


@lru_cache(_KEPT)
def _preferred(ranges: tuple[Range, ...]) -> tuple[RowFormat | None, GraphFormat | None]:
    row, picture = prefer(ranges, _ROW_TYPES), prefer(ranges, _GRAPH_TYPES)
    return None if row is None else ROWS[row], None if picture is None else GRAPHS[picture]


def _described(request: Request, asked: Asked, ranges: tuple[Range, ...]) -> Response:
    """Describe the service to who asks for RDF by name, or for nothing at all; tell others what is missing."""
    named = ranges if asked.bare else tuple(item for item in ranges if item.type != "*")
    wanted = graph_named(asked.format) if asked.format else None
    chosen = prefer(named, _GRAPH_TYPES) if wanted is None and asked.format is None else None
    wanted = GRAPHS[chosen] if chosen is not None else wanted
    if wanted is None:
        raise QueryError("the request has no query", hint="Send it as the parameter query.")
    return Response(
        service_description(str(request.url_for("sparql")), wanted, request.app.state.settings),
        200,
        {**_HEADERS, "Content-Type": wanted.content_type},
    )
