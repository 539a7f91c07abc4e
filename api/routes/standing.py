"""``/status``, ``/deadlines.ics`` and ``/compare``: where commitments stand, and how agreements differ.

All are worked out in threads, so that the loop that answers others goes on.
"""

from __future__ import annotations

import datetime
import json
from typing import Annotated, Any, Final, Literal

from fastapi import APIRouter, Query, Request
from starlette.exceptions import HTTPException
from starlette.responses import Response

from api.errors import PROBLEMS
from api.negotiation import HTML, parse_accept, prefer
from api.pages.compare import agreements, compare_members, compare_view, differences
from api.pages.status import assessed, status_members, status_view
from api.read import node_of
from api.served import base_of, store_of
from api.view import render
from kg.errors import InputError
from kg.link.calendar import calendar
from kg.link.duties import duties
from kg.link.status import Status

__all__ = ["router"]

router = APIRouter(tags=["Standing"], default_response_class=Response)

_ANSWER: Final[dict[int | str, dict[str, Any]]] = {
    200: {
        "description": "The answer; for a browser, a page.",
        "content": {"application/json": {"schema": {"type": "object"}}, HTML: {"schema": {"type": "string"}}},
    },
    **{status: PROBLEMS[status] for status in (400, 406, 503)},
}
_CALENDAR: Final[dict[int | str, dict[str, Any]]] = {
    200: {"description": "The calendar.", "content": {"text/calendar": {"schema": {"type": "string"}}}},
    503: PROBLEMS[503],
}

Format = Annotated[Literal["json", "html"] | None, Query(description="The format, for clients that cannot set Accept.")]


@router.get("/status", summary="Where commitments stand on a day", responses=_ANSWER)
def status(
    request: Request,
    on: Annotated[str, Query(description="The day, such as 2020-03-20.", max_length=40)] = "",
    only: Annotated[str, Query(description="Only those that stand so, such as overdue.", max_length=40)] = "",
    page: Annotated[int, Query(description="The page of the list, of the HTML.", ge=1, le=1_000_000)] = 1,
    format: Format = None,  # noqa: A002 - as everywhere on this server
) -> Response:
    """Tell where commitments stand: not yet due, in force, due, overdue, fulfilled, breached or else."""
    wants_page = _wants_page(request, format)
    store, base = store_of(request), base_of(request)
    if wants_page and not on.strip():
        return render(request, "status.html", {"view": None, "on": "", "only": "", "statuses": list(Status)})
    day, wanted = _day(on), _status(only)
    found = assessed(store, base, day)
    if wants_page:
        view = status_view(store, base, found, wanted, page)
        values = {"view": view, "on": str(day), "only": wanted or "", "statuses": list(Status)}
        return render(request, "status.html", values)
    rows = [status_members(item) for item in found if wanted in (None, item.status)]
    return _json({"on": str(day), "commitments": rows})


@router.get("/deadlines.ics", summary="The days of commitments, as iCalendar", responses=_CALENDAR)
def deadlines(request: Request) -> Response:
    """Send the days on which commitments begin, are due and end (RFC 5545)."""
    body = calendar(duties(store_of(request), base_of(request)))
    headers = {"Content-Disposition": 'attachment; filename="deadlines.ics"', "Cache-Control": "no-cache"}
    return Response(body, 200, headers, "text/calendar; charset=utf-8")


@router.get(
    "/compare",
    summary="What only one of two agreements provides, and where the second is stricter, weaker, earlier or later",
    responses={**_ANSWER, 404: PROBLEMS[404]},
)
def compare(
    request: Request,
    a: Annotated[str, Query(description="The IRI of an agreement.", max_length=4000)] = "",
    b: Annotated[str, Query(description="The IRI of another.", max_length=4000)] = "",
    format: Format = None,  # noqa: A002 - as everywhere on this server
) -> Response:
    """Compare two agreements, theme by theme and slot by slot."""
    wants_page = _wants_page(request, format)
    store, base = store_of(request), base_of(request)
    first, second = a.strip(), b.strip()
    form = {"a": first, "b": second}
    if wants_page and not (first and second):
        return render(request, "compare.html", {**form, "view": None, "agreements": agreements(store, base)})
    for name, iri in (("a", first), ("b", second)):
        if not iri:
            raise InputError(f"{name} names no agreement", hint="/compare?a=IRI&b=IRI compares two.")
        node_of(iri)
    found = differences(store, base, first, second)
    if wants_page:
        view = compare_view(store, base, first, second, found)
        return render(request, "compare.html", {**form, "view": view, "agreements": agreements(store, base)})
    return _json(compare_members(first, second, found))


def _wants_page(request: Request, wanted: str | None) -> bool:
    if wanted is not None:
        return wanted == "html"
    offers = [("application/json",), (HTML, "application/xhtml+xml")]
    chosen = prefer(parse_accept(request.headers.get("accept")), offers)
    if chosen is None:
        raise HTTPException(406, "There is application/json and text/html.")
    return chosen == 1


def _day(text: str) -> datetime.date:
    try:
        return datetime.date.fromisoformat(text.strip())
    except ValueError as error:
        raise InputError(f"on: {text!r} is not a day", hint="Write it as 2020-03-20.") from error


def _status(text: str) -> Status | None:
    words = text.strip().lower()
    if not words:
        return None
    try:
        return Status(words)
    except ValueError as error:
        raise InputError(f"only: there is no status {text!r}", hint=f"There are: {', '.join(Status)}.") from error


def _json(members: dict[str, object]) -> Response:
    headers = {"Vary": "Accept", "Cache-Control": "no-cache"}
    return Response(json.dumps(members, ensure_ascii=False), 200, headers, "application/json")
