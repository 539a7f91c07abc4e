"""The code lists hold what the vocabulary contract names, and say what each entry means."""

from __future__ import annotations

import csv
import gzip
import os
from pathlib import Path

import pytest
from rdflib import Graph, Literal, URIRef

from kg.extract.phrase import read_table
from kg.namespaces import AGREEMENT_TYPE, DCTERMS, FDR, OWL, RDF, RDFS, SKOS, THEME
from kg.resources import ontology_files

#: Typed by hand from the contract.
THEMES_OF_CONTRACT = """
ceasefire security-zone joint-patrol monitoring withdrawal disarmament prisoner-release amnesty humanitarian-access
displaced-persons counter-terrorism territorial-integrity sovereignty independence-recognition non-aggression
non-interference political-process negotiation power-sharing elections constitution human-rights women
children transitional-justice security-sector boundary territorial-transfer autonomy trade customs-taxation
transport finance-aid natural-resources environment diplomatic-relations friendship military-cooperation
arms-control nuclear sanctions peacekeeping dispute-settlement implementation-body entry-into-force
information-exchange civilian-protection culture-religion education-health nationality-residence navigation other
"""
THEMES = THEMES_OF_CONTRACT.split()
TYPES_OF_CONTRACT = """
ceasefire peace-agreement framework-agreement security-arrangement humanitarian-arrangement roadmap declaration
joint-statement memorandum protocol treaty convention trade-agreement resolution other
"""
AGREEMENT_TYPES = TYPES_OF_CONTRACT.split()
MODALITIES = ["Obligation", "Prohibition", "Permission", "Affirmation"]
STANCES = ["Asserted", "Quoted", "Predicted", "Denied", "Doubted"]
#: Beyond the contract: what a person made of what was read.
REVIEW_STATUSES = ["MachineMade", "Accepted", "Corrected", "Rejected", "Added"]
#: Beyond the contract: where a commitment stands on a day.
STANDINGS = [
    *("NotYetDue", "InForce", "Due", "Overdue", "Fulfilled", "PartlyFulfilled", "Breached", "Superseded", "Lapsed"),
    "Open",
]

CONCEPTS = (
    [THEME[name] for name in THEMES]
    + [AGREEMENT_TYPE[name] for name in AGREEMENT_TYPES]
    + [FDR[name] for name in MODALITIES + STANCES + REVIEW_STATUSES + STANDINGS]
)
TREE = URIRef(str(THEME))


@pytest.fixture(scope="module")
def graph() -> Graph:
    graph = Graph()
    for path in ontology_files("themes"):
        graph.parse(path)
    return graph


def codes_of(graph: Graph, kind: URIRef) -> set[str]:
    return {
        str(code) for code in graph.objects(None, SKOS.notation) if isinstance(code, Literal) and code.datatype == kind
    }


def data_file(name: str) -> Path:
    folder = os.environ.get("FOEDERA_DATA")
    if not folder:
        pytest.skip("FOEDERA_DATA does not name the folder with the tables of PA-X and UCDP")
    path = Path(folder) / name
    if not path.exists():
        pytest.skip(f"there is no {name} in FOEDERA_DATA")
    return path


@pytest.mark.parametrize("concept", CONCEPTS, ids=str)
def test_each_entry_of_the_contract_is_a_concept_that_explains_itself(graph: Graph, concept: URIRef) -> None:
    assert (concept, RDF.type, SKOS.Concept) in graph
    (label,) = graph.objects(concept, SKOS.prefLabel)
    assert list(graph.objects(concept, RDFS.label)) == [label]
    for explains, length in ((SKOS.prefLabel, 3), (SKOS.definition, 15), (SKOS.scopeNote, 15)):
        (text,) = graph.objects(concept, explains)
        assert isinstance(text, Literal)
        assert text.language == "en"
        assert len(text) > length
    assert (concept, RDFS.isDefinedBy, None) in graph
    (scheme,) = graph.objects(concept, SKOS.inScheme)
    assert (scheme, RDF.type, SKOS.ConceptScheme) in graph


def test_no_concept_is_outside_the_contract_but_the_groups_of_themes(graph: Graph) -> None:
    more = set(graph.subjects(RDF.type, SKOS.Concept)) - set(CONCEPTS)
    assert more
    assert all((group, SKOS.topConceptOf, TREE) in graph for group in more)
    assert all((group, SKOS.narrower, None) in graph for group in more)


def test_labels_and_definitions_differ(graph: Graph) -> None:
    concepts = list(graph.subjects(RDF.type, SKOS.Concept))
    for predicate in (SKOS.prefLabel, SKOS.definition):
        texts = [str(graph.value(concept, predicate)) for concept in concepts]
        assert len(texts) == len(set(texts))


def test_every_theme_leads_up_to_a_top_concept_without_a_cycle(graph: Graph) -> None:
    tops = set(graph.objects(TREE, SKOS.hasTopConcept))
    for concept in graph.subjects(SKOS.inScheme, TREE):
        above = list(graph.transitive_objects(concept, SKOS.broader))
        assert above.count(concept) == 1
        assert not any(concept in set(graph.transitive_objects(up, SKOS.broader)) for up in above if up != concept)
        assert above[-1] in tops
        assert sum(1 for up in above if up in tops) == 1


def test_broader_and_narrower_are_stated_both_ways(graph: Graph) -> None:
    assert {(b, a) for a, b in graph.subject_objects(SKOS.broader)} == set(graph.subject_objects(SKOS.narrower))
    tops = set(graph.subject_objects(SKOS.hasTopConcept))
    assert {(b, a) for a, b in graph.subject_objects(SKOS.topConceptOf)} == tops


def test_a_code_stands_for_one_theme(graph: Graph) -> None:
    codes = list(graph.objects(None, SKOS.notation))
    assert len(codes) == len(set(codes))
    kinds = {code.datatype for code in codes if isinstance(code, Literal)}
    assert kinds == {FDR.paxCode, FDR.ucdpCode, FDR.cameoCode, FDR.ploverCode}
    assert all((kind, RDF.type, RDFS.Datatype) in graph for kind in kinds)


def test_known_matches(graph: Graph) -> None:
    for theme, code, kind in (
        ("ceasefire", "Ce", FDR.paxCode),
        ("ceasefire", "cease", FDR.ucdpCode),
        ("ceasefire", "0871", FDR.cameoCode),
        ("prisoner-release", "TjPrire", FDR.paxCode),
        ("displaced-persons", "GRef", FDR.paxCode),
        ("peacekeeping", "pko", FDR.ucdpCode),
    ):
        assert (THEME[theme], SKOS.notation, Literal(code, datatype=kind)) in graph


def test_pax_codes_are_columns_of_the_table(graph: Graph) -> None:
    with gzip.open(data_file("pax_agreements_v10.csv.gz"), "rt", encoding="utf-8-sig", newline="") as table:
        columns = {name.strip() for name in next(csv.reader(table))}
    codes = codes_of(graph, FDR.paxCode)
    assert len(codes) > 100
    assert codes <= columns


def test_ucdp_codes_are_columns_of_the_table(graph: Graph) -> None:
    with data_file("ucdp_peace_agreements_v22.1.csv").open(encoding="utf-8-sig", newline="") as table:
        columns = {name.strip() for name in next(csv.reader(table))}
    codes = codes_of(graph, FDR.ucdpCode)
    assert len(codes) > 25
    assert codes <= columns


@pytest.mark.parametrize("path", ontology_files("themes"), ids=lambda path: path.name)
def test_each_file_has_a_full_header(path: Path) -> None:
    graph = Graph().parse(path)
    (ontology,) = graph.subjects(RDF.type, OWL.Ontology)
    assert str(ontology) == f"https://w3id.org/foedera/ontology/themes/{path.stem}"
    for predicate in (DCTERMS.title, DCTERMS.abstract, DCTERMS.creator, OWL.versionIRI, OWL.versionInfo):
        assert graph.value(ontology, predicate) is not None
    assert graph.value(ontology, DCTERMS.license) == URIRef("https://creativecommons.org/licenses/by/4.0/")
    assert graph.value(ontology, URIRef("http://purl.org/vocab/vann/preferredNamespacePrefix")) is not None


def test_the_word_table_speaks_of_every_theme_and_of_no_other() -> None:
    themes = {theme for theme, _, _ in read_table("themes.tsv", 3) if not theme.startswith("@")}
    assert themes == set(THEMES)
