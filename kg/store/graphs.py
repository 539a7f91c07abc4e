"""Graphs: what putting, adding to or deleting a whole graph changes (SPARQL 1.1 Graph Store HTTP Protocol)."""

from __future__ import annotations

import pyoxigraph
from pyoxigraph import DefaultGraph, NamedNode, Quad, RdfFormat

from kg.errors import InputError
from kg.store.delta import Delta
from kg.store.keep import kept

__all__ = ["evaluate_graph"]


def evaluate_graph(
    store: pyoxigraph.Store,
    *,
    graph: str | None,
    content: bytes | None,
    media_type: str = "",
    replace: bool = True,
    base: str | None = None,
    default: str | None = None,
) -> Delta:
    """Tell what a write of a whole graph changes. The store is the same afterwards.

    Args:
        store: The store.
        graph: The name of the graph; None for the default graph.
        content: What it is to hold, or to hold besides; None to delete it.
        media_type: How that is written.
        replace: Whether what the graph holds now goes.
        base: What relative IRIs are resolved against.
        default: As of `kg.store.update.evaluate_update`.

    Raises:
        InputError: If the content cannot be read; with line and column.
        QueryError: If the graph may not be written.
    """
    own = DefaultGraph() if default is None else NamedNode(default)
    name = own if graph is None else NamedNode(graph)
    held = frozenset(store.quads_for_pattern(None, None, None, name)) if replace or content is None else frozenset()
    if content is None:
        dropped = frozenset({name.value} if isinstance(name, NamedNode) else ())
        return kept(store, Delta(held, dropped=dropped), default=default)
    come = frozenset(_read(content, media_type, base, name))
    there = not isinstance(name, NamedNode) or store.contains_named_graph(name)
    delta = Delta(
        removed=held - come,
        added=frozenset(quad for quad in come if quad not in store),
        created=frozenset() if there or not isinstance(name, NamedNode) else frozenset({name.value}),
    )
    return kept(store, delta, default=default)


def _read(content: bytes, media_type: str, base: str | None, graph: NamedNode | DefaultGraph) -> set[Quad]:
    """Read a graph; the names of its blank nodes are made new, so that they are nobody else's."""
    format_ = RdfFormat.from_media_type(media_type)
    if format_ is None:
        raise InputError(f"{media_type or 'nothing'} is not a media type of graphs that is read here")
    if format_ == RdfFormat.RDF_XML and (b"<!DOCTYPE" in content or b"<!ENTITY" in content):
        raise InputError("RDF/XML with a document type or entities is not read", hint="Write the entities out.")
    try:
        return {
            Quad(quad.subject, quad.predicate, quad.object, graph)
            for quad in pyoxigraph.parse(content, format_, base_iri=base, rename_blank_nodes=True)
        }
    except SyntaxError as error:
        raise InputError(
            f"the graph cannot be read: {error.msg}", source="body", line=error.lineno, column=error.offset
        ) from error
    except (OSError, RuntimeError, ValueError) as error:
        raise InputError(f"the graph cannot be read: {error}", source="body") from error
