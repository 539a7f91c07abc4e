"""JSON-LD with a context of the prefixes of Foedera, sorted throughout."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any

from kg.graph.terms import Quad, natural, split_literal
from kg.graph.turtle import short
from kg.namespaces import PREFIXES, RDF

__all__ = ["jsonld"]

_TYPE = f"<{RDF.type}>"


def jsonld(quads: Iterable[Quad]) -> str:
    """Write quads as JSON-LD 1.1; each named graph is a node with a ``@graph`` of its own."""
    top: list[dict[str, Any]] = []
    for graph, rows in _grouped(quads, 3):
        nodes = [_node(subject, group) for subject, group in _grouped(rows, 0)]
        top.extend([{"@id": _iri(graph), "@graph": nodes}] if graph else nodes)
    document = {"@context": {"@version": 1.1, **PREFIXES}, "@graph": top}
    return json.dumps(document, ensure_ascii=False, indent=2, sort_keys=True) + "\n"


def _grouped(rows: Iterable[Quad], column: int) -> Iterator[tuple[str, list[Quad]]]:
    rows = list(rows)
    keys = {row[column]: natural(row[column]) for row in rows}
    ordered = sorted(rows, key=lambda row: keys[row[column]])
    for value, group in groupby(ordered, key=lambda row: row[column]):
        yield value, list(group)


def _node(subject: str, rows: list[Quad]) -> dict[str, Any]:
    node: dict[str, Any] = {"@id": _iri(subject)}
    for predicate, group in _grouped(rows, 1):
        values = [value for value, _ in _grouped(group, 2)]
        if predicate == _TYPE:
            node["@type"] = [_iri(value) for value in values]
        else:
            node[_iri(predicate)] = [_value(value) for value in values]
    return node


def _iri(term: str) -> str:
    """Write an IRI with its prefix where it has one, or the name of a blank node."""
    return (short(term[1:-1]) or term[1:-1]) if term.startswith("<") else term


def _value(term: str) -> dict[str, str]:
    if not term.startswith('"'):
        return {"@id": _iri(term)}
    string, language, datatype = split_literal(term)
    value = {"@value": json.loads(string)}
    if language:
        value["@language"] = language
    elif datatype:
        value["@type"] = _iri(f"<{datatype}>")
    return value
