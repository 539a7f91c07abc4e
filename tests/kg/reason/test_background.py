from rdflib import BNode, URIRef

from kg.namespaces import OWL, RDF, SKOS, THEME
from kg.reason.background import ONTOLOGY_GRAPH, background
from kg.reason.ontology import ontology_graph


def test_it_is_marked_as_the_ontology_and_has_no_nameless_node():
    assert (URIRef(ONTOLOGY_GRAPH), RDF.type, OWL.Ontology) in background()
    assert not any(isinstance(term, BNode) for triple in background() for term in triple)


def test_every_label_is_there():
    for predicate in (SKOS.prefLabel, SKOS.definition):
        assert set(background().subject_objects(predicate)) == set(ontology_graph().subject_objects(predicate))


def test_broader_themes_are_reached_in_one_step():
    graph = background()
    for concept in graph.subjects(RDF.type, SKOS.Concept):
        above = set(graph.transitive_objects(concept, SKOS.broader)) - {concept}
        assert set(graph.objects(concept, SKOS.broaderTransitive)) == above
    assert (THEME.withdrawal, SKOS.broaderTransitive, THEME.security) in graph
