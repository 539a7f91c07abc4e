from __future__ import annotations

from pathlib import Path

import pytest
from rdflib import URIRef

from kg.errors import ModelError
from kg.namespaces import FDR, PROV, RDFS, SKOS
from kg.reason.alignments import Alignment, _main, _vocabulary, checks, page, vocabularies

PAGE = Path(__file__).parents[3] / "docs" / "alignments.md"
HEADER = """@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix fdr: <https://w3id.org/foedera/ontology#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix prov: <http://www.w3.org/ns/prov#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
<https://example.org/> a owl:Ontology ; dcterms:title "Foedera: alignment with things"@en ; dcterms:abstract "All."@en .
"""


def test_the_page_is_not_stale():
    assert PAGE.read_text(encoding="utf-8") == page(), "run: python -m kg.reason.alignments docs/alignments.md"


def test_the_page_lists_every_external_iri_once_with_how_it_was_checked():
    lines = page().splitlines()
    for term, found in checks().items():
        rows = [line for line in lines if line.startswith(f"| <{term}> |")]
        using = [vocabulary for vocabulary in vocabularies() if term in vocabulary.terms]
        assert len(rows) == len(using)
        assert all(("not checked" in row) == (found.how == "no") for row in rows)


def test_a_line_is_read_with_its_note(tmp_path: Path):
    file = tmp_path / "things.ttl"
    file.write_text(
        f"{HEADER}\nfdr:Event rdfs:subClassOf prov:Activity .\n"
        "fdr:State rdfs:subClassOf prov:Agent .  # a state acts\n",
        encoding="utf-8",
    )
    vocabulary = _vocabulary(file)
    assert vocabulary.title == "things"
    assert vocabulary.alignments == (
        Alignment(FDR.Event, RDFS.subClassOf, PROV.Activity),
        Alignment(FDR.State, RDFS.subClassOf, PROV.Agent, "a state acts"),
    )
    assert vocabulary.terms == (PROV.Activity, PROV.Agent)
    assert vocabulary.short(PROV.Agent) == "prov:Agent"
    assert vocabulary.short(URIRef("urn:x")) == "<urn:x>"


def test_an_alignment_that_shares_its_line_is_refused(tmp_path: Path):
    file = tmp_path / "things.ttl"
    file.write_text(f"{HEADER}\nfdr:Event a owl:Class ; rdfs:subClassOf prov:Activity .\n", encoding="utf-8")
    with pytest.raises(ModelError, match=r"things\.ttl states an alignment"):
        _vocabulary(file)


def test_only_matches_are_not_exact():
    assert Alignment(FDR.Event, RDFS.subClassOf, PROV.Activity).exact
    assert not Alignment(FDR.Event, SKOS.closeMatch, PROV.Activity).exact


def test_the_command_writes_the_page(tmp_path: Path):
    _main([str(tmp_path / "page.md")])
    assert (tmp_path / "page.md").read_text(encoding="utf-8") == page()
    with pytest.raises(SystemExit, match="Usage"):
        _main([])
