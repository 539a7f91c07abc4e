import pytest
from rdflib import Graph, Literal, Namespace, URIRef

from kg.namespaces import FDR, RDF
from kg.validate.terms import check_terms, known_terms

EX = Namespace("https://example.org/id/")


def test_the_valid_graph_uses_known_terms_only(valid: Graph):
    assert check_terms(valid).findings == ()


@pytest.mark.parametrize(
    ("triple", "unknown", "meant"),
    [
        ((EX.open, FDR.obliger, EX.egypt), "obliger", "obligor"),
        ((EX.open, RDF.type, FDR.Comitment), "Comitment", "Commitment"),
        ((EX.open, FDR.modality, FDR.Obligaton), "Obligaton", "Obligation"),
    ],
)
def test_a_misspelled_term_is_found_and_the_right_one_named(
    valid: Graph, triple: tuple[URIRef, URIRef, URIRef], unknown: str, meant: str
):
    valid.add(triple)
    [finding] = check_terms(valid).findings
    assert f"fdr:{unknown}" in finding.message
    assert f"fdr:{meant}?" in finding.message
    assert finding.label == "open the canal"


def test_terms_of_other_vocabularies_are_nobodys_business(valid: Graph):
    valid.add((EX.open, EX.anything, Literal("x")))
    assert check_terms(valid).conforms


def test_code_lists_are_known_as_well_as_classes_and_properties():
    assert {str(FDR.Obligation), str(FDR.Asserted), str(FDR.Commitment), str(FDR.obligor)} <= known_terms()
