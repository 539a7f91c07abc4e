"""Export: the quads of a store that may leave it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from pyoxigraph import NamedNode, Quad, QuerySolutions

from kg.namespaces import FDR, PREFIXES, RDF
from kg.store.base import Store
from kg.store.kinds import derived_names

__all__ = ["RESTRICTED", "export_quads", "graph_of", "restricted_names"]

#: The access right of data that must not be passed on, of the list that DCAT-AP asks for.
RESTRICTED: Final = "http://publications.europa.eu/resource/authority/access-right/RESTRICTED"
_RESTRICTED: Final = f"""
SELECT DISTINCT ?graph {{
  GRAPH ?notes {{
    ?notes a fdr:ProvenanceGraph .
    ?dataset dcterms:accessRights <{RESTRICTED}> . ?graph prov:wasDerivedFrom ?dataset
  }}
}}
"""


def export_quads(
    store: Store, *, texts: bool = False, provenance: bool = False, derived: bool = False, restricted: bool = False
) -> Iterator[Quad]:
    """Walk the quads of the graphs that are to be exported.

    Args:
        store: The store.
        texts: Whether the graphs with the documents' texts are among them; these belong to their publishers.
        provenance: Whether the graphs of how the others were made are; they alone know the time.
        derived: Whether the ontology and what follows from the others are; no document says them.
        restricted: Whether the graphs of data sets that must not be passed on are.
    """
    left_out = set() if texts else _named(store, str(FDR.TextGraph))
    left_out |= set() if provenance else _named(store, str(FDR.ProvenanceGraph))
    left_out |= set() if derived else derived_names(store)
    left_out |= set() if restricted else set(restricted_names(store))
    return store.quads(name for name in store.graph_names() if name not in left_out)


def graph_of(quad: Quad) -> str | None:
    """Return the name of the graph that a quad is in; the default graph has none."""
    return quad.graph_name.value if isinstance(quad.graph_name, NamedNode) else None


def restricted_names(store: Store) -> list[str]:
    """List the graphs that were derived from a data set whose access rights are restricted, sorted.

    It counts only what a provenance graph says of it, so that no document can take other graphs out of an export.
    """
    rows = store.query(_RESTRICTED, prefixes=PREFIXES)
    assert isinstance(rows, QuerySolutions)  # noqa: S101 - a SELECT query, told to mypy
    return sorted({row["graph"].value for row in rows if isinstance(row["graph"], NamedNode)})


def _named(store: Store, kind: str) -> set[str]:
    found = store.pointing_at(kind, str(RDF.type))
    return {quad.subject.value for quad in found if isinstance(quad.subject, NamedNode)}
