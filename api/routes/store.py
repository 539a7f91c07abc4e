"""``/store``: whole graphs, read and written (SPARQL 1.1 Graph Store HTTP Protocol).

A graph is named by ``?graph=``, is the ``?default`` one, or has an address below ``/store/``. Without any of these all
graphs are meant: they are read and written in formats that tell of each statement where it belongs.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote

from pyoxigraph import DefaultGraph, NamedNode, Quad, RdfFormat
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from api.access import Scope, authorise
from api.engine import Engine, Question
from api.formats import GRAPHS, ROWS, GraphFormat, graph_named
from api.leaving import Leaving
from api.negotiation import parse_accept, prefer
from api.protocol import UPDATE, media_type, parameters, read_body, text_of
from api.routes.update import writer
from api.state import demand_state, state_tag
from api.whole import whole_reply
from api.workers.engine import Gate
from kg.errors import InputError, NotFoundError, QueryError
from kg.settings import Settings
from kg.store.delta import Delta
from kg.store.kinds import inferred_name
from kg.store.multipart import MULTIPART

__all__ = ["ROUTES", "store"]

_READ: Final = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"
_HEADERS: Final = {"Vary": "Accept", "Cache-Control": "no-cache"}
#: The formats that tell of each statement which graph it is in.
_DATASETS: Final = tuple(item for item in GRAPHS if item.engine.supports_datasets)
_READABLE: Final = frozenset(item.engine for item in GRAPHS)


@dataclass(frozen=True, slots=True)
class _Target:
    """Be what a request is about.

    Args:
        graph: The name of the graph; None for the default graph, or for all.
        whole: Whether all graphs are meant.
    """

    graph: str | None = None
    whole: bool = False


async def store(request: Request) -> Response:
    """Read or write a graph, or all of them; whether a client may write is told before its body is read."""
    target = _target(request)
    if request.method == "GET":
        return await _read(request, target)
    scope = Scope.ADMIN if target.whole and request.method in ("PUT", "DELETE") else Scope.CURATE
    access = await authorise(request, scope, graph=target.graph)
    await _demand(request, target)
    if request.method == "DELETE":
        delta = await writer(request).put(target.graph, None, dataset=target.whole, gate=access.gate)
        if not delta and target.graph is not None:
            raise _missing(target.graph)
        return Response(status_code=204)
    if request.method == "PATCH":
        return await _patch(request, target, access.gate)
    return await _write(request, target, access.gate)


async def _read(request: Request, target: _Target) -> Response:
    engine: Engine = request.app.state.engine
    wanted = _format(request, _DATASETS if target.whole else GRAPHS)
    if target.graph is not None and not await _exists(engine, target.graph):
        raise _missing(target.graph)
    graphs = None if target.graph is None else (target.graph,)
    tag = state_tag(engine, target.graph, wanted.name)
    answer = await engine.answer(Question(_READ, None, wanted, graphs, dataset=target.whole))
    headers = _HEADERS if tag is None else {**_HEADERS, "ETag": tag}
    return await whole_reply(answer, headers, head=bool(request.scope.get("head")))


async def _write(request: Request, target: _Target, gate: Gate | None) -> Response:
    settings: Settings = request.app.state.settings
    kind = media_type(request)
    engine = writer(request)
    known = RdfFormat.from_media_type(kind)
    if kind != MULTIPART and known not in _READABLE:
        raise HTTPException(415, f"Graphs are read as {', '.join(item.media_type for item in GRAPHS)}, or {MULTIPART}.")
    dataset = target.whole and known is not None and known.supports_datasets
    if target.whole and not dataset and request.method == "PUT":
        raise InputError(
            f"{kind} holds one graph, but all graphs would be replaced", hint="Name the graph: ?graph=IRI or ?default."
        )
    new = f"{_address(request)}/{uuid.uuid4()}" if target.whole and not dataset else None
    graph = new or target.graph
    content = await read_body(request, most=settings.write_size)
    delta = Delta()
    with Leaving(request.receive):
        delta = await engine.put(
            graph,
            content,
            media_type=request.headers["content-type"],
            replace=request.method == "PUT",
            base=graph or settings.base,
            dataset=dataset,
            gate=gate,
        )
    if new is not None:
        return Response(status_code=201, headers={"Location": new})
    return Response(status_code=201 if graph is not None and graph in delta.created else 204)


async def _patch(request: Request, target: _Target, gate: Gate | None) -> Response:
    """Make a change of one graph, told as an update whose default graph it is."""
    settings: Settings = request.app.state.settings
    if media_type(request) != UPDATE:
        raise HTTPException(415, f"A change of a graph is told as {UPDATE}.", {"Accept-Patch": UPDATE})
    if target.graph is None:
        raise InputError("only a graph with a name is patched", hint="Send the update to /update.")
    engine = writer(request)
    sparql = text_of(await read_body(request, most=settings.write_size), "update")
    there = await _exists(engine, target.graph)

    async def only_this(delta: Delta) -> None:
        others = sorted(delta.graphs - {target.graph} - {inferred_name(settings.base)})
        if others or (
            settings.default_graph == "own" and any(_is_nowhere(quad) for quad in delta.removed | delta.added)
        ):
            raise QueryError(f"the update changes {others[0] if others else 'the default graph'}, not only this graph")
        if gate is not None:
            await gate(delta)

    using = (target.graph,)
    with Leaving(request.receive):
        await engine.update(sparql, default_graphs=using, base=target.graph, within=target.graph, gate=only_this)
    return Response(status_code=204 if there else 201)


async def _demand(request: Request, target: _Target) -> None:
    """Refuse a write to a graph that is not as the client has seen it; the gate asks again right before it is made."""
    if "if-match" in request.headers or "if-none-match" in request.headers:
        there = target.graph is None or await _exists(request.app.state.engine, target.graph)
        demand_state(request, target.graph, exists=there)


async def _exists(engine: Engine, graph: str) -> bool:
    answer = await engine.answer(Question(f"ASK {{ GRAPH {NamedNode(graph)} {{}} }}", ROWS[0], None))
    return b"true" in b"".join([chunk async for chunk in answer.chunks])


def _target(request: Request) -> _Target:
    """Tell what a request is about.

    Raises:
        InputError: If it names more than one graph, or none by an IRI.
    """
    fields = parameters(request)
    named = [value for name, value in fields if name == "graph"]
    default = any(name == "default" for name, _ in fields)
    direct = request.path_params.get("tail")
    if len(named) + default + bool(direct) > 1:
        raise InputError("the request names more than one graph", hint="Name one: ?graph=IRI or ?default.")
    if not named and not direct:
        return _Target(whole=not default)
    raw: bytes = request.scope.get("raw_path") or quote(request.scope["path"]).encode()
    iri = (
        named[0] if named else f"{request.url.scheme}://{request.url.netloc}{raw.partition(b'?')[0].decode('latin-1')}"
    )
    try:
        return _Target(NamedNode(iri).value)
    except ValueError as error:
        raise InputError(f"{iri[:200]!r} is not an IRI", source="graph") from error


def _format(request: Request, offered: tuple[GraphFormat, ...]) -> GraphFormat:
    asked = next((value for name, value in parameters(request) if name == "format" and value), None)
    if asked is not None:
        wanted = graph_named(asked)
        if wanted not in offered or wanted is None:
            raise HTTPException(
                400, f"There is no format {asked[:40]!r}; there are {', '.join(i.name for i in offered)}."
            )
        return wanted
    types = [(item.media_type, *(alias for alias in item.aliases if "/" in alias)) for item in offered]
    chosen = prefer(parse_accept(request.headers.get("accept")), types)
    if chosen is None:
        raise HTTPException(406, f"Graphs are written as {', '.join(item.media_type for item in offered)}.")
    return offered[chosen]


def _address(request: Request) -> str:
    return str(request.url_for("store"))


def _missing(graph: str) -> NotFoundError:
    return NotFoundError(f"the store has no graph {graph}")


def _is_nowhere(quad: Quad) -> bool:
    return isinstance(quad.graph_name, DefaultGraph)


#: The routes of this module.
ROUTES: Final = (
    Route("/store", store, methods=["GET", "PUT", "POST", "DELETE", "PATCH"], name="store"),
    Route("/store/{tail:path}", store, methods=["GET", "PUT", "POST", "DELETE", "PATCH"], name="graph"),
)
