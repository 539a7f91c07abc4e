from collections.abc import Callable, Iterator
from dataclasses import fields, replace

import pytest
from rdflib import BNode, Literal, URIRef

from kg.extract.frames import Clause, Extraction
from kg.graph.builder import build
from kg.graph.model import DocumentGraph
from kg.namespaces import FDR
from kg.text.span import Span

BASE = "https://example.org/id/"
GROUPS = tuple(field.name for field in fields(Extraction) if field.name != "document")
Said = Callable[[str], URIRef]


def without_one_value(extraction: Extraction) -> Iterator[tuple[str, Extraction]]:
    """Take one value after the other out of the first frame of each group, where it may be missing."""
    for group in GROUPS:
        frame, *others = getattr(extraction, group)
        for field in fields(frame):
            value = getattr(frame, field.name)
            if field.name in ("evidence", "between") or not (isinstance(value, tuple) or "None" in str(field.type)):
                continue
            assert value not in (None, ()), f"the extraction of these tests should fill {group}.{field.name}"
            empty = {field.name: () if isinstance(value, tuple) else None}
            if field.name in ("latitude", "longitude"):
                empty = {"latitude": None, "longitude": None}
            yield f"{group}.{field.name}", replace(extraction, **{group: (replace(frame, **empty), *others)})


def test_no_value_of_a_frame_is_left_out(extraction: Extraction):
    first = extraction.actors[0]
    extraction = replace(extraction, actors=(replace(first, part_of="state/sylvania"), *extraction.actors[1:]))
    whole = set(build(extraction, base=BASE).graph)
    unclaused = replace(extraction, clauses=())
    names = []
    for name, changed in without_one_value(extraction):
        names.append(name)
        if name == "commitments.agreement":
            assert set(build(replace(changed, clauses=()), base=BASE).graph) != set(build(unclaused, base=BASE).graph)
        else:
            assert set(build(changed, base=BASE).graph) != whole, f"{name} is not written"
    assert len(names) > 40
    assert {name.split(".")[0] for name in names} == set(GROUPS) - {"discrepancies"}


def test_the_three_graphs(built: DocumentGraph, extraction: Extraction):
    assert built.iri == URIRef(f"{BASE}document/{extraction.document.sha256[:16]}")
    assert [str(graph.identifier) for graph in built.graphs()] == [
        f"{built.iri}/{name}" for name in ("graph", "provenance", "text")
    ]
    assert list(built.text) == [(built.iri, FDR.text, Literal(extraction.document.text))]
    assert not any(isinstance(term, BNode) for row in built.quads() for term in row)


def test_a_document_in_which_nothing_was_found(extraction: Extraction):
    built = build(Extraction(document=extraction.document), base=BASE)
    assert (built.iri, FDR.sha256, Literal(extraction.document.sha256)) in built.graph
    assert not list(built.graph.subjects(FDR.evidence))


def test_another_base(extraction: Extraction):
    built = build(extraction, base="urn:example:")
    assert str(built.iri).startswith("urn:example:document/")
    assert not any(BASE in str(term) for row in built.quads() for term in row)


class TestReportedPoints:
    """A commitment of an agreement that no clause states."""

    @pytest.fixture
    def reported(self, extraction: Extraction) -> Extraction:
        (stated,) = extraction.commitments
        later = Span.of(extraction.document.text, 280, 290)
        earlier = Span.of(extraction.document.text, 0, 9)
        return replace(
            extraction,
            commitments=(
                stated,
                replace(stated, key="commitment/3", evidence=(later,)),
                replace(stated, key="commitment/2", evidence=(earlier, later)),
                replace(stated, key="commitment/4", agreement=None),
            ),
        )

    def test_it_gets_a_clause_without_a_number(self, reported: Extraction, said: Said):
        graph = build(reported, base=BASE).graph
        (clause,) = graph.subjects(FDR.states, said("commitment/2"))
        assert clause == said("commitment/2/clause")
        assert (said("agreement/truce"), FDR.hasClause, clause) in graph
        assert graph.value(clause, FDR.number) is None
        assert set(graph.objects(clause, FDR.evidence)) == set(graph.objects(said("commitment/2"), FDR.evidence))

    def test_its_place_is_after_the_clauses_in_the_order_of_the_text(self, reported: Extraction, said: Said):
        for commitments in (reported.commitments, reported.commitments[::-1]):
            graph = build(replace(reported, commitments=commitments), base=BASE).graph
            ordinals = {
                commitment: [
                    int(str(graph.value(c, FDR.ordinal))) for c in graph.subjects(FDR.states, said(commitment))
                ]
                for commitment in ("commitment/1", "commitment/2", "commitment/3")
            }
            assert ordinals == {"commitment/1": [1], "commitment/2": [2], "commitment/3": [3]}

    def test_without_an_agreement_there_is_no_clause(self, reported: Extraction, said: Said):
        graph = build(reported, base=BASE).graph
        assert not list(graph.subjects(FDR.states, said("commitment/4")))

    def test_the_clause_of_another_agreement_does_not_count(self, extraction: Extraction, said: Said):
        (clause,) = extraction.clauses
        moved = replace(extraction, clauses=(replace(clause, agreement="agreement/pact"),))
        graph = build(moved, base=BASE).graph
        assert set(graph.subjects(FDR.states, said("commitment/1"))) == {said("clause/1"), said("commitment/1/clause")}

    def test_a_clause_may_have_no_number(self, extraction: Extraction, said: Said):
        (clause,) = extraction.clauses
        unnumbered: Clause = replace(clause, number="")
        graph = build(replace(extraction, clauses=(unnumbered,)), base=BASE).graph
        assert graph.value(said("clause/1"), FDR.number) is None
