"""Invented reports come and go: the consolidated graph stays what it is of all of them, and little is read for it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import pyoxigraph
import pytest
from hypothesis import event, given, settings
from hypothesis import strategies as st
from pyoxigraph import Quad
from rdflib import RDF, RDFS, XSD, Graph, Literal, URIRef

from kg.link import renew as module
from kg.link.consolidate import consolidate, consolidated_name
from kg.link.renew import is_consolidated, let_go, renew, take_in
from kg.namespaces import FDR
from kg.store.kinds import document_names
from kg.store.oxigraph import OxigraphStore
from kg.store.terms import to_oxigraph
from kg.validate.report import Report as Findings

BASE = "https://example.org/id/"
NAME = consolidated_name(BASE)
PARTIES = ("chad", "niger", "sudan")
DAYS = ("2012-04-30", "2012-05-01", "2012-05-03", "2012-07-01", "2012")


@dataclass(frozen=True, slots=True)
class Thing:
    """Be what one report tells of one thing: its kind, the day, who, and a number that tells the rest."""

    kind: str
    day: str
    who: tuple[str, ...]
    number: int = 0


@dataclass(frozen=True, slots=True)
class Report:
    """Be what one document tells; ``together`` puts all of it into one claim."""

    things: tuple[Thing, ...]
    together: bool = False


_WHO = {"Agreement": "party", "Meeting": "participant", "Incident": "target"}
_WHEN = {"Agreement": "signedOn", "Meeting": "date", "Incident": "date"}


def name_of(number: int) -> str:
    """Return the name of the graph of a document."""
    return f"{BASE}document/{number:016x}/graph"


def graph_of(number: int, report: Report) -> Graph:
    """Return what a document says."""
    document = URIRef(name_of(number).removesuffix("/graph"))
    graph = Graph()
    graph.add((document, RDF.type, FDR.SourceDocument))
    nodes: list[URIRef] = []
    for place, thing in enumerate(report.things):
        node = URIRef(f"{document}/{thing.kind.lower()}/{place}")
        nodes.append(node)
        graph.add((node, RDF.type, FDR[thing.kind]))
        graph.add((node, RDFS.label, Literal(f"{thing.kind} {thing.number}", lang="en")))
        graph.add((node, FDR[_WHEN[thing.kind]], Literal(thing.day, datatype=XSD.date if len(thing.day) > 4 else None)))
        for who in thing.who:
            graph.add((node, FDR[_WHO[thing.kind]], URIRef(f"{BASE}actor/{who}")))
        if thing.kind == "Incident":
            graph.add((node, FDR.killed, Literal(thing.number)))
        if thing.kind == "Agreement":
            nodes.append(_commitment(graph, node, thing))
    _claims(graph, document, nodes, together=report.together)
    return graph


def _commitment(graph: Graph, agreement: URIRef, thing: Thing) -> URIRef:
    clause, node = URIRef(f"{agreement}/clause"), URIRef(f"{agreement}/commitment")
    graph.add((agreement, FDR.hasClause, clause))
    graph.add((clause, FDR.states, node))
    graph.add((node, RDF.type, FDR.Commitment))
    graph.add((node, FDR.theme, URIRef(f"{BASE}theme/{thing.number % 2}")))
    graph.add((node, FDR.obligor, URIRef(f"{BASE}actor/{thing.who[0]}")))
    graph.add((node, FDR.dueBy, Literal(f"2013-01-0{thing.number + 1}", datatype=XSD.date)))
    return node


def _claims(graph: Graph, document: URIRef, nodes: Sequence[URIRef], *, together: bool) -> None:
    for place, node in enumerate(nodes):
        claim = URIRef(f"{document}/claim/{0 if together else place}")
        passage = URIRef(f"{document}/passage/{place}-{place + 1}")
        graph.add((claim, RDF.type, FDR.Claim))
        graph.add((claim, FDR.stance, FDR.Asserted))
        graph.add((claim, FDR.about, node))
        graph.add((node, FDR.evidence, passage))
        graph.add((passage, FDR.exact, Literal(f"words {place}")))


things = st.builds(
    Thing,
    kind=st.sampled_from(("Agreement", "Meeting", "Incident")),
    day=st.sampled_from(DAYS),
    who=st.sampled_from((PARTIES, PARTIES[:2], PARTIES[1:])),
    number=st.integers(0, 2),
)
reports = st.builds(Report, things=st.lists(things, min_size=1, max_size=4).map(tuple), together=st.booleans())
#: What happens to each of a few documents, one after the other: it comes, is read anew, or goes (None).
histories = st.lists(st.tuples(st.integers(0, 4), st.none() | reports), min_size=1, max_size=10)


class Counting(OxigraphStore):
    """Remember which graphs were read."""

    def __init__(self) -> None:
        super().__init__(pyoxigraph.Store())
        self.read: set[str] = set()

    def quads(self, names: Iterable[str] | None = None) -> Iterator[Quad]:
        listed = self.graph_names() if names is None else list(names)
        self.read |= set(listed)
        return super().quads(listed)


@pytest.fixture(autouse=True, scope="module")
def without_shapes() -> Iterator[None]:
    """Leave out the shapes, which the invented reports are too short for; `test_ingest` checks with them."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "validate_shapes", lambda _: Findings())
        yield


def change(store: OxigraphStore, number: int, report: Report | None) -> None:
    name = name_of(number)
    let_go(store, [name], base=BASE)
    if report is None:
        store.replace({}, remove=[name])
    else:
        store.replace({name: graph_of(number, report)})
        take_in(store, [name], base=BASE)


def held(store: OxigraphStore) -> set[Quad]:
    return set(store.quads([NAME]))


def whole(store: OxigraphStore) -> set[Quad]:
    scratch = OxigraphStore(pyoxigraph.Store())
    scratch.replace({NAME: consolidate(store, document_names(store, BASE), base=BASE).graph})
    return set(scratch.quads([NAME]))


@settings(max_examples=40, deadline=None)
@given(history=histories)
def test_whatever_comes_and_goes_the_graph_is_that_of_the_whole(history: list[tuple[int, Report | None]]):
    store = OxigraphStore(pyoxigraph.Store())
    renew(store, base=BASE)
    for number, report in history:
        change(store, number, report)
        assert held(store) == whole(store)
    event(f"discrepancies: {sum(quad.object.value == str(FDR.Discrepancy) for quad in held(store)) > 0}")


@settings(max_examples=40, deadline=None)
@given(first=st.lists(reports, max_size=3), second=st.lists(reports, min_size=1, max_size=3))
def test_several_at_once_come_as_one_by_one(first: list[Report], second: list[Report]):
    store = OxigraphStore(pyoxigraph.Store())
    store.replace({name_of(number): graph_of(number, report) for number, report in enumerate(first)})
    renew(store, base=BASE)
    graphs = {name_of(number): graph_of(number, report) for number, report in enumerate(second, len(first))}
    store.replace(graphs)
    take_in(store, graphs, base=BASE)
    assert held(store) == whole(store)
    let_go(store, graphs, base=BASE)
    store.replace({}, remove=graphs)
    assert held(store) == whole(store)


def of_month(month: int) -> Report:
    return Report(
        (Thing("Agreement", f"2012-{month:02}-10", PARTIES), Thing("Meeting", f"2012-{month:02}-11", PARTIES))
    )


def test_a_change_reads_only_the_documents_near_it():
    store = Counting()
    store.replace({name_of(number): graph_of(number, of_month(number % 12 + 1)) for number in range(36)})
    renew(store, base=BASE)
    assert len(store.read) == 37
    store.read.clear()
    change(store, 36, of_month(3))
    near = {name_of(number) for number in (2, 14, 26, 36)}
    assert store.read == near
    store.read.clear()
    change(store, 36, None)
    assert store.read == near
    assert held(store) == whole(store)


def test_what_is_not_touched_stays_as_it_is_though_it_were_wrong():
    store = OxigraphStore(pyoxigraph.Store())
    store.replace({name_of(number): graph_of(number, of_month(number % 2 + 1)) for number in range(4)})
    renew(store, base=BASE)
    strange = graph_of(9, of_month(9))
    store.amend(NAME, gone=(), come=strange)
    change(store, 0, None)
    assert set(to_oxigraph(strange, NAME)) <= held(store)


def test_with_its_last_source_but_one_goes_the_fact():
    store = OxigraphStore(pyoxigraph.Store())
    store.replace({name_of(number): graph_of(number, of_month(1)) for number in range(2)})
    assert renew(store, base=BASE).groups
    change(store, 0, None)
    [mark] = held(store)
    assert (mark.predicate.value, mark.object.value) == (str(RDF.type), str(FDR.ConsolidatedGraph))


def test_a_store_that_has_not_been_consolidated_is_left_alone():
    store = OxigraphStore(pyoxigraph.Store())
    for number in range(2):
        change(store, number, of_month(1))
    assert not is_consolidated(store, base=BASE)
    assert held(store) == set()
