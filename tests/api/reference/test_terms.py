from collections.abc import Iterable

from rdflib import OWL, RDF, RDFS, URIRef

from api.reference.names import Ref
from api.reference.terms import CHARACTERISTICS, Term, terms
from kg.namespaces import FDR
from kg.reason.ontology import ontology_graph


def _term(name: str) -> Term:
    (found,) = (term for term in terms() if term.name == name)
    return found


def _labels(refs: Iterable[Ref]) -> list[str]:
    return [item.label for item in refs]


def test_every_term_of_the_ontology_is_there():
    graph = ontology_graph("core", "themes")
    kinds = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, RDFS.Datatype)
    ours = {str(node) for kind in kinds for node in graph.subjects(RDF.type, kind) if str(node).startswith(str(FDR))}
    assert len(terms()) == len(ours)
    assert {term.ref.iri for term in terms()} == ours
    assert all(term.definition and term.ref.label and term.area for term in terms())


def test_a_class_with_bounds_and_a_key():
    passage = _term("Passage")
    assert passage.kind == "class"
    assert passage.area == "core/evidence"
    assert [(bound.property.label, bound.words) for bound in passage.bounds] == [
        ("has end", "exactly 1"),
        ("has exact text", "exactly 1"),
        ("has start", "exactly 1"),
        ("is in document", "exactly 1"),
    ]
    assert _labels(passage.keys) == ["is in document", "has start", "has end"]
    assert "actor" in _labels(passage.disjoint)
    assert "passage" not in _labels(passage.disjoint)
    assert _labels(passage.pointing) == ["has evidence"]


def test_a_bound_may_say_of_which_class():
    (bound,) = _term("Discrepancy").bounds
    assert (bound.property.label, bound.words, _labels(bound.of)) == ("is between", "exactly 2", ["claim"])


def test_domain_and_range_may_be_unions():
    about = _term("about")
    assert _labels(about.domain) == ["claim"]
    assert _labels(about.range) == ["agreement", "clause", "commitment", "event"]
    assert not about.inherited


def test_an_inverse_property_has_the_ends_the_other_way_round():
    stated = _term("statedIn")
    assert (_labels(stated.domain), _labels(stated.range)) == (["commitment"], ["clause"])
    assert stated.inherited
    assert _labels(stated.inverse) == ["states"]
    assert _labels(_term("states").inverse) == ["is stated in"]


def test_a_narrower_property_has_the_ends_of_the_broader_one():
    obligor = _term("obligor")
    assert _labels(obligor.supers) == ["binds"]
    assert (_labels(obligor.domain), _labels(obligor.range)) == (["commitment"], ["actor"])
    assert obligor.inherited


def test_chains_are_told_in_their_order():
    assert [_labels(chain) for chain in _term("binds").chains] == [["has obligor", "is part of"]]


def test_characteristics_in_words():
    assert _term("partOf").characteristics == (CHARACTERISTICS[OWL.TransitiveProperty],)
    assert _term("replaces").characteristics == (
        CHARACTERISTICS[OWL.AsymmetricProperty],
        CHARACTERISTICS[OWL.IrreflexiveProperty],
    )
    assert set(CHARACTERISTICS) >= {
        kind for kind in ontology_graph("core").objects(URIRef(str(FDR.partOf)), RDF.type) if kind != OWL.ObjectProperty
    }


def test_classes_know_their_kinds_and_properties():
    actor = _term("Actor")
    assert "armed group" in _labels(actor.subs)
    assert _labels(_term("ArmedGroup").supers) == ["actor"]
    assert "has party" in _labels(actor.pointing)
    assert _labels(_term("OfficeHolding").owned) == ["has holder", "has office", "is office of"]
