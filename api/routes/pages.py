"""``/``, ``/page/…`` and ``/term``: pages for people."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Query, Request
from fastapi.responses import HTMLResponse
from starlette.responses import RedirectResponse, Response

from api.errors import PROBLEMS
from api.link import data_path, page_path, tail_of
from api.pages.agreement import agreement_view
from api.pages.document import document_view
from api.pages.facts import facts_of
from api.pages.node import kinds_of, node_view
from api.pages.start import search, start_view
from api.read import node_of
from api.served import base_of, store_of
from api.view import render
from kg.namespaces import FDR

__all__ = ["router"]

router = APIRouter(tags=["Pages"], default_response_class=HTMLResponse)

_AGREEMENT, _DOCUMENT, _PASSAGE = (str(FDR[name]) for name in ("Agreement", "SourceDocument", "Passage"))


@router.get("/", summary="What the store holds, and search by name", responses={503: PROBLEMS[503]})
def start(
    request: Request,
    q: Annotated[str, Query(description="A part of a name.", max_length=1000)] = "",
    page: Annotated[int, Query(description="The page of the lists.", ge=1, le=1_000_000)] = 1,
) -> Response:
    """Show the start page."""
    store, base = store_of(request), base_of(request)
    found, more = search(store, q, base)
    return render(request, "start.html", {"view": start_view(store, base, page), "q": q, "found": found, "more": more})


@router.get(
    "/page/{tail:path}",
    summary="A page on a node: an agreement, a document, an actor, a place …",
    responses={303: {"description": "A passage is shown in its document."}, 404: PROBLEMS[404]},
)
def page(request: Request, tail: Annotated[str, Path(description="The IRI of the node after the base.")]) -> Response:
    """Show a node of the data."""
    return _page(request, base_of(request) + tail)


@router.get(
    "/term",
    summary="A page on a term of the ontology, or on any other IRI that the store uses",
    responses={303: {"description": "The node has a page of its own."}, 400: PROBLEMS[400], 404: PROBLEMS[404]},
)
def term(
    request: Request, iri: Annotated[str, Query(description="The whole IRI.", min_length=1, max_length=4000)]
) -> Response:
    """Show a node by its whole IRI."""
    if tail_of(iri, base_of(request)) is not None:
        return RedirectResponse(page_path(iri, base_of(request)), 303)
    return _page(request, iri)


def _page(request: Request, iri: str) -> Response:
    store, base = store_of(request), base_of(request)
    node_of(iri)
    kinds = kinds_of(store, iri)
    downloads = [(suffix, name, data_path(iri, base, suffix)) for suffix, name in _DOWNLOADS]
    values = {"downloads": downloads, "describe": f"DESCRIBE <{iri}>"}
    if _PASSAGE in kinds:
        passage = facts_of(store, [iri])[iri]
        document, start_, end = (passage.text(name) for name in ("inDocument", "start", "end"))
        if document and start_ and end:
            return RedirectResponse(f"{page_path(document, base)}#p-{start_}-{end}", 303)
    if _AGREEMENT in kinds:
        return render(request, "agreement.html", {**values, "view": agreement_view(store, iri, base)})
    if _DOCUMENT in kinds:
        return render(request, "document.html", {**values, "view": document_view(store, iri, base)})
    return render(request, "node.html", {**values, "view": node_view(store, iri, base)})


_DOWNLOADS = (("ttl", "Turtle"), ("jsonld", "JSON-LD"), ("nt", "N-Triples"), ("rdf", "RDF/XML"))
