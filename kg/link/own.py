"""Our own agreements: those of which the documents of a store tell, as records for linking."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pyoxigraph import QuerySolutions

from kg.link.read import agreement_records
from kg.link.record import AgreementRecord
from kg.namespaces import FDR
from kg.store.base import Store

__all__ = ["own_agreements"]

_DOCUMENTS = f"SELECT DISTINCT ?graph {{ GRAPH ?any {{ ?graph a <{FDR.DocumentGraph}> }} }} ORDER BY ?graph"


def own_agreements(store: Store) -> list[AgreementRecord]:
    """Return the agreements of all documents.

    An earlier agreement that is only named, with nothing said of its parties, is taken to be between the parties, and
    about the states, of the one that names it.

    Args:
        store: The store.
    """
    rows = store.query(_DOCUMENTS)
    assert isinstance(rows, QuerySolutions)  # noqa: S101 - a SELECT query, told to mypy
    graphs = [row["graph"].value for row in rows]
    return _inherited([record for graph in graphs for record in agreement_records(store, graph)])


def _inherited(records: Sequence[AgreementRecord]) -> list[AgreementRecord]:
    naming = {earlier: record for record in records for earlier in record.recalls}
    return [
        replace(
            record,
            countries=record.countries or naming[record.iri].countries,
            parties=record.parties or naming[record.iri].parties,
        )
        if record.iri in naming
        else record
        for record in records
    ]
