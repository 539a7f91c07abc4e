import datetime
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from kg.document.model import DocumentKind, SourceDocument
from kg.errors import ConformanceError, InputError
from kg.extract.frames import Extraction
from kg.ingest import extraction as module
from kg.ingest import fingerprint
from kg.ingest.ingest import ingest
from kg.ingest.result import Stage, Status
from kg.namespaces import PREFIXES
from kg.reason.background import ONTOLOGY_GRAPH
from kg.store.export import export_quads
from kg.store.kinds import told_names
from kg.store.oxigraph import OxigraphStore
from kg.store.summary import summarise

BASE = "https://example.org/id/"
Text = Callable[[str, str], Path]


def exported(store: OxigraphStore) -> list[str]:
    return sorted(map(str, export_quads(store)))


def test_what_a_text_says_is_stored(store: OxigraphStore, text: Text, extracted: list[str]):
    result = ingest([text("a.txt", "Sylvania shall withdraw.")], store, base=BASE)
    assert [document.status for document in result.documents] == [Status.WRITTEN]
    found = summarise(store)
    assert (found.documents, found.agreements, found.commitments, found.claims) == (1, 1, 1, 1)
    assert len(store.graph_names()) == 4
    assert len(store.hidden_names()) == 2
    assert len(told_names(store)) == 1


def test_the_ontology_comes_with_the_first_document(store: OxigraphStore, text: Text, extracted: list[str]):
    ingest([text("a.txt", "Sylvania shall withdraw.")], store, base=BASE)
    label = "ASK { <https://w3id.org/foedera/theme/withdrawal> skos:prefLabel ?label }"
    assert bool(store.query(label, prefixes=PREFIXES))
    assert not any(quad.graph_name.value == ONTOLOGY_GRAPH for quad in export_quads(store))
    assert any(quad.graph_name.value == ONTOLOGY_GRAPH for quad in export_quads(store, derived=True))
    assert summarise(store).triples == sum(1 for _ in store.quads(told_names(store)))


def test_an_unchanged_document_is_not_read_again(store: OxigraphStore, text: Text, extracted: list[str]):
    path = text("a.txt", "Sylvania shall withdraw.")
    ingest([path], store, base=BASE)
    before = sorted(map(str, store.quads()))
    result = ingest([path], store, base=BASE)
    assert [document.status for document in result.documents] == [Status.UNCHANGED]
    assert extracted == ["a.txt"]
    assert sorted(map(str, store.quads())) == before


@pytest.mark.parametrize("told", [{"date": datetime.date(1933, 5, 9)}, {"kind": DocumentKind.REPORT}, {"again": True}])
def test_a_document_is_read_again_when_told_otherwise(
    store: OxigraphStore, text: Text, extracted: list[str], told: dict[str, object]
):
    path = text("a.txt", "Sylvania shall withdraw.")
    ingest([path], store, base=BASE)
    ingest([path], store, base=BASE, **told)  # type: ignore[arg-type]
    assert extracted == ["a.txt", "a.txt"]
    assert summarise(store).documents == 1


def test_a_document_is_read_again_by_other_software(
    store: OxigraphStore, text: Text, extracted: list[str], monkeypatch: pytest.MonkeyPatch
):
    path = text("a.txt", "Sylvania shall withdraw.")
    ingest([path], store, base=BASE)
    before = exported(store)
    monkeypatch.setattr(fingerprint, "software_digest", lambda: "other")
    ingest([path], store, base=BASE)
    assert extracted == ["a.txt", "a.txt"]
    assert exported(store) == before
    ingest([path], store, base=BASE)
    assert extracted == ["a.txt", "a.txt"]


def test_two_runs_give_the_same_but_for_provenance(text: Text, extracted: list[str]):
    import pyoxigraph

    path = text("a.txt", "Sylvania shall withdraw.")
    stores = [OxigraphStore(pyoxigraph.Store()) for _ in range(2)]
    for store in stores:
        ingest([path], store, base=BASE)
    assert exported(stores[0]) == exported(stores[1])


def test_if_one_fails_none_is_stored(store: OxigraphStore, text: Text, extracted: list[str]):
    good, empty = text("a.txt", "Sylvania shall withdraw."), text("b.txt", "")
    with pytest.raises(InputError, match="empty"):
        ingest([good, empty], store, base=BASE)
    assert store.graph_names() == []


def test_what_does_not_conform_is_refused(
    store: OxigraphStore, text: Text, extracted: list[str], monkeypatch: pytest.MonkeyPatch
):
    good = text("a.txt", "Sylvania shall withdraw.")
    bad = text("b.txt", "Sylvania shall dance.")
    by_hand = module.extraction_of

    def without_theme(document: SourceDocument, **listener: Callable[[Stage], None]) -> Extraction:
        import dataclasses

        found = by_hand(document, **listener)
        if "dance" in document.text:
            (one,) = found.commitments
            return dataclasses.replace(found, commitments=(dataclasses.replace(one, themes=()),))
        return found

    monkeypatch.setattr(module, "extraction_of", without_theme)
    with pytest.raises(ConformanceError, match=r"b\.txt.*not stored") as caught:
        ingest([good, bad], store, base=BASE)
    assert any("theme" in finding for finding in caught.value.findings)
    assert store.graph_names() == []


def test_a_dry_run_stores_nothing(store: OxigraphStore, text: Text, extracted: list[str]):
    result = ingest([text("a.txt", "Sylvania shall withdraw.")], store, base=BASE, dry_run=True)
    assert not result.stored
    assert extracted == ["a.txt"]
    assert store.graph_names() == []


def test_the_same_text_twice_is_one_document(store: OxigraphStore, text: Text, extracted: list[str]):
    paths = [text("a.txt", "Sylvania shall withdraw."), text("b.txt", "Sylvania shall withdraw.\r\n"[:-2])]
    result = ingest(paths, store, base=BASE)
    assert [document.status for document in result.documents] == [Status.WRITTEN, Status.REPEATED]
    assert summarise(store).documents == 1


def test_every_step_is_told(store: OxigraphStore, text: Text, extracted: list[str]):
    told: list[tuple[Stage, str, int, int]] = []
    path = text("a.txt", "Sylvania shall withdraw.")
    ingest([path], store, base=BASE, listener=lambda *step: told.append(step))
    assert [step[0] for step in told] == [Stage.READ, Stage.READ, Stage.EXTRACT, Stage.VALIDATE, Stage.STORE]
    assert told[1][1:] == told[2][1:] == (str(path), 1, 1)


def test_an_unchanged_document_loads_no_language_model(tmp_path: Path):
    path = tmp_path / "a.txt"
    path.write_text("Sylvania shall withdraw.")
    script = f"""
import sys
sys.path.insert(0, {str(Path(__file__).parent)!r})
from conftest import by_hand
from kg.ingest import extraction as module
from kg.ingest.ingest import ingest
from kg.settings import Settings
from kg.store.open import open_store
real, module.extraction_of = module.extraction_of, by_hand
with open_store(Settings(store={str(tmp_path / "store")!r})) as store:
    ingest([{str(path)!r}], store, base="https://example.org/id/")
    for name in [name for name in sys.modules if name.split(".")[0] in ("pyshacl", "owlready2")]:
        del sys.modules[name]
    module.extraction_of = real
    ingest([{str(path)!r}], store, base="https://example.org/id/")
print(sorted({{name.split(".")[0] for name in sys.modules}} & {{"spacy", "thinc", "numpy", "pyshacl", "owlready2"}}))
"""
    told = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert told.stdout == "[]\n"
