"""Assessments as a graph, of duties written by hand."""

from __future__ import annotations

import datetime

import pyoxigraph
from rdflib import RDF, RDFS, SKOS, Graph, URIRef

from kg.link.assessments import STANDINGS, assessment_graph, assessments_name
from kg.link.duties import duties
from kg.link.status import Assessment, Duty, Event, Status, assess
from kg.namespaces import FDR
from kg.reason.ontology import ontology_graph
from kg.store.oxigraph import OxigraphStore

BASE = "https://example.org/id/"
DAY = datetime.date(2012, 5, 11)
FREED = f"{BASE}document/b/event/1"
OVERDUE = Duty(f"{BASE}document/a/commitment/1", "withdraw", "Obligation", agreed="2012-05-03", due="2012-05-10")
DONE = Duty(f"{BASE}document/a/commitment/2", "free", "Obligation", events=(Event(FREED, "2012-05-05", False),))


def assessed(*given: Duty, on: datetime.date = DAY) -> list[Assessment]:
    return [assess(duty, on) for duty in given]


def of(graph: Graph, duty: Duty) -> URIRef:
    [node] = graph.subjects(FDR.assesses, URIRef(duty.iri))
    assert isinstance(node, URIRef)
    return node


def test_every_status_is_a_concept_of_the_ontology():
    concepts = set(ontology_graph().subjects(SKOS.inScheme, FDR.StandingScheme))
    assert set(STANDINGS) == set(Status)
    assert set(STANDINGS.values()) == concepts


def test_each_says_of_what_when_where_it_stands_why_and_by_what():
    graph = assessment_graph(assessed(OVERDUE, DONE), DAY, base=BASE)
    overdue, done = of(graph, OVERDUE), of(graph, DONE)
    assert graph.value(overdue, FDR.standing) == FDR.Overdue
    assert str(graph.value(overdue, FDR.assessedOn)) == "2012-05-11"
    assert "was due by 2012-05-10" in str(graph.value(overdue, RDFS.comment))
    assert set(graph.objects(overdue, FDR.restsOn)) == set()
    assert graph.value(done, FDR.standing) == FDR.Fulfilled
    assert set(graph.objects(done, FDR.restsOn)) == {URIRef(FREED)}
    assert (URIRef(assessments_name(BASE, DAY)), RDF.type, FDR.AssessmentGraph) in graph


def test_the_same_give_the_same_and_another_day_other_nodes():
    one = assessment_graph(assessed(OVERDUE, DONE), DAY, base=BASE)
    assert set(one) == set(assessment_graph(assessed(DONE, OVERDUE), DAY, base=BASE))
    later = DAY + datetime.timedelta(days=1)
    other = assessment_graph(assessed(OVERDUE, DONE, on=later), later, base=BASE)
    assert set(one.subjects()).isdisjoint(other.subjects())


def in_store(name: str, turtle: str) -> tuple[str, Graph]:
    head = f"@prefix fdr: <{FDR}> . @prefix skos: <{SKOS}> . @base <{BASE}> .\n"
    return f"{BASE}{name}/graph", Graph().parse(data=head + turtle, format="turtle")


def test_what_one_document_tells_was_done_counts_for_the_same_commitment_of_another():
    told = dict(
        (
            in_store(
                "document/a", '<document/a/c> a fdr:Commitment ; fdr:modality fdr:Obligation ; fdr:action "free" .'
            ),
            in_store(
                "document/b",
                '<document/b/c> a fdr:Commitment ; fdr:modality fdr:Obligation ; fdr:action "let go" .\n'
                '<document/b/e> a fdr:ImplementationEvent ; fdr:fulfils <document/b/c> ; fdr:date "2012-05-05" .',
            ),
            in_store(
                "document/c", '<document/c/c> a fdr:Commitment ; fdr:modality fdr:Obligation ; fdr:action "wait" .'
            ),
        )
    )
    store = OxigraphStore(pyoxigraph.Store())
    store.replace(told)
    assert [len(duty.events) for duty in duties(store, BASE)] == [0, 1, 0]
    store.replace(
        dict([in_store("consolidated", "<document/a/c> skos:exactMatch <x> . <document/b/c> skos:exactMatch <x> .")])
    )
    first, second, third = duties(store, BASE)
    assert [event.iri for event in first.events] == [event.iri for event in second.events] == [f"{BASE}document/b/e"]
    assert third.events == ()
    assert first.action == "free"
