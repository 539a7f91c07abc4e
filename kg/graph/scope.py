"""Scope: what the writers of one document's frames share; names become IRIs here and evidence is checked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Protocol

from rdflib import URIRef

from kg.errors import EvidenceError, InputError
from kg.extract.frames import Evidence, Extraction
from kg.graph import literals, mint
from kg.graph.model import Triple
from kg.namespaces import FDR, RDF

__all__ = ["Role", "Scope", "link", "open_scope"]


class Role(StrEnum):
    """Name the sorts of frame that others refer to."""

    ACTOR = "actor"
    PLACE = "place"
    OFFICE = "office holding"
    AGREEMENT = "agreement"
    MEETING = "meeting"
    CLAUSE = "clause"
    COMMITMENT = "commitment"
    INCIDENT = "incident"
    EVENT = "implementation event"
    CLAIM = "claim"
    DISCREPANCY = "discrepancy"


@dataclass(frozen=True, slots=True)
class Scope:
    """Know the document, its text, and which IRI each key stands for."""

    document: URIRef
    text: str
    names: Mapping[str, tuple[Role, URIRef]]

    def iri(self, key: str, *roles: Role, by: str) -> URIRef:
        """Return the IRI of the frame with that key.

        Args:
            key: The key that a frame refers to.
            roles: What the frame may be.
            by: The key of the frame that refers to it, for the message.

        Raises:
            InputError: If there is no such frame, or it is something else.
        """
        found = self.names.get(key)
        if found is None:
            raise InputError(f"{by} refers to {key!r}, which the extraction does not hold")
        if found[0] not in roles:
            raise InputError(f"{by} refers to {key!r}, which is no {' or '.join(roles)} but of the kind {found[0]}")
        return found[1]

    def evidence(self, node: URIRef, spans: Evidence, *, of: str) -> Iterator[Triple]:
        """Say which passages support a node, and what each passage is.

        Raises:
            EvidenceError: If there is none, or the text does not say what a span says.
        """
        if not spans:
            raise EvidenceError(f"{of} has no passage that says it", hint="Give it the passage or leave it out.")
        for span in spans:
            span.verify(self.text)
            passage = mint.passage(self.document, span)
            yield node, FDR.evidence, passage
            yield passage, RDF.type, FDR.Passage
            yield passage, FDR.inDocument, self.document
            yield passage, FDR.start, literals.count(span.start)
            yield passage, FDR.end, literals.count(span.end)
            yield passage, FDR.exact, literals.plain(span.exact)


def link(
    scope: Scope, node: URIRef, predicate: URIRef, keys: Iterable[str | None], *roles: Role, by: str
) -> Iterator[Triple]:
    """Say that a node stands in a relation to each of the frames named; None names nothing."""
    for key in keys:
        if key is not None:
            yield node, predicate, scope.iri(key, *roles, by=by)


def open_scope(extraction: Extraction, *, base: str) -> Scope:
    """Give every frame of an extraction its IRI.

    Raises:
        InputError: If the base is no IRI, or two frames have the same key or would have the same IRI.
    """
    if not mint.is_iri(base):
        raise InputError(f"the base {base!r} is no IRI", hint="Set it to an absolute IRI that ends in / or #.")
    document = mint.document(base, extraction.document.sha256)
    names: dict[str, tuple[Role, URIRef]] = {}
    taken: dict[URIRef, str] = {}
    for role, key in _keys(extraction):
        if role is Role.ACTOR:
            iri = mint.actor(base, key)
        elif role is Role.PLACE:
            iri = mint.place(base, key)
        else:
            iri = mint.said(document, key)
        if key in names or iri in taken:
            raise InputError(f"two frames of the extraction have the key {key!r}")
        names[key] = (role, iri)
        taken[iri] = key
    return Scope(document, extraction.document.text, MappingProxyType(names))


class _Keyed(Protocol):
    """Be a frame with a key."""

    @property
    def key(self) -> str: ...


def _keys(extraction: Extraction) -> Iterator[tuple[Role, str]]:
    """Go through the keys of all frames."""
    frames: dict[Role, tuple[_Keyed, ...]] = {
        Role.ACTOR: extraction.actors,
        Role.PLACE: extraction.places,
        Role.OFFICE: extraction.offices,
        Role.AGREEMENT: extraction.agreements,
        Role.MEETING: extraction.meetings,
        Role.CLAUSE: extraction.clauses,
        Role.COMMITMENT: extraction.commitments,
        Role.INCIDENT: extraction.incidents,
        Role.EVENT: extraction.events,
        Role.CLAIM: extraction.claims,
        Role.DISCREPANCY: extraction.discrepancies,
    }
    for role, group in frames.items():
        for frame in group:
            yield role, frame.key
