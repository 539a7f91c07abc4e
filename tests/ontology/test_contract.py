"""The terms of the vocabulary contract, written down by hand, so that none can be lost or renamed."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from rdflib import Graph, Namespace

from kg import __version__
from kg.namespaces import FDR, OWL, RDF, RDFS, SKOS, XSD
from kg.reason.ontology import ontology_graph

VANN = Namespace("http://purl.org/vocab/vann/")

CONTRACT = tomllib.loads((Path(__file__).parent / "contract.toml").read_text(encoding="utf-8"))
TERMS = [(name, kind) for kind, names in CONTRACT["kinds"].items() for name in names.split()]


@pytest.fixture(scope="module")
def ontology() -> Graph:
    return ontology_graph()


@pytest.mark.parametrize(("name", "kind"), TERMS)
def test_every_term_of_the_contract_is_of_its_kind(name: str, kind: str, ontology: Graph):
    assert (FDR[name], RDF.type, SKOS.Concept if kind == "Concept" else OWL[kind]) in ontology


@pytest.mark.parametrize(("parent", "children"), CONTRACT["subclasses"].items())
def test_subclasses_are_where_the_contract_puts_them(parent: str, children: str, ontology: Graph):
    assert {FDR[child] for child in children.split()} == set(ontology.subjects(RDFS.subClassOf, FDR[parent]))


@pytest.mark.parametrize("name", ["from", "until", "date", "dueBy", "signedOn", "effectiveFrom"])
def test_dates_may_be_as_precise_as_the_text(name: str, ontology: Graph):
    assert ontology.value(FDR[name], RDFS.range) is None


def test_counts_are_never_negative(ontology: Graph):
    for name in ("killed", "wounded", "start", "end", "ordinal"):
        assert ontology.value(FDR[name], RDFS.range) == XSD.nonNegativeInteger


def test_a_body_binds_the_actor_it_belongs_to(ontology: Graph):
    chain = ontology.value(FDR.binds, OWL.propertyChainAxiom)
    assert chain is not None
    assert list(ontology.items(chain)) == [FDR.obligor, FDR.partOf]
    assert (FDR.obligor, RDFS.subPropertyOf, FDR.binds) in ontology


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("clauseOf", "hasClause"),
        ("statedIn", "states"),
        ("fulfilledBy", "fulfils"),
        ("breachedBy", "breaches"),
        ("producedBy", "produced"),
        ("hasPart", "partOf"),
    ],
)
def test_inverses(one: str, other: str, ontology: Graph):
    assert (FDR[one], OWL.inverseOf, FDR[other]) in ontology


def test_the_version_is_that_of_the_software(ontology: Graph):
    assert {str(version) for version in ontology.objects(None, OWL.versionInfo)} == {__version__}


def test_every_module_says_which_namespace_it_is_for(ontology: Graph):
    for module in ontology.subjects(RDF.type, OWL.Ontology):
        assert ontology.value(module, VANN.preferredNamespaceUri) is not None
