"""A process that is killed in the middle of ingests leaves a store that opens, and documents that are whole."""

import random
import subprocess
import sys
import time
from pathlib import Path

import pytest
from rdflib import URIRef

from kg.graph import mint
from kg.namespaces import FDR
from kg.reason.background import ONTOLOGY_GRAPH
from kg.settings import Settings
from kg.store.kinds import told_names
from kg.store.open import open_store
from kg.store.oxigraph import OxigraphStore
from kg.store.terms import to_rdflib
from kg.store.texts import texts_of
from kg.validate.graph import validate

BASE = "https://example.org/id/"
SCRIPT = Path(__file__).with_name("many.py")
TEXTS = 12


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    """Write texts long enough that storing one takes a while."""
    folder = tmp_path / "texts"
    folder.mkdir()
    for number in range(TEXTS):
        words = f"Sylvania shall withdraw {number} tanks.\n" + f"Paragraph {number} of the record. " * 4000
        (folder / f"{number:02}.txt").write_text(words)
    return folder


def killed(store: Path, texts: Path, how: str, delay: float) -> set[str]:
    """Let a process ingest, kill it after some time, and return the names of what it said was stored."""
    process = subprocess.Popen([sys.executable, str(SCRIPT), store, texts, how], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stdout.readline() == "open\n"
    assert process.stdout.readline() == "start\n"
    time.sleep(delay)
    process.kill()
    told, _ = process.communicate()
    return {line for line in told.split("\n")[:-1] if line.endswith(".txt")}


def check(store: OxigraphStore) -> set[URIRef]:
    """Check that each document is whole, the union is true and all conforms; return the documents."""
    names, hidden = store.graph_names(), store.hidden_names()
    documents = {URIRef(name.rsplit("/", 1)[0]) for name in names if name != ONTOLOGY_GRAPH}
    assert bool(documents) == (ONTOLOGY_GRAPH in names)
    for document in documents:
        wanted = {str(make(document)) for make in (mint.graph, mint.provenance, mint.text)}
        assert wanted <= set(names)
    visible = to_rdflib(store.quads(name for name in names if name not in hidden))
    union = {tuple(map(str, row)) for row in store.query("SELECT ?s ?p ?o { ?s ?p ?o }")}
    assert len(union) == len(visible)
    assert set(visible.subjects(FDR.sha256)) == documents
    report = validate(to_rdflib(store.quads(told_names(store))), texts_of(store), base=BASE)
    assert report.conforms, report.render()
    return documents


@pytest.mark.parametrize("seed", range(2))
def test_one_call_for_each_document(tmp_path: Path, texts: Path, seed: int):
    rng = random.Random(seed)  # noqa: S311 - moments to kill at, no secret
    told: set[str] = set()
    for _ in range(3):
        told |= killed(tmp_path / "store", texts, "one by one", rng.uniform(0.0, 0.6))
        with open_store(Settings(store=str(tmp_path / "store"))) as store:
            assert len(check(store)) >= len(told)


def test_one_call_for_all(tmp_path: Path, texts: Path):
    counts = set()
    for delay in (0.0, 0.1, 0.3, 0.5, 1.0, 2.0, 4.0):
        folder = tmp_path / f"store-{delay}"
        told = killed(folder, texts, "together", delay)
        with open_store(Settings(store=str(folder))) as store:
            count = len(check(store))
        assert count in (0, TEXTS)
        assert count >= len(told)
        counts.add(count)
    assert counts == {0, TEXTS}
