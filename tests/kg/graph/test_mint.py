import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rdflib import URIRef

from kg.errors import InputError
from kg.graph import mint
from kg.text.span import Span

BASE = "https://example.org/id/"
DOCUMENT = URIRef("https://example.org/id/document/0123456789abcdef")
#: Everything that UTF-8 can hold.
ANY = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)


def test_the_scheme():
    assert mint.document(BASE, "0123456789abcdef" * 4) == DOCUMENT
    assert mint.graph(DOCUMENT) == URIRef(f"{DOCUMENT}/graph")
    assert mint.provenance(DOCUMENT) == URIRef(f"{DOCUMENT}/provenance")
    assert mint.text(DOCUMENT) == URIRef(f"{DOCUMENT}/text")
    assert mint.extraction(DOCUMENT) == URIRef(f"{DOCUMENT}/extraction")
    assert mint.passage(DOCUMENT, Span(3, 6, "abc")) == URIRef(f"{DOCUMENT}/passage/3-6")
    assert mint.said(DOCUMENT, "commitment/120-260") == URIRef(f"{DOCUMENT}/commitment/120-260")
    assert mint.quantity(URIRef(f"{DOCUMENT}/commitment/1"), 2) == URIRef(f"{DOCUMENT}/commitment/1/quantity/2")
    assert mint.actor(BASE, "state/russia") == URIRef(f"{BASE}actor/state/russia")
    assert mint.place(BASE, "place/idlib") == mint.place(BASE, "idlib") == URIRef(f"{BASE}place/idlib")
    assert mint.geometry(URIRef(f"{BASE}place/idlib")) == URIRef(f"{BASE}place/idlib/geometry")


@pytest.mark.parametrize("key", ["", *(f"{name}/1" for name in sorted(mint.RESERVED)), *sorted(mint.RESERVED)])
def test_names_that_are_taken(key: str):
    with pytest.raises(InputError):
        mint.said(DOCUMENT, key)


@pytest.mark.parametrize("part", ["..", ".", "a.", "-", "a b", "é", "Łódź", "%41", "a:b", "a?b", "a#b", "\\", "", "٣"])
def test_a_part_that_cannot_stand_in_an_iri_becomes_a_slug_with_a_digest(part: str):
    assert mint.path(part) != part
    assert ox.NamedNode(f"{BASE}{mint.path(part)}")


def test_a_name_in_another_script_is_never_empty_and_never_another():
    names = ["Россия", "россия", "Рoссия", "سوريا", "中国", "", " ", "—"]
    assert len({mint.path(name) for name in names}) == len(names)


@given(key=ANY)
def test_any_key_makes_a_path_of_plain_characters(key: str):
    path = mint.path(key)
    assert path.count("/") == key.count("/")
    assert all(part.isascii() and part.strip(".") for part in path.split("/"))
    assert mint.is_iri(f"{BASE}{path}")
    assert mint.path(path) == path


@given(one=ANY, other=ANY)
def test_two_keys_never_share_a_path(one: str, other: str):
    assert (mint.path(one) == mint.path(other)) == (one == other)
