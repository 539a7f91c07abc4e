from collections.abc import Callable
from dataclasses import replace

import pytest

from kg.errors import InputError
from kg.extract.frames import ActorType, Extraction, PlaceType
from kg.graph.builder import build
from kg.graph.model import DocumentGraph
from kg.namespaces import FDR, RDF

BASE = "https://example.org/id/"
Says = Callable[..., bool]


def test_a_state(built: DocumentGraph, says: Says):
    assert says(
        built.graph,
        """
        <actor/state/freedonia> a fdr:Actor, fdr:State ;
            rdfs:label "Freedonia"@en ; skos:altLabel "Freedonian"@en ; owl:sameAs wd:Q3087254 .
        <actor/state/sylvania> a fdr:Actor, fdr:State ; rdfs:label "Sylvania"@en .
        """,
    )


def test_a_body_and_what_it_belongs_to(built: DocumentGraph, says: Says):
    assert says(
        built.graph,
        """
        <actor/governmentbody/ministry> a fdr:Actor, fdr:GovernmentBody ;
            rdfs:label "Ministry of Freedonia"@en ; fdr:partOf <actor/state/freedonia> .
        """,
    )


def test_a_person_in_an_office(built: DocumentGraph, says: Says):
    assert says(
        built.graph,
        """
        <actor/person/ada-quill> a fdr:Actor, fdr:Person ; rdfs:label "Ada Quill"@en .
        <doc/office/1> a fdr:OfficeHolding ; fdr:holder <actor/person/ada-quill> ; fdr:office "minister"@en ;
            fdr:officeOf <actor/state/freedonia> ;
            fdr:from "1932"^^xsd:gYear ; fdr:until "1933-12"^^xsd:gYearMonth .
        """,
    )


def test_places(built: DocumentGraph, says: Says):
    assert says(
        built.graph,
        """
        <place/port-eclair> a fdr:Place, fdr:Settlement ;
            rdfs:label "Port Éclair"@en ; skos:altLabel "Port Eclair"@en ; fdr:within <actor/state/freedonia> ;
            owl:sameAs <https://sws.geonames.org/12/> ; geo:hasGeometry <place/port-eclair/geometry> .
        <place/port-eclair/geometry> a geo:Geometry ; geo:asWKT "POINT(-0.25 12.5)"^^geo:wktLiteral .
        <place/blue-road> a fdr:Place, fdr:Route ; rdfs:label "Blue Road"@en ; fdr:within <place/port-eclair> .
        """,
    )


@pytest.mark.parametrize("type_", list(ActorType))
def test_every_type_of_actor_is_an_actor(extraction: Extraction, type_: ActorType):
    first, *others = extraction.actors
    graph = build(replace(extraction, actors=(replace(first, type=type_), *others)), base=BASE).graph
    node = next(node for node in graph.subjects(RDF.type, FDR[type_]) if str(node).endswith("state/freedonia"))
    assert set(graph.objects(node, RDF.type)) == {FDR.Actor, FDR[type_]}


@pytest.mark.parametrize("type_", list(PlaceType))
def test_every_type_of_place_is_a_place(extraction: Extraction, type_: PlaceType):
    first, *others = extraction.places
    graph = build(replace(extraction, places=(replace(first, type=type_), *others)), base=BASE).graph
    node = next(node for node in graph.subjects(RDF.type, FDR[type_]) if str(node).endswith("port-eclair"))
    assert set(graph.objects(node, RDF.type)) == {FDR.Place, FDR[type_]}


@pytest.mark.parametrize("wikidata", ["", "3087254", "q1", "Q0", "Q1 ", "https://www.wikidata.org/wiki/Q1"])
def test_what_is_no_wikidata_id(extraction: Extraction, wikidata: str):
    first, *others = extraction.actors
    with pytest.raises(InputError, match="which is none"):
        build(replace(extraction, actors=(replace(first, wikidata=wikidata), *others)), base=BASE)


def test_half_a_point(extraction: Extraction):
    first, *others = extraction.places
    with pytest.raises(InputError, match="only one of latitude and longitude"):
        build(replace(extraction, places=(replace(first, longitude=None), *others)), base=BASE)


def test_a_point_on_the_equator_and_the_meridian_is_a_point(extraction: Extraction):
    first, *others = extraction.places
    graph = build(replace(extraction, places=(replace(first, latitude=0.0, longitude=0.0), *others)), base=BASE).graph
    assert "POINT(0 0)" in {str(value) for value in graph.objects()}
