"""The OpenAPI description of what is written: ``/update``, ``/store`` and ``/links/verdicts``."""

from __future__ import annotations

from typing import Any, Final

from api.errors import PROBLEMS
from api.formats import GRAPHS
from api.protocol import FORM, UPDATE
from kg.store.multipart import MULTIPART

__all__ = ["REFUSED", "WRITING"]

_TEXT: Final = {"type": "string"}
_UPDATE: Final = {"type": "string", "format": "sparql-update"}
_IRI: Final = {"type": "string", "format": "uri"}
#: IRIs; empty ones are as if they were not there.
_IRIS: Final = {"type": "array", "items": _TEXT}
#: What becomes of a write that is not made.
REFUSED: Final = {str(status): PROBLEMS[status] for status in (400, 401, 403, 405, 412, 413, 415, 422, 429, 503)}
_DONE: Final = {"204": {"description": "The change is made, and safe on the disk."}}
_MADE: Final = {"201": {"description": "The graph is made; Location tells its address where the server chose it."}}
#: JSON-LD is any JSON; the others are text.
_CONTENT: Final = {item.media_type: {"schema": {} if "json" in item.media_type else _TEXT} for item in GRAPHS}
_FILES: Final = {
    "type": "object",
    "properties": {"graph": {"type": "array", "items": {"type": "string", "format": "binary"}}},
}
_BODY: Final = {"required": True, "content": {**_CONTENT, MULTIPART: {"schema": _FILES}}}
_USING: Final = [
    {"name": name, "in": "query", "required": False, "explode": True, "schema": _IRIS}
    for name in ("using-graph-uri", "using-named-graph-uri")
]
_WHICH: Final = [
    {"name": "graph", "in": "query", "required": False, "schema": _IRI, "description": "The graph."},
    {
        "name": "default",
        "in": "query",
        "required": False,
        "schema": _TEXT,
        "allowEmptyValue": True,
        "description": "The default graph; whatever the value is. Not together with `graph`.",
    },
]
_TAIL: Final = [
    {
        "name": "tail",
        "in": "path",
        "required": True,
        "schema": _TEXT,
        "description": "The rest of the address, which is the IRI of the graph.",
    }
]


def _operations(parameters: list[dict[str, Any]], suffix: str) -> dict[str, Any]:
    missing = {"404": PROBLEMS[404]}
    read = {
        "200": {"description": "The graph, or all of them.", "content": _CONTENT},
        **{str(status): PROBLEMS[status] for status in (400, 401, 404, 405, 406, 429, 503)},
    }
    kinds: list[tuple[str, str, dict[str, Any], dict[str, Any] | None]] = [
        ("get", "Read a graph, or all of them", read, None),
        ("put", "Make a graph hold what is sent", {**_DONE, **_MADE, **REFUSED, **missing}, _BODY),
        ("post", "Add to a graph, or make a new one", {**_DONE, **_MADE, **REFUSED, **missing}, _BODY),
        ("delete", "Take a graph out", {**_DONE, **REFUSED, **missing}, None),
        (
            "patch",
            "Change a graph by an update of which it is the default graph",
            {**_DONE, **_MADE, **REFUSED, **missing},
            {"required": True, "content": {UPDATE: {"schema": _UPDATE}}},
        ),
    ]
    return {
        method: {
            "tags": ["Graph store"],
            "summary": summary,
            "operationId": f"store_{method}{suffix}",
            "parameters": parameters,
            "responses": responses,
            **({"requestBody": body} if body else {}),
        }
        for method, summary, responses, body in kinds
    }


def _verdict_on(*names: str) -> dict[str, Any]:
    """Describe a verdict that names what it is about in one way."""
    return {
        "type": "object",
        "required": [*names, "verdict", "reviewer"],
        "additionalProperties": False,
        "properties": {
            **dict.fromkeys(names, _IRI),
            "verdict": {"type": "string", "enum": ["accepted", "rejected"]},
            "reviewer": {"type": "string", "minLength": 1, "maxLength": 200, "description": "Who says so, in print."},
        },
    }


#: A verdict names the link, or its subject and its object.
_VERDICT: Final = {"oneOf": [_verdict_on("link"), _verdict_on("subject", "object")]}

#: The paths that write.
WRITING: Final[dict[str, Any]] = {
    "/links/verdicts": {
        "post": {
            "tags": ["Links"],
            "summary": "Accept or reject a link",
            "operationId": "links_verdicts_post",
            "parameters": [{**_WHICH[0], "description": "The set of links whose state If-Match tells."}],
            "requestBody": {"required": True, "content": {"application/json": {"schema": _VERDICT}}},
            "responses": {**_DONE, **REFUSED, "404": PROBLEMS[404]},
        }
    },
    "/store": _operations(_WHICH, ""),
    "/store/{tail}": _operations(_TAIL, "_direct"),
    "/update": {
        "post": {
            "tags": ["SPARQL"],
            "summary": "Make an update",
            "operationId": "update_post",
            "parameters": _USING,
            "requestBody": {
                "required": True,
                "content": {
                    UPDATE: {"schema": _UPDATE},
                    FORM: {"schema": {"type": "object", "required": ["update"], "properties": {"update": _UPDATE}}},
                },
            },
            "responses": {**_DONE, **REFUSED},
        }
    },
}
