"""Two reports and a text of one invented agreement, told by the extraction itself."""

from __future__ import annotations

import datetime
from pathlib import Path

import pyoxigraph
import pytest
from rdflib import RDF, URIRef

from kg.ingest.ingest import ingest
from kg.link.consolidate import Consolidated, consolidate, consolidated_name
from kg.namespaces import FDR, PROV, SKOS
from kg.store.context import validate_document
from kg.store.kinds import document_names
from kg.store.oxigraph import OxigraphStore

BASE = "https://example.org/id/"
HEAD = "GENEVA, 3 May 2012 - Chad and Sudan signed a ceasefire agreement in Geneva on Thursday.\n\n"
NARROW = (
    HEAD + "Under the agreement, Chad and Sudan shall establish an eight-kilometre-wide buffer zone along the border.\n"
)
WIDE = HEAD + "Under the agreement, Chad and Sudan shall establish a ten-kilometre-wide buffer zone along the border.\n"
OTHER = "LIMA, 7 June 2014 - Peru and Chile signed a trade agreement in Lima on Saturday.\n"


def written(folder: Path, **texts: str) -> Path:
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(text)
    return folder


def found(folder: Path) -> tuple[OxigraphStore, Consolidated]:
    store = OxigraphStore(pyoxigraph.Store())
    ingest([folder], store, base=BASE, date=datetime.date(2012, 5, 3))
    return store, consolidate(store, document_names(store, BASE), base=BASE)


@pytest.fixture(scope="module")
def three(tmp_path_factory: pytest.TempPathFactory) -> tuple[OxigraphStore, Consolidated]:
    return found(written(tmp_path_factory.mktemp("three"), narrow=NARROW, wide=WIDE, other=OTHER))


def test_what_two_documents_tell_of_is_one(three: tuple[OxigraphStore, Consolidated]):
    _, result = three
    kinds = {members[0].kind for members in result.groups.values()}
    assert kinds == {"Agreement", "Commitment"}
    for members in result.groups.values():
        assert len({thing.document for thing in members}) == 2


def test_they_disagree_on_the_width_and_nothing_else(three: tuple[OxigraphStore, Consolidated]):
    _, result = three
    [conflict] = result.conflicts
    assert conflict.disagreement.property == "quantity"
    assert {conflict.disagreement.one, conflict.disagreement.other} == {"Width 8 km", "Width 10 km"}
    [node] = result.graph.subjects(RDF.type, FDR.Discrepancy)
    assert len(set(result.graph.objects(node, FDR.between))) == 2


def test_every_fact_rests_on_claims_of_its_sources(three: tuple[OxigraphStore, Consolidated]):
    store, result = three
    claims = {quad.subject.value for quad in store.pointing_at(str(FDR.Claim), str(RDF.type))}
    facts = list(result.graph.subjects(RDF.type, RDF.Statement))
    assert facts
    for fact in facts:
        sources = {str(source) for source in result.graph.objects(fact, PROV.wasDerivedFrom)}
        assert sources
        assert sources <= claims
        triple = tuple(result.graph.value(fact, part) for part in (RDF.subject, RDF.predicate, RDF.object))
        assert triple in result.graph


def test_every_member_is_linked_with_score_and_reason(three: tuple[OxigraphStore, Consolidated]):
    _, result = three
    for node, members in result.groups.items():
        for thing in members:
            assert (URIRef(thing.iri), SKOS.exactMatch, URIRef(node)) in result.graph
            [link] = set(result.graph.subjects(FDR.subject, URIRef(thing.iri))) & set(
                result.graph.subjects(FDR.object, URIRef(node))
            )
            assert 0.6 <= float(str(result.graph.value(link, FDR.score))) <= 1
            assert "likeness" in str(result.graph.value(link, FDR.method))


def test_it_conforms_and_leaves_the_documents_alone(three: tuple[OxigraphStore, Consolidated]):
    store, result = three
    name = consolidated_name(BASE)
    before = {graph: set(store.quads([graph])) for graph in store.graph_names()}
    store.replace({name: result.graph})
    assert validate_document(store, name, base=BASE).violations == ()
    assert all(set(store.quads([graph])) == quads for graph, quads in before.items())
    again = consolidate(store, document_names(store, BASE), base=BASE)
    assert set(again.graph) == set(result.graph)
    store.replace({}, remove=[name])


def test_without_the_other_source_there_is_nothing_to_consolidate(tmp_path: Path):
    _, result = found(written(tmp_path, narrow=NARROW, other=OTHER))
    assert dict(result.groups) == {}
    assert list(result.graph.subjects(RDF.type, FDR.Discrepancy)) == []


def test_the_same_documents_in_another_order_give_the_same(tmp_path: Path):
    _, one = found(written(tmp_path, a=NARROW, b=WIDE))
    second = tmp_path / "second"
    second.mkdir()
    _, other = found(written(second, a=WIDE, b=NARROW))
    assert set(one.graph) == set(other.graph)
