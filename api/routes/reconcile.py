"""``/reconcile``: the Reconciliation Service API 0.2, so that tables can be matched against the names in the store."""

from __future__ import annotations

import json
from typing import Annotated, Any, Final

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.responses import Response

from api.engine import Engine
from api.errors import PROBLEMS
from api.link import page_path
from api.protocol import FORM, fields_of, media_type, parameters, read_body
from api.reconcile.extend import extend, properties, proposed
from api.reconcile.index import TYPES, Entity, Index, Keeper, fold, type_name
from api.reconcile.query import Query as Asked
from api.reconcile.query import read_extension, read_queries, type_iri
from api.reconcile.score import search
from api.served import base_of
from api.view import render
from kg import __version__
from kg.errors import InputError, NotFoundError
from kg.namespaces import FDR
from kg.store.base import Store

__all__ = ["router"]

router = APIRouter(tags=["Reconciliation"])

#: The most bytes of a batch, and how much a page of suggestions has.
_BODY: Final = 1_000_000
_PAGE: Final = 20
_SIZE: Final = (400, 200)
#: The preview stands in a frame of the client's page.
_FRAME: Final = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors *"
_JSON: Final[dict[int | str, dict[str, Any]]] = {
    200: {
        "description": "The answer.",
        "content": {"application/json": {"schema": {"type": "object"}}},
    },
    400: PROBLEMS[400],
    503: PROBLEMS[503],
}

Prefix = Annotated[str, Query(description="How the name, or a word of it, begins.", max_length=500)]
Cursor = Annotated[int, Query(description="How many results to pass over.", ge=0, le=1_000_000)]


@router.get(
    "/reconcile", summary="The manifest; or matches of a batch of names", response_class=Response, responses=_JSON
)
async def reconcile(
    request: Request,
    queries: Annotated[str | None, Query(description="A batch of queries, as JSON.")] = None,
    extend: Annotated[str | None, Query(description="What is wanted of entities, as JSON.")] = None,
) -> Response:
    """Describe the service, match names, or tell of entities."""
    return await _answer(request, queries, extend)


@router.post(
    "/reconcile",
    summary="Matches of a batch of names, or values of entities",
    response_class=Response,
    responses={**_JSON, 413: PROBLEMS[413], 415: PROBLEMS[415]},
    openapi_extra={
        "requestBody": {
            "content": {
                FORM: {
                    "schema": {
                        "type": "object",
                        "properties": {"queries": {"type": "string"}, "extend": {"type": "string"}},
                    }
                }
            }
        }
    },
)
async def reconcile_form(request: Request) -> Response:
    """Match names, or tell of entities."""
    if media_type(request) != FORM:
        raise HTTPException(415, f"Queries are posted as {FORM}.")
    fields = dict([*parameters(request), *fields_of(await read_body(request, most=_BODY), "form")])
    return await _answer(request, fields.get("queries"), fields.get("extend"))


@router.get("/reconcile/suggest/entity", summary="Entities by the beginning of a name", responses=_JSON)
def suggest_entity(request: Request, prefix: Prefix, cursor: Cursor = 0) -> Response:
    """Complete the name of an entity."""
    start = fold(prefix)
    found: dict[str, bool] = {}
    index = _index(request)
    for name, iri in zip(index.names, index.owners, strict=True):
        if start and f" {start}" in f" {name}":
            found[iri] = found.get(iri, False) or name.startswith(start)
    ranked = sorted(found, key=lambda iri: (not found[iri], index.entities[iri].label, iri))
    return _json({"result": [_suggested(index.entities[iri]) for iri in ranked[cursor : cursor + _PAGE]]})


@router.get("/reconcile/suggest/type", summary="Types by the beginning of a name", responses=_JSON)
def suggest_type(request: Request, prefix: Prefix, cursor: Cursor = 0) -> Response:
    """Complete the name of a type."""
    used = {kind for entity in _index(request).entities.values() for kind in entity.types}
    return _completed({iri: type_name(iri) for iri in {*TYPES, *used}}, prefix, cursor)


@router.get("/reconcile/suggest/property", summary="Properties by the beginning of a name", responses=_JSON)
def suggest_property(prefix: Prefix, cursor: Cursor = 0) -> Response:
    """Complete the name of a property."""
    return _completed(properties(), prefix, cursor)


@router.get("/reconcile/properties", summary="The properties that a type has", responses=_JSON)
def propose(
    type: Annotated[str, Query(description="The type.", max_length=500)] = "",  # noqa: A002 - the protocol's name
    limit: Annotated[int, Query(description="How many are wanted.", ge=1, le=1000)] = 100,
) -> Response:
    """Propose columns."""
    keys = proposed(type_iri(type) if type else "")[:limit]
    found = [{"id": key, "name": properties()[key]} for key in keys]
    return _json({"type": type, "limit": limit, "properties": found})


@router.get(
    "/reconcile/preview",
    summary="A small page on an entity, for a frame",
    response_class=HTMLResponse,
    responses={404: PROBLEMS[404], 400: PROBLEMS[400]},
)
def preview(request: Request, id: Annotated[str, Query(description="Its IRI.", max_length=4000)]) -> Response:  # noqa: A002
    """Show what an entity is."""
    entity = _index(request).entities.get(id)
    if entity is None:
        raise NotFoundError("the store holds no such entity", hint="Take an id from a result.")
    values = {
        "entity": entity,
        "kinds": [type_name(kind) for kind in entity.types],
        "others": [name for name in entity.names if name != entity.label][:10],
        "href": _root(request) + page_path(entity.iri, base_of(request)),
    }
    return render(request, "reconcile.html", values, headers={"Content-Security-Policy": _FRAME})


async def _answer(request: Request, queries: str | None, wanted: str | None) -> Response:
    if queries is not None and wanted is not None:
        raise InputError("queries and extend are given both", hint="Send one at a time.")
    if queries is not None:
        batch = read_queries(queries)

        def matched() -> Response:
            index = _index(request)
            return _json({key: {"result": _results(index, query)} for key, query in batch.items()})

        return await run_in_threadpool(matched)
    if wanted is not None:
        asked = read_extension(wanted)
        return await run_in_threadpool(lambda: _json(extend(request.app.state.store, _index(request), asked)))
    if request.method == "POST":
        raise InputError("the form has neither queries nor extend", hint="Send one of them.")
    return _json(_manifest(request))


def _results(index: Index, query: Asked) -> list[dict[str, object]]:
    return [
        {
            "id": found.entity.iri,
            "name": found.entity.label,
            "type": _types(found.entity),
            "score": found.score,
            "match": found.match,
        }
        for found in search(index, query)
    ]


def _manifest(request: Request) -> dict[str, object]:
    root = _root(request)
    suggest = {
        kind: {"service_url": root, "service_path": f"/reconcile/suggest/{kind}"}
        for kind in ("entity", "type", "property")
    }
    return {
        "versions": ["0.2"],
        "name": "Foedera",
        "serviceVersion": __version__,
        "identifierSpace": base_of(request),
        "schemaSpace": str(FDR),
        "defaultTypes": [{"id": iri, "name": type_name(iri)} for iri in TYPES],
        "view": {"url": f"{root}/term?iri={{{{id}}}}"},
        "preview": {"url": f"{root}/reconcile/preview?id={{{{id}}}}", "width": _SIZE[0], "height": _SIZE[1]},
        "suggest": suggest,
        "extend": {
            "propose_properties": {"service_url": root, "service_path": "/reconcile/properties"},
            "property_settings": [],
        },
    }


def _completed(named: dict[str, str], prefix: str, cursor: int) -> Response:
    start = fold(prefix)
    found = sorted((name, key) for key, name in named.items() if f" {start}" in f" {fold(name)}")
    return _json({"result": [{"id": key, "name": name} for name, key in found[cursor : cursor + _PAGE]]})


def _suggested(entity: Entity) -> dict[str, object]:
    return {"id": entity.iri, "name": entity.label, "notable": _types(entity)}


def _types(entity: Entity) -> list[dict[str, str]]:
    return [{"id": kind, "name": type_name(kind)} for kind in entity.types]


def _json(answer: object) -> Response:
    # Keys and identifiers come from the client; escaped, even half a surrogate pair can be sent back.
    return Response(json.dumps(answer), 200, {"Cache-Control": "no-cache"}, "application/json")


def _index(request: Request) -> Index:
    engine: Engine = request.app.state.engine
    store: Store = request.app.state.store
    keeper: Keeper = request.app.state.names
    return keeper.index(store, engine.version)


def _root(request: Request) -> str:
    return str(request.base_url).rstrip("/")
