"""Batches: portions, failures in the middle, going on, and several processes."""

from __future__ import annotations

import hashlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pyoxigraph
import pytest

from kg.document.model import DocumentKind
from kg.errors import InputError
from kg.ingest import ingest as module
from kg.ingest.ingest import ingest
from kg.ingest.result import Stage, Status
from kg.ingest.workers import run_tasks
from kg.namespaces import PREFIXES
from kg.settings import Settings
from kg.store.export import export_quads
from kg.store.open import open_store
from kg.store.oxigraph import OxigraphStore
from kg.store.summary import summarise

BASE = "https://example.org/id/"
Text = Callable[[str, str], Path]
REPORT = """Freedonia and Sylvania sign ceasefire

GENEVA, 3 May 2012 - Freedonia and Sylvania signed a ceasefire agreement in Geneva on Thursday.

Under the agreement, Sylvania shall withdraw {} tanks from Klow within 7 days.
"""


@pytest.fixture
def in_portions(monkeypatch: pytest.MonkeyPatch) -> None:
    """Store each document of more than two files as it comes."""
    monkeypatch.setattr(module, "TOGETHER", 2)
    monkeypatch.setattr(module, "PORTION", 1)


def many(text: Text, count: int) -> list[Path]:
    return [text(f"{number}.txt", f"Sylvania shall withdraw {number} tanks.") for number in range(count)]


@pytest.mark.usefixtures("in_portions")
class TestPortions:
    def test_what_was_stored_before_a_failure_stays_and_is_counted(
        self, store: OxigraphStore, text: Text, extracted: list[str]
    ):
        paths = [*many(text, 3), text("bad.txt", ""), text("z.txt", "Sylvania shall sing.")]
        with pytest.raises(InputError, match="empty") as caught:
            ingest(paths, store, base=BASE)
        assert summarise(store).documents == 3
        assert "The 3 documents before it are stored" in str(caught.value.hint)

    def test_the_same_call_goes_on(self, store: OxigraphStore, text: Text, extracted: list[str]):
        paths = [*many(text, 3), text("bad.txt", ""), text("z.txt", "Sylvania shall sing.")]
        with pytest.raises(InputError):
            ingest(paths, store, base=BASE)
        paths[3].write_text("Sylvania shall be good.")
        extracted.clear()
        result = ingest(paths, store, base=BASE)
        assert [document.status for document in result.documents] == [Status.UNCHANGED] * 3 + [Status.WRITTEN] * 2
        assert extracted == ["bad.txt", "z.txt"]

    def test_keep_going_passes_over_what_is_bad_and_names_it(
        self, store: OxigraphStore, text: Text, extracted: list[str]
    ):
        paths = [*many(text, 2), text("bad.txt", ""), text("z.txt", "Sylvania shall sing.")]
        result = ingest(paths, store, base=BASE, keep_going=True)
        (failed,) = result.having(Status.FAILED)
        assert failed.name == str(paths[2])
        assert failed.iri is None
        assert "the file is empty" in str(failed.problem)
        assert summarise(store).documents == 3

    def test_the_ontology_is_written_once(
        self, store: OxigraphStore, text: Text, extracted: list[str], monkeypatch: pytest.MonkeyPatch
    ):
        calls: list[int] = []
        real = module.background
        monkeypatch.setattr(module, "background", lambda: (calls.append(1), real())[1])
        ingest(many(text, 4), store, base=BASE)
        assert len(calls) == 1

    def test_every_portion_is_told(self, store: OxigraphStore, text: Text, extracted: list[str]):
        told: list[Stage] = []
        ingest(many(text, 3), store, base=BASE, listener=lambda stage, *_: told.append(stage))
        assert told.count(Stage.STORE) == 3

    def test_a_dry_run_stores_nothing(self, store: OxigraphStore, text: Text, extracted: list[str]):
        ingest(many(text, 4), store, base=BASE, dry_run=True)
        assert store.graph_names() == []


def test_few_files_are_one_transaction_however_much_they_say(
    store: OxigraphStore, text: Text, extracted: list[str], monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(module, "PORTION", 1)
    told: list[Stage] = []
    ingest(many(text, 4), store, base=BASE, listener=lambda stage, *_: told.append(stage))
    assert told.count(Stage.STORE) == 1


class TestGoingOn:
    def test_a_file_that_was_read_is_not_read_again(
        self, store: OxigraphStore, text: Text, extracted: list[str], monkeypatch: pytest.MonkeyPatch
    ):
        path = text("a.html", "<html><body><p>Sylvania shall withdraw its tanks.</p></body></html>")
        ingest([path], store, base=BASE)
        monkeypatch.setattr(module, "read_source", None)
        (found,) = ingest([path], store, base=BASE).documents
        assert found.status is Status.UNCHANGED
        assert f"{found.iri}/graph" in store.graph_names()

    def test_the_same_text_from_another_file_is_not_extracted_again(
        self, store: OxigraphStore, text: Text, extracted: list[str]
    ):
        ingest([text("a.txt", "Sylvania shall withdraw.\n")], store, base=BASE)
        (found,) = ingest([text("b.txt", "\ufeffSylvania shall withdraw.\r\n")], store, base=BASE).documents
        assert found.status is Status.UNCHANGED
        assert extracted == ["a.txt"]

    def test_two_files_of_one_text_stay_one_document(self, store: OxigraphStore, text: Text, extracted: list[str]):
        paths = [text("a.txt", "Sylvania shall withdraw.\n"), text("b.txt", "Sylvania shall withdraw.\r\n")]
        first, second = (ingest(paths, store, base=BASE).documents for _ in range(2))
        assert [document.status for document in first] == [Status.WRITTEN, Status.REPEATED]
        assert [document.status for document in second] == [Status.UNCHANGED, Status.REPEATED]
        assert {document.iri for document in (*first, *second)} == {first[0].iri}

    def test_what_source_toml_says_is_looked_at_each_time(self, store: OxigraphStore, text: Text, extracted: list[str]):
        path = text("a.txt", "Sylvania shall withdraw.\n")
        notes = text("source.toml", '[[document]]\nfile = "a.txt"\ntitle = "One"\n')
        ingest([path], store, base=BASE)
        notes.write_text('[[document]]\nfile = "a.txt"\ntitle = "Another"\n')
        (found,) = ingest([path], store, base=BASE).documents
        assert found.status is Status.WRITTEN

    def test_the_original_is_told_in_the_provenance(self, store: OxigraphStore, text: Text, extracted: list[str]):
        path = text("a.md", "Sylvania shall withdraw.\n")
        ingest([path], store, base=BASE)
        query = """
            SELECT ?format ?digest { GRAPH ?g { ?document prov:wasDerivedFrom ?file .
                ?file dcterms:format ?format ; dcterms:identifier ?digest } }
        """
        (row,) = store.query(query, prefixes=PREFIXES)
        assert row["format"].value == "text/markdown"
        assert row["digest"].value == f"sha256:{hashlib.sha256(path.read_bytes()).hexdigest()}"


class TestProcesses:
    def test_the_graphs_are_the_same_whatever_the_number_of_processes(self, text: Text):
        paths = [text(f"{number}.txt", REPORT.format(number)) for number in range(5)]
        paths += [text("same.txt", REPORT.format(0))]
        results = []
        for jobs in (1, 2):
            with OxigraphStore(pyoxigraph.Store()) as store:
                result = ingest(paths, store, base=BASE, jobs=jobs, kind=DocumentKind.NEWS)
                results.append((sorted(map(str, export_quads(store))), [d.status for d in result.documents]))
        assert results[0] == results[1]
        assert results[0][1] == [Status.WRITTEN] * 5 + [Status.REPEATED]
        assert results[0][0]

    def test_a_failure_is_told_and_nothing_is_stored(self, store: OxigraphStore, text: Text):
        paths = [text("a.txt", REPORT.format(1)), text("b.txt", "")]
        with pytest.raises(InputError, match=r"b\.txt"):
            ingest(paths, store, base=BASE, jobs=2)
        assert store.graph_names() == []

    def test_what_is_no_task_passes_in_order(self):
        assert list(run_tasks(iter("abc"), base=BASE, jobs=2)) == ["a", "b", "c"]

    @pytest.mark.skipif(sys.platform != "linux", reason="looks for processes where Linux lists them")
    def test_no_process_outlives_a_kill(self, tmp_path: Path):
        folder = tmp_path / "texts"
        folder.mkdir()
        for number in range(100):
            (folder / f"{number:03}.txt").write_text(REPORT.format(number))
        process = subprocess.Popen(
            [Path(sys.executable).with_name("foedera"), "ingest", folder, "--jobs", "2"],
            stderr=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            text=True,
            env=os.environ | {"FOEDERA_STORE": str(tmp_path / "store")},
        )
        assert process.stderr is not None
        for line in process.stderr:
            if "extracting" in line:
                break
        children = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
        assert len(children) >= 2
        process.send_signal(signal.SIGKILL)
        process.communicate()
        end = time.monotonic() + 20
        while any(Path(f"/proc/{child}").exists() for child in children) and time.monotonic() < end:
            time.sleep(0.1)
        assert not [child for child in children if Path(f"/proc/{child}").exists()]
        with open_store(Settings(store=str(tmp_path / "store"))) as store:
            assert summarise(store).documents < 100
