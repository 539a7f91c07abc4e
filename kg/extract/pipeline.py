"""The pipeline: from a document to all its frames."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from kg.document.model import DocumentKind, SourceDocument
from kg.extract.affiliation import find_affiliations, office_holdings
from kg.extract.agreements.find import find_agreements
from kg.extract.cast import acting, as_place, to_actors, to_places
from kg.extract.claims import to_claims
from kg.extract.clauses import find_clauses
from kg.extract.commitments import find_commitments
from kg.extract.discrepancies import find_discrepancies
from kg.extract.frames import (
    Agreement,
    Claim,
    Commitment,
    Extraction,
    ImplementationEvent,
    Incident,
    Meeting,
    OfficeHolding,
)
from kg.extract.implementation import find_implementation
from kg.extract.incidents import find_incidents
from kg.extract.meetings.find import find_meetings
from kg.extract.read import read
from kg.extract.reading import Reading
from kg.extract.speakers import Statement
from kg.extract.statements import find_statements
from kg.text.moment import Moment
from kg.text.segment import BlockKind
from kg.text.span import Span

__all__ = ["Found", "assemble", "extract", "find"]

#: How near in the text a meeting must be to an agreement to have produced it.
_NEAR = 600


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """Hold the frames that were found in a text, before they are put together; the main agreement is the first.

    ``acting`` names actors that take part in the text beside those of its frames.
    """

    agreements: tuple[Agreement, ...] = ()
    meetings: tuple[Meeting, ...] = ()
    commitments: tuple[Commitment, ...] = ()
    incidents: tuple[Incident, ...] = ()
    statements: tuple[Statement, ...] = ()
    offices: tuple[OfficeHolding, ...] = ()
    events: tuple[ImplementationEvent, ...] = ()
    acting: frozenset[str] = frozenset()


def extract(document: SourceDocument) -> Extraction:
    """Extract the frames of a document, each with the passages that say it.

    Args:
        document: The document; its kind is told from the text if it is not given.

    Returns:
        The frames. The same document gives the same frames, in the same order.

    Raises:
        ModelError: If the language model is missing or is not the pinned one.
    """
    reading = read(document)
    return assemble(reading, find(reading))


def find(reading: Reading) -> Found:
    """Find frames by rules."""
    agreements = find_agreements(reading)
    commitments = find_commitments(reading, _signed(agreements))
    meetings = find_meetings(reading)
    incidents = find_incidents(reading)
    main = agreements[0].key if agreements else None
    commitments = [replace(c, agreement=main) for c in commitments]
    agreements, meetings = _tie(reading, agreements, meetings, commitments)
    return Found(
        agreements=tuple(agreements),
        meetings=tuple(meetings),
        commitments=tuple(commitments),
        incidents=tuple(incidents),
        statements=tuple(find_statements(reading)),
        offices=tuple(office_holdings(reading, find_affiliations(reading))),
        events=tuple(find_implementation(reading, commitments)),
        acting=frozenset(acting(reading)),
    )


def assemble(reading: Reading, found: Found) -> Extraction:
    """Put frames together: clauses that state them, claims about them, and the actors and places that they name.

    Args:
        reading: The document.
        found: The frames; the entities that they name are those of the reading.
    """
    document = reading.document
    document = replace(document, kind=reading.kind, creator=document.creator or _byline(reading))
    agreements, meetings, incidents = found.agreements, found.meetings, found.incidents
    commitments = found.commitments
    clauses = find_clauses(reading, agreements[0].key if agreements else None, commitments)
    evidence = [(f.key, _places(f.evidence)) for group in (agreements, meetings, commitments, incidents) for f in group]
    claims = to_claims(reading, list(found.statements), evidence)
    actors, places = _cast(found, claims)
    actors.update(key for held in found.offices for key in (held.holder, held.office_of) if key is not None)
    cast = to_actors(reading, actors)
    return Extraction(
        document=document,
        actors=tuple(cast),
        places=tuple(to_places(reading, places, [actor.key for actor in cast])),
        offices=found.offices,
        agreements=tuple(replace(a, signed_at=_placed(a.signed_at)) for a in agreements),
        meetings=tuple(replace(m, places=_placed(m.places)) for m in meetings),
        clauses=tuple(clauses),
        commitments=tuple(replace(c, places=_placed(c.places)) for c in commitments),
        incidents=tuple(replace(i, places=_placed(i.places)) for i in incidents),
        events=tuple(replace(e, places=_placed(e.places)) for e in found.events),
        claims=tuple(claims),
        discrepancies=tuple(find_discrepancies(reading, claims, incidents)),
    )


def _signed(agreements: Sequence[Agreement]) -> Moment | None:
    """Return the day on which the main agreement was signed, if it is known to the day."""
    moment = agreements[0].signed_on if agreements else None
    return moment if moment is not None and moment.day is not None else None


def _placed(keys: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(map(as_place, keys)))


def _byline(reading: Reading) -> str | None:
    """Return the author whom the text itself names in its by-line."""
    authors = [
        block.author
        for block in reading.blocks
        if block.kind is BlockKind.BYLINE and block.parent is None and block.author is not None
    ]
    return authors[0].exact if authors else None


def _places(spans: tuple[Span, ...]) -> tuple[tuple[int, int], ...]:
    return tuple((span.start, span.end) for span in spans)


def _tie(
    reading: Reading, agreements: list[Agreement], meetings: list[Meeting], commitments: Sequence[Commitment]
) -> tuple[list[Agreement], list[Meeting]]:
    """Tie the main agreement to the meeting that produced it, and give each what the other knows."""
    if not agreements:
        return agreements, meetings
    main = agreements[0]
    if reading.kind in {DocumentKind.NEWS, DocumentKind.REPORT}:
        index = next((i for i, m in enumerate(meetings) if _produced(reading, m, main)), None)
        if index is not None:
            meeting = meetings[index]
            meetings = [*meetings[:index], replace(meeting, produced=(main.key,)), *meetings[index + 1 :]]
            main = replace(
                main,
                signed_on=main.signed_on or meeting.until or meeting.date,
                signed_at=main.signed_at or meeting.places[:1],
                mediators=main.mediators or meeting.mediators,
            )
    elif meetings:
        meetings = [
            replace(m, produced=(main.key,), date=m.date if m.date or m.start else main.signed_on) for m in meetings
        ]
    in_force = [c.start for c in commitments if c.start is not None and c.themes[0] == "entry-into-force"]
    if main.effective_from is None and in_force and reading.kind is DocumentKind.AGREEMENT:
        main = replace(main, effective_from=in_force[0])
    starts = [c.start for c in commitments if c.start is not None and c.themes[0] == "ceasefire"]
    told = reading.kind in {DocumentKind.NEWS, DocumentKind.REPORT}
    if main.effective_from is None and starts and (told or main.type == "ceasefire"):
        main = replace(main, effective_from=max(starts, key=lambda moment: len(moment.lexical)))
    return [main, *agreements[1:]], meetings


def _produced(reading: Reading, meeting: Meeting, agreement: Agreement) -> bool:
    """Tell whether a meeting produced an agreement: near in the text, with the parties or their people."""
    near = min(abs(m.start - a.start) for m in meeting.evidence for a in agreement.evidence) <= _NEAR
    table = reading.entities.table
    people = any(table[key].type == "Person" for key in meeting.participants)
    return near and (people or bool(set(meeting.participants) & set(agreement.parties)))


def _cast(found: Found, claims: Sequence[Claim]) -> tuple[set[str], list[str]]:
    """Return the keys of the actors and the places that the frames name."""
    actors = set(found.acting)
    places: list[str] = []
    for agreement in found.agreements:
        actors.update(agreement.parties, agreement.signatories, agreement.guarantors, agreement.mediators)
        places += agreement.signed_at
    for meeting in found.meetings:
        actors.update(meeting.participants, meeting.mediators)
        places += meeting.places
    for commitment in found.commitments:
        actors.update(commitment.obligors, commitment.obligees, commitment.concerns)
        places += commitment.places
    for incident in found.incidents:
        actors.update(incident.perpetrators, incident.targets)
        places += incident.places
    for event in found.events:
        places += event.places
    for claim in claims:
        actors.update(claim.claimants)
    return actors, places
