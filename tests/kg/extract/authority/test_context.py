"""What the text around a name decides; expected values are written by hand."""

from __future__ import annotations

import datetime

import pytest

from kg.extract.authority.matcher import find_authorities
from kg.extract.authority.model import AliasKind, Match


def first(text: str, name: str) -> Match | None:
    return next((match for match in find_authorities(text) if text[match.start : match.end] == name), None)


@pytest.mark.parametrize(
    ("text", "name", "key"),
    [
        ("Treaty with the Ottawa and Chippewa tribes of Indians", "Ottawa", "people/ottawa"),
        ("Ottawa announced sanctions; Canada said", "Ottawa", "place/6094817-ottawa"),
        ("the Delaware, Miami, and Wea tribes", "Delaware", "people/delaware"),
        ("Haftar met envoys in Tripoli, Libya", "Tripoli", "place/2210247-tripoli"),
        ("the army left Tripoli, Lebanon", "Tripoli", "place/266826-tripoli"),
        ("Somalia: the SNA of General Aidid", "SNA", "armedgroup/somali-national-alliance"),
        ("Syria: Turkish-backed SNA fighters", "SNA", "armedgroup/syrian-national-army"),
        ("Aguila Saleh spoke in Benghazi. Saleh left.", "Saleh", "person/aguila-saleh"),
        ("Talks in New York on Monday", "New York", "place/5128581-new-york-city"),
        ("Georgia and Russia signed", "Georgia", "state/georgia"),
        ("the State of Georgia ceded land", "State of Georgia", "place/georgia"),
        (
            "The Security Council met. The Council decides",
            "Council",
            "internationalorganization/united-nations-security-council",
        ),
    ],
)
def test_the_surroundings_choose_among_namesakes(text: str, name: str, key: str):
    match = first(text, name)
    assert match is not None
    assert match.entries[0].key == key
    assert not match.needs_context


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Nice people read. Reading helps.", "Nice"),
        ("Most of March was Mobile", "Mobile"),
        ("Victoria said nothing", "Victoria"),
        ("Maher al-Assad commands", "al-Assad"),
        ("Syria: Maher al-Assad commands", "al-Assad"),
        ("Aden Duale, a Kenyan", "Aden"),
        ("Asma Assad opened it", "Assad"),
        ("The Transitional Legislative Council sat", "Council"),
    ],
)
def test_common_words_and_parts_of_unknown_names_are_no_names(text: str, name: str):
    assert first(text, name) is None


@pytest.mark.parametrize(
    ("text", "name"), [("GIVE US PEACE NOW", "US"), ("he crossed the Umpqua", "Umpqua"), ("Bush grew there", "Bush")]
)
def test_a_name_that_the_text_does_not_explain_needs_context(text: str, name: str):
    match = first(text, name)
    assert match is None or match.needs_context


def test_a_title_explains_a_common_surname():
    match = first("President Bush flew home", "Bush")
    assert match is not None
    assert not match.needs_context


def test_a_day_chooses_among_namesakes():
    text = "President Bush spoke"
    for day, key in (
        (datetime.date(1991, 2, 1), "person/george-h-w-bush"),
        (datetime.date(2005, 2, 1), "person/george-w-bush"),
    ):
        (match,) = find_authorities(text, on=day)
        assert match.entries[0].key == key


def test_a_capital_gives_the_settlement_and_the_state():
    (match,) = find_authorities("Moscow and its partners")
    assert match.alias_kind is AliasKind.CAPITAL
    assert [entry.key for entry in match.entries[:2]] == ["place/524901-moscow", "state/russia"]


def test_a_settlement_has_its_place_on_earth():
    (match, _) = find_authorities("in Saraqeb, Syria")
    place = match.entries[0]
    assert (place.label, place.country, place.geonames) == ("Saraqib", "SY", 164816)
    assert place.latitude == pytest.approx(35.86, abs=0.05)
    assert place.longitude == pytest.approx(36.80, abs=0.05)
