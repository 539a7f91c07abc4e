from pathlib import Path

import pyoxigraph
import pytest
from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad

from api.workers.data import load, names_graphs
from kg.store.delta import Delta

A, B, G = (NamedNode(f"u:{name}") for name in "abg")


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { ?graph ?from $graph }",
        "SELECT * { ?s fdr:from ?day ; fdr:effectiveFrom ?other ; a fdr:TextGraph }",
        "ASK { ?s ?p 1 }",
    ],
)
def test_names_are_no_keywords(query: str):
    assert not names_graphs(query)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * FROM <u:g> { ?s ?p ?o }",
        "ASKFROM<u:g>{ ?s ?p ?o }",
        "SELECT * { ?s ?p 1GRAPH ?g {} }",
        "SELECT * { ?s ?p true graph?g {} }",
        "SELECT * { \\u0047RAPH ?g {} }",
        "SELECT * { ex:a ex:b ex: GRAPH ?g {} }",
        "SELECT * { { SELECT * { GRAPH ?g {} } } }",
    ],
)
def test_no_keyword_is_missed(query: str):
    assert names_graphs(query)


def _store(folder: Path) -> set[Quad]:
    node = BlankNode("kept")
    quads = {Quad(A, B, node, G), Quad(A, B, node), Quad(A, B, Literal("x"), A)}
    store = pyoxigraph.Store(str(folder))
    store.extend(quads)
    store.add_graph(NamedNode("u:empty"))
    store.flush()
    return quads


def test_all_is_loaded_as_it_is(tmp_path: Path):
    quads = _store(tmp_path / "store")
    data = load(str(tmp_path / "store"), None)
    assert set(data.quads) == quads
    assert data.quads.contains_named_graph(NamedNode("u:empty"))
    assert data.plain is not None
    assert set(data.plain) == {quad for quad in quads if isinstance(quad.graph_name, DefaultGraph)}
    dump = tmp_path / "dump.nq"
    data.quads.dump(dump, pyoxigraph.RdfFormat.N_QUADS)
    assert set(load(None, str(dump)).quads) == quads


def test_a_change_reaches_both(tmp_path: Path):
    _store(tmp_path / "store")
    data = load(str(tmp_path / "store"), None)
    gone, come, other = Quad(A, B, BlankNode("kept")), Quad(B, B, B), Quad(B, B, A, G)
    data.change(Delta(removed=frozenset({gone}), added=frozenset({come, other})))
    assert data.plain is not None
    assert set(data.plain) == {come}
    assert {come, other} <= set(data.quads)
    assert gone not in data.quads
    assert data.store_for("ASK { ?s ?p ?o }") is data.plain
    assert data.store_for("ASK { GRAPH ?g { ?s ?p ?o } }") is data.quads
