"""The inferred graph is at all times what follows from the others, whatever is written."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pyoxigraph
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib import Graph, URIRef

from kg.errors import StoreError
from kg.namespaces import FDR, RDF
from kg.reason.rl.plan import Plan, standard_plan
from kg.settings import Settings
from kg.store import oxigraph
from kg.store.inference import find_inferred
from kg.store.kinds import derived_names, notes_of, told_names
from kg.store.open import open_store
from kg.store.oxigraph import OxigraphStore

G, H, P = (f"https://example.org/{name}" for name in ("g", "h", "p"))
INFERRED = "https://example.org/inferred"
Turtle = Callable[[str], Graph]

THINGS = [URIRef(f"https://example.org/x{number}") for number in range(5)]
CLASSES = [FDR.State, FDR.GovernmentBody, FDR.Actor, FDR.Commitment, FDR.Clause, FDR.Place, FDR.Zone]
PROPERTIES = [FDR.partOf, FDR.hasPart, FDR.obligor, FDR.hasClause, FDR.clauseOf, FDR.states, FDR.within, FDR.binds]
TRIPLES = st.one_of(
    st.tuples(st.sampled_from(THINGS), st.just(RDF.type), st.sampled_from(CLASSES)),
    st.tuples(st.sampled_from(THINGS), st.sampled_from(PROPERTIES), st.sampled_from(THINGS)),
)
MARKS = [(URIRef(name), RDF.type, FDR.ProvenanceGraph) for name in (G, H, P)]
CONTENT = st.sets(st.one_of(TRIPLES, st.sampled_from(MARKS)), max_size=7)
NAMES = st.sampled_from([G, H, P])
STEPS = st.lists(
    st.tuples(st.dictionaries(NAMES, CONTENT, max_size=3), st.sets(NAMES, max_size=1)), min_size=1, max_size=6
)


def held(store: OxigraphStore, name: str) -> set[str]:
    return {str(quad.triple) for quad in store.quads([name])}


def anew(store: OxigraphStore) -> OxigraphStore:
    """Return a store with the same graphs, in which all is inferred in one go."""
    fresh = OxigraphStore(pyoxigraph.Store())
    derived = derived_names(store)
    quads = [quad for quad in store.quads() if quad.graph_name.value not in derived]
    fresh.load(quads)
    fresh.infer(INFERRED)
    return fresh


def union(store: OxigraphStore) -> set[tuple[str, ...]]:
    return {tuple(map(str, row)) for row in store.query("SELECT * { ?s ?p ?o }")}


@given(steps=STEPS)
@settings(deadline=None, max_examples=150)
def test_any_sequence_of_writes_keeps_it(steps: list[tuple[dict[str, set], set[str]]]):
    store = OxigraphStore(pyoxigraph.Store())
    store.infer(INFERRED)
    for graphs, removed in steps:
        data = {name: Graph() for name in graphs}
        for name, triples in graphs.items():
            for triple in triples:
                data[name].add(triple)
        store.replace(data, remove=removed)
        fresh = anew(store)
        assert held(store, INFERRED) == held(fresh, INFERRED)
        assert union(store) == union(fresh)


def test_a_body_binds_its_state_across_graphs(store: OxigraphStore, turtle: Turtle):
    asked = f"ASK {{ <https://example.org/c> <{FDR.binds}> <https://example.org/turkey> }}"
    store.replace({G: turtle(":c fdr:obligor :ministry .")})
    store.infer(INFERRED)
    assert not bool(store.query(asked))
    store.replace({H: turtle(":ministry fdr:partOf :turkey .")})
    assert bool(store.query(asked))
    store.replace({P: turtle(":c fdr:binds :turkey .")})
    assert not any("binds> <https://example.org/turkey>" in triple for triple in held(store, INFERRED))
    store.replace({}, remove=[P])
    assert bool(store.query(asked))
    store.replace({}, remove=[H])
    assert not bool(store.query(asked))


def test_it_can_be_forgotten(store: OxigraphStore, turtle: Turtle):
    store.replace({G: turtle(":m fdr:partOf :s . :s a fdr:Actor .")})
    before = sorted(map(str, store.quads())), union(store)
    assert not store.forget()
    assert store.infer(INFERRED).triples > 0
    assert store.hidden_names() == {notes_of(INFERRED)}
    assert told_names(store) == [G]
    assert store.forget()
    assert (sorted(map(str, store.quads())), union(store)) == before


def test_inferring_again_finds_nothing_new(store: OxigraphStore, turtle: Turtle):
    store.replace({G: turtle(":m fdr:partOf :s .")})
    first = store.infer(INFERRED)
    assert first.added == first.triples > 0
    again = store.infer(INFERRED)
    assert (again.told, again.triples, again.added, again.removed) == (1, first.triples, 0, 0)


def test_another_name_takes_its_place(store: OxigraphStore, turtle: Turtle):
    store.replace({G: turtle(":m fdr:partOf :s .")})
    store.infer(INFERRED)
    store.infer(f"{INFERRED}2")
    assert derived_names(store) & {INFERRED, f"{INFERRED}2"} == {f"{INFERRED}2"}
    assert not held(store, INFERRED)


def test_nothing_else_writes_it(store: OxigraphStore, turtle: Turtle):
    store.replace({G: turtle(":m fdr:partOf :s .")})
    store.infer(INFERRED)
    with pytest.raises(StoreError, match="nothing else writes it"):
        store.replace({INFERRED: turtle(":a :p 1 .")})


def test_what_a_document_says_of_graphs_is_no_mark(store: OxigraphStore, turtle: Turtle):
    store.replace({G: turtle(f"<{H}> a fdr:InferredGraph ."), H: turtle(":a :p 1 .")})
    store.replace({H: turtle(":a :p 2 .")})
    assert held(store, H) == {
        '<https://example.org/a> <https://example.org/p> "2"^^<http://www.w3.org/2001/XMLSchema#integer>'
    }


def test_after_a_change_of_the_rules_the_next_write_makes_it_anew(
    store: OxigraphStore, turtle: Turtle, monkeypatch: pytest.MonkeyPatch
):
    whole = standard_plan()
    monkeypatch.setattr(oxigraph, "standard_plan", lambda: Plan(whole.linear[:9], (), settles=True))
    store.replace({G: turtle(":m fdr:partOf :s .")})
    store.infer(INFERRED)
    few = held(store, INFERRED)
    monkeypatch.setattr(oxigraph, "standard_plan", lambda: whole)
    store.replace({H: turtle(":c fdr:obligor :m .")})
    assert held(store, INFERRED) == held(anew(store), INFERRED) > few
    assert union(store) == union(anew(store))


def test_an_inference_that_was_cut_off_is_taken_up(store: OxigraphStore, turtle: Turtle):
    store.replace({G: turtle(":m fdr:partOf :s . :c fdr:obligor :m .")})
    store.infer(INFERRED)
    engine = store._store
    lost = next(engine.quads_for_pattern(None, None, None, pyoxigraph.NamedNode(INFERRED)))
    engine.update(f"DELETE WHERE {{ GRAPH <{notes_of(INFERRED)}> {{ ?g <http://purl.org/dc/terms/identifier> ?d }} }}")
    engine.remove(lost)
    engine.remove(pyoxigraph.Quad(lost.subject, lost.predicate, lost.object))
    assert find_inferred(engine) is not None
    store.replace({H: turtle(":a :p 1 .")})
    assert held(store, INFERRED) == held(anew(store), INFERRED)
    assert union(store) == union(anew(store))


def test_it_is_there_when_the_store_is_opened_again(folder: Path, turtle: Turtle):
    settings = Settings(store=str(folder))
    with open_store(settings) as store:
        store.replace({G: turtle(":c fdr:obligor :m .")})
        store.infer(INFERRED)
    with open_store(settings) as store:
        store.replace({H: turtle(":m fdr:partOf :s .")})
    with open_store(settings, read_only=True) as store:
        assert bool(store.query(f"ASK {{ ?c <{FDR.binds}> <https://example.org/s> }}"))
        with pytest.raises(StoreError, match="could not be written"):
            store.infer(INFERRED)


def test_only_an_empty_store_is_loaded(store: OxigraphStore, turtle: Turtle):
    quad = pyoxigraph.Quad(*(pyoxigraph.NamedNode(f"urn:x:{part}") for part in "spog"))
    store.load([quad])
    assert [str(term) for row in store.query("SELECT ?s { ?s ?p ?o }") for term in row] == ["<urn:x:s>"]
    with pytest.raises(StoreError, match="not empty"):
        store.load([quad])
