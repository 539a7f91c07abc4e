"""``/links`` and ``/links/verdicts``: which things of two graphs are held to be one, and what people say of that."""

from __future__ import annotations

import dataclasses
import json
from typing import Annotated, Any, Final

from fastapi import APIRouter, Query
from pyoxigraph import NamedNode
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from api.access import Scope, authorise
from api.errors import PROBLEMS
from api.leaving import Leaving
from api.protocol import media_type, parameters, read_body
from api.routes.update import writer
from api.served import base_of, store_of
from api.state import demand_state, state_tag
from kg.errors import InputError, NotFoundError
from kg.link.links import Verdict
from kg.link.verdicts import count_kept, find_kept, verdict_update

__all__ = ["ROUTES", "router"]

router = APIRouter(tags=["Links"], default_response_class=Response)

_JSON: Final = "application/json"
#: The most bytes of a verdict, and characters of who says it.
_BODY: Final = 20_000
_NAME: Final = 200
#: The most sets that one link is in.
_SETS: Final = 100
_MEMBERS: Final = frozenset({"link", "subject", "object", "verdict", "reviewer"})
_VERDICTS: Final = {"accepted": True, "rejected": False}
_LISTED: Final[dict[int | str, dict[str, Any]]] = {
    200: {"description": "The links.", "content": {_JSON: {"schema": {"type": "object"}}}},
    400: PROBLEMS[400],
    503: PROBLEMS[503],
}


@router.get("/links", summary="The links between graphs, and what people have said of them", responses=_LISTED)
def links(
    request: Request,
    graph: Annotated[str, Query(description="Only those of this set of links.", max_length=4000)] = "",
    page: Annotated[int, Query(description="The page of the list.", ge=1, le=1_000_000)] = 1,
    size: Annotated[int, Query(description="How many links a page has.", ge=1, le=1000)] = 100,
) -> Response:
    """List links; the ETag is for the If-Match of a verdict."""
    named = _iri(graph, "graph") if graph else None
    tag = state_tag(request.app.state.engine, named, "links")  # before the links are read: never too new for them
    store = store_of(request)
    sought = {} if named is None else {"graph": named}
    total = count_kept(store, sought)
    found = find_kept(store, sought, limit=size, offset=(page - 1) * size)
    told = {"total": total, "page": page, "size": size, "links": [dataclasses.asdict(kept) for kept in found]}
    headers = {"Cache-Control": "no-cache", **({} if tag is None else {"ETag": tag})}
    return Response(json.dumps(told, ensure_ascii=False), 200, headers, _JSON)


async def verdicts(request: Request) -> Response:
    """Take what a person says of a link, in each set that has it; who may not say so is told before the body is read.

    A ``graph`` in the address is the set whose state ``If-Match`` tells; without one, that of the whole store is meant.
    """
    graphs = [value for name, value in parameters(request) if name == "graph" and value]
    graph = _iri(graphs[0], "graph") if graphs else None
    access = await authorise(request, Scope.CURATE, graph=graph)
    demand_state(request, graph)
    engine = writer(request)
    if media_type(request) != _JSON:
        raise HTTPException(415, f"A verdict is told as {_JSON}.")
    named, verdict = _read(await read_body(request, most=_BODY))
    found = await run_in_threadpool(find_kept, store_of(request), named, limit=_SETS)
    if not found or graph not in (None, *(kept.graph for kept in found)):
        raise NotFoundError("the store has no such link", hint="GET /links lists them.")
    update = " ;".join(verdict_update(kept, verdict, base=base_of(request)) for kept in found)
    with Leaving(request.receive):
        await engine.update(update, gate=access.gate)
    return Response(status_code=204)


def _read(body: bytes) -> tuple[dict[str, str], Verdict]:
    """Read a verdict, and what it is about.

    Raises:
        InputError: If the body is no JSON.
        HTTPException: If it is not a verdict.
    """
    try:
        told = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise InputError("the body is not JSON") from error
    if not isinstance(told, dict) or not all(isinstance(value, str) for value in told.values()):
        raise HTTPException(422, "A verdict is an object whose members are strings.")
    unknown = sorted(told.keys() - _MEMBERS)
    if unknown:
        raise HTTPException(422, f"There is no member {unknown[0][:40]!r}; there are {', '.join(sorted(_MEMBERS))}.")
    if told.get("verdict") not in _VERDICTS:
        raise HTTPException(422, "The verdict is accepted or rejected.")
    reviewer = told.get("reviewer", "").strip()
    if not reviewer or len(reviewer) > _NAME or not reviewer.isprintable():
        raise HTTPException(422, f"The reviewer is a name of at most {_NAME} characters.")
    named = {name: told[name] for name in ("link", "subject", "object") if name in told}
    if named.keys() not in ({"link"}, {"subject", "object"}):
        raise HTTPException(422, "A verdict names the link, or its subject and its object.")
    try:
        named = {name: NamedNode(value).value for name, value in named.items()}
    except ValueError as error:
        raise HTTPException(422, f"{' or '.join(named)} is not an IRI.") from error
    return named, Verdict(_VERDICTS[told["verdict"]], reviewer)


def _iri(text: str, name: str) -> str:
    try:
        return NamedNode(text).value
    except ValueError as error:
        raise InputError(f"{text[:200]!r} is not an IRI", source=name) from error


#: The routes of this module that write.
ROUTES: Final = (Route("/links/verdicts", verdicts, methods=["POST"], name="verdicts"),)
