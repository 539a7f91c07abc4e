from rdflib import BNode, Graph, Literal, URIRef

from kg.namespaces import DCTERMS, FDR, RDF, RDFS
from kg.validate.labels import label_of

THING = URIRef("https://example.org/id/commitment/12-40")


def test_the_english_name_comes_first():
    graph = Graph()
    graph.add((THING, RDFS.label, Literal("accord", "fr")))
    graph.add((THING, RDFS.label, Literal("treaty", "en")))
    graph.add((THING, FDR.action, Literal("do it")))
    assert label_of(graph, THING) == "treaty"


def test_what_has_no_name_is_called_by_its_words_or_title():
    graph = Graph()
    graph.add((THING, FDR.action, Literal("withdraw")))
    assert label_of(graph, THING) == "withdraw"
    other = URIRef("urn:document")
    graph.add((other, DCTERMS.title, Literal("The news", "en")))
    assert label_of(graph, other) == "The news"


def test_a_clause_is_called_by_its_number():
    graph = Graph()
    graph.add((THING, RDF.type, FDR.Clause))
    graph.add((THING, FDR.number, Literal("II.3")))
    assert label_of(graph, THING) == "clause II.3"


def test_else_the_end_of_the_address_serves():
    assert label_of(Graph(), THING) == "commitment/12-40"
    assert label_of(Graph(), URIRef("urn:x")) == "urn:x"
    assert label_of(Graph(), Literal("so")) == "so"
    assert label_of(Graph(), BNode("b1")) == "something without an address"
