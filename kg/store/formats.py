"""Formats: what the answers to queries are written in."""

from __future__ import annotations

from enum import StrEnum
from typing import IO, Final

import pyoxigraph
from pyoxigraph import QueryBoolean, QueryResultsFormat, QuerySolutions, RdfFormat

from kg.errors import InputError, StoreError
from kg.graph.serialise import Format
from kg.namespaces import PREFIXES
from kg.store.base import Results

__all__ = ["ResultFormat", "write_results"]


class ResultFormat(StrEnum):
    """Name the formats of rows and of yes or no."""

    JSON = "json"
    CSV = "csv"
    TSV = "tsv"
    XML = "xml"


_GRAPHS: Final = {
    Format.TURTLE: RdfFormat.TURTLE,
    Format.TRIG: RdfFormat.TRIG,
    Format.NQUADS: RdfFormat.N_QUADS,
    Format.NTRIPLES: RdfFormat.N_TRIPLES,
    Format.JSONLD: RdfFormat.JSON_LD,
}
_ROWS: Final = {
    ResultFormat.JSON: QueryResultsFormat.JSON,
    ResultFormat.CSV: QueryResultsFormat.CSV,
    ResultFormat.TSV: QueryResultsFormat.TSV,
    ResultFormat.XML: QueryResultsFormat.XML,
}


def write_results(results: Results, stream: IO[bytes], wanted: ResultFormat | Format) -> None:
    """Write what a query answered; it is evaluated while it is written.

    Args:
        results: The answer.
        stream: Where to write.
        wanted: A format for rows (SELECT, ASK) or for graphs (CONSTRUCT, DESCRIBE).

    Raises:
        InputError: If rows are wanted as a graph, or a graph as rows.
        StoreError: If the evaluation fails on the way.
    """
    try:
        if isinstance(results, QuerySolutions | QueryBoolean) and isinstance(wanted, ResultFormat):
            results.serialize(stream, _ROWS[wanted])
        elif not isinstance(results, QuerySolutions | QueryBoolean) and isinstance(wanted, Format):
            pyoxigraph.serialize(results, stream, _GRAPHS[wanted], prefixes=PREFIXES)
        else:
            rows = isinstance(results, QuerySolutions | QueryBoolean)
            raise InputError(
                f"the query answers {'rows' if rows else 'a graph'}, which cannot be written as {wanted}",
                hint=f"Ask for one of: {', '.join(ResultFormat if rows else Format)}.",
            )
    except RuntimeError as error:
        raise StoreError(f"the query could not be answered to its end: {error}") from error
