from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad, QuerySolutions, RdfFormat, Store

from kg.resources import ontology_dir

FDR = "https://w3id.org/foedera/ontology#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
OWL = "http://www.w3.org/2002/07/owl#"
ACTOR = NamedNode("urn:file:core/actor.ttl")
STATE = NamedNode(f"{FDR}State")
TYPE = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
PREFIXES = f"""
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix fdr: <{FDR}> .
@prefix owl: <{OWL}> .
@prefix rdfs: <{RDFS}> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix skos: <{SKOS}> .
"""
RULES = sorted((ontology_dir() / "hygiene").glob("*.rq"))

#: For each rule something that breaks it: Turtle to add to core/actor.ttl, and properties to take away from fdr:State
#: or from the ontology of that file.
SPOILS = {
    "classes-apart": ('fdr:Ghost a owl:Class ; rdfs:label "ghost"@en .', None),
    "classes-shaped": ("fdr:Ghost a owl:Class .", None),
    "defined-by-own-file": (
        "fdr:Ghost a owl:Class ; rdfs:isDefinedBy <https://w3id.org/foedera/ontology/core/place> .",
        None,
    ),
    "definitions-not-circular": (
        'fdr:Ghost a owl:Class ; rdfs:label "ghost"@en ; skos:definition "ghost of one"@en .',
        None,
    ),
    "definitions-present": ("", f"{SKOS}definition"),
    "definitions-replace": ('fdr:Ghost a owl:Class ; skos:definition "The thing."@en .', None),
    "definitions-unique": (
        'fdr:Ghost rdfs:isDefinedBy fdr:x ; skos:definition "human being"@en .',
        None,
    ),
    "examples-present": ("", f"{SKOS}example"),
    "headers-complete": ("", "http://purl.org/dc/terms/license"),
    "headers-licence": ("<https://w3id.org/foedera/ontology/core/actor> dcterms:license fdr:other .", None),
    "headers-prefix": ("", "http://purl.org/vocab/vann/preferredNamespacePrefix"),
    "labels-natural": ('fdr:Ghost a owl:Class ; rdfs:label "GhostState"@en .', None),
    "labels-present": ("", f"{RDFS}label"),
    "labels-unique": ('fdr:Ghost rdfs:isDefinedBy fdr:x ; rdfs:label "State"@en .', None),
    "names-style": ("fdr:ghost_state a owl:Class .", None),
    "no-dangling-import": ("<https://w3id.org/foedera/ontology/core/actor> owl:imports fdr:nowhere .", None),
    "no-dangling-term": ("fdr:State rdfs:subClassOf fdr:Nowhere .", None),
    "one-kind": ("fdr:State a skos:Concept .", None),
    "one-ontology-a-file": ("fdr:second a owl:Ontology .", None),
    "questions-apart": (
        'fdr:q a sh:SPARQLExecutable ; rdfs:label "who?" . fdr:r a sh:SPARQLExecutable ; rdfs:label "who?" .',
        None,
    ),
    "questions-complete": ("fdr:q a sh:SPARQLExecutable .", None),
    "terms-questioned": ("fdr:Ghost a owl:Class .", None),
    "terms-used": ("fdr:Ghost a owl:Class .", None),
    "texts-have-language": ('fdr:State rdfs:label "state" .', None),
    "version-same": ('<https://w3id.org/foedera/ontology/core/actor> owl:versionInfo "0.0.9" .', None),
}


def rows(store: Store, rule: Path) -> list[str]:
    found = store.query(rule.read_text(encoding="utf-8"), use_default_graph_as_union=True)
    assert isinstance(found, QuerySolutions)
    return [str(row) for row in found]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.stem)
def test_the_ontology_keeps_the_rule(rule: Path, store: Store):
    assert rows(store, rule) == []


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.stem)
def test_the_rule_finds_what_breaks_it(rule: Path, store: Store):
    add, remove = SPOILS[rule.stem]
    if add:
        store.load(input=PREFIXES + add, format=RdfFormat.TURTLE, to_graph=ACTOR)
    if remove:
        ontology = NamedNode("https://w3id.org/foedera/ontology/core/actor")
        taken = [q for term in (STATE, ontology) for q in store.quads_for_pattern(term, NamedNode(remove), None, ACTOR)]
        assert taken
        for quad in taken:
            store.remove(quad)
    assert rows(store, rule)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.stem)
def test_a_rule_is_one_sentence_and_one_query(rule: Path):
    first, second, *_ = rule.read_text(encoding="utf-8").splitlines()
    assert first.startswith("# ")
    assert first.endswith(".")
    assert not second.startswith("#")


def test_there_are_rules_and_none_has_been_renamed_away():
    assert {rule.stem for rule in RULES} == set(SPOILS)


@pytest.mark.parametrize(
    ("rule", "verb"), [("labels-present", f"{RDFS}label"), ("definitions-present", f"{SKOS}definition")]
)
def test_deleting_any_one_label_or_definition_is_noticed(rule: str, verb: str, store: Store):
    path = ontology_dir() / "hygiene" / f"{rule}.rq"
    kinds = [f"{OWL}Class", f"{OWL}ObjectProperty", f"{OWL}DatatypeProperty", f"{SKOS}Concept"]
    terms = {quad.subject for kind in kinds for quad in store.quads_for_pattern(None, TYPE, NamedNode(kind), None)}
    ours = sorted(term.value for term in terms if "w3id.org/foedera/" in term.value)
    assert len(ours) > 150
    for term in ours:
        quads = list(store.quads_for_pattern(NamedNode(term), NamedNode(verb), None, None))
        assert len(quads) == 1, term
        store.remove(quads[0])
        assert f"={term}>" in "".join(rows(store, path))
        store.add(quads[0])


def test_a_second_label_in_english_is_noticed(store: Store):
    store.add(Quad(STATE, NamedNode(f"{RDFS}label"), Literal("country", language="en"), ACTOR))
    assert rows(store, ontology_dir() / "hygiene" / "labels-present.rq")


def test_a_term_waits_for_its_question_only_until_there_is_one(store: Store):
    rule = ontology_dir() / "hygiene" / "terms-questioned.rq"
    waiting, note = NamedNode("urn:file:hygiene/waiting.ttl"), NamedNode(f"{SKOS}editorialNote")
    store.add(Quad(NamedNode(f"{FDR}Ghost"), TYPE, NamedNode(f"{OWL}Class"), ACTOR))
    assert len(rows(store, rule)) == 1
    store.add(Quad(NamedNode(f"{FDR}Ghost"), note, Literal("not built yet", language="en"), waiting))
    assert rows(store, rule) == []
    store.add(Quad(STATE, note, Literal("not built yet", language="en"), waiting))
    assert "State>" in "".join(rows(store, rule))
