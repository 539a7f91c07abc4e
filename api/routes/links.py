"""``/links`` and ``/links/verdicts``: the links to other graphs, and what people say of them."""

from __future__ import annotations

import asyncio
import json
from typing import Annotated, Any, Final

from fastapi import APIRouter, Query
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from api.access import Scope, authorise
from api.errors import PROBLEMS
from api.leaving import Leaving
from api.protocol import media_type, read_body
from api.routes.update import writer
from api.served import base_of, store_of
from api.state import demand_state
from kg.errors import InputError
from kg.link.verdict import KeptLink, kept_links, link_called, verdict_update

__all__ = ["router"]

router = APIRouter(tags=["Links"], default_response_class=Response)

_JSON: Final = "application/json"
_VERDICTS: Final = ("accepted", "rejected")
#: The most bytes of a verdict, and the most letters of a name.
_MOST: Final = 16_384
_NAME: Final = 200
_LIST: Final[dict[int | str, dict[str, Any]]] = {
    200: {"description": "The links.", "content": {_JSON: {"schema": {"type": "object"}}}},
    **{status: PROBLEMS[status] for status in (400, 503)},
}
_SAID: Final[dict[int | str, dict[str, Any]]] = {
    200: {"description": "The link as it is now.", "content": {_JSON: {"schema": {"type": "object"}}}},
    **{status: PROBLEMS[status] for status in (400, 401, 403, 404, 412, 413, 415, 422, 429, 503)},
}
_BODY: Final = {
    "requestBody": {
        "required": True,
        "content": {
            _JSON: {
                "schema": {
                    "type": "object",
                    "required": ["link", "verdict"],
                    "properties": {
                        "link": {"type": "string", "format": "uri", "description": "The link, as /links tells it."},
                        "verdict": {"type": "string", "enum": list(_VERDICTS)},
                        "reviewer": {"type": "string", "maxLength": _NAME, "description": "Who says it."},
                    },
                }
            }
        },
    }
}


@router.get("/links", summary="The links to other graphs, with score, method and verdict", responses=_LIST)
def links(
    request: Request,
    page: Annotated[int, Query(description="The page of the list.", ge=1, le=1_000_000)] = 1,
    size: Annotated[int, Query(description="How many links a page has.", ge=1, le=1000)] = 100,
) -> Response:
    """List the links of the store, each with what it rests on and what a person has said of it."""
    found = kept_links(store_of(request), after=(page - 1) * size, most=size)
    return _json({"page": page, "links": [_members(link) for link in found]})


@router.post("/links/verdicts", summary="Accept or reject a link", responses=_SAID, openapi_extra=_BODY)
async def verdict(request: Request) -> Response:
    """Keep what a person says of a link; a rejected one has no match any more, and is not made again."""
    access = await authorise(request, Scope.CURATE)
    if media_type(request) != _JSON:
        raise HTTPException(415, f"A verdict is told as {_JSON}.")
    said = _read(await read_body(request, most=_MOST))
    link = await asyncio.to_thread(link_called, store_of(request), said["link"])
    demand_state(request, link.linkset, exists=True)
    gate = (await authorise(request, Scope.CURATE, graph=link.linkset)).gate
    accepted, reviewer = said["verdict"] == "accepted", said.get("reviewer") or access.name
    change = verdict_update(link, accepted=accepted, reviewer=reviewer, base=base_of(request))
    with Leaving(request.receive):
        await writer(request).update(change, base=base_of(request), gate=gate)
    return _json(_members(await asyncio.to_thread(link_called, store_of(request), link.iri)))


def _read(body: bytes) -> dict[str, str]:
    """Return the members of a verdict.

    Raises:
        InputError: If it is none.
    """
    try:
        said = json.loads(body)
    except ValueError as error:
        raise InputError(
            "the body is not JSON", source="body", hint='Send {"link": …, "verdict": "rejected"}.'
        ) from error
    if not isinstance(said, dict) or not all(isinstance(value, str) for value in said.values()):
        raise InputError("a verdict is an object of strings", source="body")
    unknown = sorted(said.keys() - {"link", "verdict", "reviewer"})
    if unknown or not said.get("link"):
        raise InputError(f"there is no member {unknown[0][:40]!r}" if unknown else "no link is named", source="body")
    if said.get("verdict") not in _VERDICTS:
        raise InputError(f"a verdict is {' or '.join(_VERDICTS)}", source="verdict")
    if len(said.get("reviewer", "")) > _NAME:
        raise InputError(f"a name has at most {_NAME} letters", source="reviewer")
    return said


def _members(link: KeptLink) -> dict[str, Any]:
    return {
        "link": link.iri,
        "linkset": link.linkset,
        "subject": link.left,
        "object": link.right,
        "predicate": link.predicate,
        "score": float(link.score),
        "method": link.method,
        "verdict": link.verdict,
        "reviewer": link.reviewer or None,
    }


def _json(members: dict[str, Any]) -> Response:
    return Response(json.dumps(members, ensure_ascii=False), 200, {"Cache-Control": "no-cache"}, _JSON)
