"""Our own agreements: those of which the documents of a store tell, as records for linking."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kg.link.read import agreement_records
from kg.link.record import AgreementRecord
from kg.store.base import Store
from kg.store.kinds import document_names

__all__ = ["own_agreements"]


def own_agreements(store: Store, base: str) -> list[AgreementRecord]:
    """Return the agreements of all documents.

    An earlier agreement that is only named, with nothing said of its parties, is taken to be between the parties, and
    about the states, of the one that names it.

    Args:
        store: The store.
        base: The IRI that every minted IRI starts with.
    """
    graphs = document_names(store, base)
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
