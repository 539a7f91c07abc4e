"""``/dump.…``: all that may be passed on, in files that can be taken up again."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Request
from starlette.exceptions import HTTPException
from starlette.responses import FileResponse, Response

from api.dumps import DUMPS, DumpFolder
from api.engine import Engine
from api.errors import PROBLEMS
from api.served import store_of
from api.validators import has

__all__ = ["router"]

router = APIRouter(tags=["Data"])
_TYPES = (*(media_type for media_type, _, _ in DUMPS.values()), "application/gzip")
_CONTENT = {kind: {"schema": {"type": "string", "format": "binary"}} for kind in _TYPES}


@router.get(
    "/dump.{suffix}",
    summary="All that the documents say, as Turtle, TriG or N-Quads, also packed",
    response_class=Response,
    responses={
        200: {
            "description": "The graph, or the graphs; texts and what may not be passed on are left out.",
            "content": _CONTENT,
        },
        206: {"description": "A part of it, as `Range` asks.", "content": _CONTENT},
        304: {"description": "The client has it already."},
        404: PROBLEMS[404],
        416: {"description": "There is no such part."},
    },
)
async def dump(
    request: Request, suffix: Annotated[str, Path(description="ttl, trig or nq, or each with .gz")]
) -> Response:
    """Send a dump, or the part of it that is asked for."""
    engine: Engine = request.app.state.engine
    folder: DumpFolder = request.app.state.dumps
    found = await folder.dump(store_of(request), engine.version, suffix)
    if found is None:
        raise HTTPException(404, "There is dump.ttl, dump.trig and dump.nq, and each with .gz behind it.")
    headers = {"ETag": found.tag, "Cache-Control": "no-cache"}
    if has(request, found.tag):
        return Response(None, 304, headers)
    return FileResponse(found.path, 200, headers, found.media_type, filename=f"foedera.{suffix}")
