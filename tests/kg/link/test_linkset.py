from rdflib import Graph, Literal, URIRef

from kg.link.links import Link, Verdict
from kg.link.linkset import linkset_graph, linkset_name, said_before
from kg.namespaces import FDR, RDF, SKOS, XSD
from kg.settings import Settings
from kg.store.open import open_store
from kg.validate.graph import validate

BASE = "https://example.org/id/"
NAME = linkset_name(BASE, "one", "other")
A, B, X, Y = (f"{BASE}{name}" for name in "abxy")
FOUND = [
    Link(A, X, 0.95, "same day", {"same day": 3.0, "title ratio": 0.5}),
    Link(B, Y, 0.4, "same day", {"same day": 1.0}, reviewer="N. N."),
]
REJECTED = {(A, Y): Verdict(False, "O. O.")}


def graph_of(found: list[Link] = FOUND) -> Graph:
    return linkset_graph(NAME, found, rejected=REJECTED, titles=("one", "other"), base=BASE)


def test_a_link_says_what_it_rests_on_beside_the_plain_match():
    graph = graph_of()
    assert (URIRef(A), SKOS.exactMatch, URIRef(X)) in graph
    [node] = [node for node in graph.subjects(FDR.subject, URIRef(A)) if (node, FDR.object, URIRef(X)) in graph]
    assert (node, FDR.score, Literal("0.9500", datatype=XSD.decimal)) in graph
    assert str(graph.value(node, FDR.method)) == "same day: same day 3, title ratio 0.5"
    assert graph.value(node, FDR.reviewStatus) == FDR.MachineMade


def test_what_a_person_accepts_is_an_exact_match_and_names_the_person():
    graph = graph_of()
    assert (URIRef(B), SKOS.exactMatch, URIRef(Y)) in graph
    [node] = graph.subjects(FDR.reviewStatus, FDR.Accepted)
    assert (
        str(graph.value(graph.value(node, FDR.reviewedBy), URIRef("http://www.w3.org/2000/01/rdf-schema#label")))
        == "N. N."
    )


def test_what_is_rejected_is_remembered_and_is_no_match():
    graph = graph_of()
    assert (URIRef(A), None, URIRef(Y)) not in graph
    assert len(list(graph.subjects(FDR.reviewStatus, FDR.Rejected))) == 1
    with open_store(Settings(store="memory:")) as store:
        assert said_before(store, NAME) == {}
        store.replace({NAME: graph})
        assert said_before(store, NAME) == {(B, Y): Verdict(True, "N. N."), **REJECTED}
        assert not store.replace({NAME: graph_of()}).written, "the same links change nothing"


def test_a_set_of_links_conforms_and_is_a_linkset():
    graph = graph_of()
    assert validate(graph).conforms, validate(graph).render()
    assert (URIRef(NAME), RDF.type, URIRef("http://rdfs.org/ns/void#Linkset")) in graph


def test_names_of_graphs_that_are_no_short_names():
    assert linkset_name(BASE, "pax", "ucdp") == f"{BASE}links/pax/ucdp"
    assert linkset_name(BASE, f"{BASE}graph", "ucdp").startswith(f"{BASE}links/")
    assert ":" not in linkset_name("", "urn:x", "ucdp")
