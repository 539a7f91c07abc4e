"""Provisions: the commitments of one agreement, read from the graphs that tell of it and no others."""

from __future__ import annotations

from pyoxigraph import NamedNode

from kg.errors import NotFoundError
from kg.link.told import Told, told
from kg.namespaces import FDR, RDF
from kg.store.base import Store

__all__ = ["provisions"]


def provisions(store: Store, agreement: str, *, base: str) -> list[Told]:
    """Return what a document says an agreement commits to, sorted by IRI.

    Args:
        store: The store.
        agreement: The IRI of an agreement that a document tells of.
        base: The IRI that every minted IRI starts with.

    Raises:
        NotFoundError: If no document of the store tells of such an agreement.
    """
    graphs = {
        quad.graph_name.value
        for quad in store.about(agreement)
        if quad.predicate.value == str(RDF.type)
        and quad.object == NamedNode(str(FDR.Agreement))
        and isinstance(quad.graph_name, NamedNode)
    }
    own = [name for name in graphs if name.startswith(f"{base}document/") and name.endswith("/graph")]
    if not own:
        raise NotFoundError(
            f"no document of the store tells of an agreement {agreement}",
            hint="The start page of the server lists them, and so does a query: ?agreement a fdr:Agreement",
        )
    return [thing for thing in told(store, own) if thing.kind == "Commitment" and thing.agreement == agreement]
