import json
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import Result

Foedera = Callable[..., Result]

HEAD = """
@prefix fdr: <https://w3id.org/foedera/ontology#> .
@prefix theme: <https://w3id.org/foedera/theme/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix : <https://w3id.org/foedera/id/> .
"""


@pytest.fixture
def extracted(foedera: Foedera, article: Path, tmp_path: Path) -> Path:
    path = tmp_path / "article.ttl"
    assert foedera("extract", article, "--date", "2012-05-03", "-o", path).exit_code == 0
    return path


def changed(path: Path, old: str, new: str) -> Path:
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new))
    return path


def test_the_store_conforms(filled: Foedera):
    result = filled("validate", "--store")
    assert result.exit_code == 0, result.output
    assert result.stdout.startswith("Conforms")


def test_an_extraction_conforms(foedera: Foedera, extracted: Path, article: Path):
    result = foedera("validate", extracted, "--text", article)
    assert result.exit_code == 0, result.output


def test_a_commitment_without_modality(foedera: Foedera, extracted: Path):
    result = foedera("validate", changed(extracted, "fdr:modality fdr:Obligation ;", ""))
    assert result.exit_code == 1
    assert "modality" in result.stdout or "bound, forbidden, allowed" in result.stdout


def test_a_commitment_without_evidence(foedera: Foedera, tmp_path: Path):
    path = tmp_path / "bare.ttl"
    path.write_text(
        HEAD + ':c a fdr:Commitment ; rdfs:label "patrols"@en ; fdr:modality fdr:Obligation ; '
        'fdr:theme theme:joint-patrol ; fdr:action "patrol"@en .'
    )
    result = foedera("validate", path)
    assert result.exit_code == 1
    assert "passage" in result.stdout


def test_a_wrong_offset_is_seen_with_the_text(foedera: Foedera, extracted: Path, article: Path):
    wrong = changed(extracted, 'fdr:exact "Turkey"', 'fdr:exact "Turkey"')
    text = wrong.read_text()
    start = article.read_text().index("Turkey")
    text = text.replace(f"fdr:start {start} ", f"fdr:start {start + 1} ").replace(
        f'fdr:start "{start}"^^', f'fdr:start "{start + 1}"^^'
    )
    text = text.replace(f'fdr:end "{start + 6}"^^', f'fdr:end "{start + 7}"^^')
    wrong.write_text(text)
    result = foedera("validate", wrong, "--text", article)
    assert result.exit_code == 1
    assert "the document says" in result.stdout


def test_the_text_is_found_in_the_store(filled: Foedera, extracted: Path, article: Path):
    start = article.read_text().index("Turkey")
    text = extracted.read_text()
    assert f'"{start + 6}"^^' in text
    for offset in (start, start + 6):
        text = text.replace(f'"{offset}"^^', f'"{offset + 1}"^^')
    extracted.write_text(text)
    result = filled("validate", extracted)
    assert result.exit_code == 1
    assert "the document says" in result.stdout


def test_findings_as_json(foedera: Foedera, extracted: Path):
    result = foedera("validate", "--json", changed(extracted, "fdr:modality fdr:Obligation ;", ""))
    report = json.loads(result.stdout)
    assert report["conforms"] is False
    assert {"severity", "focus", "label", "message", "sentence"} <= set(report["findings"][0])


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("a.ttl", "<urn:a> <urn:b>\n  .", "line 2"),
        ("a.nq", "<urn:a> <urn:b> .\n", "line 1"),
        ("a.txt", "words", "extension '.txt'"),
        ("a.rdf", "<rdf/>", "extension '.rdf'"),
    ],
)
def test_a_file_that_is_no_graph(foedera: Foedera, tmp_path: Path, name: str, content: str, told: str):
    (tmp_path / name).write_text(content)
    result = foedera("validate", tmp_path / name)
    assert result.exit_code == 2
    assert told in result.stderr


@pytest.mark.parametrize("args", [[], ["--store", "x.ttl"], ["missing.ttl"], ["--store"]])
def test_bad_use(foedera: Foedera, args: list[str]):
    result = foedera("validate", *args)
    assert result.exit_code == 2
    assert "foedera: " in result.stderr


def test_one_document_of_the_store(filled: Foedera):
    rows = filled("query", "SELECT ?d { ?d a fdr:SourceDocument ; fdr:sha256 ?s }", "--format", "csv").stdout.split()
    result = filled("validate", "--store", "--document", rows[1])
    assert result.exit_code == 0, result.output
    assert result.stdout.startswith("Conforms")


@pytest.mark.parametrize(
    ("given", "said"),
    [("https://example.org/none", "no graph https://example.org/none/graph"), ("not> an <iri", "is not an IRI")],
)
def test_a_document_that_is_not_there(filled: Foedera, given: str, said: str):
    result = filled("validate", "--store", "--document", given)
    assert result.exit_code != 0
    assert said in " ".join(result.stderr.split())


def test_a_document_without_a_store(foedera: Foedera):
    result = foedera("validate", "--document", "https://example.org/none")
    assert result.exit_code != 0
    assert "--store" in result.stderr
