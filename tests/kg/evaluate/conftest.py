"""An invented accord with its annotation, and the extraction that says exactly what was annotated."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from rdflib import Graph

from kg.document.model import DocumentKind, SourceDocument
from kg.evaluate.gold import Gold, read_gold
from kg.evaluate.score import DocumentScore, score
from kg.extract.frames import (
    Actor,
    ActorType,
    Agreement,
    Claim,
    Clause,
    Commitment,
    Extraction,
    Incident,
    Meeting,
    Modality,
    Place,
    PlaceType,
    Stance,
)
from kg.graph.builder import build
from kg.text.moment import Moment
from kg.text.span import Span

TEXT = """Pact of Gull Harbour

Envoys of Norvia and Estmark met in Gull Harbour for three hours on 9 June 2031. Judge Ada Finch mediated.
Norvia shall remove its guns from the Heron valley by 1 July 2031. Estmark may keep ten observers there.
The parties shall not fire on each other.
Radio Gull said that Estmark gunners killed four Norvian guards near Reed on 2 June.
"""

GOLD: dict[str, Any] = {
    "actors": [
        {"name": "Norvia", "type": "State", "aliases": ["Norvian"]},
        {"name": "Estmark", "type": "State", "aliases": ["Estmark gunners"]},
        {"name": "Ada Finch", "type": "Person", "aliases": ["Judge Ada Finch"]},
        {"name": "Radio Gull", "type": "MediaOrganization", "aliases": []},
    ],
    "agreements": [
        {
            "key": "A1",
            "name": "Pact of Gull Harbour",
            "type": "ceasefire",
            "parties": ["Norvia", "Estmark"],
            "signed": "2031-06-09",
            "signed_at": "Gull Harbour",
            "effective": None,
            "evidence": "Pact of Gull Harbour",
        }
    ],
    "meetings": [
        {
            "participants": ["Norvia", "Estmark"],
            "mediators": ["Ada Finch"],
            "date": "2031-06-09",
            "place": "Gull Harbour",
            "duration": "PT3H",
            "produced": "A1",
            "evidence": "Envoys of Norvia and Estmark met in Gull Harbour for three hours on 9 June 2031",
        }
    ],
    "commitments": [
        {
            "agreement": "A1",
            "obligors": ["Norvia"],
            "modality": "Obligation",
            "themes": ["withdrawal"],
            "places": ["Heron valley"],
            "due": "2031-07-01",
            "evidence": "Norvia shall remove its guns from the Heron valley by 1 July 2031",
        },
        {
            "agreement": "A1",
            "obligors": ["Estmark"],
            "modality": "Permission",
            "themes": ["monitoring"],
            "evidence": "Estmark may keep ten observers there",
        },
        {
            "agreement": "A1",
            "obligors": ["Norvia", "Estmark"],
            "modality": "Prohibition",
            "themes": ["ceasefire", "non-aggression"],
            "evidence": "The parties shall not fire on each other",
        },
    ],
    "incidents": [
        {
            "perpetrators": ["Estmark"],
            "targets": ["Norvian guards"],
            "killed": 4,
            "wounded": None,
            "date": "2031-06-02",
            "place": "Reed",
            "evidence": "Estmark gunners killed four Norvian guards near Reed on 2 June",
        }
    ],
    "attributions": [
        {
            "claimant": "Radio Gull",
            "evidence": "Estmark gunners killed four Norvian guards near Reed on 2 June",
        }
    ],
    "discrepancies": [],
}


def span(words: str) -> Span:
    """Return where the text has some words."""
    start = TEXT.index(words)
    return Span.of(TEXT, start, start + len(words))


def _actor(key: str, kind: ActorType, label: str, *others: str) -> Actor:
    return Actor(key=key, type=kind, label=label, alt_labels=others, evidence=(span(label),))


def _place(key: str, label: str) -> Place:
    return Place(key=key, type=PlaceType.PLACE, label=label, evidence=(span(label),))


def _commitment(words: str, modality: Modality, themes: tuple[str, ...], *obligors: str, **slots: object) -> Commitment:
    where = span(words)
    return Commitment(
        key=f"commitment/{where.start}-{where.end}",
        modality=modality,
        themes=themes,
        action=words,
        agreement="agreement/1",
        obligors=obligors,
        evidence=(where,),
        **slots,
    )


_SHOT = span("Estmark gunners killed four Norvian guards near Reed on 2 June")

#: What the annotation says, as an extraction would.
PERFECT = Extraction(
    document=SourceDocument(text=TEXT, kind=DocumentKind.NEWS, name="pact"),
    actors=(
        _actor("state/norvia", ActorType.STATE, "Norvia", "Norvian"),
        _actor("state/estmark", ActorType.STATE, "Estmark"),
        _actor("person/finch", ActorType.PERSON, "Ada Finch"),
        _actor("media/gull", ActorType.MEDIA, "Radio Gull"),
        Actor(key="group/guards", type=ActorType.PEOPLE, label="four Norvian guards", evidence=(_SHOT,)),
    ),
    places=(_place("place/1", "Gull Harbour"), _place("place/2", "Heron valley"), _place("place/3", "Reed")),
    agreements=(
        Agreement(
            key="agreement/1",
            label="Pact of Gull Harbour",
            type="ceasefire",
            parties=("state/norvia", "state/estmark"),
            signed_on=Moment(2031, 6, 9),
            signed_at=("place/1",),
            evidence=(span("Pact of Gull Harbour"),),
        ),
    ),
    meetings=(
        Meeting(
            key="meeting/1",
            label="talks",
            participants=("state/norvia", "state/estmark"),
            mediators=("person/finch",),
            date=Moment(2031, 6, 9),
            places=("place/1",),
            duration="PT180M",
            produced=("agreement/1",),
            evidence=(span("Envoys of Norvia and Estmark met in Gull Harbour for three hours on 9 June 2031"),),
        ),
    ),
    commitments=(
        _commitment(
            "Norvia shall remove its guns from the Heron valley by 1 July 2031",
            Modality.OBLIGATION,
            ("withdrawal",),
            "state/norvia",
            places=("place/2",),
            due_by=Moment(2031, 7, 1),
        ),
        _commitment("Estmark may keep ten observers there", Modality.PERMISSION, ("monitoring",), "state/estmark"),
        _commitment(
            "The parties shall not fire on each other",
            Modality.PROHIBITION,
            ("ceasefire", "non-aggression"),
            "state/norvia",
            "state/estmark",
        ),
    ),
    clauses=(
        Clause(
            key="clause/1",
            agreement="agreement/1",
            number="1",
            ordinal=1,
            states=(),
            evidence=(span("The parties shall not fire on each other"),),
        ),
    ),
    incidents=(
        Incident(
            key="incident/1",
            label="shots",
            perpetrators=("state/estmark",),
            targets=("group/guards",),
            killed=4,
            date=Moment(2031, 6, 2),
            places=("place/3",),
            evidence=(_SHOT,),
        ),
    ),
    claims=(
        Claim(key="claim/1", claimants=("media/gull",), stance=Stance.QUOTED, about=("incident/1",), evidence=(_SHOT,)),
    ),
)


@pytest.fixture(scope="session")
def text() -> str:
    return TEXT


@pytest.fixture(scope="session")
def where() -> Callable[[str], Span]:
    """Return what finds some words of the accord."""
    return span


@pytest.fixture(scope="session")
def perfect() -> Extraction:
    return PERFECT


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with the annotated accord."""
    (tmp_path / "pact.txt").write_text(TEXT)
    (tmp_path / "pact.gold.json").write_text(json.dumps(GOLD))
    (tmp_path / "pact.meta.json").write_text(json.dumps({"kind": "news article", "document_date": "2031-06-10"}))
    return tmp_path


@pytest.fixture
def gold(folder: Path) -> Gold:
    return read_gold(folder / "pact.gold.json")


@pytest.fixture
def scored(gold: Gold) -> Callable[..., DocumentScore]:
    """Return what scores an extraction, or the perfect one with some frames exchanged, after a change to its graph."""

    def of(change: Callable[[Graph], object] | None = None, **frames: object) -> DocumentScore:
        graph = build(replace(PERFECT, **frames), base="https://example.org/").graph
        if change is not None:
            change(graph)
        return score(gold, graph)

    return of


@pytest.fixture
def changed() -> Callable[..., tuple[Any, ...]]:
    """Return what changes the slots of one frame among several."""

    def of(frames: tuple[Any, ...], number: int, **slots: object) -> tuple[Any, ...]:
        return (*frames[:number], replace(frames[number], **slots), *frames[number + 1 :])

    return of
