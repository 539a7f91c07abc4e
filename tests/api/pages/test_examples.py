from pathlib import Path

import pyoxigraph
import pytest

from api.limits import check_query
from api.pages import examples as module
from api.pages.examples import Example, examples
from kg.settings import Settings

QUESTION = """@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
<urn:q> a sh:SPARQLExecutable , sh:SPARQLSelectExecutable ; rdfs:comment "Who   asks?"@en ;
  sh:select "SELECT ?x WHERE { ?x a fdr:Actor ; rdfs:label/fdr:x ?y }" ."""


@pytest.mark.parametrize("example", [*examples(), *module._own()], ids=lambda example: example.question[:40])
def test_every_example_can_be_asked_as_it_stands(example: Example):
    check_query(example.query, Settings(store="memory:"))
    pyoxigraph.Store().query(example.query)
    assert example.question


def test_questions_are_read_from_turtle(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    path = tmp_path / "CQ01.ttl"
    path.write_text(QUESTION, encoding="utf-8")
    monkeypatch.setattr(module, "ontology_files", lambda *_: [path])
    module.examples.cache_clear()
    try:
        (example,) = examples()
    finally:
        module.examples.cache_clear()
    assert example.question == "Who asks?"
    assert example.query.startswith("PREFIX fdr: <https://w3id.org/foedera/ontology#>\nPREFIX rdfs:")
