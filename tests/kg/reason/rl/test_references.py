"""Two reasoners of other people derive the same triples from the seeds and from a made-up corpus.

Compared is what is said of the individuals of the data: every triple whose subject is one. Left out on both sides, or
taken from the input of both, is what the rules leave out on purpose, and what only one side's bookkeeping makes:

* ``owl:sameAs``: copying all that is said of a thing to its other names (eq-rep), and the reflexive triples of each
  term (eq-ref), so that links of the data are taken out beforehand; their symmetry and transitivity are tested apart;
* ``owl:hasKey``, which concludes that two things are one (prp-key);
* types without a name (unions, restrictions) and those of everything (owl:Thing, rdfs:Resource, a named individual);
* axiomatic triples and those about the terms of the ontology;
* datatypes of literals: Oxigraph keeps a nonNegativeInteger as an integer, and reasonable a plain string as xsd:string;
* for reasonable, which has no rule for property chains (prp-spo2): the two properties that are defined by one.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pyoxigraph
import pytest
from rdflib import BNode, Graph, Literal, URIRef
from rdflib.term import Node

from benchmarks.synthetic import documents
from kg.document.reader import read_documents
from kg.ingest.extraction import graph_of
from kg.namespaces import DEFAULT_BASE, FDR, OWL, RDF, RDFS
from kg.reason.ontology import ontology_graph
from kg.store.oxigraph import OxigraphStore
from kg.store.terms import to_rdflib

SEEDS = Path(__file__).parents[4] / "seeds"
Said = set[tuple[Node, Node, str]]
#: Terms that an axiom by itself says nothing about.
_EVERYTHING = {OWL.Thing, RDFS.Resource, OWL.NamedIndividual}
_CHAINED = {FDR.binds, FDR.hasCommitment}


@pytest.fixture(scope="module", params=["seeds", "synthetic"])
def data(request: pytest.FixtureRequest) -> Graph:
    graph = Graph()
    if request.param == "seeds":
        for document in read_documents([SEEDS]):
            graph += graph_of(document, base=DEFAULT_BASE).graph
    else:
        for made_up in documents(1000, seed=3):
            graph += to_rdflib(quad for quad in made_up.quads if str(quad.graph_name) == f"<{made_up.graph}>")
    assert len(graph) >= 1000
    graph.remove((None, OWL.sameAs, None))
    return graph


@pytest.fixture(scope="module")
def ontology() -> Graph:
    graph = Graph()
    graph += ontology_graph("core", "themes", "alignments")
    graph.remove((None, OWL.hasKey, None))
    return graph


@pytest.fixture(scope="module")
def own(data: Graph, ontology: Graph) -> Said:
    store = OxigraphStore(pyoxigraph.Store())
    store.replace({"https://example.org/data": data})
    store.infer("https://example.org/inferred")
    return said(to_rdflib(store.quads()), data, ontology)


def said(graph: Graph, data: Graph, ontology: Graph) -> Said:
    """Return what a graph says of the individuals of the data."""
    terms = set(ontology.subjects()) | set(ontology.objects())
    individuals = {node for s, _, o in data for node in (s, o) if isinstance(node, URIRef)} - terms
    return {
        (s, p, f'"{o}"@{o.language}' if isinstance(o, Literal) else str(o))
        for s, p, o in graph
        if s in individuals and p != OWL.sameAs and not isinstance(o, BNode) and o not in _EVERYTHING
    }


def by_owlrl(graph: Graph) -> Graph:
    owlrl = pytest.importorskip("owlrl", reason="owlrl, of the dev group, is the reference")
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics, axiomatic_triples=False, datatype_axioms=False).expand(graph)
    return graph


def by_reasonable(graph: Graph) -> Graph:
    reasonable = pytest.importorskip("reasonable", reason="reasonable, of the dev group, is the reference")
    reasoner = reasonable.PyReasoner()
    reasoner.from_graph(graph)
    found = Graph()
    for triple in reasoner.reason():
        found.add(triple)
    return found


@pytest.mark.parametrize(
    ("reasoner", "unknown"), [(by_owlrl, set()), (by_reasonable, _CHAINED)], ids=["owlrl", "reasonable"]
)
def test_the_same_follows(
    data: Graph, ontology: Graph, own: Said, reasoner: Callable[[Graph], Graph], unknown: set[URIRef]
):
    reference = {triple for triple in said(reasoner(data + ontology), data, ontology) if triple[1] not in unknown}
    ours = {triple for triple in own if triple[1] not in unknown}
    assert ours == reference
    assert len(ours) > len(said(data, data, ontology)) * 1.5
    assert any(p == RDF.type and o.startswith("http://www.w3.org/ns/prov#") for _, p, o in ours)
