"""Progress: how far documents are reviewed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from pyoxigraph import Literal, NamedNode, QuerySolutions
from rdflib import URIRef

from kg.graph import mint
from kg.namespaces import PREFIXES
from kg.review.review import Status
from kg.review.state import State, documents
from kg.store.base import Store

__all__ = ["Progress", "progress_of_all", "status_lines"]

#: What those who ask see, by document and status, and what was rejected, which they do not see.
_COUNTS: Final = """
SELECT ?graph ?status (COUNT(DISTINCT ?thing) AS ?n) {
  { GRAPH ?graph { ?thing fdr:reviewStatus ?status FILTER NOT EXISTS { ?thing a fdr:Review } } }
  UNION
  { GRAPH ?graph { ?thing a fdr:Review ; fdr:reviewStatus ?status FILTER(?status = fdr:Rejected) } }
}
GROUP BY ?graph ?status
"""


@dataclass(frozen=True, slots=True)
class Progress:
    """Be how far a document is reviewed: the number of its frames by status, actors and places not counted."""

    document: URIRef
    title: str
    counts: dict[str, int]


def progress_of_all(store: Store) -> list[Progress]:
    """Tell how far each document of a store is reviewed, in the order of their titles."""
    rows = store.query(_COUNTS, prefixes=PREFIXES)
    assert isinstance(rows, QuerySolutions)  # noqa: S101 - a SELECT query, told to mypy
    counts: Counter[tuple[str, str]] = Counter()
    for row in rows:
        graph, status, number = row["graph"], row["status"], row["n"]
        if isinstance(graph, NamedNode) and isinstance(status, NamedNode) and isinstance(number, Literal):
            counts[graph.value, status.value] = int(number.value)
    found = []
    for document, _, title in documents(store):
        graphs = (str(mint.graph(document)), str(mint.review(document)))
        told = {str(kind): sum(counts[graph, str(kind.term)] for graph in graphs) for kind in Status}
        found.append(Progress(document, title, {kind: number for kind, number in told.items() if number}))
    return found


def status_lines(state: State) -> Iterator[str]:
    """Write what was decided on a document, and what is to be looked at again."""
    yield f"{state.title}"
    yield f"{state.document}"
    if not state.reviews:
        yield f"All is machine-made: {len(state.found)} frames. Review them: foedera review export {state.document}"
    for key, review in sorted(state.reviews.items()):
        when = f", {review.at[:10]}" if review.at else ""
        yield f"{review.status:>12}  {key}  by {review.reviewer.name}{when}"
    for conflict in state.laid().conflicts:
        yield f"  look again  {conflict.key}: {conflict.message}"
