"""Errors on the web: one table from error class to status, written as problem+json (RFC 9457), text or a page."""

from __future__ import annotations

import http
import json
import logging
from typing import Any, Final

from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Match

from api.negotiation import HTML, PROBLEM, TEXT, parse_accept, prefer
from api.security import HEADERS
from api.view import render
from kg.errors import (
    ConformanceError,
    FoederaError,
    InputError,
    ModelError,
    NotFoundError,
    QueryError,
    QueryLimitError,
    RefusedError,
    StoreBusyError,
    StoreError,
)

__all__ = ["PROBLEMS", "STATUS", "problem", "problem_of", "respond", "unexpected"]

_LOG = logging.getLogger(__name__)

#: The status and title of each class of error; the first class that fits counts.
STATUS: Final[tuple[tuple[type[FoederaError], int, str], ...]] = (
    (RefusedError, 403, "Not allowed"),
    (QueryError, 400, "Query not understood"),
    (NotFoundError, 404, "Not found"),
    (ConformanceError, 422, "Does not conform"),
    (StoreBusyError, 503, "Busy"),
    (QueryLimitError, 503, "Query ended"),
    (StoreError, 503, "Store not available"),
    (ModelError, 503, "Not available"),
    (InputError, 400, "Input not understood"),
    (FoederaError, 500, "Internal error"),
)

#: What is said of errors whose own words could tell where files lie.
_SILENT: Final = {503: "The store could not answer. Try again in a moment.", 500: "Something went wrong on our side."}

#: The part of an OpenAPI description that tells of problems, by status.
PROBLEMS: Final[dict[int | str, dict[str, Any]]] = {
    status: {
        "description": text,
        "content": {
            PROBLEM: {"schema": {"$ref": "#/components/schemas/Problem"}},
            HTML: {"schema": {"type": "string"}},
            TEXT: {"schema": {"type": "string"}},
        },
    }
    for status, text in {
        400: "The request is not understood; for a query, with line and column.",
        401: "A token is needed.",
        403: "What is asked for is not done here, or not for this client.",
        404: "The store holds no such thing.",
        405: "The address does not do this; Allow tells what it does.",
        406: "None of the formats on offer is acceptable.",
        412: "The graph is not as the client has seen it.",
        413: "The body is larger than the server takes.",
        415: "The body is of a media type that is not read here.",
        422: "The body says what cannot be kept; where it does not conform to the shapes, the findings tell why.",
        429: "The client asks too much at once.",
        503: "The store cannot answer now.",
    }.items()
}


def problem(status: int, title: str, detail: str, **more: object) -> dict[str, object]:
    """Make the members of a problem; members that are None are left out."""
    members = {"type": "about:blank", "title": title, "status": status, "detail": detail, **more}
    return {name: value for name, value in members.items() if value is not None}


def problem_of(error: Exception) -> dict[str, object]:
    """Tell what an error means to a client, without what is no client's business."""
    if isinstance(error, HTTPException):
        detail = error.detail or http.HTTPStatus(error.status_code).description
        return problem(error.status_code, http.HTTPStatus(error.status_code).phrase, detail)
    if isinstance(error, RequestValidationError):
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"] if part not in ("query", "path", "body"))
        return problem(400, "Input not understood", f"{where}: {first['msg']}")
    for kind, status, title in STATUS:
        if isinstance(error, kind):
            detail = error.message if kind is QueryLimitError else _SILENT.get(status, error.message)
            line, column = (error.line, error.column) if isinstance(error, InputError) else (None, None)
            if isinstance(error, InputError) and error.line is not None:
                detail = detail.removeprefix(f"{error.source}, " if error.source else "").partition(": ")[2] or detail
            hint = error.hint if status < 500 else None
            findings = list(error.findings) if isinstance(error, ConformanceError) else None
            return problem(status, title, detail, line=line, column=column, hint=hint, findings=findings)
    return problem(500, "Internal error", _SILENT[500])


def respond(request: Request, error: Exception) -> Response:
    """Answer a request that failed, as the client likes it: problem+json, plain text, or a page for people."""
    members = problem_of(error)
    status = int(str(members["status"]))
    if status >= 500:
        _LOG.error("%s %s: %s", request.method, request.url.path, error)
    headers = dict(error.headers or {}) if isinstance(error, HTTPException) else {}
    if status == 405:
        headers["Allow"] = ", ".join(_allowed(request)) or headers.get("Allow", "")
    headers |= {"Cache-Control": "no-store", "Vary": "Accept"}
    if status == 503:
        headers.setdefault("Retry-After", "2")
    offers = [(PROBLEM, "application/json"), (HTML, "application/xhtml+xml"), (TEXT,)]
    chosen = prefer(parse_accept(request.headers.get("accept")), offers) or 0
    if chosen == 1:
        return render(request, "error.html", {"problem": members}, status=status, headers=headers)
    if chosen == 2:
        return Response(_as_text(members), status, headers, "text/plain; charset=utf-8")
    return Response(json.dumps(members, ensure_ascii=False), status, headers, PROBLEM)


def unexpected(request: Request, error: Exception) -> Response:
    """Answer a request that failed for no reason of ours; this is outside of the layer that sets headers."""
    response = respond(request, error)
    for name, value in HEADERS:
        response.headers.setdefault(name.decode("latin-1"), value.decode("latin-1"))
    return response


def _allowed(request: Request) -> list[str]:
    """List the methods that an address knows, each of which may have a route of its own."""
    routes = request.app.router.routes
    known = [
        method
        for method in ("DELETE", "GET", "PATCH", "POST", "PUT")
        if any(route.matches({**request.scope, "method": method})[0] == Match.FULL for route in routes)
    ]
    return sorted({*known, "HEAD"}) if "GET" in known else known


def _as_text(members: dict[str, object]) -> str:
    where = f" (line {members['line']}, column {members['column']})" if "line" in members else ""
    hint = f"\n{members['hint']}" if "hint" in members else ""
    found = members.get("findings", [])
    findings = "".join(f"\n- {finding}" for finding in found) if isinstance(found, list) else ""
    return f"{members['title']}: {members['detail']}{where}{findings}{hint}\n"
