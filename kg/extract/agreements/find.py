"""Find the agreements of a document, each kind of text by its own rules."""

from __future__ import annotations

from kg.document.model import DocumentKind
from kg.extract.agreements.reported import reported_agreements
from kg.extract.agreements.resolutions import resolutions
from kg.extract.agreements.treaties import treaty_agreements
from kg.extract.frames import Agreement
from kg.extract.reading import Reading

__all__ = ["find_agreements"]


def find_agreements(reading: Reading) -> list[Agreement]:
    """Find the agreements of a document, the main one first."""
    if not reading.sentences:
        return []
    if reading.kind is DocumentKind.RESOLUTION:
        return resolutions(reading)
    if reading.kind is DocumentKind.AGREEMENT:
        return treaty_agreements(reading)
    return reported_agreements(reading)
