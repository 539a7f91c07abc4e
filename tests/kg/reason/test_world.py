import pytest
from rdflib import Graph, URIRef

from kg.errors import ModelError
from kg.namespaces import OWL, RDF, RDFS
from kg.reason import world as module
from kg.reason.ontology import ontology_graph
from kg.reason.world import load_world


def test_owlready2_finds_every_class_under_its_own_name():
    world = load_world(ontology_graph())
    found = {cls.iri for cls in world.classes()}
    expected = {str(cls) for cls in ontology_graph().subjects(RDF.type, OWL.Class) if isinstance(cls, URIRef)}
    assert len(expected) > 30
    assert expected <= found
    assert world["https://w3id.org/foedera/ontology#ArmedGroup"].is_a[0].iri.endswith("#Actor")


def test_worlds_do_not_share_anything():
    first = Graph().parse(data="<urn:a> a <http://www.w3.org/2002/07/owl#Class> .", format="turtle")
    load_world(first)
    assert [cls.iri for cls in load_world(Graph()).classes()] == []


def test_classes_that_do_not_arrive_are_an_error(monkeypatch: pytest.MonkeyPatch):
    # What owlready2 does with Turtle: it loads without complaint and has nothing.
    monkeypatch.setattr(module.owlready2.Ontology, "load", lambda self, **_: self)
    graph = Graph()
    graph.add((URIRef("urn:a"), RDF.type, OWL.Class))
    graph.add((URIRef("urn:a"), RDFS.subClassOf, URIRef("urn:b")))
    with pytest.raises(ModelError, match="0 of 1 classes; urn:a is missing"):
        load_world(graph)
