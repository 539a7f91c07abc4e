"""Formats: what graphs and query results are written in."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import IO, Final

import pyoxigraph
from pyoxigraph import QueryBoolean, QueryResultsFormat, QuerySolutions, RdfFormat

from kg.errors import InputError, StoreError
from kg.namespaces import PREFIXES
from kg.store.base import Results

__all__ = ["GraphFormat", "ResultFormat", "write_quads", "write_results"]


class GraphFormat(StrEnum):
    """Name the formats of graphs; a graph's name is kept by TriG, N-Quads and JSON-LD."""

    TURTLE = "turtle"
    TRIG = "trig"
    NQUADS = "nquads"
    NTRIPLES = "ntriples"
    JSONLD = "jsonld"

    @property
    def rdf(self) -> RdfFormat:
        """Oxigraph's name of it."""
        return _RDF[self]


class ResultFormat(StrEnum):
    """Name the formats of rows and of yes or no."""

    JSON = "json"
    CSV = "csv"
    TSV = "tsv"
    XML = "xml"


_RDF: Final = {
    GraphFormat.TURTLE: RdfFormat.TURTLE,
    GraphFormat.TRIG: RdfFormat.TRIG,
    GraphFormat.NQUADS: RdfFormat.N_QUADS,
    GraphFormat.NTRIPLES: RdfFormat.N_TRIPLES,
    GraphFormat.JSONLD: RdfFormat.JSON_LD,
}
_RESULTS: Final = {
    ResultFormat.JSON: QueryResultsFormat.JSON,
    ResultFormat.CSV: QueryResultsFormat.CSV,
    ResultFormat.TSV: QueryResultsFormat.TSV,
    ResultFormat.XML: QueryResultsFormat.XML,
}


def write_results(results: Results, stream: IO[bytes], wanted: ResultFormat | GraphFormat) -> None:
    """Write what a query answered; it is evaluated while it is written.

    Args:
        results: The answer.
        stream: Where to write.
        wanted: A format for rows (SELECT, ASK) or for graphs (CONSTRUCT, DESCRIBE).

    Raises:
        InputError: If rows are wanted as a graph, or a graph as rows.
        StoreError: If the evaluation fails on the way.
    """
    tabular = isinstance(results, QuerySolutions | QueryBoolean)
    if tabular != isinstance(wanted, ResultFormat):
        offered = ResultFormat if tabular else GraphFormat
        kind = "rows" if tabular else "a graph"
        raise InputError(
            f"the query answers {kind}, which cannot be written as {wanted}",
            hint=f"Ask for {', '.join(item.value for item in offered)}.",
        )
    try:
        if isinstance(results, QuerySolutions | QueryBoolean):
            assert isinstance(wanted, ResultFormat)  # noqa: S101 - told to mypy; checked above
            results.serialize(stream, _RESULTS[wanted])
        else:
            assert isinstance(wanted, GraphFormat)  # noqa: S101
            pyoxigraph.serialize(results, stream, wanted.rdf, prefixes=PREFIXES)
    except RuntimeError as error:
        raise StoreError(f"the query could not be answered to its end: {error}") from error


def write_quads(quads: Iterable[pyoxigraph.Quad], stream: IO[bytes], wanted: GraphFormat) -> int:
    """Write quads in sorted order, so that the same quads give the same bytes.

    Args:
        quads: What to write.
        stream: Where to write.
        wanted: Turtle and N-Triples merge the graphs; a triple of two of them is written once.

    Returns:
        How many quads, or triples, were written.
    """
    if wanted.rdf.supports_datasets:
        ordered = sorted(quads, key=lambda quad: (str(quad.graph_name), str(quad.triple)))
        pyoxigraph.serialize(ordered, stream, wanted.rdf, prefixes=PREFIXES)
        return len(ordered)
    triples = sorted({quad.triple for quad in quads}, key=str)
    pyoxigraph.serialize(triples, stream, wanted.rdf, prefixes=PREFIXES)
    return len(triples)
