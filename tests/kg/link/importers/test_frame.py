import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.link.importers.frame import Frame, Told, day, when
from kg.link.importers.table import Row
from kg.text.normalise import normalise, sha256

FRAME = Frame("https://example.org/id/", "pax", "PA-X")
CELLS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1).map(lambda text: normalise(text).strip())


@given(st.dictionaries(st.sampled_from(["AgtId", "Agt", "Part"]), CELLS.filter(bool), min_size=1))
def test_each_cell_is_where_it_is_said_to_be_and_the_text_is_normal(cells: dict[str, str]):
    told = Told.of(FRAME, Row(1, cells, print), "1")
    assert {column: told.text[start:end] for column, (start, end) in told.places.items()} == cells
    assert normalise(told.text) == told.text


def test_the_document_has_the_digest_of_its_text_and_the_text_is_in_a_graph_of_its_own():
    told = Told.of(FRAME, Row(1, {"AgtId": "1", "Agt": "Accord"}, print), "1")
    said = {
        (quad.predicate.value.rsplit("#")[-1], str(quad.object), quad.graph_name) for quad in told.quads(FRAME, "1")
    }
    assert ("sha256", f'"{sha256(told.text)}"', FRAME.graph) in said
    assert ("text", '"AgtId: 1\\nAgt: Accord"', FRAME.text) in said


def test_the_same_things_of_two_tables_have_one_address():
    assert FRAME.iri("agreement", "1").value == "https://example.org/id/import/pax/agreement/1"
    actors = Frame("https://example.org/id/", "ucdp-actors", "UCDP", "ucdp")
    assert actors.iri("actor", "5") == Frame("https://example.org/id/", "ucdp", "UCDP").iri("actor", "5")
    assert actors.graph.value == "https://example.org/id/import/ucdp-actors/graph"


@pytest.mark.parametrize("text", ["2001-2-3", "2001-02-30", "2001", "03/02/2001", "20010203", ""])
def test_what_is_no_day(text: str):
    assert day(text) is None


def test_days_months_and_years():
    assert day("2001-02-03") == datetime.date(2001, 2, 3)
    written = [str(when(value)).rsplit("#", 1)[-1] for value in (datetime.date(2001, 2, 3), (2001, 2), 951)]
    assert written == ["date>", "gYearMonth>", "gYear>"]
    assert when(951).value == "0951"
