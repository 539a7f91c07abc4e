"""The command line with a service on this machine, from the text to the graph."""

from pathlib import Path
from typing import Protocol as Shape

import pyoxigraph
import pytest
from typer.testing import CliRunner, Result

from kg.cli.app import app
from kg.document.model import SourceDocument
from kg.settings import load_settings

pytest.importorskip("pydantic_ai", reason="the extra llm is not installed: pip install 'foedera[llm]'")


class Service(Shape):
    """Be the service of the fixtures."""

    openai: str
    asked: list[tuple[str, dict[str, str], dict[str, object]]]
    status: int


@pytest.fixture(autouse=True)
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("FOEDERA_STORE", str(tmp_path / "store"))
    load_settings.cache_clear()
    yield
    load_settings.cache_clear()


@pytest.fixture
def text(tmp_path: Path, document: SourceDocument) -> Path:
    path = tmp_path / "text.txt"
    path.write_text(document.text)
    return path


def run(*args: object) -> Result:
    return CliRunner().invoke(app, [str(arg) for arg in args])


def asking(service: Service, method: str = "llm") -> tuple[str, ...]:
    return ("--extractor", method, "--model", "openai:some-model", "--base-url", service.openai)


def test_the_graph_says_which_model_made_a_frame_and_holds_no_key(service: Service, text: Path):
    result = run("extract", text, "--date", "2020-03-06", "--format", "trig", *asking(service))
    assert result.exit_code == 0, result.output
    store = pyoxigraph.Store()
    store.load(result.stdout_bytes, pyoxigraph.RdfFormat.TRIG)
    found = store.query(
        """PREFIX fdr: <https://w3id.org/foedera/ontology#> PREFIX prov: <http://www.w3.org/ns/prov#>
        PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
        SELECT DISTINCT ?label WHERE {
          GRAPH ?graph { ?frame a fdr:Commitment }
          GRAPH ?own { ?frame prov:wasAttributedTo ?who . ?who a prov:SoftwareAgent ; rdfs:label ?label .
            ?graph prov:wasGeneratedBy/prov:wasAssociatedWith ?who }
        }"""
    )
    labels = [row["label"].value for row in found]  # type: ignore[union-attr, index]
    assert labels == [f"language model some-model by the openai protocol at {service.openai}"]
    assert "4711" not in result.output
    assert "0 answers dropped" in " ".join(result.stderr.split())


def test_nothing_is_sent_unless_it_is_asked_for(service: Service, text: Path):
    assert run("extract", text).exit_code == 0
    assert run("ingest", text).exit_code == 0
    assert service.asked == []
    refused = run("extract", text, "--model", "openai:some-model", "--base-url", service.openai)
    assert (refused.exit_code, service.asked) == (2, [])
    assert "--extractor llm" in refused.stderr


def test_ingest_reads_again_with_another_extractor_only(service: Service, text: Path):
    first = run("ingest", text, "--date", "2020-03-06", *asking(service))
    assert first.exit_code == 0, first.output
    assert "some-model" in first.stderr
    asked = len(service.asked)
    again = run("ingest", text, "--date", "2020-03-06", *asking(service))
    assert "unchanged" in again.stdout
    assert len(service.asked) == asked
    rules = run("ingest", text, "--date", "2020-03-06")
    assert "written" in rules.stdout
    assert len(service.asked) == asked


def test_hybrid_asks_about_open_slots(service: Service, text: Path):
    service.answers = [{"fills": []}]  # type: ignore[attr-defined]
    result = run("extract", text, "--date", "2020-03-06", *asking(service, "hybrid"))
    assert result.exit_code == 0, result.output
    assert "0 slots taken" in " ".join(result.stderr.split())
    assert len(service.asked) == 1


def test_a_wrong_key_is_told_in_a_sentence(service: Service, text: Path):
    service.status = 401
    result = run("ingest", text, *asking(service))
    assert result.exit_code == 2
    assert "does not accept the key" in result.stderr
    assert "OPENAI_API_KEY" in result.stderr
    assert "4711" not in result.output


def test_the_help_says_what_is_sent():
    told = " ".join(run("extract", "--help").stdout.replace("│", " ").split())
    assert "Only with llm or hybrid is anything sent anywhere" in told
