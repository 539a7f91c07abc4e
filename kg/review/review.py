"""Reviews: what persons decided on the frames of a document, and the graph that keeps it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from rdflib import Graph, Literal, URIRef

from kg.graph import literals, mint
from kg.graph.model import Triple, new_graph
from kg.namespaces import DCTERMS, FDR, PROV, RDF, XSD
from kg.review.frame import Frame, iri_of, key_of
from kg.review.rdf import frames_of, triples_of
from kg.review.reviewer import Reviewer, reviewer_in
from kg.review.table import DOCUMENT, frame_types

__all__ = ["Review", "Status", "named_by", "review_graph", "reviews_in"]


class Status(StrEnum):
    """Name the values of ``fdr:reviewStatus``."""

    MACHINE_MADE = "machine-made"
    ACCEPTED = "accepted"
    CORRECTED = "corrected"
    REJECTED = "rejected"
    ADDED = "added"

    @property
    def term(self) -> URIRef:
        """The term of the ontology."""
        return FDR["".join(part.capitalize() for part in self.split("-"))]


_BY_TERM: Final[Mapping[URIRef, Status]] = {status.term: status for status in Status}


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """Be what a person decided on one frame.

    Args:
        key: The key of the frame.
        status: What was decided.
        reviewer: Who decided.
        found: The reading of the software that was decided on; None where the person added the frame.
        frame: The frame as the person wants it; None where it was rejected.
        at: When it was decided, as xsd:dateTime; None leaves the time out.
    """

    key: str
    status: Status
    reviewer: Reviewer
    found: str | None = None
    frame: Frame | None = None
    at: str | None = None

    @property
    def said(self) -> tuple[Status, str | None, Frame | None]:
        """What makes it differ from another review of the same frame, whoever made it and when."""
        return self.status, self.found, self.frame


def review_graph(document: URIRef, reviews: Iterable[Review], cast: Mapping[str, Frame], text: str) -> Graph:
    """Write reviews, each with the frame as the person wants it and with whom and what that frame names.

    Args:
        document: The document.
        reviews: The reviews.
        cast: Frames by their keys, among them the actors and places that reviewed frames name.
        text: What the document says.

    Raises:
        EvidenceError: If the text does not say what a passage says.
        InputError: If a value cannot be written.
    """
    name = mint.review(document)
    return new_graph(name, _triples(document, sorted(reviews, key=lambda review: review.key), cast, text))


def _triples(document: URIRef, reviews: list[Review], cast: Mapping[str, Frame], text: str) -> Iterator[Triple]:
    name, machine = mint.review(document), mint.machine(document)
    for graph, kind in ((name, FDR.ReviewGraph), (machine, FDR.MachineGraph)):
        yield graph, RDF.type, kind
        yield graph, RDF.type, FDR.ProvenanceGraph
        yield graph, DCTERMS.subject, document
    yield mint.graph(document), PROV.wasDerivedFrom, machine
    yield mint.graph(document), PROV.wasDerivedFrom, name
    for review in reviews:
        node, reviewer = URIRef(f"{name}/{review.key}"), review.reviewer
        yield name, PROV.wasAttributedTo, reviewer.iri
        yield from reviewer.triples(mail=True)
        yield node, RDF.type, FDR.Review
        yield node, FDR.reviewOf, iri_of(document, review.key)
        yield node, FDR.reviewStatus, review.status.term
        yield node, PROV.wasAttributedTo, reviewer.iri
        if review.at is not None:
            yield node, PROV.generatedAtTime, Literal(review.at, datatype=XSD.dateTime, normalize=False)
        if review.found is not None:
            yield node, FDR.machineReading, literals.plain(review.found)
        if review.frame is not None:
            yield from triples_of(review.frame, document, text)
    shown = {review.key for review in reviews}
    wanted = [key for review in reviews if review.frame for key in named_by(review.frame)]
    while wanted:
        key = wanted.pop()
        if key not in shown and key in cast and frame_types()[cast[key].type].shared:
            shown.add(key)
            yield from triples_of(cast[key], document, text)
            wanted += named_by(cast[key])


def reviews_in(graph: Graph, document: URIRef) -> dict[str, Review]:
    """Return the reviews of a review graph by the keys of their frames."""
    frames = frames_of(graph, document)
    found: dict[str, Review] = {}
    for node in graph.subjects(RDF.type, FDR.Review):
        iri, status, reviewer = (
            graph.value(node, verb) for verb in (FDR.reviewOf, FDR.reviewStatus, PROV.wasAttributedTo)
        )
        key = key_of(document, URIRef(str(iri)))
        if key is None or URIRef(str(status)) not in _BY_TERM:
            continue
        decided, reading, at = (
            _BY_TERM[URIRef(str(status))],
            graph.value(node, FDR.machineReading),
            graph.value(node, PROV.generatedAtTime),
        )
        found[key] = Review(
            key=key,
            status=decided,
            reviewer=reviewer_in(graph, URIRef(str(reviewer))),
            found=None if reading is None else str(reading),
            frame=None if decided is Status.REJECTED else frames.get(key),
            at=None if at is None else str(at),
        )
    return found


def named_by(frame: Frame) -> list[str]:
    """Return the keys of the frames that a frame names."""
    known = frame_types()[frame.type]
    return [
        key
        for name, values in frame.slots.items()
        if known.slots[name].kind == "frame"
        for key in values
        if key != DOCUMENT
    ]
