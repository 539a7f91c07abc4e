"""The protocol: from a request to the query or update that it carries (SPARQL 1.1 Protocol, sections 2.1 and 2.2)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import parse_qsl

from pyoxigraph import NamedNode
from starlette.exceptions import HTTPException
from starlette.requests import Request

from kg.errors import InputError, QueryError

__all__ = [
    "FORM",
    "QUERY",
    "UPDATE",
    "Asked",
    "fields_of",
    "media_type",
    "parameters",
    "read_address",
    "read_body",
    "read_request",
    "read_update",
    "text_of",
]

FORM = "application/x-www-form-urlencoded"
QUERY = "application/sparql-query"
UPDATE = "application/sparql-update"

#: More parameters than any request needs.
_MOST_FIELDS = 100

Fields = Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Asked:
    """Be what a request asks.

    Args:
        query: The query, or None where there is none.
        format: The format asked for by name.
        default_graphs: The graphs of the dataset; None where the request names no dataset at all. Of an update they
            are those of ``using-graph-uri``.
        named_graphs: As above.
        update: The update, or None where there is none.
        bare: Whether the request has no parameters at all.
    """

    query: str | None
    format: str | None
    default_graphs: tuple[str, ...] | None
    named_graphs: tuple[str, ...] | None
    update: str | None = None
    bare: bool = False


async def read_request(request: Request, *, most: int) -> Asked:
    """Read the query, or the update of a form, out of a request.

    Args:
        request: GET, or POST with a form or a query.
        most: The most bytes that the body may have.

    Raises:
        QueryError: If there is more than one query or update, none in a POST, or an update in an address.
        InputError: If the request is not UTF-8, or names a graph by what is no IRI.
        HTTPException: If it is too large, or of another media type.
    """
    if request.method != "POST":
        return read_address(request.scope["query_string"])
    fields = parameters(request)
    _refuse_update(fields)
    kind = media_type(request)
    if kind not in (FORM, QUERY):
        raise HTTPException(
            415, f"A query is posted as {FORM} or {QUERY}" + (f", not as {kind[:80]}." if kind else ".")
        )
    return _asked(await _with_body(request, fields, kind, "query", most=most), posted="query")


def read_address(address: bytes) -> Asked:
    """Read the query out of the part of an address behind the question mark, see `read_request`."""
    fields = fields_of(address, "address")
    _refuse_update(fields)
    return _asked(fields)


def _refuse_update(fields: Fields) -> None:
    if any(name == "update" for name, _ in fields):
        raise QueryError("an update cannot be part of an address", hint="Send it by POST.")


async def read_update(request: Request, *, most: int) -> Asked:
    """Read the update out of a POST of a form or an update.

    Args:
        request: The request.
        most: The most bytes that the body may have.

    Raises:
        QueryError: If there is no update, more than one, or a query besides.
        InputError: If the request is not UTF-8, or names a graph by what is no IRI.
        HTTPException: If it is too large, or of another media type.
    """
    fields = parameters(request)
    _refuse_update(fields)
    kind = media_type(request)
    if kind not in (FORM, UPDATE):
        raise HTTPException(
            415, f"An update is posted as {FORM} or {UPDATE}" + (f", not as {kind[:80]}." if kind else ".")
        )
    return _asked(await _with_body(request, fields, kind, "update", most=most), posted="update")


def media_type(request: Request) -> str:
    """Return the media type of the body, without parameters, in small letters.

    Raises:
        HTTPException: If it is told to be of another character set than UTF-8.
    """
    kind, *options = request.headers.get("content-type", "").split(";")
    for option in options:
        name, _, value = option.partition("=")
        if name.strip().lower() == "charset" and value.strip().strip('"').lower() not in ("utf-8", "utf8", "us-ascii"):
            raise HTTPException(415, f"Bodies are read as UTF-8, not as {value.strip()[:40]}.")
    return kind.strip().lower()


def parameters(request: Request) -> list[tuple[str, str]]:
    """Return the parameters of the address.

    Raises:
        InputError: If they are not UTF-8, or too many.
    """
    return fields_of(request.scope["query_string"], "address")


async def read_body(request: Request, *, most: int) -> bytes:
    """Read a body that may not be larger than so many bytes.

    Raises:
        HTTPException: If it is larger, or compressed.
    """
    if request.headers.get("content-encoding", "identity").strip().lower() != "identity":
        raise HTTPException(415, "Bodies are read as they are, not compressed.", {"Accept-Encoding": "identity"})
    told = request.headers.get("content-length", "")
    if told.isdecimal() and int(told) > most:
        raise HTTPException(413, f"The body may have at most {most} bytes.")
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > most:
            raise HTTPException(413, f"The body may have at most {most} bytes.")
    return bytes(body)


async def _with_body(request: Request, fields: Fields, kind: str, what: str, *, most: int) -> Fields:
    """Add to the parameters of the address what the body holds."""
    body = await read_body(request, most=most)
    added = fields_of(body, "form") if kind == FORM else [(what, text_of(body, what))]
    return [*fields, *added]


def _asked(fields: Fields, *, posted: str | None = None) -> Asked:
    queries, updates = ([value for name, value in fields if name == wanted] for wanted in ("query", "update"))
    if len(queries) + len(updates) > 1:
        raise QueryError(
            f"the request has {len(queries) + len(updates)} queries or updates", hint="Send one at a time."
        )
    if posted and not (updates or (queries and posted == "query")):
        raise QueryError(f"the form has no {posted}", hint=f"Send it as the parameter {posted}.")
    if updates and any(name in ("default-graph-uri", "named-graph-uri") for name, _ in fields):
        raise QueryError(
            "the graphs of an update are not named by default-graph-uri and named-graph-uri",
            hint="Name them by using-graph-uri and using-named-graph-uri.",
        )
    names = ("using-graph-uri", "using-named-graph-uri") if updates else ("default-graph-uri", "named-graph-uri")
    default, named = (_graphs(fields, name) for name in names)
    dataset = bool(default or named)
    return Asked(
        query=queries[0] if queries else None,
        format=next((value for name, value in fields if name == "format" and value), None),
        default_graphs=default if dataset else None,
        named_graphs=named if dataset else None,
        update=updates[0] if updates else None,
        bare=not fields,
    )


def _graphs(fields: Fields, wanted: str) -> tuple[str, ...]:
    iris = tuple(value for name, value in fields if name == wanted and value)
    for iri in iris:
        try:
            NamedNode(iri)
        except ValueError as error:
            raise InputError(f"{iri[:200]!r} is not an IRI", source=wanted) from error
    return iris


def fields_of(data: bytes, where: str) -> list[tuple[str, str]]:
    """Return the fields of a form, or of an address.

    Raises:
        InputError: If they are not UTF-8, or too many.
    """
    try:
        text = text_of(data, where)
        return parse_qsl(text, keep_blank_values=True, errors="strict", max_num_fields=_MOST_FIELDS)
    except UnicodeDecodeError as error:
        raise InputError(f"the {where} is not UTF-8") from error
    except ValueError as error:
        if isinstance(error, InputError):
            raise
        raise InputError(f"the {where} has more than {_MOST_FIELDS} parameters") from error


def text_of(data: bytes, where: str) -> str:
    """Return what bytes say.

    Raises:
        InputError: If they are not UTF-8; the message says where.
    """
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise InputError(f"the {where} is not UTF-8") from error
