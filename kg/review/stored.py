"""Stored: triples in the lexical forms that the store keeps, so that what is new equals what was stored."""

from __future__ import annotations

import pyoxigraph
from rdflib import Graph

from kg.store.terms import to_oxigraph, to_rdflib

__all__ = ["as_stored"]


def as_stored(graph: Graph) -> Graph:
    """Return a graph as the store would give it back.

    Raises:
        StoreError: If it holds a blank node.
    """
    scratch = pyoxigraph.Store()
    scratch.extend(to_oxigraph(graph, "urn:x:scratch"))
    return to_rdflib(scratch)
