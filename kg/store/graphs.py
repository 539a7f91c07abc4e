"""Graphs: what putting, adding to or deleting a whole graph changes (SPARQL 1.1 Graph Store HTTP Protocol)."""

from __future__ import annotations

from collections.abc import Iterator, Set

import pyoxigraph
from pyoxigraph import BlankNode, DefaultGraph, NamedNode, Quad, RdfFormat

from kg.errors import InputError, QueryError
from kg.store.delta import Delta
from kg.store.keep import kept
from kg.store.multipart import MULTIPART, Part, read_parts

__all__ = ["evaluate_graph"]

_GraphName = NamedNode | BlankNode | DefaultGraph


def evaluate_graph(
    store: pyoxigraph.Store,
    *,
    graph: str | None,
    content: bytes | None,
    media_type: str = "",
    replace: bool = True,
    base: str | None = None,
    dataset: bool = False,
    default: str | None = None,
) -> Delta:
    """Tell what a write of a whole graph, or of all of them, changes. The store is the same afterwards.

    Args:
        store: The store.
        graph: The name of the graph; None for the default graph.
        content: What it is to hold, or to hold besides; None to delete it.
        media_type: How that is written; of ``multipart/form-data`` each part is a document of its own.
        replace: Whether what the graph holds now goes.
        base: What relative IRIs are resolved against.
        dataset: Whether all graphs are meant, not one; then the content tells of each statement where it belongs.
        default: As of `kg.store.update.evaluate_update`.

    Raises:
        InputError: If the content cannot be read; with line and column.
        QueryError: If the graph may not be written.
    """
    own = DefaultGraph() if default is None else NamedNode(default)
    target: _GraphName | None = None if dataset else own if graph is None else NamedNode(graph)
    written = {own, *store.named_graphs()} if target is None else {target}
    there = {name for name in written if _exists(store, name)}
    goes = replace or content is None
    held = frozenset(quad for name in there if goes for quad in store.quads_for_pattern(None, None, None, name))
    if content is None:
        return kept(store, Delta(held, dropped=_iris(there)), default=default)
    come = _normalised(_placed(_read(content, media_type, base), own, target))
    after: set[_GraphName] = {quad.graph_name for quad in come} | (set() if target is None else {target})
    delta = Delta(
        removed=held - come,
        added=frozenset(quad for quad in come if quad not in store),
        created=_iris({name for name in after if not _exists(store, name)}),
        dropped=_iris(there - after) if replace else frozenset(),
    )
    return kept(store, delta, default=default)


def _exists(store: pyoxigraph.Store, name: _GraphName) -> bool:
    return isinstance(name, DefaultGraph) or store.contains_named_graph(name)


def _iris(names: Set[_GraphName]) -> frozenset[str]:
    return frozenset(name.value for name in names if isinstance(name, NamedNode))


def _placed(quads: Iterator[Quad], own: _GraphName, target: _GraphName | None) -> Iterator[Quad]:
    """Put statements into the graph that is written, or that they name."""
    for quad in quads:
        name = quad.graph_name
        if isinstance(name, DefaultGraph):
            name = own if target is None else target
        elif target is not None:
            raise InputError(
                f"the content names the graph {name}, but it is sent to one graph",
                hint="Send one graph alone, or send all of them to the address of the whole store.",
            )
        elif isinstance(name, BlankNode) and isinstance(own, NamedNode):
            raise QueryError("a graph that is named by a blank node is not stored", hint="Give it an IRI.")
        yield Quad(quad.subject, quad.predicate, quad.object, name)


def _normalised(quads: Iterator[Quad]) -> frozenset[Quad]:
    """Return the quads in the lexical forms that Oxigraph keeps, so that they compare equal to those stored."""
    scratch = pyoxigraph.Store()
    scratch.extend(quads)
    return frozenset(scratch)


def _read(content: bytes, media_type: str, base: str | None) -> Iterator[Quad]:
    if not media_type.lower().startswith(MULTIPART):
        yield from _parsed(Part("body", media_type, content), base)
        return
    for part in read_parts(content, media_type):
        yield from _parsed(part, base)


def _parsed(part: Part, base: str | None) -> Iterator[Quad]:
    """Read a document; the names of its blank nodes are made new, so that they are nobody else's."""
    format_ = RdfFormat.from_media_type(part.media_type)
    if format_ is None:
        raise InputError(
            f"{part.media_type or 'nothing'} is not a media type of graphs that is read here", source=part.name
        )
    if format_ == RdfFormat.RDF_XML and (b"<!DOCTYPE" in part.content or b"<!ENTITY" in part.content):
        raise InputError(
            "RDF/XML with a document type or entities is not read", source=part.name, hint="Write the entities out."
        )
    try:
        yield from pyoxigraph.parse(part.content, format_, base_iri=base, rename_blank_nodes=True)
    except SyntaxError as error:
        raise InputError(
            f"the graph cannot be read: {error.msg}", source=part.name, line=error.lineno, column=error.offset
        ) from error
    except (OSError, RuntimeError, ValueError) as error:
        raise InputError(f"the graph cannot be read: {error}", source=part.name) from error
