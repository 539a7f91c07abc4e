"""Texts: what the documents of a store say, word for word."""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import Literal, QuerySolutions

from kg.namespaces import PREFIXES
from kg.store.base import Store

__all__ = ["texts_of"]

_TEXTS = """
SELECT ?digest ?text {{
  {which}
  ?document fdr:sha256 ?digest . GRAPH ?graph {{ ?document fdr:text ?text }}
}}
"""


def texts_of(store: Store, documents: Iterable[str] | None = None) -> dict[str, str]:
    """Return the texts that the store keeps, by their SHA-256.

    Args:
        store: The store.
        documents: The IRIs of the documents whose texts are wanted, or None for all.
    """
    listed = "" if documents is None else " ".join(f"<{document}>" for document in sorted(documents))
    which = "" if documents is None else f"VALUES ?document {{ {listed} }}"
    rows = store.query(_TEXTS.format(which=which), prefixes=PREFIXES)
    assert isinstance(rows, QuerySolutions)  # noqa: S101 - a SELECT query, told to mypy
    texts: dict[str, str] = {}
    for row in rows:
        digest, text = row["digest"], row["text"]
        if isinstance(digest, Literal) and isinstance(text, Literal):
            texts[digest.value] = text.value
    return texts
