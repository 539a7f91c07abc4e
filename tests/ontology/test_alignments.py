"""The alignments: true, consistent with what the other vocabularies say, spelled right, and listed."""

from __future__ import annotations

from pathlib import Path

import pytest
from rdflib import BNode, Graph, Namespace, URIRef
from rdflib import namespace as shipped

from kg import __version__
from kg.namespaces import DCTERMS, FDR, OWL, PROV, RDF, RDFS
from kg.reason.alignments import HOW, Vocabulary, checks, unaligned, vocabularies
from kg.reason.consistency import check
from kg.reason.ontology import ontology_graph
from kg.resources import ontology_dir, ontology_files

CRM = Namespace("http://www.cidoc-crm.org/cidoc-crm/")
GIST = Namespace("https://w3id.org/semanticarts/ns/ontology/gist/")
EX = Namespace("https://example.org/id/")
FOREIGN = Path(__file__).with_name("foreign.ttl")
VALID = Path(__file__).parents[1] / "kg" / "validate" / "valid.ttl"
FILES = ontology_files("alignments")
#: The vocabularies to align with, one file each.
NAMES = [
    *("cidoc-crm", "dcat", "dcterms", "eli", "eu-cdm", "fibo", "geosparql", "gist", "jolux", "lkif", "lode", "oa"),
    *("odrl", "org", "prov", "schema-org", "skos", "time", "uk-treaty", "void", "wikidata"),
]
#: What no other vocabulary says, found by going through them; the list may only become shorter.
OWN = {FDR.implicitObligor, FDR.method, FDR.score}

KINDS = {RDFS.subClassOf: OWL.Class, OWL.equivalentClass: OWL.Class}


@pytest.fixture(scope="module")
def union() -> Graph:
    return ontology_graph("core", "themes", "alignments")


def with_foreign(*extra: tuple[URIRef, URIRef, URIRef]) -> Graph:
    graph = Graph()
    for triple in ontology_graph("core", "themes", "alignments"):
        graph.add(triple)
    graph.parse(FOREIGN, format="turtle")
    for triple in extra:
        graph.add(triple)
    return graph


def test_there_is_one_file_for_each_vocabulary():
    assert [path.stem for path in FILES] == NAMES


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_each_file_has_a_full_header(path: Path):
    graph = Graph().parse(path, format="turtle")
    [ontology] = graph.subjects(RDF.type, OWL.Ontology)
    assert str(ontology) == f"https://w3id.org/foedera/ontology/alignments/{path.stem}"
    assert graph.value(ontology, DCTERMS.title)
    assert graph.value(ontology, DCTERMS.abstract)
    assert graph.value(ontology, DCTERMS.creator)
    assert graph.value(ontology, DCTERMS.license) == URIRef("https://creativecommons.org/licenses/by/4.0/")
    assert str(graph.value(ontology, OWL.versionInfo)) == __version__
    assert __version__ in str(graph.value(ontology, OWL.versionIRI))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_the_catalogue_leads_to_each_file(path: Path):
    entry = f'name="https://w3id.org/foedera/ontology/alignments/{path.stem}" uri="alignments/{path.name}"'
    assert entry in (ontology_dir() / "catalog-v001.xml").read_text(encoding="utf-8")


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_lines_are_neat(path: Path):
    text = path.read_text(encoding="utf-8")
    assert text.endswith("\n")
    assert "\t" not in text
    assert not any(line != line.rstrip() for line in text.splitlines())


@pytest.mark.parametrize("vocabulary", vocabularies(), ids=lambda vocabulary: vocabulary.name)
def test_an_alignment_leads_from_a_term_of_ours_to_one_of_another(vocabulary: Vocabulary):
    ours = ontology_graph()
    assert vocabulary.alignments
    for item in vocabulary.alignments:
        assert (item.subject, RDF.type, None) in ours, item
        assert not str(item.target).startswith("https://w3id.org/foedera/")
    pairs = [(item.subject, item.target) for item in vocabulary.alignments]
    assert len(pairs) == len(set(pairs))


@pytest.mark.parametrize("vocabulary", vocabularies(), ids=lambda vocabulary: vocabulary.name)
def test_axioms_join_terms_of_one_kind(vocabulary: Vocabulary, union: Graph):
    ours = ontology_graph()
    for item in vocabulary.alignments:
        if item.exact:
            kinds = {OWL.Class} if item.relation in KINDS else {OWL.ObjectProperty, OWL.DatatypeProperty}
            [kind] = kinds & set(ours.objects(item.subject, RDF.type))
            assert (item.target, RDF.type, kind) in union, item
            assert not (kinds - {kind}) & set(union.objects(item.target, RDF.type)), item


def test_every_class_and_property_has_a_counterpart_but_what_is_our_own():
    assert set(unaligned()) <= OWN


# ---- true


def test_core_themes_and_alignments_are_consistent_with_no_unsatisfiable_class(union: Graph):
    found = check(ontology=union)
    assert found.sound, found.render()
    assert found.classes > check(ontology=ontology_graph()).classes + 40


def test_they_stay_so_with_what_the_other_vocabularies_say():
    found = check(ontology=with_foreign())
    assert found.sound, found.render()


@pytest.mark.parametrize(
    ("subject", "target"),
    [
        (FDR.Agreement, PROV.Activity),
        (FDR.Commitment, FDR.Event),
        (FDR.State, CRM.E53_Place),
        (FDR.Event, CRM.E39_Actor),
        (FDR.Place, shipped.GEO.Geometry),
        (FDR.OfficeHolding, shipped.ORG.Role),
        (FDR.SourceDocument, GIST.Organization),
        (FDR.Person, GIST.Organization),
    ],
    ids=lambda term: str(term).rsplit("#", 1)[-1].rsplit("/", 1)[-1],
)
def test_a_false_axiom_on_a_class_would_be_noticed(subject: URIRef, target: URIRef):
    found = check(ontology=with_foreign((subject, RDFS.subClassOf, target)))
    assert str(subject) in found.unsatisfiable


@pytest.mark.parametrize(
    ("subject", "target"),
    [
        (FDR.mediator, PROV.wasAssociatedWith),
        (FDR.mediator, CRM.P11_had_participant),
        (FDR.evidence, PROV.wasGeneratedBy),
    ],
    ids=lambda term: str(term).rsplit("#", 1)[-1].rsplit("/", 1)[-1],
)
def test_what_is_only_near_would_be_false_as_an_axiom(subject: URIRef, target: URIRef):
    """An agreement has mediators and evidence too, and is neither an activity nor made by its evidence."""
    data = Graph().parse(VALID, format="turtle")
    agreement = next(data.subjects(RDF.type, FDR.Agreement))
    data.add((agreement, FDR.mediator, EX.envoy))
    data.add((EX.envoy, RDF.type, FDR.Person))
    data.add((agreement, FDR.evidence, EX.passage))
    data.add((EX.passage, RDF.type, FDR.Passage))
    assert check(data, ontology=with_foreign(), reasons=0).consistent
    assert not check(data, ontology=with_foreign((subject, RDFS.subPropertyOf, target)), reasons=0).consistent


def test_data_of_every_kind_stays_consistent_with_what_the_other_vocabularies_say():
    data = Graph().parse(VALID, format="turtle")
    found = check(data, ontology=with_foreign())
    assert found.consistent, found.render()


# ---- spelled right


def test_every_external_iri_is_in_the_table_and_the_table_has_no_other():
    used = {term for vocabulary in vocabularies() for term in vocabulary.terms}
    assert set(checks()) == used
    assert list(checks()) == sorted(checks())


@pytest.mark.parametrize("term", [term for term, found in checks().items() if found.how == "rdflib"])
def test_rdflib_declares_what_the_table_says_it_declares(term: URIRef):
    name = checks()[term].where.removeprefix("rdflib.namespace.")
    namespace = getattr(shipped, name)
    assert str(term).startswith(str(namespace))
    assert str(term).removeprefix(str(namespace)) in namespace.__annotations__


def test_what_was_checked_says_where():
    for term, found in checks().items():
        assert found.how in HOW
        assert bool(found.where) == (found.how != "no"), term


def test_declared_terms_are_those_that_axioms_need():
    for path, vocabulary in zip(FILES, vocabularies(), strict=True):
        graph = Graph().parse(path, format="turtle")
        kinds = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty)
        declared = {term for kind in kinds for term in graph.subjects(RDF.type, kind)}
        assert declared == {item.target for item in vocabulary.alignments if item.exact}
        assert not [node for node in graph.all_nodes() if isinstance(node, BNode)]
