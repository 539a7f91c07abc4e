"""Formats: what is written, under which media types and suffixes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from pyoxigraph import QueryResultsFormat, RdfFormat

__all__ = ["GRAPHS", "ROWS", "GraphFormat", "RowFormat", "graph_named", "row_named"]


@dataclass(frozen=True, slots=True)
class _Format:
    """Be a format of answers.

    Args:
        name: Its short name, which is also the suffix of addresses.
        title: Its name for people.
        media_type: The media type that it is sent as.
        aliases: Other names that ``?format=`` takes, and other media types that ask for it.
    """

    name: str
    title: str
    media_type: str
    aliases: tuple[str, ...]

    @property
    def content_type(self) -> str:
        """The media type with the character set where it needs to be told."""
        return f"{self.media_type}; charset=utf-8" if self.media_type.startswith("text/") else self.media_type

    def answers_to(self, wanted: str) -> bool:
        """Tell whether ``?format=`` means this one."""
        return wanted in (self.name, self.media_type, *self.aliases)


@dataclass(frozen=True, slots=True)
class RowFormat(_Format):
    """Be a format of rows and of yes or no."""

    engine: QueryResultsFormat


@dataclass(frozen=True, slots=True)
class GraphFormat(_Format):
    """Be a format of graphs."""

    engine: RdfFormat


#: The formats of SELECT and ASK; where a client has no preference the first is sent.
ROWS: Final = (
    RowFormat("json", "JSON", "application/sparql-results+json", ("srj", "application/json"), QueryResultsFormat.JSON),
    RowFormat(
        "xml", "XML", "application/sparql-results+xml", ("srx", "application/xml", "text/xml"), QueryResultsFormat.XML
    ),
    RowFormat("csv", "CSV", "text/csv", (), QueryResultsFormat.CSV),
    RowFormat("tsv", "TSV", "text/tab-separated-values", (), QueryResultsFormat.TSV),
)

#: The formats of CONSTRUCT, DESCRIBE and of downloads.
GRAPHS: Final = (
    GraphFormat("ttl", "Turtle", "text/turtle", ("turtle", "application/x-turtle"), RdfFormat.TURTLE),
    GraphFormat("nt", "N-Triples", "application/n-triples", ("ntriples", "text/plain"), RdfFormat.N_TRIPLES),
    GraphFormat("nq", "N-Quads", "application/n-quads", ("nquads", "text/x-nquads"), RdfFormat.N_QUADS),
    GraphFormat("trig", "TriG", "application/trig", ("application/x-trig",), RdfFormat.TRIG),
    GraphFormat(
        "rdf", "RDF/XML", "application/rdf+xml", ("rdfxml", "xml", "application/xml", "text/xml"), RdfFormat.RDF_XML
    ),
    GraphFormat("jsonld", "JSON-LD", "application/ld+json", ("json-ld", "json", "application/json"), RdfFormat.JSON_LD),
)


def row_named(wanted: str) -> RowFormat | None:
    """Return the format of rows that a name or media type means."""
    return next((item for item in ROWS if item.answers_to(wanted.strip().lower())), None)


def graph_named(wanted: str) -> GraphFormat | None:
    """Return the format of graphs that a name or media type means."""
    return next((item for item in GRAPHS if item.answers_to(wanted.strip().lower())), None)
