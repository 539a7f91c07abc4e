"""``/id/…`` and ``/data/…``: linked data."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, Any

import pyoxigraph
from fastapi import APIRouter, Path, Request
from pyoxigraph import Quad, Triple
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from api.errors import PROBLEMS
from api.formats import GRAPHS, GraphFormat
from api.link import data_path, page_path
from api.negotiation import HTML, parse_accept, prefer
from api.pages.node import kinds_of
from api.read import construct, node_of
from api.served import store_of
from kg.graph.serialise import Format, serialise
from kg.namespaces import FDR, PREFIXES
from kg.settings import Settings
from kg.store.neighbourhood import agreement_quads

__all__ = ["router"]

router = APIRouter(tags=["Data"])

_OWN = {
    "ttl": Format.TURTLE,
    "nt": Format.NTRIPLES,
    "nq": Format.NQUADS,
    "trig": Format.TRIG,
    "jsonld": Format.JSONLD,
}
_TYPES = [(item.media_type, *(alias for alias in item.aliases if "/" in alias)) for item in GRAPHS]
_GRAPH: dict[str, Any] = {
    "description": "The graph.",
    "content": {item.media_type: {"schema": {"type": "string"}} for item in GRAPHS},
}


@router.get(
    "/id/{tail:path}",
    summary="A node itself: where the page, or the data, on it is",
    status_code=303,
    response_class=Response,
    responses={303: {"description": "See the page, or the data."}, 404: PROBLEMS[404], 406: PROBLEMS[406]},
)
def identify(
    request: Request, tail: Annotated[str, Path(description="The IRI of the node after the base.")]
) -> Response:
    """Lead to the page or the data on a node, as the client prefers."""
    base = _settings(request).base
    iri = base + tail
    node_of(iri)
    kinds_of(store_of(request), iri)
    chosen = prefer(parse_accept(request.headers.get("accept")), [(HTML, "application/xhtml+xml"), *_TYPES])
    if chosen is None:
        raise HTTPException(406, f"There is {HTML}, {', '.join(item.media_type for item in GRAPHS)}.")
    where = page_path(iri, base) if chosen == 0 else data_path(iri, base, GRAPHS[chosen - 1].name)
    return RedirectResponse(where, 303, {"Vary": "Accept"})


@router.get(
    "/data/{tail:path}",
    summary="The data on a node; of an agreement, all that belongs to it",
    response_class=Response,
    responses={200: _GRAPH, 404: PROBLEMS[404], 406: PROBLEMS[406]},
)
def data(
    request: Request,
    tail: Annotated[str, Path(description="The IRI of the node after the base, with .ttl, .jsonld, .nt or .rdf.")],
) -> Response:
    """Write what the store says of a node; the same store gives the same bytes."""
    store, base = store_of(request), _settings(request).base
    name, dot, suffix = tail.rpartition(".")
    wanted = next((item for item in GRAPHS if dot and item.name == suffix), None)
    iri = base + (name if wanted else tail)
    node_of(iri)
    if wanted is None:
        chosen = prefer(parse_accept(request.headers.get("accept")), _TYPES)
        if chosen is None:
            raise HTTPException(406, f"There is {', '.join(item.media_type for item in GRAPHS)}.")
        wanted = GRAPHS[chosen]
    if str(FDR.Agreement) in kinds_of(store, iri):
        body = _written(list(agreement_quads(store, iri)), wanted)
    else:
        body = _written(construct(store, "describe", this=node_of(iri)), wanted)
    headers = {"Vary": "Accept", "Cache-Control": "no-cache", "Link": f'<{page_path(iri, base)}>; rel="alternate"'}
    return Response(body, 200, headers, wanted.content_type)


def _written(statements: list[Quad] | list[Triple], wanted: GraphFormat) -> bytes:
    if wanted.name in _OWN:
        return serialise(_plain(statements, wanted), _OWN[wanted.name])
    triples = {item.triple if isinstance(item, Quad) else item for item in statements}
    return pyoxigraph.serialize(sorted(triples, key=str), format=wanted.engine, prefixes=PREFIXES) or b""


def _plain(statements: Iterable[Quad | Triple], wanted: GraphFormat) -> set[Quad | Triple]:
    """Drop the names of graphs where they would only be in the way."""
    if wanted.name in ("nq", "trig"):
        return set(statements)
    return {item.triple if isinstance(item, Quad) else item for item in statements}


def _settings(request: Request) -> Settings:
    settings: Settings = request.app.state.settings
    return settings
