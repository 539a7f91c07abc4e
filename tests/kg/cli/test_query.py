import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from rdflib import Graph
from typer.testing import Result

Foedera = Callable[..., Result]

WHO = 'SELECT ?text { ?c fdr:obligor/rdfs:label "Turkey"@en ; fdr:evidence/fdr:exact ?text }'


def test_a_table(filled: Foedera):
    result = filled("query", WHO)
    assert result.exit_code == 0, result.output
    lines = result.stdout.splitlines()
    assert lines[0].split() == ["text"]
    assert any("Turkey shall withdraw its troops" in line for line in lines)
    assert lines[-1] == "1 row"


def test_a_long_value_is_not_cut(filled: Foedera):
    long = "x" * 500
    assert long in filled("query", f"SELECT ('{long}' AS ?x) {{}}").stdout


def test_markup_is_not_read(filled: Foedera):
    assert "[bold]a[/bold]" in filled("query", "SELECT ('[bold]a[/bold]' AS ?x) {}").stdout


def test_a_file_and_standard_input(filled: Foedera, tmp_path: Path):
    path = tmp_path / "who.rq"
    path.write_text(WHO)
    assert filled("query", path).stdout == filled("query", WHO).stdout == filled("query", "-", input=WHO).stdout


def test_machine_formats(filled: Foedera):
    rows = list(csv.DictReader(io.StringIO(filled("query", WHO, "--format", "csv").stdout)))
    (binding,) = json.loads(filled("query", WHO, "-f", "json").stdout)["results"]["bindings"]
    assert rows == [{"text": binding["text"]["value"]}]
    assert filled("query", WHO, "-f", "tsv").stdout.startswith("?text\n")
    assert filled("query", WHO, "-f", "xml").stdout.startswith("<?xml")


def test_yes_and_no(filled: Foedera):
    assert filled("query", "ASK { ?c a fdr:Commitment }").stdout == "yes\n"
    assert filled("query", "ASK { ?c a fdr:Nothing }").stdout == "no\n"
    assert json.loads(filled("query", "ASK {}", "-f", "json").stdout)["boolean"] is True


def test_a_graph(filled: Foedera):
    result = filled("query", "CONSTRUCT { ?c fdr:action ?a } { ?c fdr:action ?a }")
    assert "@prefix fdr:" in result.stdout
    assert len(Graph().parse(data=result.stdout, format="turtle")) >= 1


@pytest.mark.parametrize(
    ("query", "form", "told"),
    [
        ("SELECT * { ?s ?p", "table", "line 1, column"),
        ("SELECT * { ?s nope:x ?o }", "table", "prefix"),
        ("INSERT DATA { <urn:a> <urn:b> <urn:c> }", "table", "only SELECT"),
        ("SELECT * { SERVICE <http://127.0.0.1:9> { ?s ?p ?o } }", "table", "SERVICE"),
        ("no-such-file.rq", "table", "no such file"),
        ("SELECT * {}", "turtle", "answers rows"),
        ("CONSTRUCT WHERE { ?s ?p ?o }", "csv", "answers a graph"),
        ("CONSTRUCT WHERE { ?s ?p ?o }", "table", "--format turtle"),
    ],
)
def test_a_query_that_cannot_be_answered(filled: Foedera, query: str, form: str, told: str):
    result = filled("query", query, "--format", form)
    assert result.exit_code == 2
    assert told in result.stderr


def test_no_store_yet(foedera: Foedera, tmp_path: Path):
    result = foedera("query", "ASK {}")
    assert result.exit_code == 2
    assert "foedera ingest" in result.stderr
    assert not (tmp_path / "store").exists()


def test_a_failed_query_leaves_the_old_file(filled: Foedera, tmp_path: Path):
    target = tmp_path / "answer.csv"
    target.write_text("old")
    assert filled("query", "CONSTRUCT WHERE { ?s ?p ?o }", "-f", "csv", "-o", target).exit_code == 2
    assert target.read_text() == "old"
    assert list(tmp_path.glob("*")) == [target]
    assert filled("query", "ASK {}", "-f", "csv", "-o", target).exit_code == 0
    assert target.read_text() == "true"
