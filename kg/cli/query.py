"""``foedera query``: ask the store."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.output import output
from kg.errors import InputError

if TYPE_CHECKING:
    from pyoxigraph import QueryBoolean, QuerySolutions

__all__ = ["EXAMPLE", "NAME", "QueryFormat", "run"]

NAME = "query"
EXAMPLE = "foedera query 'SELECT ?agreement ?name { ?agreement a fdr:Agreement ; rdfs:label ?name }'"


class QueryFormat(StrEnum):
    """Name what answers are written in."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"
    TSV = "tsv"
    XML = "xml"
    TURTLE = "turtle"
    TRIG = "trig"
    NQUADS = "nquads"
    NTRIPLES = "ntriples"
    JSONLD = "jsonld"


def run(
    query: Annotated[
        str, typer.Argument(help="The SPARQL query, a file that holds it, or - for standard input.", show_default=False)
    ],
    format: Annotated[  # noqa: A002 - the option is called --format
        QueryFormat | None,
        typer.Option("--format", "-f", help="How it is written; if not said, rows as a table and graphs as Turtle."),
    ] = None,
    to: Annotated[
        Path | None, typer.Option("--output", "-o", help="The file to write, else standard output.", show_default=False)
    ] = None,
) -> None:
    """Ask the store with SPARQL. The prefixes fdr, theme, rdfs, skos, dcterms, prov, geo, xsd … need no declaration."""
    from pyoxigraph import QueryBoolean, QuerySolutions

    from kg.graph.serialise import Format
    from kg.namespaces import PREFIXES
    from kg.settings import load_settings
    from kg.store.formats import ResultFormat, write_results
    from kg.store.open import open_store

    sparql = _read(query)
    with open_store(load_settings(), read_only=True) as store:
        results = store.query(sparql, prefixes=PREFIXES)
        rows = isinstance(results, QuerySolutions | QueryBoolean)
        chosen = format or (QueryFormat.TABLE if rows else QueryFormat.TURTLE)
        with output(to) as stream:
            if chosen is QueryFormat.TABLE and isinstance(results, QuerySolutions | QueryBoolean):
                stream.write(_table(results, coloured=to is None).encode())
            elif chosen.value in set(ResultFormat):
                write_results(results, stream, ResultFormat(chosen))
            elif chosen is QueryFormat.TABLE:
                raise InputError("a graph cannot be shown as a table", hint="Ask for --format turtle.")
            else:
                write_results(results, stream, Format(chosen))


def _read(query: str) -> str:
    """Return the query itself: given, in a file, or on standard input. Every query but one to DESCRIBE has a brace."""
    if query == "-":
        return sys.stdin.read()
    if "{" in query:
        return query
    try:
        return Path(query).read_text(encoding="utf-8")
    except FileNotFoundError:
        pass
    except (OSError, ValueError) as error:
        raise InputError(f"cannot be read: {error}", source=query) from error
    if not any(ch.isspace() for ch in query.strip()):
        raise InputError("there is no such file, and it is no query", source=query, hint=f"Example: {EXAMPLE}")
    return query


def _shown(term: object) -> str:
    """Write a term as people read it: a literal's words, an IRI with its prefix."""
    from pyoxigraph import Literal, NamedNode

    from kg.graph.turtle import short

    if isinstance(term, Literal):
        return term.value
    if isinstance(term, NamedNode):
        return short(term.value) or term.value
    return "" if term is None else str(term)


def _table(results: QuerySolutions | QueryBoolean, *, coloured: bool) -> str:
    from pyoxigraph import QueryBoolean

    if isinstance(results, QueryBoolean):
        return "yes\n" if results else "no\n"
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    terminal = coloured and sys.stdout.isatty()
    table = Table(box=box.SIMPLE_HEAD if terminal else box.ASCII2, show_edge=False)
    for variable in results.variables:
        table.add_column(Text(variable.value), overflow="fold")
    count = 0
    for row in results:
        table.add_row(*(Text(_shown(term)) for term in row))
        count += 1
    console = Console(width=None if terminal else 100_000, force_terminal=terminal)
    with console.capture() as capture:
        console.print(table)
    lines = [line.rstrip() for line in capture.get().splitlines()]
    return "\n".join([*lines, f"{count} row{'s' * (count != 1)}"]) + "\n"
