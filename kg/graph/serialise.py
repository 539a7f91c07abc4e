"""Serialise: the same statements always give the same bytes."""

from __future__ import annotations

from enum import StrEnum

from kg.errors import InputError
from kg.graph.jsonld import jsonld
from kg.graph.model import DocumentGraph
from kg.graph.terms import Quad, Statements, quads
from kg.graph.turtle import trig, turtle

__all__ = ["Format", "parse_format", "serialise"]


class Format(StrEnum):
    """Name the formats that Foedera writes."""

    TURTLE = "turtle"
    TRIG = "trig"
    NQUADS = "nquads"
    NTRIPLES = "ntriples"
    JSONLD = "jsonld"


def parse_format(name: str) -> Format:
    """Tell which format a name means.

    Raises:
        InputError: If it means none.
    """
    try:
        return Format(name.lower())
    except ValueError:
        raise InputError(f"{name!r} is no format", hint=f"Use one of: {', '.join(Format)}.") from None


def serialise(statements: Statements, format: Format | str, *, text: bool = False) -> bytes:  # noqa: A002
    """Write statements in UTF-8.

    Turtle and N-Triples have no names of graphs: of a document they hold what it says, without provenance; TriG,
    N-Quads and JSON-LD hold both.

    Args:
        statements: The graphs of a document, one graph of rdflib, or triples or quads of Oxigraph.
        format: One of :class:`Format`.
        text: Whether the graph with the document's text is to be in.

    Raises:
        InputError: If there is no such format.
    """
    chosen = parse_format(format)
    if chosen in (Format.TURTLE, Format.NTRIPLES) and isinstance(statements, DocumentGraph):
        rows = quads(statements.graph)
        rows |= quads(statements.text) if text else set()
    else:
        rows = quads(statements, text=text)
    return _WRITERS[chosen](rows).encode("utf-8")


def _nquads(rows: set[Quad]) -> str:
    return "".join(sorted(f"{s} {p} {o} {g} .\n" if g else f"{s} {p} {o} .\n" for s, p, o, g in rows))


def _ntriples(rows: set[Quad]) -> str:
    return "".join(sorted({f"{s} {p} {o} .\n" for s, p, o, _ in rows}))


_WRITERS = {
    Format.TURTLE: turtle,
    Format.TRIG: trig,
    Format.NQUADS: _nquads,
    Format.NTRIPLES: _ntriples,
    Format.JSONLD: jsonld,
}
