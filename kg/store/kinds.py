"""Kinds of graph: what documents say, and what was put beside it."""

from __future__ import annotations

from pyoxigraph import NamedNode

from kg.namespaces import FDR, RDF
from kg.reason.background import ONTOLOGY_GRAPH
from kg.store.base import Store

__all__ = [
    "added_names",
    "derived_names",
    "document_names",
    "inferred_name",
    "is_document_name",
    "notes_of",
    "told_names",
]


def inferred_name(base: str) -> str:
    """Return the name of the graph of what follows, in a store whose IRIs start with the base."""
    return f"{base}inferred"


def notes_of(inferred: str) -> str:
    """Return the name of the graph that tells how an inferred graph was made."""
    return f"{inferred}/provenance"


def added_names(store: Store) -> set[str]:
    """Return the names of the graphs that queries see and no document says: the ontology, and what follows."""
    found = ((quad.subject, quad.graph_name) for quad in store.pointing_at(str(FDR.InferredGraph), str(RDF.type)))
    # What a document says of graphs is no mark.
    marked = {name.value for name, by in found if isinstance(name, NamedNode) and by == NamedNode(notes_of(name.value))}
    return {ONTOLOGY_GRAPH, *marked}


def derived_names(store: Store) -> set[str]:
    """Return the names of all graphs that no document says: those added, and how they were made."""
    added = added_names(store)
    return added | {notes_of(name) for name in added}


def told_names(store: Store) -> list[str]:
    """List the names of the graphs of what the documents say, sorted."""
    left_out = store.hidden_names() | derived_names(store)
    return [name for name in store.graph_names() if name not in left_out]


def document_names(store: Store, base: str) -> list[str]:
    """Return the names of the graphs that each hold what one document of ours says, sorted."""
    return [name for name in told_names(store) if is_document_name(name, base)]


def is_document_name(name: str, base: str) -> bool:
    """Tell whether a graph of that name holds what one document of ours says."""
    return name.startswith(f"{base}document/") and name.endswith("/graph")
