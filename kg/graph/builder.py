"""The builder: from an extraction to the graphs of its document."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kg.document.model import DocumentKind
from kg.extract.frames import Clause, Extraction
from kg.graph import agreements, events, literals, mint, parties, statements
from kg.graph.model import DocumentGraph, Triple, new_graph
from kg.graph.provenance import Run, provenance
from kg.graph.scope import Scope, open_scope
from kg.graph.source import makers_of, source
from kg.namespaces import FDR

__all__ = ["build"]


#: Texts that their parties or a body adopted: no author speaks in them.
_ITS_OWN_VOICE = frozenset({DocumentKind.AGREEMENT, DocumentKind.RESOLUTION})


def build(extraction: Extraction, *, base: str, run: Run | None = None) -> DocumentGraph:
    """Write an extraction in the contract's terms.

    The same extraction gives the same graphs, whatever the order of the frames in it or of the names in a frame. A
    commitment whose agreement has no clause that states it is a reported point: it gets an unnumbered clause of its
    own, so that every agreement leads to its commitments in the same way.

    Args:
        extraction: What was found in a document.
        base: The IRI that every minted IRI starts with.
        run: What is to be said in the provenance graph of how it was found.

    Raises:
        EvidenceError: If a frame has no evidence, or the text does not say what a span says.
        InputError: If a frame refers to what is not there, or has a value that cannot be written.
    """
    extraction = _with_reported_points(extraction)
    scope = open_scope(extraction, base=base)
    document = scope.document
    return DocumentGraph(
        iri=document,
        graph=new_graph(mint.graph(document), _said(extraction, scope, base=base)),
        provenance=new_graph(mint.provenance(document), provenance(document, run or Run(), base=base)),
        text=new_graph(mint.text(document), [(document, FDR.text, literals.plain(extraction.document.text))]),
    )


def _said(extraction: Extraction, scope: Scope, *, base: str) -> Iterator[Triple]:
    makers = makers_of(extraction, base=base)
    speaks_itself = extraction.document.kind in _ITS_OWN_VOICE
    voice = scope.document if speaks_itself or makers.voice is None else makers.voice
    yield from source(extraction, makers, scope.document)
    for actor in extraction.actors:
        yield from parties.actor(scope, actor)
    for place in extraction.places:
        yield from parties.place(scope, place)
    for office in extraction.offices:
        yield from parties.office(scope, office)
    for agreement in extraction.agreements:
        yield from agreements.agreement(scope, agreement)
    for clause in extraction.clauses:
        yield from agreements.clause(scope, clause)
    for commitment in extraction.commitments:
        yield from agreements.commitment(scope, commitment)
    for meeting in extraction.meetings:
        yield from events.meeting(scope, meeting)
    for incident in extraction.incidents:
        yield from events.incident(scope, incident)
    for event in extraction.events:
        yield from events.implementation(scope, event)
    for claim in extraction.claims:
        yield from statements.claim(scope, claim, voice=voice)
    for discrepancy in extraction.discrepancies:
        yield from statements.discrepancy(scope, discrepancy)


def _with_reported_points(extraction: Extraction) -> Extraction:
    """Give a clause to each commitment of an agreement that has none for it, in the order of the text."""
    stated = {(clause.agreement, key) for clause in extraction.clauses for key in clause.states}
    last: dict[str, int] = {}
    for clause in extraction.clauses:
        last[clause.agreement] = max(last.get(clause.agreement, 0), clause.ordinal)
    points: list[Clause] = []
    for commitment in sorted(extraction.commitments, key=lambda frame: (sorted(frame.evidence), frame.key)):
        agreement = commitment.agreement
        if agreement is None or (agreement, commitment.key) in stated:
            continue
        last[agreement] = last.get(agreement, 0) + 1
        points.append(
            Clause(
                key=f"{commitment.key}/clause",
                agreement=agreement,
                number="",
                ordinal=last[agreement],
                states=(commitment.key,),
                evidence=commitment.evidence,
            )
        )
    return replace(extraction, clauses=(*extraction.clauses, *points))
