"""The query form: a question, and its answer as a table."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import Final

import pyoxigraph
from pyoxigraph import (
    BlankNode,
    Literal,
    NamedNode,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    RdfFormat,
)
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from api.engine import Chunks, Engine, Question
from api.errors import problem_of
from api.formats import GRAPHS, ROWS, GraphFormat, RowFormat, graph_named, row_named
from api.limits import check_query
from api.link import Link, Words, links_to
from api.pages.examples import examples
from api.pages.words import literal_words
from api.protocol import Asked
from api.view import render
from api.vocabulary import curie
from kg.errors import FoederaError
from kg.settings import Settings
from kg.store.base import Store

__all__ = ["Table", "query_page"]

#: How many rows the page shows; the downloads have all.
SHOWN: Final = 500
#: How many bytes of an answer are read for the page.
_MOST_BYTES: Final = 4_000_000

Cell = Link | Words | None


@dataclass(frozen=True, slots=True)
class Table:
    """Be the answer as a table; ``verdict`` is that of ASK."""

    columns: list[str]
    rows: list[list[Cell]]
    cut: bool
    graph: bool
    verdict: bool | None = None

    @property
    def formats(self) -> tuple[RowFormat, ...] | tuple[GraphFormat, ...]:
        """What the answer can be downloaded in."""
        return GRAPHS if self.graph else ROWS


async def query_page(request: Request, asked: Asked, engine: Engine, settings: Settings) -> Response:
    """Show the form, and the answer to its query if it has one."""
    table, problem, status = None, None, 200
    if asked.query is not None and asked.query.strip():
        try:
            check_query(asked.query, settings)
            lines, graph, cut = await _lines(engine, asked)
            table = await run_in_threadpool(_table, lines, graph, cut, request.app.state.store, settings.base)
        except (FoederaError, HTTPException) as error:
            problem = problem_of(error)
            status = int(str(problem["status"]))
    values = {
        "query": asked.query or "",
        "examples": await run_in_threadpool(examples),
        "table": table,
        "problem": problem,
        "marked": _marked(asked.query or "", problem),
        "shown": SHOWN,
    }
    return render(request, "query.html", values, status=status)


async def _lines(engine: Engine, asked: Asked) -> tuple[list[bytes], bool, bool]:
    """Read the first lines of the answer; the rest is not evaluated."""
    question = Question(
        asked.query or "", row_named("tsv"), graph_named("nt"), asked.default_graphs, asked.named_graphs
    )
    answer = await engine.answer(question)
    graph = isinstance(answer.format, GraphFormat)
    most = SHOWN + (0 if graph else 1)
    data, whole = await _read(answer.chunks, most)
    lines = data.split(b"\n")
    if not whole or lines[-1] == b"":
        lines.pop()
    return lines[:most], graph, not whole or len(lines) > most


async def _read(chunks: Chunks, most: int) -> tuple[bytes, bool]:
    data = bytearray()
    try:
        async for chunk in chunks:
            data += chunk
            if data.count(b"\n") > most or len(data) > _MOST_BYTES:
                return bytes(data), False
    finally:
        await chunks.aclose()
    return bytes(data), True


def _table(lines: list[bytes], graph: bool, cut: bool, store: Store, base: str) -> Table:
    data = b"\n".join(lines) + b"\n"
    if graph:
        triples = [quad.triple for quad in pyoxigraph.parse(data, format=RdfFormat.N_TRIPLES)]
        return _named(
            ["subject", "property", "value"], [[t.subject, t.predicate, t.object] for t in triples], cut, store, base,
            graph=True,
        )  # fmt: skip
    results = pyoxigraph.parse_query_results(data, format=QueryResultsFormat.TSV)
    if isinstance(results, QueryBoolean):
        return Table([], [], False, False, bool(results))
    assert isinstance(results, QuerySolutions)  # noqa: S101 - TSV holds no graph
    names = [variable.value for variable in results.variables]
    return _named(names, [[row[name] for name in names] for row in results], cut, store, base, graph=False)


def _named(columns: list[str], rows: list[list[object]], cut: bool, store: Store, base: str, *, graph: bool) -> Table:
    links = links_to(store, (term.value for term in itertools.chain(*rows) if isinstance(term, NamedNode)), base)

    def cell(term: object) -> Cell:
        if isinstance(term, NamedNode):
            link = links[term.value]
            return Link(link.iri, curie(link.iri) or link.label, link.kind, link.href, link.elsewhere)
        if isinstance(term, Literal):
            return Words(literal_words(term), term.value, term.language or "")
        if isinstance(term, BlankNode) or term is not None:
            return Words(str(term), str(term))
        return None

    return Table(columns, [[cell(term) for term in row] for row in rows], cut, graph)


def _marked(query: str, problem: dict[str, object] | None) -> tuple[str, str, str] | None:
    """Return the line of the query that cannot be read, in three parts: before, at, and after the column."""
    if problem is None or "line" not in problem or "column" not in problem:
        return None
    lines = query.splitlines()
    line, column = int(str(problem["line"])), int(str(problem["column"]))
    if not 1 <= line <= len(lines):
        return None
    text = lines[line - 1]
    return text[: column - 1], text[column - 1 : column] or " ", text[column:]
