import pyoxigraph
import pytest
from pyoxigraph import DefaultGraph, NamedNode, RdfFormat

from kg.errors import InputError, QueryError
from kg.store.delta import Delta
from kg.store.graphs import evaluate_graph

GRAPH, OTHER = "u:g", "u:other"
KEPT = "u:default"


@pytest.fixture
def store() -> pyoxigraph.Store:
    made = pyoxigraph.Store()
    made.update("INSERT DATA { GRAPH <u:g> { <u:a> <u:b> 1, 2 } GRAPH <u:other> { <u:a> <u:b> 3 } }")
    return made


def _written(store: pyoxigraph.Store, delta: Delta) -> set[tuple[str, str]]:
    """Apply a delta and return what named graphs hold."""
    delta.apply(store)
    return {
        (quad.object.value, quad.graph_name.value) for quad in store if not isinstance(quad.graph_name, DefaultGraph)
    }


def _put(store: pyoxigraph.Store, graph: str | None, content: str | None, **more: object) -> Delta:
    data = None if content is None else content.encode()
    return evaluate_graph(store, graph=graph, content=data, **{"media_type": "text/turtle", **more})


def test_replace_and_add(store: pyoxigraph.Store):
    assert _written(store, _put(store, GRAPH, "<u:a> <u:b> 2, 4 .")) == {("2", GRAPH), ("4", GRAPH), ("3", OTHER)}
    added = _put(store, GRAPH, "<u:a> <u:b> 5 .", replace=False)
    assert _written(store, added) == {("2", GRAPH), ("4", GRAPH), ("5", GRAPH), ("3", OTHER)}


def test_the_store_is_the_same_afterwards(store: pyoxigraph.Store):
    before = set(store)
    for content in ("<u:a> <u:b> 9 .", None):
        assert _put(store, GRAPH, content)
        assert set(store) == before


def test_delete(store: pyoxigraph.Store):
    assert _put(store, GRAPH, None).dropped == {GRAPH}
    assert _written(store, _put(store, GRAPH, None)) == {("3", OTHER)}
    assert not store.contains_named_graph(NamedNode(GRAPH))
    assert not _put(store, GRAPH, None)


def test_a_number_is_its_value_however_it_is_written(store: pyoxigraph.Store):
    content = '<u:a> <u:b> "01"^^<http://www.w3.org/2001/XMLSchema#integer>, 2 .'
    assert not _put(store, GRAPH, content)


def test_all_graphs_are_replaced(store: pyoxigraph.Store):
    quads = "<u:a> <u:b> <u:c> <u:new> .\n<u:a> <u:b> <u:d> ."
    delta = _put(store, None, quads, media_type="application/n-quads", dataset=True)
    assert (delta.created, delta.dropped) == ({"u:new"}, {GRAPH, OTHER})
    assert _written(store, delta) == {("u:c", "u:new")}
    assert len(list(store.quads_for_pattern(None, None, None, DefaultGraph()))) == 1


def test_what_belongs_to_no_graph_has_one_where_the_default_graph_is_the_union(store: pyoxigraph.Store):
    delta = _put(store, None, "<u:x> <u:b> 9 .", default=KEPT)
    assert ("9", KEPT) in _written(store, delta)
    assert store.query("ASK { <u:x> <u:b> 9 }")


def test_what_names_a_graph_is_not_sent_to_another(store: pyoxigraph.Store):
    with pytest.raises(InputError, match="names the graph <u:h>"):
        _put(store, GRAPH, "<u:a> <u:b> <u:c> <u:h> .", media_type="application/n-quads")


def test_blank_nodes_are_nobody_elses(store: pyoxigraph.Store):
    for _ in range(2):
        _put(store, GRAPH, "_:x <u:b> 7 .", replace=False).apply(store)
    assert len(list(store.quads_for_pattern(None, None, pyoxigraph.Literal(7), NamedNode(GRAPH)))) == 2


def test_a_graph_named_by_a_blank_node(store: pyoxigraph.Store):
    content = "_:g { <u:a> <u:b> <u:c> }"
    media_type = RdfFormat.TRIG.media_type
    _put(store, None, content, media_type=media_type, dataset=True).apply(store)
    assert {type(name).__name__ for name in store.named_graphs()} == {"BlankNode"}
    with pytest.raises(QueryError, match="blank node"):
        _put(store, None, content, media_type=media_type, dataset=True, default=KEPT)


@pytest.mark.parametrize(
    ("content", "media_type", "message"),
    [
        ("<u:a> <u:b> .", "text/turtle", "line 1"),
        ("x", "text/csv", "not a media type"),
        ("x", "", "nothing is not a media type"),
        ('<!DOCTYPE x [<!ENTITY a "b">]><x/>', "application/rdf+xml", "entities"),
    ],
)
def test_what_cannot_be_read(store: pyoxigraph.Store, content: str, media_type: str, message: str):
    with pytest.raises(InputError, match=message):
        _put(store, GRAPH, content, media_type=media_type)
