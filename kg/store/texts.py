"""Texts: what the documents of a store say, word for word."""

from __future__ import annotations

from pyoxigraph import Literal, QuerySolutions

from kg.namespaces import PREFIXES
from kg.store.base import Store

__all__ = ["texts_of"]

_TEXTS = "SELECT ?digest ?text { ?document fdr:sha256 ?digest . GRAPH ?graph { ?document fdr:text ?text } }"


def texts_of(store: Store) -> dict[str, str]:
    """Return the texts that the store keeps, by their SHA-256."""
    rows = store.query(_TEXTS, prefixes=PREFIXES)
    assert isinstance(rows, QuerySolutions)  # noqa: S101 - a SELECT query, told to mypy
    texts: dict[str, str] = {}
    for row in rows:
        digest, text = row["digest"], row["text"]
        if isinstance(digest, Literal) and isinstance(text, Literal):
            texts[digest.value] = text.value
    return texts
