"""Results: what a query is expected to answer and what it answered, made comparable."""

from __future__ import annotations

import csv
import io
import re
from decimal import Decimal
from pathlib import Path
from typing import Final

import pyoxigraph
from pyoxigraph import (
    BlankNode,
    CanonicalizationAlgorithm,
    Dataset,
    Literal,
    NamedNode,
    Quad,
    QueryBoolean,
    QueryResultsFormat,
    RdfFormat,
    Triple,
)

__all__ = ["Answer", "answered", "canonical", "expected", "quads_of", "rdf_format"]

_RS: Final = "http://www.w3.org/2001/sw/DataAccess/tests/result-set#"
_XSD: Final = "http://www.w3.org/2001/XMLSchema#"
_TYPE: Final = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
_ROWS: Final = {
    ".srx": QueryResultsFormat.XML,
    ".srj": QueryResultsFormat.JSON,
    ".tsv": QueryResultsFormat.TSV,
}
_MOST_BLANK: Final = 400

#: Yes or no; or the canonical form of rows or of a graph.
Answer = bool | frozenset[object] | tuple[object, ...]
Row = dict[str, object]


def expected(path: Path, base: str) -> Answer:
    """Read what a query is expected to answer; the ending of the file tells how it is written."""
    data = path.read_bytes()
    if path.suffix in _ROWS:
        return _rows(data, _ROWS[path.suffix])
    if path.suffix == ".csv":
        return _table(data)
    quads = quads_of(data, rdf_format(path), base)
    if any(quad.predicate.value == f"{_RS}boolean" for quad in quads):
        return any(getattr(quad.object, "value", "") == "true" for quad in quads if "boolean" in quad.predicate.value)
    if any(quad.predicate == _TYPE and quad.object == NamedNode(f"{_RS}ResultSet") for quad in quads):
        return _result_set(quads)
    return canonical(quads)


def answered(data: bytes, kind: str) -> Answer:
    """Read what a query answered, by its media type."""
    if kind == "text/csv":
        return _table(data)
    rows = QueryResultsFormat.from_media_type(kind)
    if rows is not None:
        return _rows(data, rows)
    format_ = RdfFormat.from_media_type(kind)
    if format_ is None:
        raise ValueError(f"{kind} is no format of answers")
    return canonical(quads_of(data, format_, None))


def rdf_format(path: Path) -> RdfFormat:
    """Return the format that the ending of a file tells."""
    format_ = RdfFormat.from_extension(path.suffix.removeprefix("."))
    if format_ is None:
        raise ValueError(f"{path.name} is in no known format")
    return format_


def quads_of(data: bytes, format_: RdfFormat, base: str | None) -> list[Quad]:
    """Read a graph, or graphs."""
    return list(pyoxigraph.parse(data, format_, base_iri=base))


def canonical(quads: list[Quad], *, values: bool = False) -> frozenset[object]:
    """Return what is the same for the same graphs, whatever their blank nodes are called.

    Args:
        quads: The graph, or graphs.
        values: Whether numbers and days are the same if they mean the same, however they are written.
    """
    lowered = (_lowered(quad) for quad in quads)
    dataset = Dataset(_valued(quad) for quad in lowered) if values else Dataset(lowered)
    dataset.canonicalize(CanonicalizationAlgorithm.UNSTABLE)
    return frozenset(str(quad) for quad in dataset)


def _lowered(quad: Quad) -> Quad:
    """Write the language tag in small letters, as RDF allows."""
    value = quad.object
    if isinstance(value, Literal) and value.language and not value.direction:
        value = Literal(value.value, language=value.language.lower())
    return Quad(quad.subject, quad.predicate, value, quad.graph_name)


def _valued(quad: Quad) -> Quad:
    """Write a number or a day in one way, as RDF allows whoever knows their datatypes."""
    return Quad(quad.subject, quad.predicate, _value(quad.object), quad.graph_name)  # type: ignore[arg-type]


def _value(term: object) -> object:
    if isinstance(term, Triple):
        return Triple(term.subject, term.predicate, _value(term.object))  # type: ignore[arg-type]
    if not isinstance(term, Literal) or not term.datatype.value.startswith(_XSD):
        return term
    kind, text = term.datatype.value.removeprefix(_XSD), term.value
    try:
        if kind in ("float", "double"):
            text = repr(float(text))
        elif kind in ("decimal", "integer"):
            text = f"{Decimal(text).normalize():f}"
        elif kind == "boolean":
            text = {"0": "false", "1": "true"}.get(text, text)
        elif kind in ("date", "dateTime", "time"):
            text = re.sub(r"[+-]00:00$", "Z", text)
    except (ValueError, ArithmeticError):
        return term
    return Literal(text, datatype=term.datatype)


def _rows(data: bytes, format_: QueryResultsFormat) -> Answer:
    results = pyoxigraph.parse_query_results(data, format=format_)
    if isinstance(results, QueryBoolean):
        return bool(results)
    names = [variable.value for variable in results.variables]
    return _canonical_rows([{name: row[name] for name in names} for row in results], names)


def _canonical_rows(rows: list[Row], names: list[str]) -> Answer:
    """Write rows as a graph: a blank node for each, with a property for each variable."""
    quads = []
    for row in rows:
        node = BlankNode()
        quads.append(Quad(node, _TYPE, NamedNode("urn:row")))
        quads += [
            Quad(node, NamedNode(f"urn:variable:{name}"), value)  # type: ignore[arg-type]
            for name, value in row.items()
            if value is not None
        ]
    if len(rows) > _MOST_BLANK and not any(isinstance(v, BlankNode) for row in rows for v in row.values()):
        return (tuple(sorted(names)), *sorted(str(sorted((k, str(v)) for k, v in row.items())) for row in rows))
    return canonical(quads, values=True) | {("variables", *sorted(names))}


def _table(data: bytes) -> Answer:
    """Read CSV, which does not tell a word from a name: blank nodes are numbered as they come."""
    head, *lines = list(csv.reader(io.StringIO(data.decode("utf-8"))))
    order = sorted(range(len(head)), key=head.__getitem__)
    lines = [[_number(line[place]) for place in order] for line in lines]
    head = sorted(head)
    known: dict[str, str] = {}
    rows = [
        tuple(known.setdefault(cell, f"_:{len(known)}") if cell.startswith("_:") else cell for cell in line)
        for line in sorted(lines)
    ]
    return (tuple(head), *sorted(rows))


def _number(cell: str) -> str:
    """Write what reads as a number in one way: CSV does not tell its datatype."""
    try:
        return f"{Decimal(cell).normalize():f}"
    except ArithmeticError:
        return cell


def _result_set(quads: list[Quad]) -> Answer:
    """Read rows out of a graph that describes them."""
    told: dict[tuple[object, str], list[object]] = {}
    for quad in quads:
        if quad.predicate.value.startswith(_RS):
            told.setdefault((quad.subject, quad.predicate.value.removeprefix(_RS)), []).append(quad.object)
    names = [value.value for (_, name), values in told.items() if name == "resultVariable" for value in values]  # type: ignore[attr-defined]
    rows = []
    for solution in [node for (_, name), nodes in told.items() if name == "solution" for node in nodes]:
        row: Row = dict.fromkeys(names)
        for binding in told.get((solution, "binding"), []):
            row[told[binding, "variable"][0].value] = told[binding, "value"][0]  # type: ignore[attr-defined]
        rows.append(row)
    return _canonical_rows(rows, names)
