from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyoxigraph import NamedNode, Quad
from rdflib import BNode, Graph, Literal, URIRef

from kg.errors import QueryError, StoreError
from kg.settings import Settings
from kg.store.base import Change
from kg.store.delta import Delta
from kg.store.open import open_store
from kg.store.oxigraph import OxigraphStore
from kg.store.terms import to_oxigraph, to_rdflib

G, H, P, T = (f"https://example.org/{name}" for name in ("g", "h", "g/provenance", "g/text"))
Turtle = Callable[[str], Graph]


def rows(store: OxigraphStore, query: str) -> list[list[str]]:
    return sorted([str(term.value) for term in row] for row in store.query(query))


def test_a_triple_of_two_graphs_counts_once(store: OxigraphStore, turtle: Turtle):
    store.replace({G: turtle(':russia rdfs:label "Russia" .'), H: turtle(':russia rdfs:label "Russia" .')})
    assert rows(store, "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }") == [["1"]]
    assert rows(store, "SELECT ?g { GRAPH ?g { ?s ?p ?o } }") == [[G], [H]]


def test_a_triple_stays_in_the_union_as_long_as_a_graph_holds_it(store: OxigraphStore, turtle: Turtle):
    store.replace({G: turtle(":a :p 1, 2 ."), H: turtle(":a :p 2, 3 .")})
    store.replace({}, remove=[G])
    assert rows(store, "SELECT ?o { ?s ?p ?o }") == [["2"], ["3"]]
    store.replace({}, remove=[H])
    assert rows(store, "SELECT ?o { ?s ?p ?o }") == []
    assert store.graph_names() == []


@pytest.mark.parametrize("kind", ["ProvenanceGraph", "TextGraph"])
def test_provenance_and_texts_are_not_in_the_union(store: OxigraphStore, turtle: Turtle, kind: str):
    hidden = f"<{P}> a fdr:{kind} . :made :at 1 ."
    store.replace({G: turtle(":said :so 1 ."), P: turtle(hidden)})
    assert rows(store, "SELECT ?s { ?s ?p ?o }") == [["https://example.org/said"]]
    assert len(rows(store, f"SELECT ?s {{ GRAPH <{P}> {{ ?s ?p ?o }} }}")) == 2
    assert store.hidden_names() == {P}


def test_a_mark_may_stand_in_another_graph(store: OxigraphStore, turtle: Turtle):
    store.replace({T: turtle(":d fdr:text 'words' .")})
    assert len(rows(store, "SELECT ?s { ?s ?p ?o }")) == 1
    store.replace({P: turtle(f"<{P}> a fdr:ProvenanceGraph . <{T}> a fdr:TextGraph .")})
    assert rows(store, "SELECT ?s { ?s ?p ?o }") == []
    store.replace({}, remove=[P])
    assert len(rows(store, "SELECT ?s { ?s ?p ?o }")) == 1


def test_hiding_a_graph_keeps_what_another_says(store: OxigraphStore, turtle: Turtle):
    store.replace({G: turtle(":a :p 1 ."), T: turtle(":a :p 1 . :a :p 2 .")})
    store.replace({P: turtle(f"<{T}> a fdr:TextGraph . <{P}> a fdr:ProvenanceGraph .")})
    assert rows(store, "SELECT ?o { ?s ?p ?o }") == [["1"]]


def test_replacing_tells_what_changed(store: OxigraphStore, turtle: Turtle):
    assert store.replace({G: turtle(":a :p 1 ."), H: turtle(":b :p 1 .")}).written == (G, H)
    assert not store.replace({G: turtle(":a :p 1 .")})
    assert store.replace({G: turtle(":a :p 2 .")}, remove=[H]) == Change((G,), (H,))


def test_the_same_graph_in_another_spelling_is_no_change(store: OxigraphStore, turtle: Turtle):
    graph = turtle(':a :p 0.700, "x"@EN-us, "2020-03-06T00:01:00+00:00"^^<http://www.w3.org/2001/XMLSchema#dateTime> .')
    assert store.replace({G: graph})
    assert not store.replace({G: graph})


def test_a_blank_node_is_refused_and_nothing_is_written(store: OxigraphStore, turtle: Turtle):
    bad = Graph()
    bad.add((BNode(), URIRef("https://example.org/p"), Literal(1)))
    with pytest.raises(StoreError, match="blank nodes"):
        store.replace({G: turtle(":a :p 1 ."), H: bad})
    assert store.graph_names() == []


@given(text=st.text(st.characters(codec="utf-8"), max_size=60))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=150)
def test_any_text_comes_back_as_it_went_in(text: str):
    import pyoxigraph

    store = OxigraphStore(pyoxigraph.Store())
    graph = Graph()
    graph.add((URIRef("https://example.org/a"), URIRef("https://example.org/p"), Literal(text)))
    graph.add((URIRef("https://example.org/a"), URIRef("https://example.org/q"), Literal(text, lang="en")))
    store.replace({G: graph})
    assert set(to_rdflib(store.quads([G]))) == set(graph)
    assert to_rdflib(store.quads()).isomorphic(graph)


@pytest.mark.parametrize(
    ("query", "line", "column", "told"),
    [
        ("SELECT *\n{ ?s ?p", 2, 8, "cannot be read from here"),
        ("SELECT * { ?s foo:bar ?o }", 1, 22, "prefix"),
        ("INSERT DATA { <a:a> <a:b> <a:c> }", 1, 10, "only SELECT, ASK"),
    ],
)
def test_a_bad_query_is_shown_where_it_is_bad(store: OxigraphStore, query: str, line: int, column: int, told: str):
    with pytest.raises(QueryError, match=told) as caught:
        store.query(query)
    assert (caught.value.line, caught.value.column) == (line, column)


def test_prefixes_are_declared_unless_the_query_does(store: OxigraphStore, turtle: Turtle):
    store.replace({G: turtle(":a :p 1 .")})
    prefixes = {"e": "https://example.org/"}
    assert bool(store.query("ASK { e:a e:p 1 }", prefixes=prefixes))
    assert not bool(store.query("PREFIX e: <https://other.example/> ASK { e:a e:p 1 }", prefixes=prefixes))


def test_from_names_a_graph_of_the_store_and_nothing_else(store: OxigraphStore, turtle: Turtle, tmp_path: Path):
    store.replace({G: turtle(":a :p 1 ."), H: turtle(":b :p 1 .")})
    file = tmp_path / "x.ttl"
    file.write_text("<urn:a> <urn:b> <urn:c> .")
    assert len(rows(store, "SELECT ?s FROM <URL> { ?s ?p ?o }".replace("URL", G))) == 1
    assert rows(store, "SELECT ?s FROM <URL> { ?s ?p ?o }".replace("URL", file.as_uri())) == []


def test_the_dataset_can_be_named(store: OxigraphStore, turtle: Turtle):
    store.replace({G: turtle(":a :p 1 ."), H: turtle(":b :p 1 .")})
    assert len(list(store.query("SELECT * { ?s ?p ?o }", default_graphs=[G], named_graphs=[]))) == 1
    assert len(list(store.query("SELECT * { ?s ?p ?o }", default_graphs=[], named_graphs=[H]))) == 0
    assert len(list(store.query("SELECT * { GRAPH ?g { ?s ?p ?o } }", default_graphs=[], named_graphs=[H]))) == 1


def test_a_closed_store_says_so(store: OxigraphStore):
    store.close()
    with pytest.raises(StoreError, match="closed"):
        store.query("ASK {}")


def test_a_checkpoint_is_a_store_of_its_own(folder: Path, tmp_path: Path, turtle: Turtle):
    from kg.settings import Settings
    from kg.store.open import open_store

    with open_store(Settings(store=str(folder))) as store:
        store.replace({G: turtle(":a :p 1 .")})
        store.checkpoint(tmp_path / "copy")
        store.replace({}, remove=[G])
        with open_store(Settings(store=str(tmp_path / "copy")), read_only=True) as copy:
            assert copy.graph_names() == [G]
        with pytest.raises(StoreError, match="no copy"):
            store.checkpoint(tmp_path / "copy")


@pytest.mark.parametrize("where", ["disk", "memory"])
def test_a_default_graph_of_its_own_holds_no_union(where: str, folder: Path, turtle: Turtle):
    settings = Settings(store=str(folder) if where == "disk" else "memory:", default_graph="own")
    with open_store(settings) as store:
        assert store.replace({G: turtle(":a :p 1 .")}).written == (G,)
        store.exchange([H], to_oxigraph(turtle(":a :p 2 ."), H))
        assert rows(store, "SELECT ?o { ?s ?p ?o }") == []
        assert rows(store, "SELECT ?o { GRAPH ?g { ?s ?p ?o } }") == [["1"], ["2"]]
        store.write(Delta(added=frozenset({Quad(NamedNode(G), NamedNode(P), NamedNode(T))})))
        assert store.replace({}, remove=[G]).removed == (G,)
        assert rows(store, "SELECT ?o { ?s ?p ?o }") == [[T]]
        with pytest.raises(StoreError, match="own") as caught:
            store.infer(f"{G}/inferred")
        assert "union" in str(caught.value.hint)
    with open_store(settings) as store:
        if where == "disk":
            assert rows(store, "SELECT ?o { ?s ?p ?o }") == [[T]]


def test_many_quads_are_loaded_without_a_union_where_the_default_graph_is_its_own(turtle: Turtle):
    with open_store(Settings(store="memory:", default_graph="own")) as store:
        store.load(to_oxigraph(turtle(":a :p 1 ."), G))
        assert rows(store, "SELECT ?o { ?s ?p ?o }") == []
        assert rows(store, "SELECT ?o { GRAPH ?g { ?s ?p ?o } }") == [["1"]]


def test_a_graph_is_amended_and_the_union_keeps_what_another_says(store: OxigraphStore, turtle: Turtle):
    store.replace({G: turtle(":a :p 1, 2, 3 ."), H: turtle(":a :p 1 .")})
    gone = [quad for quad in store.quads([G]) if str(quad.object.value) in {"1", "2"}]
    assert store.amend(G, gone=gone, come=turtle(":a :p 2, 4 ."))
    assert sorted(quad.object.value for quad in store.quads([G])) == ["2", "3", "4"]
    assert rows(store, "SELECT ?o { ?s ?p ?o }") == [["1"], ["2"], ["3"], ["4"]]
    assert not store.amend(G, gone=(), come=turtle(":a :p 2 ."))
