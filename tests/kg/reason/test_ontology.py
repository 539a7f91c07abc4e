import pytest
from rdflib import URIRef

from kg.namespaces import FDR, OWL, RDF, SKOS
from kg.reason.ontology import label_of_term, ontology_graph


def test_core_and_themes_are_read_unless_other_areas_are_named():
    assert (FDR.Commitment, RDF.type, OWL.Class) in ontology_graph()
    assert (FDR.Obligation, RDF.type, SKOS.Concept) in ontology_graph()
    assert (FDR.Obligation, RDF.type, SKOS.Concept) not in ontology_graph("core")


def test_the_files_are_read_once():
    assert ontology_graph() is ontology_graph()


@pytest.mark.parametrize(
    ("term", "label"),
    [(FDR.obligor, "has obligor"), (URIRef("https://example.org/x#Thing"), "Thing"), (URIRef("urn:a/b/"), "b")],
)
def test_labels_of_terms(term: URIRef, label: str):
    assert label_of_term(str(term)) == label
