"""A small ontology with every sort of axiom that becomes a rule, and things to say in its terms."""

from __future__ import annotations

from collections.abc import Iterable

import pyoxigraph
from hypothesis import strategies as st
from rdflib import Graph, Literal, URIRef

from kg.namespaces import OWL, RDF
from kg.reason.rl.plan import Plan, plan_for
from kg.reason.rl.update import joins_update, materialise
from kg.store.terms import to_oxigraph

__all__ = ["CYCLIC", "ONTOLOGY", "TRIPLES", "follows", "graph_of", "read"]

PREFIXES = """
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix : <https://example.org/> .
"""

ONTOLOGY = """
:A rdfs:subClassOf :B . :B rdfs:subClassOf :C . :D owl:equivalentClass :A .
:p rdfs:subPropertyOf :q . :q rdfs:domain :B ; rdfs:range :D . :r owl:inverseOf :p .
:s a owl:SymmetricProperty . :t a owl:TransitiveProperty ; rdfs:subPropertyOf :q .
:u owl:propertyChainAxiom ( :t :p ) . :u rdfs:domain :E .
[ a owl:Class ; owl:unionOf ( :E :F ) ] rdfs:subClassOf :G .
[ a owl:Class ; owl:intersectionOf ( :A :F ) ] rdfs:subClassOf :H .
[ a owl:Restriction ; owl:onProperty :s ; owl:someValuesFrom :F ] rdfs:subClassOf :I .
:H rdfs:subClassOf [ a owl:Restriction ; owl:onProperty :s ; owl:allValuesFrom :F ] .
:I rdfs:subClassOf [ a owl:Restriction ; owl:onProperty :v ; owl:hasValue :x0 ] .
"""
#: Rules that feed each other, so that one pass does not find all.
CYCLIC = ":p owl:propertyChainAxiom ( :q :t ) . :q owl:propertyChainAxiom ( :p :s ) . :t owl:inverseOf :s ."

_E = "https://example.org/"
_THINGS = [URIRef(f"{_E}x{number}") for number in range(4)]
_CLASSES = [URIRef(_E + name) for name in "ABDEFHI"]
_PROPERTIES = [URIRef(_E + name) for name in "pqrstu"] + [OWL.sameAs]
#: Triples in the terms of the toy.
TRIPLES = st.one_of(
    st.tuples(st.sampled_from(_THINGS), st.just(RDF.type), st.sampled_from(_CLASSES)),
    st.tuples(st.sampled_from(_THINGS), st.sampled_from(_PROPERTIES), st.sampled_from(_THINGS)),
    st.tuples(st.sampled_from(_THINGS), st.sampled_from(_PROPERTIES[:2]), st.just(Literal("word"))),
)


def read(text: str) -> Graph:
    return Graph().parse(data=PREFIXES + text, format="turtle")


def graph_of(triples: Iterable[tuple[URIRef, URIRef, URIRef | Literal]]) -> Graph:
    graph = Graph()
    for triple in triples:
        graph.add(triple)
    return graph


def follows(plan: Plan, data: Graph) -> set[str]:
    """Run the update over the data and return what is new."""
    store = pyoxigraph.Store()
    store.extend(pyoxigraph.Quad(quad.subject, quad.predicate, quad.object) for quad in to_oxigraph(data, "urn:x:g"))
    told = {str(quad.triple) for quad in store}
    store.update(materialise(plan, "urn:x:inferred"))
    size = -1
    while not plan.settles and len(store) > size:
        size = len(store)
        store.update(joins_update(plan, "urn:x:inferred"))
    inferred = {
        str(quad.triple) for quad in store.quads_for_pattern(None, None, None, pyoxigraph.NamedNode("urn:x:inferred"))
    }
    union = {str(quad.triple) for quad in store.quads_for_pattern(None, None, None, pyoxigraph.DefaultGraph())}
    assert union == told | inferred
    assert not told & inferred
    return inferred


def plan_of(text: str) -> Plan:
    return plan_for(read(text))
