from __future__ import annotations

import datetime

import pytest

from kg.extract.authority.fold import fold_phrase
from kg.extract.authority.offices import holdings, office_holder, offices_of
from kg.extract.authority.titles import canonical_office, titles


@pytest.mark.parametrize(
    ("office", "of", "day", "key"),
    [
        ("President", "state/turkey", "2020-03-05", "person/recep-tayyip-erdogan"),
        ("President", "state/russia", "2010-01-01", "person/dmitry-medvedev"),
        ("PM", "state/russia", "2010-01-01", "person/vladimir-putin"),
        ("Foreign Secretary", "state/united-kingdom", "2020-06-01", "person/dominic-raab"),
        (
            "Secretary-General",
            "internationalorganization/united-nations",
            "1984-10-12",
            "person/javier-perez-de-cuellar",
        ),
        ("Prime Minister", "state/israel", "1993-09-13", "person/yitzhak-rabin"),
        ("president", "state/united-states", "1921-11-11", None),
        ("president", "state/egypt", "1979-03-26", "person/anwar-sadat"),
        ("leader", "armedgroup/unita", "1994-11-20", "person/jonas-savimbi"),
    ],
)
def test_who_held_an_office_on_a_day(office: str, of: str, day: str, key: str | None):
    found = office_holder(office, of, datetime.date.fromisoformat(day))
    assert (found.key if found else None) == key


def test_on_the_day_of_a_change_the_newcomer_holds():
    found = office_holder("president", "state/france", datetime.date(2017, 5, 14))
    assert found is not None
    assert found.label == "Emmanuel Macron"


def test_the_holdings_of_a_person_are_in_order():
    offices = [(held.office, held.start.year if held.start else None) for held in holdings("person/vladimir-putin")]
    assert offices == [("president", 2000), ("prime minister", 2008), ("president", 2012)]
    assert holdings("person/nobody") == ()


def test_what_a_person_held_on_a_day():
    day = datetime.date(2012, 4, 1)
    assert {held.office for held in offices_of("person/kofi-annan", day)} == {"special envoy for Syria"}


@pytest.mark.parametrize(
    ("title", "kind", "office"),
    [("Col.", "military", None), ("UN Special Envoy", "envoy", "special envoy"), ("Sachem", "honorific", None)],
)
def test_titles_have_a_kind(title: str, kind: str, office: str | None):
    found = titles()[fold_phrase(title)]
    assert (found.kind, found.office) == (kind, office)


def test_an_unknown_office_is_taken_as_it_is():
    assert canonical_office("Keeper of the Seal") == "keeper of the seal"
