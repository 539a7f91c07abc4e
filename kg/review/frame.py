"""A frame as a person reviews it: its key, its type, its slots in words, and its passages."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from rdflib import URIRef

from kg.review.table import DOCUMENT, frame_types
from kg.text.span import Span

__all__ = ["ADDED", "Frame", "base_of", "in_order", "iri_of", "key_of", "reading", "reading_digest"]

#: What the key of a frame that a person added begins with.
ADDED = "added"
#: The types of thing that several documents share; their keys begin so, and follow the base.
_SHARED = ("actor/", "place/")


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """Be a thing that a document says.

    Args:
        key: The tail of its IRI, after the document or, for actors and places, after the base.
        type: Its type, by the name in the table.
        slots: The values of its slots, as they are written, in the order of the table; empty ones are left out.
        evidence: The passages that say it, sorted.
    """

    key: str
    type: str
    slots: Mapping[str, tuple[str, ...]]
    evidence: tuple[Span, ...] = ()

    def first(self, slot: str) -> str:
        """Return the first value of a slot, or nothing."""
        return next(iter(self.slots.get(slot, ())), "")


def base_of(document: URIRef) -> str:
    """Return the base of the IRIs of a document.

    >>> base_of(URIRef("https://example.org/id/document/1f79"))
    'https://example.org/id/'
    """
    return str(document).rsplit("document/", 1)[0]


def iri_of(document: URIRef, key: str) -> URIRef:
    """Return the IRI of the frame with that key.

    >>> iri_of(URIRef("https://example.org/document/1f79"), "actor/state/russia")
    rdflib.term.URIRef('https://example.org/actor/state/russia')
    """
    if key == DOCUMENT:
        return document
    return URIRef(f"{base_of(document)}{key}" if key.startswith(_SHARED) else f"{document}/{key}")


def key_of(document: URIRef, iri: URIRef) -> str | None:
    """Return the key of the frame with that IRI, or None where it is not the document's to name.

    >>> key_of(URIRef("https://example.org/document/1f79"), URIRef("https://example.org/document/1f79/claim/1-9"))
    'claim/1-9'
    """
    if iri == document:
        return DOCUMENT
    if iri.startswith(f"{document}/"):
        return str(iri).removeprefix(f"{document}/")
    key = str(iri).removeprefix(base_of(document))
    return key if key != str(iri) and key.startswith(_SHARED) else None


def in_order(frames: Iterable[Frame]) -> list[Frame]:
    """Sort frames by where they are said; those of one passage by type, those that are nowhere said last."""
    types = frame_types()

    def order(frame: Frame) -> tuple[bool, int, int, int, str]:
        start, end = (frame.evidence[0].start, frame.evidence[0].end) if frame.evidence else (0, 0)
        return not frame.evidence, start, types[frame.type].rank, end, frame.key

    return sorted(frames, key=order)


def reading(frame: Frame) -> str:
    """Write a frame as one text: its type and passages, then a line for each slot."""
    head = " ".join([frame.type, *(f"{span.start}-{span.end}" for span in frame.evidence)])
    rows = [f"{slot}: {'; '.join(map(_quoted, sorted(values)))}" for slot, values in frame.slots.items()]
    return "\n".join([head, *rows])


def reading_digest(text: str) -> str:
    """Return a short digest of a reading, by which a sheet tells what it was made from."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()[:12]


def _quoted(value: str) -> str:
    return json.dumps(value, ensure_ascii=False) if any(ch in value for ch in ';"\n\\') else value
