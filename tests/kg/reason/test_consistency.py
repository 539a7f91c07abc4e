"""Contradictions, planted one at a time, and who finds each: the reasoner, the shapes, or both."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from rdflib import Graph, Namespace

from kg.errors import ModelError
from kg.reason.consistency import Consistency, check
from kg.reason.ontology import ontology_graph
from kg.validate.shapes import validate_shapes

EX = Namespace("https://example.org/id/")
VALID = Path(__file__).parents[1] / "validate" / "valid.ttl"

#: Name, what is added to the valid graph, whether the reasoner and whether the shapes find it, and what it is about.
PLANTED = [
    ("an actor that is a state and a person", ":sadat a fdr:State .", True, True, "sadat"),
    (
        "an agreement that ended before it was signed",
        ':peace fdr:until "1978-01-01"^^xsd:date .',
        False,
        True,
        "peace",
    ),
    ("a commitment with two modalities", ":open fdr:modality fdr:Permission .", True, True, "open"),
    (
        "a passage that ends before it starts",
        ':p a fdr:Passage ; fdr:inDocument :document ; fdr:start 9 ; fdr:end 4 ; fdr:exact "peace" .',
        False,
        True,
        "p",
    ),
    ("a place that owes something", ":open fdr:obligor :canal .", True, True, "canal"),
    ("an agreement that supplements itself", ":peace fdr:supplements :peace .", True, True, "peace"),
    (
        "two agreements that replace each other",
        ":peace fdr:replaces :earlier . :earlier fdr:replaces :peace .",
        True,
        False,
        "earlier",
    ),
    ("a number of killed below nought", ":raid fdr:killed -3 .", True, True, "raid"),
    ("a claim with two stances", ":claim-open fdr:stance fdr:Denied .", True, True, "claim-open"),
]


def planted(turtle: str) -> Graph:
    text = VALID.read_text(encoding="utf-8")
    return Graph().parse(data=f"{text}\n{turtle}", format="turtle")


def test_the_ontology_is_consistent_and_every_class_can_have_members():
    result = check()
    assert result.sound
    assert result.classes > 30
    assert result.explanations == ()


def test_the_valid_graph_does_not_contradict_the_ontology():
    assert check(planted("")).sound


@pytest.mark.parametrize(
    ("turtle", "by_reasoner", "by_shapes", "thing"), [case[1:] for case in PLANTED], ids=[case[0] for case in PLANTED]
)
def test_planted_contradictions_are_found(turtle: str, by_reasoner: bool, by_shapes: bool, thing: str):
    data = planted(turtle)
    result = check(data, reasons=1)
    assert result.consistent is not by_reasoner
    assert validate_shapes(data).conforms is not by_shapes
    if by_reasoner:
        [explanation] = result.explanations
        assert str(EX[thing]) in explanation.individuals
        assert explanation.facts
        assert explanation.axioms
    else:
        assert any(finding.focus == str(EX[thing]) for finding in validate_shapes(data).violations)


def test_several_contradictions_are_all_named_and_in_words():
    data = planted(":sadat a fdr:State . :open fdr:modality fdr:Permission .")
    result = check(data, reasons=2)
    assert {iri for explanation in result.explanations for iri in explanation.individuals} == {
        str(EX.open),
        str(EX.sadat),
    }
    text = result.render()
    assert text.startswith("Not consistent: ")
    assert "“Anwar Sadat”" in text
    assert "Nothing “has modality” two things." in text
    assert check(data, reasons=2) == result


def test_classes_that_nothing_can_belong_to_are_named():
    ontology = Graph().parse(
        data="""@prefix fdr: <https://w3id.org/foedera/ontology#> .
        @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
        fdr:Centaur a <http://www.w3.org/2002/07/owl#Class> ; rdfs:subClassOf fdr:Person , fdr:State .""",
        format="turtle",
    )
    result = check(ontology=ontology_graph() + ontology)
    assert result.consistent
    assert not result.sound
    assert result.unsatisfiable == ("https://w3id.org/foedera/ontology#Centaur",)
    assert "Nothing can be: Centaur" in result.render()


def test_nothing_is_left_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    data = planted(":sadat a fdr:State .")
    before = set(data)
    check(data, reasons=1)
    assert list(tmp_path.iterdir()) == []
    assert set(data) == before


def test_what_hermit_cannot_read_is_an_error():
    broken = Graph().parse(
        data="""@prefix owl: <http://www.w3.org/2002/07/owl#> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
        <urn:p> a owl:DatatypeProperty . <urn:x> <urn:p> "INFINITY"^^xsd:double .""",
        format="turtle",
    )
    with pytest.raises(ModelError, match="HermiT failed"):
        check(ontology=broken)


def test_a_result_can_be_read():
    assert Consistency(consistent=True, classes=3).render() == "Consistent: 3 classes, 0 unsatisfiable."
