"""Validating one document in its context finds what validating the whole store finds on its nodes."""

from __future__ import annotations

import pyoxigraph
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rdflib import Graph, Literal, URIRef
from rdflib.term import Node

from benchmarks.synthetic import documents
from kg.errors import NotFoundError
from kg.namespaces import AGREEMENT_TYPE, DEFAULT_BASE, FDR, GEO, RDF, RDFS, SKOS, THEME, XSD
from kg.reason.background import ONTOLOGY_GRAPH, background
from kg.store.context import context, validate_document
from kg.store.kinds import told_names
from kg.store.oxigraph import OxigraphStore
from kg.store.terms import to_rdflib
from kg.store.texts import texts_of
from kg.text.normalise import sha256
from kg.validate.addresses import check_addresses
from kg.validate.evidence import check_passages
from kg.validate.neighbourhood import reach
from kg.validate.report import Finding, Report, Severity
from kg.validate.shapes import validate_shapes
from kg.validate.terms import check_terms

BASE = "https://example.org/"
NAMES = [f"{BASE}g{number}" for number in range(3)]
TEXT = "ab cd"
NODES = [URIRef(f"{BASE}{name}") for name in "abcdefgh"] + [URIRef("https://other.example/x")]
KINDS = [
    *(FDR[name] for name in ("Actor", "State", "Person", "GovernmentBody", "Agreement", "Clause", "Commitment")),
    *(FDR[name] for name in ("Claim", "Passage", "SourceDocument", "Place", "OfficeHolding", "Discrepancy", "Tribe")),
]
LINKS = [
    *(FDR[name] for name in ("partOf", "evidence", "hasClause", "states", "obligor", "party", "inDocument", "between")),
    *(FDR[name] for name in ("reportedIn", "claimant", "about", "holder", "within", "recalls", "place", "quarrels")),
    GEO.hasGeometry,
]
NUMBERS = [Literal(number, datatype=XSD.nonNegativeInteger) for number in (0, 2, 5)]
LABELS = [Literal("one", lang="en"), Literal("two", lang="en"), Literal("plain")]
DATES = [Literal("2020-03-05", datatype=XSD.date), Literal("2020-01-01", datatype=XSD.date), Literal("soon")]
NODE = st.sampled_from(NODES)
TRIPLES: st.SearchStrategy[tuple[Node, Node, Node]] = st.one_of(
    st.tuples(NODE, st.just(RDF.type), st.sampled_from(KINDS)),
    st.tuples(NODE, st.just(RDF.type), st.sampled_from(KINDS)),
    st.tuples(NODE, st.sampled_from(LINKS), NODE),
    st.tuples(NODE, st.sampled_from(LINKS), NODE),
    st.tuples(NODE, st.just(FDR.evidence), NODE),
    st.tuples(NODE, st.sampled_from([RDFS.label, SKOS.altLabel, FDR.action]), st.sampled_from(LABELS)),
    st.tuples(NODE, st.sampled_from([FDR.start, FDR.end]), st.sampled_from(NUMBERS)),
    st.tuples(NODE, st.just(FDR.exact), st.sampled_from([Literal("ab"), Literal("cd"), Literal("ab cd")])),
    st.tuples(NODE, st.sampled_from([FDR["from"], FDR.until, FDR.signedOn]), st.sampled_from(DATES)),
    st.tuples(NODE, st.just(FDR.theme), st.sampled_from([THEME.ceasefire, THEME.nonsense])),
    st.tuples(NODE, st.just(FDR.agreementType), st.sampled_from([AGREEMENT_TYPE.treaty, FDR.Obligation])),
    st.tuples(NODE, st.sampled_from([FDR.modality, FDR.stance]), st.sampled_from([FDR.Obligation, FDR.Asserted])),
    st.tuples(NODE, st.just(GEO.asWKT), st.sampled_from([Literal("POINT(1 1)", datatype=GEO.wktLiteral), LABELS[2]])),
    st.tuples(NODE, st.just(FDR.sha256), st.just(Literal(sha256(TEXT)))),
)


def patterns(one: URIRef, two: URIRef, three: URIRef) -> list[list[tuple[Node, Node, Node]]]:
    """Return triples that belong together: without one of them, a shape or check that sees it finds something."""
    passage = [(one, RDF.type, FDR.Passage), (one, FDR.inDocument, two), (one, FDR.start, NUMBERS[0])]
    passage += [(one, FDR.end, NUMBERS[1]), (one, FDR.exact, Literal("ab"))]
    other = [(three, RDF.type, FDR.Passage), (three, FDR.inDocument, two), (three, FDR.start, NUMBERS[0])]
    other += [(three, FDR.end, NUMBERS[1]), (three, FDR.exact, Literal("cd"))]
    return [
        [(one, RDF.type, FDR.Clause), (two, FDR.hasClause, one), (one, FDR.evidence, three)],
        [
            (one, RDF.type, FDR.Claim),
            (one, FDR.evidence, two),
            (one, FDR.reportedIn, three),
            (two, FDR.inDocument, three),
        ],
        [(one, FDR.evidence, two), (two, RDF.type, FDR.Passage)],
        [(one, RDF.type, FDR.Agreement), (one, FDR.party, two), (two, RDF.type, FDR.State)],
        [(one, RDF.type, FDR.Place), (one, GEO.hasGeometry, two), (two, GEO.asWKT, LABELS[2])],
        [(one, FDR.partOf, two), (one, RDF.type, FDR.Actor), (two, RDF.type, FDR.Actor)],
        [*passage, (two, RDF.type, FDR.SourceDocument), (two, FDR.sha256, Literal(sha256(TEXT)))],
        [*passage, *other],
    ]


@st.composite
def corpora(draw: st.DrawFn) -> list[set[tuple[Node, Node, Node]]]:
    """Draw patterns whose triples are spread over three documents, of which the first says least, with some noise."""
    graphs: list[set[tuple[Node, Node, Node]]] = [set(), set(), set()]
    for _ in range(draw(st.integers(1, 2))):
        for triple in draw(st.sampled_from(patterns(*draw(st.permutations(NODES))[:3]))):
            graphs[draw(st.sampled_from([0, 1, 1, 2]))].add(triple)
    for triple in draw(st.lists(TRIPLES, max_size=6)):
        graphs[draw(st.sampled_from([0, 1, 2]))].add(triple)
    graphs[0] = graphs[0] or {draw(TRIPLES)}
    return graphs


def store_of(graphs: list[set[tuple[Node, Node, Node]]], *, reasoned: bool, texts: bool) -> OxigraphStore:
    store = OxigraphStore(pyoxigraph.Store())
    data = {name: Graph() for name in NAMES}
    for name, triples in zip(NAMES, graphs, strict=True):
        for triple in triples:
            data[name].add(triple)
    data[ONTOLOGY_GRAPH] = background()
    if texts:
        name = URIRef(f"{BASE}text")
        data[str(name)] = Graph()
        data[str(name)].add((name, RDF.type, FDR.TextGraph))
        data[str(name)].add((NODES[0], FDR.text, Literal(TEXT)))
    store.replace(data)
    if reasoned:
        store.infer(f"{BASE}inferred")
    return store


def expected(store: OxigraphStore, name: str) -> Report:
    """Validate all documents as one graph and keep what concerns the nodes of one, as the module defines it."""
    whole = to_rdflib(store.quads(told_names(store)))
    own = to_rdflib(store.quads([name]))
    nodes = {str(node) for s, p, o in own for node in ((s,) if p == RDF.type else (s, o)) if isinstance(node, URIRef)}

    def counts_evidence(node: str) -> bool:
        return any(str(kind) in reach().counted for kind in whole.objects(URIRef(node), RDF.type))

    def concerns(finding: Finding) -> bool:
        if finding.focus not in nodes:
            return False
        if finding.path != str(FDR.evidence) or finding.value is None or counts_evidence(finding.focus):
            return True
        return (URIRef(finding.focus), FDR.evidence, URIRef(finding.value)) in own

    report = validate_shapes(whole) + check_passages(whole, texts_of(store)) + check_addresses(whole, BASE)
    return Report.of(finding for finding in (report + check_terms(whole, own)).findings if concerns(finding))


@given(graphs=corpora(), reasoned=st.booleans(), texts=st.booleans())
@settings(deadline=None, max_examples=200, suppress_health_check=[HealthCheck.too_slow])
def test_the_same_findings_as_of_the_whole(graphs: list[set], reasoned: bool, texts: bool):
    store = store_of(graphs, reasoned=reasoned, texts=texts)
    assert validate_document(store, NAMES[0], base=BASE) == expected(store, NAMES[0])


def test_two_documents_that_contradict_each_other(store: OxigraphStore):
    label = (NODES[0], RDFS.label, Literal("Freedonia", lang="en"))
    graphs = [{(NODES[0], RDF.type, FDR.State), label}, {(NODES[0], RDF.type, FDR.Person), label}, {label}]
    both = store_of(graphs, reasoned=True, texts=False)
    messages = [finding.message for finding in validate_document(both, NAMES[2]).violations]
    assert any("can be only one of them" in message for message in messages)
    alone = store_of([graphs[0], {(NODES[1], RDF.type, FDR.Actor)}, graphs[2]], reasoned=True, texts=False)
    assert validate_document(alone, NAMES[2]).conforms


def test_what_is_only_inferred_makes_up_for_nothing():
    said = {(NODES[0], FDR.obligor, NODES[1]), (NODES[0], RDF.type, FDR.Commitment)}
    store = store_of(
        [said, {(NODES[2], RDF.type, FDR.Actor)}, {(NODES[3], RDF.type, FDR.Actor)}], reasoned=True, texts=False
    )
    assert bool(store.query(f"ASK {{ <{NODES[1]}> a <{FDR.Actor}> }}"))
    found = validate_document(store, NAMES[0]).findings
    assert any(finding.path == str(FDR.obligor) and finding.severity is Severity.VIOLATION for finding in found)


def test_the_context_does_not_grow_with_the_evidence_of_others():
    made = list(documents(6000, seed=5))
    sizes = []
    for count in (5, len(made)):
        store = OxigraphStore(pyoxigraph.Store())
        store.load(quad for document in made[:count] for quad in document.quads)
        said = to_rdflib(store.quads([made[2].graph]))
        sizes.append(len(context(store, said)))
        assert validate_document(store, made[2].graph, base=DEFAULT_BASE).conforms
    assert sizes[1] <= sizes[0] * 1.1


def test_a_graph_that_is_not_there(store: OxigraphStore):
    with pytest.raises(NotFoundError, match="no graph"):
        validate_document(store, NAMES[0])
