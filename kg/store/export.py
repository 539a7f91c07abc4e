"""Export: the quads of a store that may leave it."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import NamedNode, Quad

from kg.namespaces import FDR, RDF
from kg.store.base import Store
from kg.store.kinds import derived_names

__all__ = ["export_quads"]


def export_quads(
    store: Store, *, texts: bool = False, provenance: bool = False, derived: bool = False
) -> Iterator[Quad]:
    """Walk the quads of the graphs that are to be exported.

    Args:
        store: The store.
        texts: Whether the graphs with the documents' texts are among them; these belong to their publishers.
        provenance: Whether the graphs of how the others were made are; they alone know the time.
        derived: Whether the ontology and what follows from the others are; no document says them.
    """
    left_out = set() if texts else _named(store, str(FDR.TextGraph))
    left_out |= set() if provenance else _named(store, str(FDR.ProvenanceGraph))
    left_out |= set() if derived else derived_names(store)
    return store.quads(name for name in store.graph_names() if name not in left_out)


def _named(store: Store, kind: str) -> set[str]:
    found = store.pointing_at(kind, str(RDF.type))
    return {quad.subject.value for quad in found if isinstance(quad.subject, NamedNode)}
