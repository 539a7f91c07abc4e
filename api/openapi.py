"""The OpenAPI description: what FastAPI finds out itself, with ``/sparql`` and the shape of problems added."""

from __future__ import annotations

from typing import Any, Final

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from api.errors import PROBLEMS
from api.formats import GRAPHS, ROWS
from api.negotiation import HTML
from api.openapi_write import REFUSED, WRITING
from api.protocol import FORM, QUERY, UPDATE

__all__ = ["describe"]

_TEXT: Final = {"type": "string"}
_PROBLEM: Final = {
    "type": "object",
    "title": "Problem",
    "description": "What went wrong (RFC 9457).",
    "required": ["type", "title", "status", "detail"],
    "properties": {
        "type": _TEXT,
        "title": {**_TEXT, "description": "The kind of problem."},
        "status": {"type": "integer", "description": "The HTTP status."},
        "detail": {**_TEXT, "description": "What is wrong, in a sentence."},
        "hint": {**_TEXT, "description": "What to do about it."},
        "line": {"type": "integer", "description": "The line of the query, counted from 1."},
        "column": {"type": "integer", "description": "The column of the line, counted from 1."},
        "findings": {"type": "array", "items": _TEXT, "description": "What does not conform to the shapes."},
    },
}
#: IRIs; empty ones, as forms send them, are as if they were not there.
_GRAPH_LIST: Final = {"type": "array", "items": _TEXT}
_FIELDS: Final = {
    "query": {**_TEXT, "format": "sparql-query", "description": "SELECT, ASK, CONSTRUCT or DESCRIBE."},
    "default-graph-uri": {**_GRAPH_LIST, "description": "The graphs whose union is the default graph."},
    "named-graph-uri": {**_GRAPH_LIST, "description": "The graphs that GRAPH reaches."},
    "format": {
        "type": "string",
        "enum": ["", *(item.name for item in (*ROWS, *GRAPHS))],
        "description": "The format of the answer, for clients that cannot set Accept.",
    },
}
_ANSWERS: Final[dict[str, Any]] = {
    "200": {
        "description": "The answer; for a browser, a page.",
        "content": {
            item.media_type: {"schema": {} if "json" in item.media_type else _TEXT} for item in (*ROWS, *GRAPHS)
        }
        | {HTML: {"schema": _TEXT}},
    },
    **{str(status): PROBLEMS[status] for status in (400, 401, 403, 405, 406, 413, 415, 429, 503)},
}


def describe(app: FastAPI) -> None:
    """Let the application describe itself, ``/sparql`` included."""

    def openapi() -> dict[str, Any]:
        if app.openapi_schema is None:
            schema = get_openapi(
                title=app.title,
                version=app.version,
                summary=app.summary,
                routes=app.routes,
                license_info=app.license_info,
            )
            components = schema.setdefault("components", {}).setdefault("schemas", {})
            for unused in ("HTTPValidationError", "ValidationError"):
                components.pop(unused, None)
            components["Problem"] = _PROBLEM
            for path in schema["paths"].values():
                for operation in path.values():
                    operation["responses"].setdefault("405", PROBLEMS[405])
                    operation["responses"].setdefault("429", PROBLEMS[429])
                    if operation["responses"].pop("422", None):
                        operation["responses"].setdefault("400", PROBLEMS[400])
            schema["paths"] |= {"/sparql": _sparql(), **WRITING}
            schema["paths"] = dict(sorted(schema["paths"].items()))
            app.openapi_schema = schema
        return app.openapi_schema

    app.openapi = openapi  # type: ignore[method-assign]


def _sparql() -> dict[str, Any]:
    parameters = [
        {"name": name, "in": "query", "required": False, "schema": schema, "explode": True}
        for name, schema in _FIELDS.items()
    ]
    form = {
        "type": "object",
        "properties": {
            **_FIELDS,
            "update": {**_TEXT, "format": "sparql-update", "description": "An update instead of a query."},
        },
    }
    return {
        "get": {
            "tags": ["SPARQL"],
            "summary": "Answer a query; without one, show the form or describe the service",
            "operationId": "sparql_get",
            "parameters": parameters,
            "responses": _ANSWERS,
        },
        "post": {
            "tags": ["SPARQL"],
            "summary": "Answer a query, or make an update, that is posted as a form or as itself",
            "operationId": "sparql_post",
            "parameters": [item for item in parameters if item["name"] != "query"],
            "requestBody": {
                "required": True,
                "content": {
                    FORM: {"schema": form},
                    QUERY: {"schema": _FIELDS["query"]},
                    UPDATE: {"schema": {"type": "string", "format": "sparql-update"}},
                },
            },
            "responses": _ANSWERS | {"204": {"description": "The update is made."}, **REFUSED},
        },
    }
