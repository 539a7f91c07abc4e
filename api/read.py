"""Read: the queries of the pages, kept in files, asked with values put in as terms.

A variable that is written with ``$`` in a file is bound before the query is asked, as in SHACL. What is put in is a
term that Oxigraph has checked and writes itself, so that no value can become a part of the query.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import TypeAlias

from pyoxigraph import Literal, NamedNode, QueryBoolean, QuerySolutions, QueryTriples, Triple

from kg.errors import InputError
from kg.namespaces import PREFIXES
from kg.store.base import Results, Store

__all__ = ["Term", "ask", "bind", "construct", "node_of", "select", "text_of"]

Term: TypeAlias = NamedNode | Literal
Value: TypeAlias = Term | Iterable[Term]

_FOLDER = Path(__file__).parent / "queries"
_BOUND = re.compile(r"\$(\w+)")


def node_of(iri: str) -> NamedNode:
    """Return the node of an IRI that a client sent.

    Raises:
        InputError: If it is none.
    """
    try:
        return NamedNode(iri)
    except ValueError as error:
        raise InputError(f"{iri[:200]!r} is not an IRI", hint="Give the whole IRI: https://…") from error


def bind(query: str, **values: Value) -> str:
    r"""Put terms in place of the ``$`` variables of a query; many terms stand one after the other.

    Raises:
        KeyError: If a variable has no value.

    >>> bind("ASK { $this ?p $name }", this=NamedNode("https://example.org/a"), name=Literal('"} #'))
    'ASK { <https://example.org/a> ?p "\\"} #" }'
    """
    return _BOUND.sub(lambda match: _written(values[match[1]]), query)


def select(store: Store, name: str, **values: Value) -> list[dict[str, Term]]:
    """Ask the query of a file; a variable without a value is not in its row."""
    results = _asked(store, name, values)
    assert isinstance(results, QuerySolutions)  # noqa: S101 - the file holds a SELECT query
    variables = [variable.value for variable in results.variables]
    return [
        {name: value for name in variables if isinstance(value := row[name], NamedNode | Literal)} for row in results
    ]


def ask(store: Store, name: str, **values: Value) -> bool:
    """Ask the yes-or-no query of a file."""
    results = _asked(store, name, values)
    assert isinstance(results, QueryBoolean)  # noqa: S101 - the file holds an ASK query
    return bool(results)


def construct(store: Store, name: str, **values: Value) -> list[Triple]:
    """Ask the CONSTRUCT query of a file."""
    results = _asked(store, name, values)
    assert isinstance(results, QueryTriples)  # noqa: S101 - the file holds a CONSTRUCT query
    return list(results)


@cache
def text_of(name: str) -> str:
    """Return the text of a query file, without its comments."""
    text = (_FOLDER / f"{name}.rq").read_text(encoding="utf-8")
    return "\n".join(line for line in text.splitlines() if not line.startswith("#"))


def _asked(store: Store, name: str, values: dict[str, Value]) -> Results:
    return store.query(bind(text_of(name), **values), prefixes=PREFIXES)


def _written(value: Value) -> str:
    if isinstance(value, NamedNode | Literal):
        return str(value)
    return " ".join(str(term) for term in value)
