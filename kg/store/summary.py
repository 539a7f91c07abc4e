"""The summary: how much of what a store holds."""

from __future__ import annotations

from dataclasses import dataclass, fields

from pyoxigraph import Literal, QuerySolutions

from kg.namespaces import PREFIXES
from kg.reason.background import ONTOLOGY_GRAPH
from kg.store.base import Store
from kg.store.kinds import added_names

__all__ = ["Summary", "summarise"]

_COUNT = "SELECT (COUNT(DISTINCT ?x) AS ?n) {{ {pattern} }}"

_INFERRED = "SELECT (COUNT(*) AS ?n) {{ VALUES ?g {{ {names} }} GRAPH ?g {{ ?s ?p ?o }} }}"
_ONTOLOGY = f"""
SELECT (COUNT(*) AS ?n) {{
  GRAPH <{ONTOLOGY_GRAPH}> {{ ?s ?p ?o }}
  FILTER NOT EXISTS {{ GRAPH ?g {{ ?s ?p ?o }} FILTER(?g != <{ONTOLOGY_GRAPH}>) }}
}}
"""


@dataclass(frozen=True, slots=True)
class Summary:
    """Hold the number of things of each kind, over all documents; triples are what documents say, counted once."""

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
        triples=_number(store, "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }") - _beside(store),
    )


def _beside(store: Store) -> int:
    """Count what queries see and no document says: the ontology, and what follows, which no other graph holds."""
    names = " ".join(f"<{name}>" for name in added_names(store) - {ONTOLOGY_GRAPH})
    return _number(store, _ONTOLOGY) + _number(store, _INFERRED.format(names=names))


def _count(store: Store, pattern: str) -> int:
    return _number(store, _COUNT.format(pattern=pattern))


def _number(store: Store, query: str) -> int:
    results = store.query(query, prefixes=PREFIXES)
    assert isinstance(results, QuerySolutions)  # noqa: S101 - a SELECT query, told to mypy
    value = next(results)["n"]
    assert isinstance(value, Literal)  # noqa: S101 - a COUNT
    return int(value.value)
