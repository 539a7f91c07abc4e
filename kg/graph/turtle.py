"""Turtle and TriG as people read them: sorted, one predicate on a line, the prefixes of Foedera."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from itertools import groupby
from typing import Final

from kg.graph.terms import Quad, natural, split_literal
from kg.namespaces import PREFIXES, RDF, RDFS, XSD

__all__ = ["short", "trig", "turtle"]

#: Local names that need no escape anywhere in Turtle or JSON-LD.
_LOCAL = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_.-]*[A-Za-z0-9_-])?")
_INTEGER = re.compile(r'"[+-]?[0-9]+"')
_DECIMAL = re.compile(r'"[+-]?[0-9]*\.[0-9]+"')
_TYPE: Final = f"<{RDF.type}>"
#: These come first among the predicates of a subject.
_FIRST: Final = {_TYPE: 0, f"<{RDFS.label}>": 1}
_BY_NAMESPACE: Final = {namespace: prefix for prefix, namespace in PREFIXES.items()}


def short(iri: str) -> str | None:
    """Return an IRI with a prefix, or None where no prefix of Foedera fits.

    >>> short("https://w3id.org/foedera/theme/joint-patrol")
    'theme:joint-patrol'
    """
    cut = max(iri.rfind("/"), iri.rfind("#")) + 1
    prefix, local = _BY_NAMESPACE.get(iri[:cut]), iri[cut:]
    return f"{prefix}:{local}" if prefix and _LOCAL.fullmatch(local) else None


def turtle(quads: Iterable[Quad]) -> str:
    """Write triples as Turtle; the names of their graphs are left out."""
    used: set[str] = set()
    body = _subjects({quad[:3] for quad in quads}, _namer(used), indent="")
    return _head(used) + body


def trig(quads: Iterable[Quad]) -> str:
    """Write quads as TriG."""
    used: set[str] = set()
    name = _namer(used)
    blocks = []
    for graph, group in _grouped(quads, 3):
        triples = {quad[:3] for quad in group}
        if graph:
            blocks.append(f"{name(graph)} {{\n{_subjects(triples, name, indent='    ')}}}\n")
        else:
            blocks.append(_subjects(triples, name, indent=""))
    return _head(used) + "\n".join(blocks)


def _head(used: set[str]) -> str:
    lines = [f"@prefix {prefix}: <{PREFIXES[prefix]}> .\n" for prefix in PREFIXES if prefix in used]
    return "".join([*lines, "\n"]) if lines else ""


def _namer(used: set[str]) -> Callable[[str], str]:
    """Return what writes a term, and notes which prefixes it used."""

    def name(term: str) -> str:
        if term.startswith("<"):
            pretty = short(term[1:-1])
            if pretty is None:
                return term
            used.add(pretty.partition(":")[0])
            return pretty
        if not term.startswith('"'):
            return term
        string, _, datatype = split_literal(term)
        if not datatype:
            return term
        if (datatype == str(XSD.integer) and _INTEGER.fullmatch(string)) or (
            datatype == str(XSD.decimal) and _DECIMAL.fullmatch(string)
        ):
            return string[1:-1]
        return f"{string}^^{name(f'<{datatype}>')}"

    return name


def _grouped(rows: Iterable[tuple[str, ...]], column: int) -> list[tuple[str, list[tuple[str, ...]]]]:
    """Group rows by a column, in natural order."""
    keys = {row[column]: natural(row[column]) for row in rows}
    ordered = sorted(rows, key=lambda row: keys[row[column]])
    return [(value, list(group)) for value, group in groupby(ordered, key=lambda row: row[column])]


def _subjects(triples: Iterable[tuple[str, ...]], name: Callable[[str], str], *, indent: str) -> str:
    blocks = []
    for subject, rows in _grouped(triples, 0):
        predicates = sorted(_grouped(rows, 1), key=lambda item: _FIRST.get(item[0], 2))
        lines = []
        for predicate, group in predicates:
            values = [name(value) for value, _ in _grouped(group, 2)]
            verb = "a" if predicate == _TYPE else name(predicate)
            lines.append(f"{verb} {', '.join(values)}")
        joined = f" ;\n{indent}    ".join(lines)
        blocks.append(f"{indent}{name(subject)}\n{indent}    {joined} .\n")
    return "\n".join(blocks)
