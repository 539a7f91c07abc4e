from __future__ import annotations

from typing import Any

from rdflib import Graph, URIRef

from kg.graph.builder import build
from kg.namespaces import DCTERMS, FDR, PROV, RDF, RDFS
from kg.review.frame import in_order, iri_of, key_of, reading
from kg.review.rdf import frames_of, owned, triples_of
from kg.review.stored import as_stored
from kg.review.table import frame_types, type_of_class
from kg.validate.shapes import validate_shapes

#: What the fixture makes.
Desk = Any


def test_a_frame_is_written_as_it_was_read(desk: Desk):
    graph = build(desk.extraction(), base=desk.BASE).graph
    frames = frames_of(graph, desk.IRI)
    assert len(frames) == 9
    for frame in frames.values():
        made = set(triples_of(frame, desk.IRI, desk.TEXT, like=graph))
        assert made <= set(graph)
        assert set(owned(graph, frame, desk.IRI)) <= made


def test_all_that_a_document_says_of_its_frames_is_in_their_slots(desk: Desk):
    graph = build(desk.extraction(), base=desk.BASE).graph
    rest = set(graph)
    for frame in frames_of(graph, desk.IRI).values():
        rest -= set(triples_of(frame, desk.IRI, desk.TEXT, like=graph))
    arvo, geometry = iri_of(desk.IRI, desk.ARVO), URIRef(f"{desk.BASE}place/arvo/geometry")
    assert {subject for subject, _, _ in rest} == {desk.IRI, arvo, geometry}
    assert {verb for subject, verb, _ in rest if subject == desk.IRI} <= {
        RDF.type,
        RDFS.label,
        DCTERMS.title,
        FDR.sha256,
    }


def test_a_frame_reads_the_same_before_and_after_it_was_stored(desk: Desk):
    graph = build(desk.extraction(), base=desk.BASE).graph
    assert frames_of(as_stored(graph), desk.IRI) == frames_of(graph, desk.IRI)


def test_a_reading_says_what_and_where(desk: Desk):
    frame = desk.state.found[desk.FIRST]
    assert reading(frame).splitlines() == [
        "commitment 14-68",
        "modality: obligation",
        "themes: withdrawal",
        "action: withdraw 10 km from Arvo",
        "obligors: actor/state/sylvania",
        "places: place/arvo",
        "due by: 2012-05-03",
        "quantities: 10 KiloM Length: distance",
        "clauses: clause/1",
    ]


def test_frames_come_in_the_order_of_the_text(desk: Desk):
    said = [frame for frame in in_order(desk.state.found.values()) if not frame_types()[frame.type].shared]
    assert [frame.key for frame in said] == [desk.PACT, desk.CLAUSE, desk.FIRST, desk.POINT, desk.SECOND, desk.CLAIM]


def test_keys_and_iris_lead_to_each_other(desk: Desk):
    for key in (desk.FIRST, desk.SYLVANIA, desk.ARVO, "document"):
        assert key_of(desk.IRI, iri_of(desk.IRI, key)) == key
    assert key_of(desk.IRI, URIRef("https://example.org/id/document/other/claim/1-2")) is None
    assert key_of(desk.IRI, PROV.Person) is None


def test_the_table_covers_all_that_a_document_can_say():
    told = {FDR.Actor, FDR.Place, FDR.Agreement, FDR.Meeting, FDR.Clause, FDR.Commitment, FDR.Incident}
    told |= {FDR.ImplementationEvent, FDR.Claim, FDR.OfficeHolding, FDR.Discrepancy}
    assert told <= set(type_of_class())
    for known in frame_types().values():
        assert all(other in {*frame_types(), "document"} for slot in known.slots.values() for other in slot.of)


def test_the_review_graph_conforms(desk: Desk):
    sheet = desk.edited(desk.export(), desk.FIRST, "correct", ("withdrawal", "ceasefire"))
    desk.apply(desk.edited(sheet, desk.SECOND, "reject"))
    graph = Graph()
    for quad in desk.store.quads([f"{desk.IRI}/review"]):
        graph.parse(data=f"{quad.subject} {quad.predicate} {quad.object} .", format="nt")
    found = [finding for finding in validate_shapes(graph).violations if "/review/" in finding.focus]
    assert found == []
    assert (None, RDF.type, FDR.Review) in graph
