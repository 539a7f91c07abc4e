from collections.abc import Callable
from dataclasses import replace

import pytest

from kg.errors import InputError
from kg.extract.frames import Extraction
from kg.graph.builder import build
from kg.graph.model import DocumentGraph

BASE = "https://example.org/id/"
Says = Callable[..., bool]


def test_a_meeting(built: DocumentGraph, says: Says):
    assert says(
        built.graph,
        """
        <doc/meeting/1> a fdr:Event, fdr:Meeting ; rdfs:label "Talks in Port Éclair"@en ;
            fdr:participant <actor/state/freedonia>, <actor/state/sylvania> ; fdr:mediator <actor/person/ada-quill> ;
            fdr:date "1933-05-03"^^xsd:date ; fdr:from "1933-05-03T12:30:00"^^xsd:dateTime ;
            fdr:until "1933-05-03T18:30:00"^^xsd:dateTime ; fdr:place <place/port-eclair> ;
            fdr:duration "PT6H"^^xsd:duration ; fdr:produced <doc/agreement/truce> .
        """,
    )


def test_an_incident(built: DocumentGraph, says: Says):
    assert says(
        built.graph,
        """
        <doc/incident/1> a fdr:Event, fdr:Incident ; rdfs:label "Deaths near the road"@en ;
            fdr:perpetrator <actor/state/sylvania> ; fdr:target <actor/state/freedonia>, <place/blue-road> ;
            fdr:killed "2"^^xsd:nonNegativeInteger ; fdr:wounded "0"^^xsd:nonNegativeInteger ;
            fdr:date "1933-05"^^xsd:gYearMonth ; fdr:from "1933-05-01"^^xsd:date ; fdr:until "1933-05-02"^^xsd:date ;
            fdr:place <place/blue-road> .
        """,
    )


def test_an_act_of_implementation(built: DocumentGraph, says: Says):
    assert says(
        built.graph,
        """
        <doc/event/1> a fdr:Event, fdr:ImplementationEvent ; rdfs:label "Troops leave"@en ;
            fdr:fulfils <doc/commitment/1> ; fdr:breaches <doc/commitment/1> ;
            fdr:date "1933-05-08"^^xsd:date ; fdr:place <place/blue-road> .
        """,
    )


def test_something_can_happen_in_a_state(extraction: Extraction, says: Says):
    (event,) = extraction.events
    event = replace(event, key="event/1", fulfils=(), date=None, places=("state/sylvania",))
    assert says(
        build(replace(extraction, events=(event,)), base=BASE).graph,
        """
        <doc/event/1> a fdr:Event, fdr:ImplementationEvent ; rdfs:label "Troops leave"@en ;
            fdr:breaches <doc/commitment/1> ; fdr:place <actor/state/sylvania> .
        """,
    )


def test_no_number_of_dead_below_none(extraction: Extraction):
    (incident,) = extraction.incidents
    with pytest.raises(InputError, match="-2"):
        build(replace(extraction, incidents=(replace(incident, killed=-2),)), base=BASE)
