"""``/ontology``, ``/theme/…``, ``/agreement-type/…``, ``/shape``: the ontology as a page and as data.

The paths are those of the IRIs after ``https://w3id.org/foedera/``. A document – the ontology, one of its files, the
shapes – is sent where it is asked for, in the format that the client prefers. A term is no document: it is answered by
303 See Other, with its place on the page or with its data.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any, Final

from fastapi import APIRouter, Path, Request
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from api.errors import PROBLEMS
from api.formats import GraphFormat
from api.negotiation import HTML, parse_accept, prefer
from api.pages.reference import page_bytes
from api.reference.documents import AREAS, Published, published
from api.reference.write import FORMATS, format_named, written
from api.validators import validated
from kg.errors import NotFoundError

__all__ = ["router"]

router = APIRouter(tags=["Ontology"])

_TYPES: Final = [
    (HTML, "application/xhtml+xml"),
    *((item.media_type, *(alias for alias in item.aliases if "/" in alias)) for item in FORMATS),
]
_CONTENT: Final = {kind: {"schema": {"type": "string"}} for kind in (HTML, *(item.media_type for item in FORMATS))}
_RESPONSES: Final[dict[int | str, dict[str, Any]]] = {
    200: {"description": "The document, or the data on a term.", "content": _CONTENT},
    303: {"description": "See the page, or the data."},
    304: {"description": "The client has it already."},
    404: PROBLEMS[404],
    406: PROBLEMS[406],
}
#: What is published in each area, for the description of the routes.
_TITLES: Final = {
    "ontology": ("The ontology", "A class, a property or a file of the ontology"),
    "theme": ("The themes", "A theme"),
    "agreement-type": ("The types of agreement", "A type of agreement"),
    "shape": ("The shapes", "A shape"),
    "shapes": ("", "A file of shapes"),
    "prefixes": ("The prefixes of shapes and questions", ""),
    "question": ("", "A question that the ontology is made to answer"),
}


def answer(request: Request, path: str) -> Response:
    """Answer for a path, with or without the suffix of a format.

    Raises:
        NotFoundError: If nothing is published there.
        HTTPException: If it is not published in a format that the client takes.
    """
    if (item := published().get(path)) is not None:
        return _negotiated(request, item)
    name, dot, suffix = path.rpartition(".")
    item = published().get(name) if dot else None
    if item is None:
        raise NotFoundError(f"The ontology has nothing at /{path}.", hint="Look for the term at /ontology.")
    if suffix == "html":
        return _as_page(request, item, {})
    wanted = format_named(suffix)
    if wanted is None:
        raise HTTPException(404, f"There is {', '.join(f'.{format_.name}' for format_ in FORMATS)} and .html.")
    return _as_data(request, item, wanted, {})


def _negotiated(request: Request, item: Published) -> Response:
    chosen = prefer(parse_accept(request.headers.get("accept")), _TYPES)
    if chosen is None:
        raise HTTPException(406, f"There is {', '.join(kinds[0] for kinds in _TYPES)}.")
    headers = {"Vary": "Accept"}
    if chosen == 0:
        return _as_page(request, item, headers)
    wanted = FORMATS[chosen - 1]
    place = f"/{item.path.rstrip('/')}.{wanted.name}"
    if item.is_document:
        return _as_data(request, item, wanted, {**headers, "Content-Location": place})
    return RedirectResponse(place, 303, headers)


def _as_page(request: Request, item: Published, headers: dict[str, str]) -> Response:
    """Send the page, or lead to the place on it."""
    bare, _, fragment = item.page.partition("#")
    if not item.page:
        return RedirectResponse(f"/{item.path}.ttl", 303, headers)
    if fragment:
        return RedirectResponse(item.page, 303, headers)
    links = ", ".join(f'<{bare}.{format_.name}>; rel="alternate"; type="{format_.media_type}"' for format_ in FORMATS)
    return validated(request, page_bytes(bare), f"{HTML}; charset=utf-8", {**headers, "Link": links})


def _as_data(request: Request, item: Published, wanted: GraphFormat, headers: dict[str, str]) -> Response:
    links = {"Link": f'<{item.page}>; rel="alternate"; type="{HTML}"'} if item.page else {}
    return validated(request, written(item.path, wanted.name), wanted.content_type, {**headers, **links})


def _add_routes(area: str) -> None:
    whole, part = _TITLES[area]
    name = area.replace("-", "_")
    if whole:
        _add(f"/{area}", _whole(area), name, whole)
        _add(f"/{area}.{{suffix}}", _in_format(area), f"{name}_format", f"{whole}, in a format")
    if part:
        _add(f"/{area}/{{tail:path}}", _part(area), f"{name}_part", part)


def _add(path: str, endpoint: Callable[..., Response], name: str, summary: str) -> None:
    router.add_api_route(
        path, endpoint, methods=["GET"], name=name, summary=summary, response_class=Response, responses=_RESPONSES
    )


def _whole(area: str) -> Callable[[Request], Response]:
    def endpoint(request: Request) -> Response:
        return answer(request, area)

    return endpoint


def _in_format(area: str) -> Callable[[Request, str], Response]:
    def endpoint(
        request: Request, suffix: Annotated[str, Path(description="html, ttl, rdf, jsonld or nt")]
    ) -> Response:
        return answer(request, f"{area}.{suffix}")

    return endpoint


def _part(area: str) -> Callable[[Request, str], Response]:
    def endpoint(
        request: Request, tail: Annotated[str, Path(description="The rest of the IRI, and a suffix for a format.")]
    ) -> Response:
        return answer(request, f"{area}/{tail}")

    return endpoint


for _area in AREAS:
    _add_routes(_area)
