"""Remove: take documents out of the store, with all that is only said by them."""

from __future__ import annotations

from collections.abc import Iterable

from rdflib import URIRef

from kg.errors import NotFoundError
from kg.graph import mint
from kg.link.renew import let_go
from kg.store.base import Store

__all__ = ["remove"]


def remove(documents: Iterable[str], store: Store, *, base: str) -> list[str]:
    """Take documents out: what they say, how it was found, their texts and their reviews, all of them or none.

    What followed from them goes too, and where the store has been consolidated, what only they told of.

    Args:
        documents: Their IRIs, or the last parts of these.
        store: The store.
        base: The IRI that every minted IRI starts with.

    Returns:
        The IRIs of the documents.

    Raises:
        NotFoundError: If the store has no such document.
        StoreError: If the store cannot be written.
    """
    names = set(store.graph_names())
    gone: dict[str, list[str]] = {}
    for given in documents:
        document = URIRef(given if ":" in given else f"{base}document/{given}")
        kinds = (mint.graph, mint.provenance, mint.text, mint.machine, mint.review)
        graphs = [name for kind in kinds if (name := str(kind(document))) in names]
        if not graphs:
            raise NotFoundError(
                f"the store has no document {given}",
                hint="List them: foedera query 'SELECT ?d ?title { ?d a fdr:SourceDocument ; dcterms:title ?title }'",
            )
        gone[str(document)] = graphs
    # What is consolidated first: if that is all that is done, the same call does the rest.
    let_go(store, [str(mint.graph(URIRef(document))) for document in gone], base=base)
    store.replace({}, remove=[name for graphs in gone.values() for name in graphs])
    return sorted(gone)
