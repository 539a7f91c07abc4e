import re
from pathlib import Path

import pyoxigraph
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode

import api.read
from api.read import ask, bind, node_of, select, text_of
from kg.errors import InputError
from kg.namespaces import PREFIXES
from kg.store.oxigraph import OxigraphStore

QUERIES = sorted((Path(api.read.__file__).parent / "queries").glob("*.rq"))


@pytest.mark.parametrize("path", QUERIES, ids=lambda path: path.stem)
def test_every_query_says_what_it_asks_and_can_be_parsed(path: Path):
    assert path.read_text(encoding="utf-8").startswith("# ")
    names = set(re.findall(r"\$(\w+)", text_of(path.stem)))
    values = {name: Literal("x") if name == "words" else NamedNode("https://example.org/x") for name in names}
    pyoxigraph.Store().query(bind(text_of(path.stem), **values), prefixes=PREFIXES)


@given(st.text(max_size=60))
def test_no_value_becomes_a_part_of_the_query(value: str):
    query = bind("SELECT ?x WHERE { BIND($value AS ?x) }", value=Literal(value))
    assert [row["x"].value for row in pyoxigraph.Store().query(query)] == [value]


@given(st.text(max_size=40))
def test_only_iris_become_nodes(tail: str):
    try:
        node = node_of(f"https://example.org/{tail}")
    except InputError:
        return
    query = bind("SELECT ?x WHERE { BIND($node AS ?x) }", node=node)
    assert [row["x"] for row in pyoxigraph.Store().query(query)] == [node]


def test_a_value_that_looks_like_a_variable_is_not_bound_again():
    assert bind("$a", a=Literal("$b"), b=Literal("c")) == '"$b"'


def test_a_missing_value_is_an_error():
    with pytest.raises(KeyError):
        bind("$this", other=Literal("x"))


def test_rows_leave_out_what_is_unbound(store: OxigraphStore, agreement: str):
    rows = select(store, "clauses", this=NamedNode(f"https://w3id.org/foedera/id/{agreement}"))
    assert [row["number"].value for row in rows if "number" in row] == ["1", "2"]
    assert len(rows) == 3


def test_asks(store: OxigraphStore):
    assert ask(store, "exists", this=NamedNode("https://w3id.org/foedera/id/actor/state/lakeland"))
    assert not ask(store, "exists", this=NamedNode("https://w3id.org/foedera/id/actor/state/nowhere"))
