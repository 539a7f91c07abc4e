import pyoxigraph
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad

from kg.store.delta import Delta

NODES = st.sampled_from([NamedNode("u:a"), NamedNode("u:b"), BlankNode("n")])
VALUES = st.one_of(
    NODES,
    st.sampled_from([Literal("x"), Literal("x", language="en"), Literal('"\\\n\u2028'), Literal(7), Literal("😀")]),
)
GRAPHS = st.sampled_from([DefaultGraph(), NamedNode("u:g"), NamedNode("u:h")])
QUADS = st.builds(Quad, NODES, st.just(NamedNode("u:p")), VALUES, GRAPHS)
SOME = st.frozensets(QUADS, max_size=6)
NAMES = st.frozensets(st.sampled_from(["u:g", "u:h", "u:ü"]), max_size=2)


def _store(quads: frozenset[Quad]) -> pyoxigraph.Store:
    store = pyoxigraph.Store()
    store.extend(quads)
    return store


def _between(before: frozenset[Quad], after: frozenset[Quad]) -> Delta:
    return Delta(before - after, after - before)


@given(removed=SOME, added=SOME, created=NAMES, dropped=NAMES)
def test_what_is_written_is_read(
    removed: frozenset[Quad], added: frozenset[Quad], created: frozenset[str], dropped: frozenset[str]
):
    delta = Delta(removed, added, created, dropped)
    assert Delta.from_bytes(delta.to_bytes()) == delta


@given(before=SOME, after=SOME)
def test_it_leads_from_one_state_to_the_other_however_often(before: frozenset[Quad], after: frozenset[Quad]):
    store = _store(before)
    for _ in range(2):
        _between(before, after).apply(store)
        assert set(store) == after
    _between(before, after).undo().apply(store)
    assert set(store) == before


@given(states=st.lists(SOME, min_size=3, max_size=3))
def test_two_are_as_good_as_one_after_the_other(states: list[frozenset[Quad]]):
    first, second, third = states
    both = _between(first, second).then(_between(second, third))
    assert both == _between(first, third)


def test_a_graph_that_is_made_and_dropped_was_never_there():
    made, dropped = Delta(created=frozenset({"u:g"})), Delta(dropped=frozenset({"u:g"}))
    store = pyoxigraph.Store()
    made.then(dropped).apply(store)
    assert not store.contains_named_graph(NamedNode("u:g"))
    dropped.then(made).apply(store)
    assert store.contains_named_graph(NamedNode("u:g"))


def test_graphs_that_change():
    quads = frozenset({Quad(NamedNode("u:a"), NamedNode("u:p"), Literal(1), name) for name in (DefaultGraph(),)})
    assert Delta(added=quads).graphs == set()
    assert Delta(created=frozenset({"u:g"}), dropped=frozenset({"u:h"})).graphs == {"u:g", "u:h"}
    assert not Delta()


def test_many_quads_at_once(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("kg.store.delta._MANY", 2)
    quads = frozenset(Quad(NamedNode("u:a"), NamedNode("u:p"), Literal(number)) for number in range(5))
    store = pyoxigraph.Store()
    Delta(added=quads).apply(store)
    assert set(store) == quads
