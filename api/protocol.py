"""The protocol: from a request to the query that it carries (SPARQL 1.1 Protocol, section 2.1)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import parse_qsl

from pyoxigraph import NamedNode
from starlette.exceptions import HTTPException
from starlette.requests import Request

from kg.errors import InputError, QueryError

__all__ = ["FORM", "QUERY", "UPDATE", "Asked", "read_body", "read_request"]

FORM = "application/x-www-form-urlencoded"
QUERY = "application/sparql-query"
UPDATE = "application/sparql-update"

#: More parameters than any request needs.
_MOST_FIELDS = 100


@dataclass(frozen=True, slots=True)
class Asked:
    """Be what a request asks.

    Args:
        query: The query, or None where there is none.
        format: The format asked for by name.
        default_graphs: The graphs of the dataset; None where the request names no dataset at all.
        named_graphs: As above.
    """

    query: str | None
    format: str | None
    default_graphs: tuple[str, ...] | None
    named_graphs: tuple[str, ...] | None


async def read_request(request: Request, *, most: int) -> Asked:
    """Read the query out of a request.

    Args:
        request: GET, or POST with a form or a query.
        most: The most bytes that the body may have.

    Raises:
        QueryError: If there is more than one query, or none in a POST.
        InputError: If the request is not UTF-8, or names a graph by what is no IRI.
        HTTPException: If it is an update, too large, or of another media type.
    """
    fields = _fields(request.scope["query_string"], "address")
    if request.method == "POST":
        kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
        if kind == UPDATE:
            raise _no_update()
        if kind not in (FORM, QUERY):
            raise HTTPException(
                415, f"A query is posted as {FORM} or {QUERY}" + (f", not as {kind[:80]}." if kind else ".")
            )
        body = await read_body(request, most=most)
        if kind == FORM:
            fields = _fields(body, "form")
        else:
            fields = [field for field in fields if field[0] != "query"] + [("query", _text(body, "query"))]
        if not any(name in ("query", "update") for name, _ in fields):
            raise QueryError("the form has no query", hint="Send it as the parameter query.")
    return _asked(fields)


async def read_body(request: Request, *, most: int) -> bytes:
    """Read a body that may not be larger than so many bytes."""
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > most:
            raise HTTPException(413, f"The body may have at most {most} bytes.")
    return bytes(body)


def _asked(fields: Sequence[tuple[str, str]]) -> Asked:
    if any(name == "update" for name, _ in fields):
        raise _no_update()
    queries = [value for name, value in fields if name == "query"]
    if len(queries) > 1:
        raise QueryError(f"the request has {len(queries)} queries", hint="Send one query in each request.")
    default, named = (_graphs(fields, name) for name in ("default-graph-uri", "named-graph-uri"))
    dataset = bool(default or named)
    return Asked(
        query=queries[0] if queries else None,
        format=next((value for name, value in fields if name == "format" and value), None),
        default_graphs=default if dataset else None,
        named_graphs=named if dataset else None,
    )


def _graphs(fields: Sequence[tuple[str, str]], wanted: str) -> tuple[str, ...]:
    iris = tuple(value for name, value in fields if name == wanted and value)
    for iri in iris:
        try:
            NamedNode(iri)
        except ValueError as error:
            raise InputError(f"{iri[:200]!r} is not an IRI", source=wanted) from error
    return iris


def _fields(data: bytes, where: str) -> list[tuple[str, str]]:
    try:
        text = _text(data, where)
        return parse_qsl(text, keep_blank_values=True, errors="strict", max_num_fields=_MOST_FIELDS)
    except UnicodeDecodeError as error:
        raise InputError(f"the {where} is not UTF-8") from error
    except ValueError as error:
        if isinstance(error, InputError):
            raise
        raise InputError(f"the {where} has more than {_MOST_FIELDS} parameters") from error


def _text(data: bytes, where: str) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise InputError(f"the {where} is not UTF-8") from error


def _no_update() -> HTTPException:
    return HTTPException(403, "This address answers queries; it does not take updates.")
