import math
from decimal import Decimal

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rdflib import Literal

from kg.errors import InputError
from kg.graph import literals
from kg.graph.terms import write
from kg.namespaces import GEO, XSD
from kg.text.moment import Moment


def kept(literal: Literal) -> bool:
    """Tell whether Oxigraph's store gives the literal back in the spelling that we wrote."""
    term = ox.Literal(str(literal), datatype=ox.NamedNode(str(literal.datatype)))
    store = ox.Store()
    node = ox.NamedNode("http://example.org/")
    store.add(ox.Quad(node, node, term))
    return next(iter(store)).object.value == str(literal)


def test_words():
    assert write(literals.english("Port Éclair")) == '"Port Éclair"@en'
    assert write(literals.plain("Port Éclair")) == '"Port Éclair"'
    assert write(literals.boolean(True)) == f'"true"^^<{XSD.boolean}>'
    assert write(literals.boolean(False)) == f'"false"^^<{XSD.boolean}>'


@pytest.mark.parametrize(
    ("moment", "lexical", "datatype"),
    [
        (Moment(1933), "1933", XSD.gYear),
        (Moment(1933, 5), "1933-05", XSD.gYearMonth),
        (Moment(1933, 5, 3), "1933-05-03", XSD.date),
        (Moment(1933, 5, 3, 0, 1), "1933-05-03T00:01:00", XSD.dateTime),
        (Moment(843), "0843", XSD.gYear),
    ],
)
def test_a_moment_is_as_precise_as_the_text(moment: Moment, lexical: str, datatype: str):
    literal = literals.moment(moment)
    assert (str(literal), literal.datatype) == (lexical, datatype)
    assert kept(literal)


@pytest.mark.parametrize(
    ("number", "written"),
    [("10.0", "10"), ("6.50", "6.5"), ("1E+3", "1000"), ("1E-3", "0.001"), ("-0", "0"), ("-0.0", "0"), ("007", "7")],
)
def test_a_decimal_is_written_in_its_shortest_form(number: str, written: str):
    literal = literals.decimal(Decimal(number))
    assert (str(literal), literal.datatype) == (written, XSD.decimal)
    assert kept(literal)


@pytest.mark.parametrize("number", ["NaN", "Infinity", "-Infinity", "1E+19", "1E-19", "1234567890.1234567891"])
def test_what_is_no_decimal(number: str):
    with pytest.raises(InputError, match="cannot be written"):
        literals.decimal(Decimal(number))


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**9), max_value=10**9, places=6))
def test_any_decimal_keeps_its_value_and_spelling(number: Decimal):
    literal = literals.decimal(number)
    assert Decimal(str(literal)) == number
    assert kept(literal)


@given(st.integers(min_value=0, max_value=10**15))
def test_counts(number: int):
    literal = literals.count(number)
    assert (str(literal), literal.datatype) == (str(number), XSD.nonNegativeInteger)


def test_nobody_can_be_killed_less_than_not_at_all():
    with pytest.raises(InputError, match="-1"):
        literals.count(-1)


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("PT6H", "PT6H"),
        ("P14D", "P14D"),
        ("P1Y2M3DT4H5M6.50S", "P1Y2M3DT4H5M6.5S"),
        ("-P1D", "-P1D"),
        ("PT90M", "PT1H30M"),
        ("PT36H", "P1DT12H"),
        ("P13M", "P1Y1M"),
        ("PT3600S", "PT1H"),
        ("PT0.001S", "PT0.001S"),
        ("P0D", "PT0S"),
        ("-PT0H", "PT0S"),
        ("P007D", "P7D"),
    ],
)
def test_durations(text: str, written: str):
    literal = literals.duration(text)
    assert (str(literal), literal.datatype) == (written, XSD.duration)
    assert kept(literal)


@pytest.mark.parametrize(
    "text", ["", "P", "PT", "P1DT", "P2W", "6 hours", "PT6", "P1H", "PT6H ", "P1D1Y", "PT6h", "P٣D", "P1.5D"]
)
def test_what_is_no_duration(text: str):
    with pytest.raises(InputError, match="is no duration"):
        literals.duration(text)


def test_a_point_names_its_longitude_first():
    literal = literals.point(35.93, 36.63)
    assert (str(literal), literal.datatype) == ("POINT(36.63 35.93)", GEO.wktLiteral)
    assert str(literals.point(-0.0, 1e-05)) == "POINT(0.00001 0)"


@pytest.mark.parametrize(("latitude", "longitude"), [(90.1, 0.0), (0.0, -180.5), (math.nan, 0.0), (0.0, math.inf)])
def test_points_that_are_not_on_the_earth(latitude: float, longitude: float):
    with pytest.raises(InputError, match="no point"):
        literals.point(latitude, longitude)
