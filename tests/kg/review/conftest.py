"""A document in a store, made by hand, so that no language model is needed; and what edits and applies its sheet."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pyoxigraph
import pytest
from rdflib import URIRef

from kg.document.model import DocumentKind, SourceDocument
from kg.errors import ConformanceError
from kg.extract.frames import (
    Actor,
    ActorType,
    Agreement,
    Claim,
    Clause,
    Commitment,
    Extraction,
    Modality,
    Place,
    PlaceType,
    Quantity,
    Stance,
)
from kg.graph.builder import build
from kg.namespaces import PREFIXES
from kg.review.apply import Applied, apply_sheet
from kg.review.sheet import write_sheet
from kg.review.state import State, load, review_again
from kg.store.oxigraph import OxigraphStore
from kg.text.moment import Moment
from kg.text.span import Span

BASE = "https://example.org/id/"
TEXT = """Pact of Arvo

Sylvania shall withdraw 10 km from Arvo by 3 May 2012.
Freedonia may keep a post in Arvo. Freedonia says Sylvania will withdraw.
Both shall free all prisoners. Both shall free all prisoners.
"""
JANE = "Jane Doe <mailto:jane@example.org>"
JOHN = "John Roe <https://orcid.org/0000-0002-1825-0097>"


def span(words: str, number: int = 0) -> Span:
    start = [match.start() for match in re.finditer(re.escape(words), TEXT)][number]
    return Span.of(TEXT, start, start + len(words))


DOCUMENT = SourceDocument(text=TEXT, kind=DocumentKind.AGREEMENT, title="Pact of Arvo")
IRI = URIRef(f"{BASE}document/{DOCUMENT.sha256[:16]}")
WITHDRAW, KEEP = (
    span("Sylvania shall withdraw 10 km from Arvo by 3 May 2012."),
    span("Freedonia may keep a post in Arvo."),
)
SAID = span("Freedonia says Sylvania will withdraw.")
FIRST, SECOND = f"commitment/{WITHDRAW.start}-{WITHDRAW.end}", f"commitment/{KEEP.start}-{KEEP.end}"


def extraction() -> Extraction:
    """What a simple software might read in the text."""
    sylvania = Actor(key="state/sylvania", type=ActorType.STATE, label="Sylvania", evidence=(span("Sylvania"),))
    freedonia = Actor(key="state/freedonia", type=ActorType.STATE, label="Freedonia", evidence=(span("Freedonia"),))
    arvo = Place(
        key="place/arvo", type=PlaceType.SETTLEMENT, label="Arvo", latitude=1.5, longitude=2.5, evidence=(span("Arvo"),)
    )
    pact = Agreement(
        key="agreement/0-12",
        label="Pact of Arvo",
        type="treaty",
        parties=(sylvania.key, freedonia.key),
        evidence=(span("Pact of Arvo"),),
    )
    width = Quantity(value=Decimal(10), unit="KiloM", kind="Length", aspect="distance", evidence=(span("10 km"),))
    first = Commitment(
        key=FIRST,
        modality=Modality.OBLIGATION,
        themes=("withdrawal",),
        action="withdraw 10 km from Arvo",
        agreement=pact.key,
        obligors=(sylvania.key,),
        places=(arvo.key,),
        due_by=Moment(2012, 5, 3),
        quantities=(width,),
        evidence=(WITHDRAW,),
    )
    second = Commitment(
        key=SECOND,
        modality=Modality.PERMISSION,
        themes=("monitoring",),
        action="keep a post in Arvo",
        agreement=pact.key,
        obligors=(freedonia.key,),
        evidence=(KEEP,),
    )
    claim = Claim(
        key=f"claim/{SAID.start}-{SAID.end}",
        claimants=(freedonia.key,),
        stance=Stance.PREDICTED,
        about=(first.key,),
        evidence=(SAID,),
    )
    clause = Clause(
        key="clause/1", agreement=pact.key, number="1", ordinal=1, states=(first.key,), evidence=(WITHDRAW,)
    )
    return Extraction(
        document=DOCUMENT,
        actors=(sylvania, freedonia),
        places=(arvo,),
        agreements=(pact,),
        clauses=(clause,),
        commitments=(first, second),
        claims=(claim,),
    )


def changed(**by_key: object) -> Extraction:
    """The extraction with the first commitment changed."""
    whole = extraction()
    first, *rest = whole.commitments
    new = replace(first, **by_key)  # type: ignore[arg-type]
    return replace(
        whole,
        commitments=(new, *rest),
        clauses=tuple(replace(clause, states=(new.key,)) for clause in whole.clauses),
        claims=tuple(replace(claim, about=(new.key,)) for claim in whole.claims),
    )


def edited(sheet: str, key: str, decision: str, *edits: tuple[str, str]) -> str:
    """Decide on a frame of a sheet, with words in its entry replaced."""
    parts = re.split(r"(?m)^(?=- frame: )", sheet)
    [at] = [number for number, part in enumerate(parts) if part.startswith(f"- frame: {key}\n")]
    part = re.sub(r"(?m)^  decision:.*$", f"  decision: {decision}", parts[at])
    for old, new in edits:
        assert old in part, (old, part)
        part = part.replace(old, new)
    return "".join([*parts[:at], part, *parts[at + 1 :]])


class Desk:
    """Be a store with the document, and a reviewer's hands."""

    BASE, TEXT, IRI, JANE, JOHN = BASE, TEXT, IRI, JANE, JOHN
    PACT, CLAUSE, FIRST, SECOND = "agreement/0-12", "clause/1", FIRST, SECOND
    CLAIM, POINT = f"claim/{SAID.start}-{SAID.end}", f"{SECOND}/clause"
    SYLVANIA, ARVO = "actor/state/sylvania", "place/arvo"
    span, extraction, changed, edited = map(staticmethod, (span, extraction, changed, edited))

    def __init__(self, store: OxigraphStore, folder: Path) -> None:
        self.store = store
        self.file = folder / "review.yaml"
        self.read()

    def read(self, what: Extraction | None = None) -> tuple[str, ...]:
        """Store what the software reads, as an ingest does."""
        built = build(what or extraction(), base=BASE)
        graphs, conflicts = review_again(self.store, {str(graph.identifier): graph for graph in built.graphs()})
        self.store.replace(graphs)
        return conflicts

    @property
    def state(self) -> State:
        return load(self.store, str(IRI))

    def export(self) -> str:
        return write_sheet(self.state)

    def apply(self, sheet: str, reviewer: str = JANE) -> Applied:
        self.file.write_text(sheet, encoding="utf-8")
        return apply_sheet(self.store, self.file, reviewer=reviewer)

    def decide(self, key: str, decision: str, *edits: tuple[str, str], reviewer: str = JANE) -> Applied:
        """Export, decide on one frame, and apply."""
        return self.apply(edited(self.export(), key, decision, *edits), reviewer)

    def ask(self, query: str) -> bool:
        return bool(self.store.query(f"ASK {{ {query} }}", prefixes=PREFIXES))

    def refused(self, sheet: str) -> list[str]:
        """Apply what must be refused as a whole, and return what is said of it."""
        before = self.dump()
        with pytest.raises(ConformanceError, match="nothing was applied") as caught:
            self.apply(sheet)
        assert self.dump() == before
        return [finding.removeprefix(f"{self.file}, ") for finding in caught.value.findings]

    def dump(self) -> set[str]:
        return {str(quad) for quad in self.store.quads()}


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with OxigraphStore(pyoxigraph.Store()) as store:
        yield Desk(store, tmp_path)
