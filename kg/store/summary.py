"""The summary: how much of what a store holds."""

from __future__ import annotations

from dataclasses import dataclass, fields

from pyoxigraph import Literal, QuerySolutions

from kg.namespaces import PREFIXES
from kg.store.base import Store

__all__ = ["Summary", "summarise"]

_COUNT = "SELECT (COUNT(DISTINCT ?x) AS ?n) {{ {pattern} }}"


@dataclass(frozen=True, slots=True)
class Summary:
    """Hold the number of things of each kind, over all documents."""

    documents: int
    agreements: int
    commitments: int
    meetings: int
    incidents: int
    claims: int
    triples: int

    def rows(self) -> list[tuple[str, int]]:
        """Return each kind with its number, in the order they are told."""
        return [(field.name, getattr(self, field.name)) for field in fields(self)]


def summarise(store: Store) -> Summary:
    """Count what the store holds."""
    return Summary(
        documents=_count(store, "?x fdr:sha256 ?digest"),
        agreements=_count(store, "?x a fdr:Agreement"),
        commitments=_count(store, "?x a fdr:Commitment"),
        meetings=_count(store, "?x a fdr:Meeting"),
        incidents=_count(store, "?x a fdr:Incident"),
        claims=_count(store, "?x a fdr:Claim"),
        triples=_number(store, "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"),
    )


def _count(store: Store, pattern: str) -> int:
    return _number(store, _COUNT.format(pattern=pattern))


def _number(store: Store, query: str) -> int:
    results = store.query(query, prefixes=PREFIXES)
    assert isinstance(results, QuerySolutions)  # noqa: S101 - a SELECT query, told to mypy
    value = next(results)["n"]
    assert isinstance(value, Literal)  # noqa: S101 - a COUNT
    return int(value.value)
