"""The quick look never takes for conforming what the whole report finds a violation in."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pyoxigraph
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyoxigraph import RdfFormat, Triple
from rdflib import BNode, Graph, Literal, URIRef
from rdflib.term import Node

from kg.errors import ModelError
from kg.namespaces import AGREEMENT_TYPE, DCTERMS, FDR, GEO, RDF, RDFS, SKOS, THEME, XSD
from kg.validate import compiled as compiler
from kg.validate.compiled import SH, compiled
from kg.validate.graph import validate
from kg.validate.quick import doubtful, plainly_conform
from kg.validate.report import Report
from kg.validate.shapes import validate_shapes

HERE = Path(__file__).parent
BASE = "https://example.org/id/"
CASES = tomllib.loads((HERE / "cases.toml").read_text(encoding="utf-8"))["case"]


def _triples(graph: Graph) -> set[Triple]:
    content = graph.serialize(format="nt", encoding="utf-8")
    # As a store keeps them: Oxigraph rewrites some literals.
    store = pyoxigraph.Store()
    store.extend(pyoxigraph.parse(content, RdfFormat.N_TRIPLES))
    return {quad.triple for quad in store}


def _nodes(graph: Graph) -> set[str]:
    return {str(term) for triple in graph for term in triple[::2] if isinstance(term, URIRef)}


def _case(case: dict[str, str], valid: Graph) -> Graph:
    prefixes = "\n".join(f"@prefix {prefix}: <{iri}> ." for prefix, iri in valid.namespaces())
    digest = str(valid.value(URIRef(f"{BASE}document"), FDR.sha256))
    for kind, change in (("remove", valid.remove), ("add", valid.add)):
        for triple in Graph().parse(data=prefixes + case.get(kind, "").replace("%SHA256%", digest), format="turtle"):
            change(triple)
    return valid


def _violations(graph: Graph) -> Report:
    report = validate_shapes(graph)
    nodes = _nodes(graph)
    return Report.of(finding for finding in report.violations if finding.focus in nodes)


def _assert_same_report(graph: Graph) -> None:
    """The findings of the shapes are the same, warnings too, whether or not a quick look is taken first."""
    whole = set(validate_shapes(graph).findings)
    assert whole <= set(validate(graph).findings)
    doubts = doubtful(_triples(graph))
    if doubts is not None:
        assert set(validate_shapes(graph, doubts).findings) == whole


def test_what_is_valid_plainly_conforms(valid: Graph):
    assert plainly_conform(_triples(valid), _nodes(valid))


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['shape']}-{'fine' if case.get('fine') else 'found'}")
def test_each_shape_is_looked_at(case: dict[str, str], valid: Graph):
    graph = _case(case, valid)
    found = _violations(graph)
    conforms = plainly_conform(_triples(graph), _nodes(graph))
    assert not (conforms and found.findings), found.render()
    _assert_same_report(graph)


def test_what_is_fine_mostly_needs_no_second_look(valid: Graph):
    fine = [case for case in CASES if case.get("fine")]
    plain = 0
    for case in fine:
        graph = _case(case, Graph() + valid)
        plain += plainly_conform(_triples(graph), _nodes(graph))
    assert plain >= 0.6 * len(fine)


def test_only_the_nodes_that_are_asked_for_are_looked_at(valid: Graph):
    valid.remove((URIRef(f"{BASE}open"), FDR.modality, None))
    valid.set((URIRef(f"{BASE}p-doubt"), FDR.end, Literal(83)))
    others = _nodes(valid) - {f"{BASE}open", f"{BASE}p-doubt"}
    assert plainly_conform(_triples(valid), others)
    assert not plainly_conform(_triples(valid), {f"{BASE}open"})
    assert not plainly_conform(_triples(valid), {f"{BASE}p-doubt"})


def test_a_class_that_is_below_ours_only_here_needs_a_second_look(valid: Graph):
    valid.add((URIRef(f"{BASE}Duty"), RDFS.subClassOf, FDR.Commitment))
    assert not plainly_conform(_triples(valid), _nodes(valid))


def test_every_word_of_the_shapes_is_understood():
    asked = {query for shape in compiled(lenient=False) for query in shape.queries}
    assert len(asked) == len(set(compiler.shapes_graph().objects(None, SH.select))) > 0


def test_a_word_that_is_not_understood_is_refused(monkeypatch: pytest.MonkeyPatch):
    shapes = Graph() + compiler.shapes_graph()
    shapes.add((next(shapes.subjects(SH.targetClass, FDR.Meeting)), SH.closed, Literal(True)))
    monkeypatch.setattr(compiler, "shapes_graph", lambda: shapes)
    with pytest.raises(ModelError, match="closed"):
        compiled.__wrapped__(lenient=True)


NODES = [URIRef(f"{BASE}{name}") for name in "abcde"]
NODE = st.sampled_from(NODES)
KINDS = [
    FDR[name]
    for name in ("State", "Person", "Agreement", "Clause", "Commitment", "Claim", "Passage", "NewsArticle", "Place")
]
LINKS = [
    *(FDR[name] for name in ("partOf", "evidence", "hasClause", "states", "obligor", "party", "inDocument", "between")),
    *(FDR[name] for name in ("reportedIn", "claimant", "about", "holder", "within", "recalls", "place", "quantity")),
    GEO.hasGeometry,
]
NUMBERS = [
    Literal(n, datatype=XSD[kind]) for n in ("0", "2", "5", "-1", "x") for kind in ("nonNegativeInteger", "integer")
]
WORDS = [
    Literal("one", lang="en"),
    Literal("eins", lang="de"),
    Literal("two", lang="en"),
    Literal("plain"),
    Literal(""),
]
DATES = [
    Literal(text, datatype=XSD[kind])
    for text, kind in (
        ("2020-03-05", "date"),
        ("2020-02-31", "date"),
        ("2020-03", "gYearMonth"),
        ("2019", "gYear"),
        ("2020-03-05T10:00:00Z", "dateTime"),
        ("2020-03-05T10:00:00+02:00", "dateTime"),
        ("2020-03-05T09:00:00", "dateTime"),
        ("soon", "string"),
    )
]
WORDED = [RDFS.label, SKOS.altLabel, FDR.action, FDR.exact, DCTERMS.title, FDR.condition]
DATED = [FDR["from"], FDR.until, FDR.signedOn, FDR.effectiveFrom, FDR.dueBy, DCTERMS.issued]
TRIPLES: st.SearchStrategy[tuple[Node, Node, Node]] = st.one_of(
    st.tuples(NODE, st.just(RDF.type), st.sampled_from(KINDS)),
    st.tuples(NODE, st.just(RDF.type), st.sampled_from(KINDS)),
    st.tuples(NODE, st.sampled_from(LINKS), NODE),
    st.tuples(NODE, st.sampled_from(WORDED), st.sampled_from(WORDS)),
    st.tuples(NODE, st.sampled_from([FDR.start, FDR.end, FDR.ordinal, FDR.killed]), st.sampled_from(NUMBERS)),
    st.tuples(NODE, st.sampled_from(DATED), st.sampled_from(DATES)),
    st.tuples(NODE, st.just(FDR.theme), st.sampled_from([THEME.ceasefire, THEME.nonsense])),
    st.tuples(NODE, st.just(FDR.agreementType), st.sampled_from([AGREEMENT_TYPE.treaty, FDR.Obligation])),
    st.tuples(NODE, st.sampled_from([FDR.modality, FDR.stance]), st.sampled_from([FDR.Obligation, FDR.Asserted])),
    st.tuples(NODE, st.sampled_from([*LINKS, RDFS.label]), st.sampled_from([BNode("b"), *WORDS])),
)


@settings(max_examples=60, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(TRIPLES, max_size=25))
def test_whatever_is_said_no_violation_is_passed_over(triples: list[tuple[Node, Node, Node]]):
    graph = Graph()
    for triple in triples:
        graph.add(triple)
    if plainly_conform(_triples(graph), _nodes(graph)):
        assert _violations(graph).findings == ()
    _assert_same_report(graph)


@pytest.mark.parametrize("seed", range(3))
def test_what_is_nearly_valid_is_looked_at(seed: int, valid: Graph):
    """Each triple of the valid graph is left out in turn: more often than at random only one thing is wrong."""
    for triple in sorted(valid)[seed::3]:
        graph = Graph() + valid
        graph.remove(triple)
        if plainly_conform(_triples(graph), _nodes(graph)):
            assert _violations(graph).findings == (), triple
        _assert_same_report(graph)
