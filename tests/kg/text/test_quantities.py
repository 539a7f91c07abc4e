from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.text.quantities import find_counts, find_quantities


@pytest.mark.parametrize(
    ("text", "span", "value", "unit", "kind", "aspect"),
    [
        ("a six-kilometer-wide corridor", "six-kilometer-wide", "6", "KiloM", "Width", "width"),
        ("6 km deep to the north of the road", "6 km deep to the north", "6", "KiloM", "Depth", "depth to the north"),
        ("two kilometres west of Saraqib", "two kilometres west", "2", "KiloM", "Distance", "distance west"),
        ("ten miles to the east of it", "ten miles to the east", "10", "MI", "Distance", "distance east"),
        ("5 miles from the border", "5 miles", "5", "MI", "Distance", "distance"),
        ("within 10 km of the border", "10 km", "10", "KiloM", "Distance", "distance"),
        ("a wall 5 m high", "5 m high", "5", "M", "Height", "height"),
        ("a zone 30 km in depth", "30 km in depth", "30", "KiloM", "Depth", "depth"),
        ("to a depth of 30 km", "30 km", "30", "KiloM", "Depth", "depth"),
        ("a radius of about 5 kilometres", "5 kilometres", "5", "KiloM", "Radius", "radius"),
        ("a 20-mile strip", "20-mile", "20", "MI", "Length", None),
        ("twelve nautical miles", "twelve nautical miles", "12", "MI_N", "Length", None),
        ("1.5 km", "1.5 km", "1.5", "KiloM", "Length", None),
        ("thirty (30) kilometres", "thirty (30) kilometres", "30", "KiloM", "Length", None),
        ("500 hectares of land", "500 hectares", "500", "HA", "Area", None),
        ("twenty thousand acres", "twenty thousand acres", "20000", "AC", "Area", None),
        ("three hundred square miles", "three hundred square miles", "300", "MI2", "Area", None),
        ("40 square kilometres", "40 square kilometres", "40", "KiloM2", "Area", None),
        ("500 tonnes of wheat", "500 tonnes", "500", "TONNE", "Mass", None),
        ("20 kg of uranium", "20 kg", "20", "KiloGM", "Mass", None),
        ("$2,000", "$2,000", "2000", "CCY_USD", "Currency", None),
        ("$2 million", "$2 million", "2000000", "CCY_USD", "Currency", None),
        ("€5m", "€5m", "5000000", "CCY_EUR", "Currency", None),
        ("EUR 500", "EUR 500", "500", "CCY_EUR", "Currency", None),
        ("ten thousand dollars", "ten thousand dollars", "10000", "CCY_USD", "Currency", None),
        ("one thousand pounds sterling", "one thousand pounds sterling", "1000", "CCY_GBP", "Currency", None),
        ("12.5%", "12.5%", "12.5", "PERCENT", "Dimensionless", None),
        ("six per cent", "six per cent", "6", "PERCENT", "Dimensionless", None),
        ("six hours", "six hours", "6", "HR", "Time", None),
        ("for seven days", "seven days", "7", "DAY", "Time", None),
        ("887 detainees", "887 detainees", "887", "NUM", "Count", "detainees"),
    ],
)
def test_a_quantity_has_value_unit_and_kind(text: str, span: str, value: str, unit: str, kind: str, aspect: str | None):
    (found,) = find_quantities(text)
    found.span.verify(text)
    assert (found.span.exact, found.value, found.unit, found.kind, found.aspect) == (
        span,
        Decimal(value),
        unit,
        kind,
        aspect,
    )


def test_two_depths_are_two_quantities():
    found = find_quantities("a corridor 6 km deep to the north and 7 km deep to the south of the M4")
    assert [(one.value, one.aspect) for one in found] == [(6, "depth to the north"), (7, "depth to the south")]


@pytest.mark.parametrize(
    ("text", "approximate", "minimum"),
    [
        ("about 6 km", True, False),
        ("at least 6 km", False, True),
        ("no less than 6 km", False, True),
        ("6 km", False, False),
    ],
)
def test_hedges_are_kept(text: str, approximate: bool, minimum: bool):
    (found,) = find_quantities(text)
    assert (found.approximate, found.minimum) == (approximate, minimum)


@pytest.mark.parametrize(
    "text",
    [
        "the M4 road",
        "5 March 2020",
        "resolution 555 (1984)",
        "Article 5",
        "S/16776",
        "two-thirds",
        "at 00:01",
        "No. 12",
    ],
)
def test_what_measures_nothing_is_left_alone(text: str):
    assert find_quantities(text) == ()


@pytest.mark.parametrize(
    ("text", "value", "counted", "head"),
    [
        ("announced two Turkish soldiers killed", 2, "Turkish soldiers", "soldiers"),
        ("and three others wounded", 3, "others", "others"),
        ("release of 887 conflict-related detainees from", 887, "conflict-related detainees", "detainees"),
        ("killed 60 Syrian government soldiers, and", 60, "Syrian government soldiers", "soldiers"),
        ("killing 14 people", 14, "people", "people"),
        ("destroying 18 truckloads of food", 18, "truckloads", "truckloads"),
        ("a dozen policemen", 12, "policemen", "policemen"),
        ("one Turkish soldier was killed", 1, "Turkish soldier", "soldier"),
        ("left 34 dead", 34, "dead", "dead"),
        ("1,500 troops", 1500, "troops", "troops"),
        ("2000 soldiers", 2000, "soldiers", "soldiers"),
        ("20 Houthis were", 20, "Houthis", "houthis"),
        ("twenty-five hostages", 25, "hostages", "hostages"),
        ("by 13 votes to none", 13, "votes", "votes"),
        ("scores of troops", None, "troops", "troops"),
        ("hundreds of thousands of displaced refugees", None, "displaced refugees", "refugees"),
        ("several villages", None, "villages", "villages"),
        ("dozens of Houthis", None, "Houthis", "houthis"),
    ],
)
def test_a_count_says_what_is_counted(text: str, value: int | None, counted: str, head: str):
    (found,) = find_counts(text)
    found.span.verify(text)
    assert (found.value, found.counted, found.head) == (value, counted, head)
    assert found.approximate is (value is None)


def test_a_count_keeps_its_hedges():
    (least,) = find_counts("which killed at least 34 Turkish soldiers")
    (about,) = find_counts("almost 900 detainees")
    (bare,) = find_counts("It killed at least 34.")
    assert (least.value, least.minimum, about.value, about.approximate) == (34, True, 900, True)
    assert (bare.value, bare.head, bare.minimum) == (34, "", True)
    assert [(found.value, found.approximate) for found in find_counts("almost 900 detainees")] == [(900, True)]
    assert [(found.value, found.head, found.minimum) for found in find_counts("It killed at least 34.")] == [
        (34, "", True)
    ]


@pytest.mark.parametrize(
    "text",
    [
        "one of the parties",
        "the 2016 talks",
        "the 6+6 committee",
        "resolution 425 (1978)",
        "three-party talks",
        "on 5 May",
    ],
)
def test_what_counts_nothing_is_left_alone(text: str):
    assert find_counts(text) == ()


WORDS = [
    "at",
    "least",
    "about",
    "5",
    "km",
    "two",
    "$",
    "1,500",
    "%",
    "wide",
    "north",
    "soldiers",
    "troops",
    "of",
    "-",
    ",",
    ".",
    "(",
    ")",
    "6",
    "km2",
    "one",
    "dozen",
    "scores",
    "half",
    "a",
    "million",
    "EUR",
    "00.01",
]


@given(st.lists(st.sampled_from(WORDS) | st.text(max_size=4)).map(" ".join))
def test_spans_hold_and_do_not_overlap(text: str):
    for find in (find_quantities, find_counts):
        end = 0
        for found in find(text):
            found.span.verify(text)
            assert found.span.start >= end
            end = found.span.end
