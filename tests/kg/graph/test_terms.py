import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rdflib import BNode, Graph, Literal, URIRef, Variable

from kg.graph.model import DocumentGraph
from kg.graph.terms import natural, quads, split_literal, write
from kg.namespaces import XSD

TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"))


@given(text=TEXT, language=st.sampled_from([None, "en", "ar"]))
def test_a_literal_is_written_as_oxigraph_writes_it(text: str, language: str | None):
    assert write(Literal(text, lang=language)) == str(ox.Literal(text, language=language))


@given(text=TEXT)
def test_a_typed_literal_is_written_as_oxigraph_writes_it(text: str):
    datatype = "https://example.org/type"
    written = write(Literal(text, datatype=URIRef(datatype)))
    assert written == str(ox.Literal(text, datatype=ox.NamedNode(datatype)))
    string, language, kind = split_literal(written)
    assert (language, kind) == ("", datatype)
    assert split_literal(string) == (string, "", "")


def test_a_string_is_the_same_with_and_without_its_datatype():
    assert write(Literal("a", datatype=XSD.string)) == write(Literal("a")) == '"a"'


def test_other_terms():
    assert write(URIRef("https://example.org/é")) == "<https://example.org/é>"
    assert write(BNode("b1")) == "_:b1"
    with pytest.raises(TypeError):
        write(Variable("x"))


def test_terms_are_sorted_as_people_count():
    terms = ["<e:a/10>", "<e:a/9>", "<e:a>", "<e:a/9/b>", '"b"', '"a"', "<e:a/09>", "_:b"]
    assert sorted(terms, key=natural) == [
        "<e:a>",
        "<e:a/09>",
        "<e:a/9>",
        "<e:a/9/b>",
        "<e:a/10>",
        '"a"',
        '"b"',
        "_:b",
    ]


@given(st.lists(st.from_regex(r"\A<e:[a-c0-9/]{0,8}>\Z"), max_size=6))
def test_the_order_of_terms_is_one_order(terms: list[str]):
    assert len({natural(term) for term in terms}) == len(set(terms))


def test_statements_from_every_library_are_the_same(built: DocumentGraph):
    nquads = "".join(f"{s} {p} {o} {g} .\n" for s, p, o, g in quads(built, text=True))
    parsed = list(ox.parse(nquads, format=ox.RdfFormat.N_QUADS))
    assert quads(parsed) == quads(built, text=True)
    assert quads(quad.triple for quad in parsed) == {(s, p, o, "") for s, p, o, _ in quads(parsed)}
    assert quads(built.graph) == {(s, p, o, "") for s, p, o, g in quads(built) if g == f"<{built.name}>"}


def test_the_text_is_in_only_if_asked_for(built: DocumentGraph):
    assert quads(built, text=True) - quads(built) == {(*row, f"<{built.iri}/text>") for row in triples(built.text)}


def triples(graph: Graph) -> set[tuple[str, str, str]]:
    return {(write(s), write(p), write(o)) for s, p, o in graph}
