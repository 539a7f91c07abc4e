"""The view: templates, and what every page has."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from urllib.parse import urlencode

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape
from markupsafe import Markup, escape
from starlette.requests import Request
from starlette.responses import HTMLResponse

__all__ = ["page", "render", "sparql_path"]

_SINGLE_END = re.compile(r"(?<!\n)\n(?!\n)")
_TEMPLATES = Path(__file__).parent / "templates"


def render(
    request: Request,
    template: str,
    values: Mapping[str, object],
    *,
    status: int = 200,
    headers: Mapping[str, str] | None = None,
) -> HTMLResponse:
    """Write a page.

    Args:
        request: The request it answers.
        template: The file of the template.
        values: What it shows.
        status: The status of the reply.
        headers: The headers of the reply.
    """
    html = page(template, request.url.path, values)
    return HTMLResponse(html, status, {"Vary": "Accept", "Cache-Control": "no-cache", **(headers or {})})


def page(template: str, path: str, values: Mapping[str, object]) -> str:
    """Write the HTML of a page.

    Args:
        template: The file of the template.
        path: The path at which the page stands, which the navigation marks.
        values: What it shows.
    """
    return _environment().get_template(template).render(path=path, **values)


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=select_autoescape(["html"]),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals["sparql_path"] = sparql_path
    environment.filters["paragraphs"] = _paragraphs
    environment.filters["thousands"] = lambda number: f"{number:,}".replace(",", "\u202f")
    return environment


def _paragraphs(text: str) -> Markup:
    """Put a gap, which has no text, after each end of a line, unless the text itself leaves a line empty."""
    return Markup('\n<span class="gap"></span>').join(escape(part) for part in _SINGLE_END.split(text))


def sparql_path(query: str, wanted: str | None = None) -> str:
    """Return the address that asks a query; a page, or in a format."""
    return "/sparql?" + urlencode({"query": query, **({"format": wanted} if wanted else {})})
