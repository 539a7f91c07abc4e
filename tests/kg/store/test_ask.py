import pyoxigraph
import pytest

from kg.store.ask import ask


@pytest.fixture
def store() -> pyoxigraph.Store:
    made = pyoxigraph.Store()
    made.update("INSERT DATA { <u:a> <u:b> 1 . GRAPH <u:g> { <u:a> <u:b> 2 } }")
    return made


def test_an_unknown_function_is_an_error_where_it_stands(store: pyoxigraph.Store):
    rows = list(ask(store, "SELECT ?x ?y { ?s ?p ?o BIND(<u:f>(?o) AS ?x) BIND(COALESCE(<u:g>(?o), ?o) AS ?y) }"))
    assert [(row["x"], row["y"].value) for row in rows] == [(None, "1")]
    assert not list(ask(store, "SELECT * { ?s ?p ?o FILTER(<u:f>(?o)) }"))
    assert len(list(ask(store, "SELECT * { ?s ?p ?o FILTER(<u:f>(?o) || ?o = 1) }"))) == 1


def test_a_query_of_too_many_unknown_functions_is_refused(store: pyoxigraph.Store):
    calls = " ".join(f"FILTER(<u:f{number}>(?o))" for number in range(65))
    with pytest.raises(RuntimeError, match="not supported"):
        ask(store, f"SELECT * {{ ?s ?p ?o {calls} }}")


def test_the_dataset_and_the_base(store: pyoxigraph.Store):
    graph = pyoxigraph.NamedNode("u:g")
    assert [row["o"].value for row in ask(store, "SELECT ?o { ?s ?p ?o }", default_graph=[graph])] == ["2"]
    assert not ask(store, "ASK { GRAPH ?g { ?s ?p ?o } }", named_graphs=[])
    assert ask(store, "ASK { BIND(STR(<x>) AS ?x) FILTER(?x = 'http://e.example/x') }", base="http://e.example/")
    with pytest.raises(SyntaxError):
        ask(store, "SELECT * {")
