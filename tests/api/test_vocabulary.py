from api.vocabulary import curie, entry
from kg.namespaces import FDR, THEME


def test_terms_have_their_labels_from_the_ontology():
    found = entry(str(FDR.hasClause))
    assert found is not None
    assert found.label == "has clause"
    assert entry(str(THEME["joint-patrol"])) is not None
    assert entry("https://example.org/x") is None


def test_definitions_are_those_of_the_ontology():
    found = entry(str(FDR.Agreement))
    assert found is not None
    assert found.definition
    assert "accept" in found.definition


def test_curies_only_where_the_rest_is_a_name():
    assert curie(str(FDR.Agreement)) == "fdr:Agreement"
    assert curie(f"{FDR}a/b") is None
    assert curie(str(FDR)) is None
