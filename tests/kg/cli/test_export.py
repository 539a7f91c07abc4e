from collections.abc import Callable
from pathlib import Path

import pyoxigraph
import pytest
from pyoxigraph import RdfFormat
from rdflib import Graph
from typer.testing import Result

from kg.namespaces import FDR, PROV, RDF

Foedera = Callable[..., Result]
DATASETS = [("trig", RdfFormat.TRIG), ("nquads", RdfFormat.N_QUADS), ("jsonld", RdfFormat.JSON_LD)]


@pytest.mark.parametrize(("form", "parser"), DATASETS)
def test_each_format_holds_the_same(filled: Foedera, form: str, parser: RdfFormat):
    expected = {line.removesuffix(" .") for line in filled("export", "--format", "nquads").stdout.splitlines()}
    found = {str(quad) for quad in pyoxigraph.parse(filled("export", "--format", form).stdout_bytes, parser)}
    assert found == expected


def test_turtle_and_ntriples_merge_the_graphs(filled: Foedera):
    turtle = Graph().parse(data=filled("export").stdout_bytes, format="turtle")
    assert set(turtle) == set(Graph().parse(data=filled("export", "-f", "ntriples").stdout_bytes, format="nt"))


def test_the_texts_are_left_out_and_that_is_said(filled: Foedera):
    result = filled("export", "-f", "nquads")
    assert str(FDR.text) not in result.stdout
    assert "belong to their publishers" in result.stderr
    result = filled("export", "-f", "nquads", "--with-texts")
    assert str(FDR.text) in result.stdout
    assert result.stderr == ""


def test_provenance_is_left_out_unless_wanted(filled: Foedera):
    assert str(PROV.endedAtTime) not in filled("export", "-f", "nquads").stdout
    assert str(PROV.endedAtTime) in filled("export", "-f", "nquads", "--with-provenance").stdout


def test_one_agreement(filled: Foedera):
    whole = Graph().parse(data=filled("export").stdout_bytes, format="turtle")
    agreement = next(s for s in whole.subjects(FDR.hasClause, None))
    part = Graph().parse(data=filled("export", "--agreement", agreement).stdout_bytes, format="turtle")
    assert set(part) <= set(whole)
    for clause in whole.objects(agreement, FDR.hasClause):
        for commitment in whole.objects(clause, FDR.states):
            assert set(whole.triples((commitment, None, None))) <= set(part)
            assert set(whole.subjects(FDR.about, commitment)) <= set(part.subjects(RDF.type, FDR.Claim))
            for passage in whole.objects(commitment, FDR.evidence):
                assert part.value(passage, FDR.exact) is not None
    for party in whole.objects(agreement, FDR.party):
        assert set(whole.triples((party, None, None))) <= set(part)


@pytest.mark.parametrize(("iri", "told"), [("https://example.org/none", "no agreement"), ("not an iri", "not an IRI")])
def test_an_agreement_that_is_not_there(filled: Foedera, iri: str, told: str):
    result = filled("export", "--agreement", iri)
    assert result.exit_code == 2
    assert told in result.stderr


def test_to_a_folder_that_is_not_there(filled: Foedera, tmp_path: Path):
    result = filled("export", "-o", tmp_path / "no" / "x.ttl")
    assert result.exit_code == 2
    assert "cannot be written" in result.stderr
