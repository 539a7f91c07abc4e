from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from rdflib import BNode, Dataset, Graph, Literal, Namespace, URIRef

from kg.namespaces import FDR, RDF, RDFS
from kg.reason.ontology import ontology_graph
from kg.validate.report import Report, Severity
from kg.validate.shapes import shapes_graph, validate_shapes

HERE = Path(__file__).parent
EX = Namespace("https://example.org/id/")
SH = Namespace("http://www.w3.org/ns/shacl#")
SHAPE = Namespace("https://w3id.org/foedera/shape#")
CASES = tomllib.loads((HERE / "cases.toml").read_text(encoding="utf-8"))["case"]


def turtle(text: str, sha256: str = "") -> Graph:
    prefixes = [line for line in (HERE / "valid.ttl").read_text(encoding="utf-8").splitlines() if line.startswith("@")]
    return Graph().parse(data="\n".join([*prefixes, text.replace("%SHA256%", sha256)]), format="turtle")


def message_pattern(shape: str) -> re.Pattern[str]:
    """The message of a shape, where a part in braces may be anything."""
    message = str(shapes_graph().value(SHAPE[shape], SH.message))
    assert message != "None", shape
    return re.compile(".+".join(map(re.escape, re.split(r"\{[?$]\w+\}", message))))


def spoil(graph: Graph, case: dict[str, str]) -> Graph:
    sha256 = str(graph.value(EX.document, FDR.sha256))
    for triple in turtle(case.get("remove", ""), sha256):
        assert triple in graph, f"the valid graph does not have {triple}"
        graph.remove(triple)
    for triple in turtle(case.get("add", ""), sha256):
        graph.add(triple)
    return graph


def shapes_with_message() -> list[str]:
    return sorted(str(shape).removeprefix(str(SHAPE)) for shape in set(shapes_graph().subjects(SH.message)))


def test_the_valid_graph_conforms_without_any_remark(valid: Graph):
    assert validate_shapes(valid) == Report()


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['shape']}-{'fine' if case.get('fine') else 'found'}")
def test_each_shape_finds_what_it_is_for_and_nothing_else(case: dict[str, str], valid: Graph):
    report = validate_shapes(spoil(valid, case))
    if case.get("fine"):
        assert report == Report()
        return
    patterns = [message_pattern(shape) for shape in (case["shape"], *case.get("also", ()))]
    unmatched = [f for f in report.findings if not any(pattern.fullmatch(f.message) for pattern in patterns)]
    assert unmatched == []
    for pattern in patterns:
        found = [f for f in report.findings if pattern.fullmatch(f.message)]
        assert found, pattern.pattern
        assert not case["finds"] or {f.focus for f in found} == {str(EX[case["finds"]])}


@pytest.mark.parametrize("shape", shapes_with_message())
def test_every_shape_has_a_case_that_fails(shape: str):
    assert any(case["shape"] == shape and not case.get("fine") for case in CASES)


@pytest.mark.parametrize("shape", shapes_with_message())
def test_every_shape_has_a_valid_case(shape: str, valid: Graph):
    # The valid graph must have what the shape looks at, or its conforming would prove nothing.
    shapes, node = shapes_graph(), SHAPE[shape]
    holders = [node, *shapes.subjects(SH.property, node), *shapes.subjects(SH.sparql, node)]
    classes = [str(cls) for holder in holders for cls in shapes.objects(holder, SH.targetClass)]
    below = "SELECT ?x WHERE { ?x a/<http://www.w3.org/2000/01/rdf-schema#subClassOf>* ?class }"
    graph = valid + ontology_graph()
    targets = {
        row[0]
        for cls in classes
        for row in graph.query(below, initBindings={"class": URIRef(cls)})
        if str(row[0]) in EX
    }
    for holder in holders:
        for predicate in shapes.objects(holder, SH.targetSubjectsOf):
            targets |= set(valid.subjects(predicate))
    assert targets
    path = shapes.value(node, SH.path)
    if isinstance(path, URIRef):
        assert any((target, path, None) in valid for target in targets)


@pytest.mark.parametrize("shape", shapes_with_message())
def test_every_shape_has_a_name_and_speaks_english(shape: str):
    node = SHAPE[shape]
    named = [node, *shapes_graph().subjects(SH.sparql, node)]
    names = [name for shape_node in named for name in shapes_graph().objects(shape_node, SH.name)]
    messages = list(shapes_graph().objects(node, SH.message))
    assert len(names) == 1
    assert len(messages) == 1
    for text in (*names, *messages):
        assert isinstance(text, Literal)
        assert text.language == "en"
    assert str(messages[0]).endswith(".")
    assert "fdr:" not in str(messages[0])
    assert "http" not in str(messages[0])


def test_every_property_shape_is_used_and_has_a_message():
    shapes = shapes_graph()
    for shape in shapes.subjects(RDF.type, SH.PropertyShape):
        assert (None, SH.property, shape) in shapes, shape
        assert (shape, SH.message, None) in shapes, shape


def test_a_missing_obligor_is_a_warning_and_the_graph_still_conforms(valid: Graph):
    valid.remove((EX.open, FDR.obligor, None))
    report = validate_shapes(valid)
    assert [finding.severity for finding in report.findings] == [Severity.WARNING]
    assert report.conforms


def test_a_missing_modality_keeps_the_graph_from_conforming(valid: Graph):
    valid.remove((EX.open, FDR.modality, None))
    report = validate_shapes(valid)
    assert not report.conforms
    [finding] = report.findings
    assert finding.label == "open the canal"
    assert finding.path == str(FDR.modality)
    assert finding.severity is Severity.VIOLATION


def test_text_that_is_no_date_does_not_slip_through_as_smaller_than_a_date(valid: Graph):
    valid.remove((EX.open, FDR.dueBy, None))
    valid.add((EX.open, FDR.dueBy, Literal("aaa")))
    messages = {finding.message for finding in validate_shapes(valid).findings}
    assert len(messages) == 1
    assert message_pattern("date-written").fullmatch(messages.pop())


def test_subclasses_are_known_without_their_axioms_in_the_data(valid: Graph):
    valid.remove((EX.egypt, RDF.type, None))
    valid.add((EX.egypt, RDF.type, FDR.Region))
    assert not validate_shapes(valid).conforms


def test_the_data_is_not_changed(valid: Graph):
    before = set(valid)
    validate_shapes(valid)
    assert set(valid) == before


def test_a_dataset_is_read_as_one_graph(valid: Graph):
    dataset = Dataset()
    for number, triple in enumerate(sorted(valid)):
        dataset.graph(EX[f"graph-{number % 3}"]).add(triple)
    assert validate_shapes(dataset) == Report()
    dataset.graph(EX["graph-0"]).add((BNode(), RDFS.label, Literal("nameless", "en")))
    assert not validate_shapes(dataset).conforms


def test_a_report_comes_out_the_same_each_time(valid: Graph):
    for thing in (EX.open, EX.talks, EX.raid):
        valid.remove((thing, FDR.evidence, None))
    first = validate_shapes(valid)
    again = Graph()
    for triple in sorted(valid, reverse=True):
        again.add(triple)
    assert validate_shapes(again) == first
    assert [finding.focus for finding in first.findings] == [str(EX.open), str(EX.raid), str(EX.talks)]


def copy_of(node: URIRef | Literal | BNode, number: int) -> URIRef | Literal | BNode:
    return URIRef(str(node).replace(str(EX), f"{EX}{number}/")) if isinstance(node, URIRef) else node
