"""Ask: evaluate a query, with functions that nobody knows."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

import pyoxigraph
from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Triple

from kg.store.base import Results

__all__ = ["ask"]

_UNKNOWN: Final = re.compile(r"The custom function <([^>]*)> is not supported")
#: More functions than any query calls.
_MOST: Final = 64


def ask(
    store: pyoxigraph.Store,
    sparql: str,
    *,
    base: str | None = None,
    prefixes: dict[str, str] | None = None,
    default_graph: Sequence[NamedNode | BlankNode | DefaultGraph] | None = None,
    named_graphs: Sequence[NamedNode | BlankNode] | None = None,
) -> Results:
    """Evaluate a query. A call of a function that is not known is an error where it stands (SPARQL 1.1, section 17.6).

    Oxigraph would refuse the whole query.

    Args:
        store: The store.
        sparql: The query.
        base: What relative IRIs are resolved against where the query does not say.
        prefixes: Namespaces by prefix.
        default_graph: The graphs whose union is the default graph; None leaves it to the query and the store.
        named_graphs: The graphs that ``GRAPH`` reaches; None leaves it to the query and the store.

    Raises:
        SyntaxError: If it cannot be read.
        OSError: If the store cannot be read.
        RuntimeError: If it cannot be evaluated.
    """
    unknown: dict[str, NamedNode] = {}
    while True:
        try:
            return store.query(
                sparql,
                base_iri=base,
                prefixes=prefixes,
                default_graph=None if default_graph is None else list(default_graph),
                named_graphs=None if named_graphs is None else list(named_graphs),
                custom_functions=dict.fromkeys(unknown.values(), _error) or None,
            )
        except RuntimeError as error:
            told = _UNKNOWN.search(str(error))
            if told is None or told[1] in unknown or len(unknown) >= _MOST:
                raise
            unknown[told[1]] = NamedNode(told[1])


def _error(*_: NamedNode | BlankNode | Literal | Triple) -> None:
    """Be a function that always fails."""
