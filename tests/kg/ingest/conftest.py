"""An extractor that finds one commitment and one claim by the simplest rule, so that no language model is needed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pyoxigraph
import pytest

from kg.document.model import SourceDocument
from kg.extract.frames import Actor, ActorType, Agreement, Claim, Commitment, Extraction, Modality, Stance
from kg.ingest import extraction as module
from kg.ingest.result import Stage
from kg.store.oxigraph import OxigraphStore

BASE = "https://example.org/id/"


def by_hand(document: SourceDocument, *, listener: Callable[[Stage], None] | None = None) -> Extraction:
    """Read texts like “Sylvania shall withdraw 10 tanks. …”."""
    if listener:
        listener(Stage.EXTRACT)
    end = document.text.index(".")
    debtor, rest = document.text[:end].split(" shall ")
    said, name = document.span(0, end), document.span(0, len(debtor))
    state = Actor(key=f"state/{debtor.lower()}", type=ActorType.STATE, label=debtor, evidence=(name,))
    other = Actor(key="state/freedonia", type=ActorType.STATE, label="Freedonia", evidence=(name,))
    pact = Agreement(
        key="agreement/pact", label="Pact", type="treaty", parties=(state.key, other.key), evidence=(said,)
    )
    commitment = Commitment(
        key=f"commitment/0-{end}",
        modality=Modality.OBLIGATION,
        themes=("withdrawal",),
        action=rest,
        agreement=pact.key,
        obligors=(state.key,),
        obligees=(other.key,),
        evidence=(said,),
    )
    claim = Claim(
        key="claim/0", claimants=(state.key,), stance=Stance.ASSERTED, about=(commitment.key,), evidence=(said,)
    )
    return Extraction(
        document=document, actors=(state, other), agreements=(pact,), commitments=(commitment,), claims=(claim,)
    )


@pytest.fixture
def extracted(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Put the simple extractor in and return the names of the documents that it has read."""
    names: list[str] = []

    def read(document: SourceDocument, *, listener: Callable[[Stage], None] | None = None) -> Extraction:
        names.append(Path(document.name).name)
        return by_hand(document, listener=listener)

    monkeypatch.setattr(module, "extraction_of", read)
    return names


@pytest.fixture
def store() -> Iterator[OxigraphStore]:
    with OxigraphStore(pyoxigraph.Store()) as opened:
        yield opened


@pytest.fixture
def text(tmp_path: Path) -> Callable[[str, str], Path]:
    """Return what writes a text to a file."""

    def write(name: str, words: str) -> Path:
        path = tmp_path / name
        path.write_text(words, encoding="utf-8")
        return path

    return write
