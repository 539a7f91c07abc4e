"""Each sort of axiom becomes the rule that the OWL 2 RL profile gives for it."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from toy import follows, plan_of, read

CASES = {
    "cax-sco": (":A rdfs:subClassOf :B .", ":x a :A .", ":x a :B ."),
    "cax-sco, twice": (":A rdfs:subClassOf :B . :B rdfs:subClassOf :C .", ":x a :A .", ":x a :B, :C ."),
    "cax-eqc": (":A owl:equivalentClass :B .", ":x a :A . :y a :B .", ":x a :B . :y a :A ."),
    "prp-spo1": (":p rdfs:subPropertyOf :q .", ":x :p :y, 1 .", ":x :q :y, 1 ."),
    "prp-eqp": (":p owl:equivalentProperty :q .", ":x :p :y . :y :q :z .", ":x :q :y . :y :p :z ."),
    "prp-dom": (":p rdfs:domain :A .", ":x :p :y .", ":x a :A ."),
    "prp-rng": (":p rdfs:range :A .", ":x :p :y .", ":y a :A ."),
    "prp-rng, of a literal": (":p rdfs:range :A .", ":x :p 1 .", ""),
    "prp-rng, a datatype": (":p rdfs:range xsd:string .", ":x :p :y .", ""),
    "prp-inv": (":p owl:inverseOf :q .", ":x :p :y . :y :q :z .", ":y :q :x . :z :p :y ."),
    "prp-symp": (":p a owl:SymmetricProperty .", ":x :p :y .", ":y :p :x ."),
    "prp-trp": (":p a owl:TransitiveProperty .", ":a :p :b . :b :p :c . :c :p :d .", ":a :p :c, :d . :b :p :d ."),
    "prp-trp, in a ring": (":p a owl:TransitiveProperty .", ":a :p :b . :b :p :a .", ":a :p :a . :b :p :b ."),
    "prp-spo2": (":c owl:propertyChainAxiom ( :p :q ) .", ":x :p :y . :y :q :z .", ":x :c :z ."),
    "prp-spo2, three steps": (
        ":c owl:propertyChainAxiom ( :p :q :p ) .",
        ":a :p :b . :b :q :c . :c :p :d .",
        ":a :c :d .",
    ),
    "prp-spo2, a step back": (
        ":c owl:propertyChainAxiom ( [ owl:inverseOf :p ] :q ) .",
        ":y :p :x . :y :q :z .",
        ":x :c :z .",
    ),
    "cls-uni": ("[ owl:unionOf ( :A :B ) ] rdfs:subClassOf :C .", ":x a :A . :y a :B .", ":x a :C . :y a :C ."),
    "cls-uni, named": (":C owl:unionOf ( :A :B ) .", ":x a :A .", ":x a :C ."),
    "cls-int1": ("[ owl:intersectionOf ( :A :B ) ] rdfs:subClassOf :C .", ":x a :A, :B . :y a :A .", ":x a :C ."),
    "cls-int2": (":C rdfs:subClassOf [ owl:intersectionOf ( :A :B ) ] .", ":x a :C .", ":x a :A, :B ."),
    "cls-svf1": (
        "[ owl:onProperty :p ; owl:someValuesFrom :A ] rdfs:subClassOf :B .",
        ":x :p :y . :y a :A . :z :p :x .",
        ":x a :B .",
    ),
    "cls-svf2": (
        "[ owl:onProperty :p ; owl:someValuesFrom owl:Thing ] rdfs:subClassOf :B .",
        ":x :p :y .",
        ":x a :B .",
    ),
    "cls-avf": (
        ":A rdfs:subClassOf [ owl:onProperty :p ; owl:allValuesFrom :B ] .",
        ":x a :A ; :p :y . :z :p :w .",
        ":y a :B .",
    ),
    "cls-hv1": (":A rdfs:subClassOf [ owl:onProperty :p ; owl:hasValue :v ] .", ":x a :A .", ":x :p :v ."),
    "cls-hv2": (
        "[ owl:onProperty :p ; owl:hasValue :v ] rdfs:subClassOf :A .",
        ":x :p :v . :y :p :w .",
        ":x a :A .",
    ),
    "eq-sym and eq-trans": ("", ":a owl:sameAs :b . :b owl:sameAs :c .", """
        :b owl:sameAs :a . :c owl:sameAs :b, :a . :a owl:sameAs :c ."""),
    "a class without a name": (":p rdfs:range [ owl:unionOf ( :A :B ) ] .", ":x :p :y .", ""),
    "functional": (":p a owl:FunctionalProperty .", ":x :p :y, :z .", ""),
    "a domain above a superproperty": (
        ":p rdfs:subPropertyOf :q . :q rdfs:domain :A . :A rdfs:subClassOf :B .",
        ":x :p :y .",
        ":x :q :y ; a :A, :B .",
    ),
    "what follows of a chain": (
        ":c owl:propertyChainAxiom ( :p :q ) ; rdfs:domain :A ; owl:inverseOf :d .",
        ":x :p :y . :y :q :z .",
        ":x :c :z ; a :A . :z :d :x .",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("ontology", "data", "expected"), CASES.values(), ids=CASES)
def test_the_rule(ontology: str, data: str, expected: str):
    wanted = {" ".join(term.n3() for term in triple) for triple in read(expected)}
    assert follows(plan_of(ontology), read(data)) == wanted
