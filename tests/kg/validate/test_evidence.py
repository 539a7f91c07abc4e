from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rdflib import Graph, Literal, Namespace, URIRef

from kg.namespaces import FDR
from kg.text.normalise import normalise, sha256
from kg.validate.evidence import check_passages

EX = Namespace("https://example.org/id/")
TEXT = "Égypt — and 𐤉srael — made peace."


def graph_of(*passages: tuple[int, int, str], text: str = TEXT) -> Graph:
    graph = Graph()
    graph.add((EX.document, FDR.sha256, Literal(sha256(text))))
    for number, (start, end, exact) in enumerate(passages):
        node = EX[f"p{number}"]
        graph.add((node, FDR.inDocument, EX.document))
        graph.add((node, FDR.start, Literal(start)))
        graph.add((node, FDR.end, Literal(end)))
        graph.add((node, FDR.exact, Literal(exact)))
    return graph


def focuses(graph: Graph, texts: dict[str, str]) -> list[str]:
    return [finding.focus.removeprefix(str(EX)) for finding in check_passages(graph, texts).findings]


def test_offsets_count_code_points_not_bytes_or_utf_16_units():
    graph = graph_of((12, 18, "𐤉srael"))
    assert check_passages(graph, {sha256(TEXT): TEXT}).conforms


def test_a_passage_that_the_text_does_not_have_is_found_and_both_wordings_are_shown():
    [finding] = check_passages(graph_of((0, 5, "Egypt")), {sha256(TEXT): TEXT}).findings
    assert finding.focus == str(EX.p0)
    assert "“Egypt”" in finding.message
    assert "“Égypt”" in finding.message
    assert "0–5" in finding.message
    assert finding.path == str(FDR.exact)


@pytest.mark.parametrize("offsets", [(0, 999), (-1, 4), (5, 5), (5, 2)])
def test_offsets_outside_the_text_are_found(offsets: tuple[int, int]):
    [finding] = check_passages(graph_of((*offsets, "Égypt")), {sha256(TEXT): TEXT}).findings
    assert str(len(TEXT)) in finding.message


def test_without_a_text_passages_that_agree_conform():
    assert focuses(graph_of((0, 5, "Égypt"), (2, 9, "ypt — a"), (20, 22, "xx")), {}) == []


def test_without_a_text_passages_that_overlap_and_disagree_are_found():
    assert focuses(graph_of((0, 5, "Égypt"), (2, 5, "ptt")), {}) == ["p1"]


def test_a_disagreement_is_found_behind_a_longer_passage_that_begins_earlier():
    assert focuses(graph_of((0, 30, TEXT[:30]), (1, 4, TEXT[1:4]), (25, 29, "nope")), {}) == ["p2"]


def test_passages_of_different_documents_are_not_compared():
    graph = graph_of((0, 5, "Égypt"), (0, 5, "Syria"))
    graph.remove((EX.p1, FDR.inDocument, EX.document))
    graph.add((EX.p1, FDR.inDocument, EX.other))
    assert check_passages(graph, {}).conforms


def test_a_text_for_another_document_does_not_help():
    assert check_passages(graph_of((0, 5, "Syria")), {sha256("else"): "else"}).conforms


def test_a_text_in_the_graph_is_used():
    graph = graph_of((0, 5, "Syria"))
    graph.add((EX.document, FDR.text, Literal(TEXT)))
    assert focuses(graph, {}) == ["p0"]


def test_a_text_in_the_graph_that_is_not_the_one_that_was_read_is_found():
    graph = graph_of((0, 5, "Égypt"))
    graph.add((EX.document, FDR.text, Literal("Something else.")))
    [finding] = check_passages(graph, {}).findings
    assert finding.focus == str(EX.document)
    assert "SHA-256" in finding.message


def test_passages_without_offsets_are_left_to_the_shapes():
    graph = graph_of((0, 5, "Syria"))
    graph.remove((EX.p0, FDR.start, None))
    graph.add((EX.p0, FDR.start, Literal("first")))
    assert check_passages(graph, {sha256(TEXT): TEXT}).conforms


@given(st.data(), st.text(min_size=1, max_size=60).map(normalise).filter(bool))
def test_whatever_is_cut_from_a_text_conforms_with_and_without_it(data: st.DataObject, text: str):
    cuts = data.draw(st.lists(st.tuples(st.integers(0, len(text) - 1), st.integers(1, len(text))), max_size=6))
    passages = [(start, end, text[start:end]) for start, end in cuts if start < end]
    graph = graph_of(*passages, text=text)
    assert check_passages(graph, {sha256(text): text}).conforms
    assert check_passages(graph, {}).conforms


@given(st.data(), st.text(alphabet="ab", min_size=2, max_size=20))
def test_one_changed_letter_is_always_found(data: st.DataObject, text: str):
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    at = data.draw(st.integers(start, end - 1))
    wrong = text[start:at] + "c" + text[at + 1 : end]
    graph = graph_of((start, end, wrong), (0, len(text), text), text=text)
    assert focuses(graph, {sha256(text): text}) == ["p0"]
    assert len(focuses(graph, {})) == 1


def test_findings_name_the_passage_by_its_words():
    [finding] = check_passages(graph_of((0, 5, "Egypt")), {sha256(TEXT): TEXT}).findings
    assert finding.label == "Egypt"
    assert URIRef(finding.focus) == EX.p0
