"""The quick look: whether nodes plainly conform, told in a hundredth of the time that the whole report takes.

What the compiled shapes are not sure of, and what a query of the shapes finds, is perhaps not as it should be. Then,
and for the findings themselves, the report is made as ever.
"""

from __future__ import annotations

from collections.abc import Iterable, Set
from typing import Final

import pyoxigraph
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, QuerySolutions, Triple

from kg.namespaces import RDFS
from kg.validate.compiled import Shape, UnsureError, compiled
from kg.validate.index import Index

__all__ = ["doubtful", "plainly_conform", "warm"]

_BELOW: Final = str(RDFS.subClassOf)


def plainly_conform(data: Set[Triple], nodes: Set[str]) -> bool:
    """Tell whether nodes conform to all shapes beyond doubt; what only warns is passed over.

    Args:
        data: What is said of the nodes and around them; see `kg.store.context.surroundings`.
        nodes: Their IRIs.
    """
    if _has_own_classes(data):
        return False
    index = Index(data)
    focus: Set[object] = {NamedNode(node) for node in nodes}
    shapes = compiled(lenient=True)
    if not all(_is_plain(index, shape, node) for shape in shapes for node in shape.targets(index) & focus):
        return False
    return nodes.isdisjoint(found for query in _found(data, shapes).values() for found in query)


def doubtful(data: Set[Triple]) -> dict[str, set[str]] | None:
    """Return the nodes of which a shape may find something, be it a warning, or None where that cannot be told of each.

    Args:
        data: All that is said.

    Returns:
        For each of the shapes, by their IRIs, those of the nodes it is about that are not plainly as it says.
    """
    ends = (end for triple in data for end in (triple.subject, triple.object))
    if _has_own_classes(data) or any(isinstance(end, (BlankNode, Triple)) for end in ends):
        return None
    index = Index(data)
    shapes = compiled(lenient=False)
    found = _found(data, shapes)
    doubts: dict[str, set[str]] = {}
    for shape in shapes:
        targets = shape.targets(index)
        nodes = {node for node in targets if not _is_plain(index, shape, node)}
        if any(isinstance(node, Literal) for node in nodes):
            return None
        names = {node.value for node in nodes if isinstance(node, NamedNode)}
        names |= {name for query in shape.queries for name in found[query] if NamedNode(name) in targets}
        if names:
            doubts[shape.iri] = names
    return doubts


def warm() -> None:
    """Compile the shapes."""
    compiled(lenient=True)


def _has_own_classes(data: Iterable[Triple]) -> bool:
    """Tell whether a class is put below another one: the shapes then mean more than was compiled."""
    return any(triple.predicate.value == _BELOW for triple in data)


def _is_plain(index: Index, shape: Shape, node: object) -> bool:
    """Tell whether a node is as a shape says, as far as the shape does not ask a query."""
    try:
        return shape.check(index, node)
    except UnsureError:
        return False


def _found(data: Iterable[Triple], shapes: Iterable[Shape]) -> dict[str, set[str]]:
    """Return the nodes that each of the queries of the shapes finds."""
    store = pyoxigraph.Store()
    store.extend(Quad(one.subject, one.predicate, one.object) for one in data)
    found = {}
    for query in {query for shape in shapes for query in shape.queries}:
        rows = store.query(query)
        assert isinstance(rows, QuerySolutions)  # noqa: S101 - a SELECT query, told to mypy
        found[query] = {node.value for row in rows if isinstance(node := row["this"], NamedNode)}
    return found
