"""Meetings: who took part, who brought them together, where, when and how long; and talks that did not happen."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.extract.frames import Extraction, Meeting
from kg.text.moment import Moment


def days(meeting: Meeting) -> list[str | None]:
    moments: tuple[Moment | None, ...] = (meeting.date, meeting.start, meeting.until)
    return [moment.lexical if moment else None for moment in moments]


@pytest.mark.parametrize(
    ("text", "participants", "mediators", "when", "places", "duration"),
    [
        (
            "Foreign ministers of Armenia and Azerbaijan met in Geneva on 30 October 2020.",
            {"Armenia", "Azerbaijan"},
            set(),
            ["2020-10-30", None, None],
            {"Geneva"},
            None,
        ),
        (
            "Presidents Salva Kiir and Riek Machar held talks in Juba for three hours on Monday.",
            {"Salva Kiir", "Riek Machar"},
            set(),
            ["2021-03-01", None, None],
            {"Juba"},
            "PT3H",
        ),
        (
            "The presidents of Sudan and South Sudan held talks in Addis Ababa from 3 to 7 March 2013.",
            {"Sudan", "South Sudan"},
            set(),
            [None, "2013-03-03", "2013-03-07"],
            {"Addis Ababa"},
            None,
        ),
        (
            "Qatar hosted talks of the United States and the Taliban in Doha.",
            {"United States", "Taliban"},
            {"Qatar"},
            [None, None, None],
            {"Doha"},
            None,
        ),
        (
            "The leaders of Chad and Sudan met for two days in Tripoli.",
            {"Chad", "Sudan"},
            set(),
            [None, None, None],
            {"Tripoli"},
            "P2D",
        ),
        (
            "The president of Kenya met the president of Morocco in Rabat on 2 March 2021.",
            {"Kenya", "Morocco"},
            set(),
            ["2021-03-02", None, None],
            {"Rabat"},
            None,
        ),
    ],
)
def test_a_meeting(
    in_news: Callable[[str], Extraction],
    labels: Callable[..., frozenset[str]],
    text: str,
    participants: set[str],
    mediators: set[str],
    when: list[str | None],
    places: set[str],
    duration: str | None,
) -> None:
    found = in_news(text)
    (meeting,) = found.meetings
    assert labels(found, meeting.participants) == participants
    assert labels(found, meeting.mediators) == mediators
    assert days(meeting) == when
    assert meeting.duration == duration
    assert labels(found, meeting.places) == places


@pytest.mark.parametrize(
    "text",
    [
        "The foreign ministers of Chad and Sudan will meet in Tripoli on Sunday.",
        "The foreign ministers of Chad and Sudan did not meet in Tripoli.",
        "The foreign ministers of Chad and Sudan could meet in Tripoli.",
        "The talks between Chad and Sudan were cancelled.",
        "Sudan suspended its talks with Chad.",
        "The United Nations urged Chad and Sudan to hold talks.",
        "Chad and Sudan agreed to meet in Tripoli on Sunday.",
        "The cancellation of talks between Chad and Sudan came late.",
        "The roads of Chad and Sudan meet at the well of Bahai.",
    ],
)
def test_talks_that_did_not_take_place(in_news: Callable[[str], Extraction], text: str) -> None:
    assert in_news(text).meetings == ()


def test_a_call_is_a_meeting(in_news: Callable[[str], Extraction], labels: Callable[..., frozenset[str]]) -> None:
    found = in_news("The presidents of Kenya and Uganda spoke by phone on Monday.")
    (meeting,) = found.meetings
    assert labels(found, meeting.participants) == {"Kenya", "Uganda"}
    assert days(meeting)[0] == "2021-03-01"


def test_a_meeting_told_twice_is_one(in_news: Callable[[str], Extraction]) -> None:
    found = in_news(
        "The presidents of Peru and Ecuador met in Lima on Monday. "
        "The meeting between the presidents of Peru and Ecuador lasted six hours."
    )
    (meeting,) = found.meetings
    assert len(meeting.evidence) == 2
    assert meeting.duration == "PT6H"


def test_two_meetings_on_two_days_are_two(in_news: Callable[[str], Extraction]) -> None:
    found = in_news("Chad met Sudan in Tripoli on 1 March 2021. Kenya met Uganda in Nairobi on 2 March 2021.")
    assert [days(meeting)[0] for meeting in found.meetings] == ["2021-03-01", "2021-03-02"]


def test_who_talks_is_not_where(in_news: Callable[[str], Extraction], labels: Callable[..., frozenset[str]]) -> None:
    for text in (
        "Talks between Sudan and South Sudan took place in Geneva.",
        "Delegations from Chad and Sudan met for two days in Geneva.",
        "Talks between Greece and Cyprus hosted by Switzerland ended in Geneva on 7 July 2017.",
    ):
        found = in_news(text)
        assert labels(found, found.meetings[0].places) == {"Geneva"}, text


def test_who_hosts_mediates(in_news: Callable[[str], Extraction], labels: Callable[..., frozenset[str]]) -> None:
    found = in_news("Talks between Greece and Cyprus hosted by Switzerland ended in Geneva on 7 July 2017.")
    assert labels(found, found.meetings[0].mediators) == {"Switzerland"}
    assert labels(found, found.meetings[0].participants) == {"Greece", "Cyprus"}
    assert days(found.meetings[0])[0] == "2017-07-07"


def test_a_meeting_produced_the_agreement_beside_it(in_news: Callable[[str], Extraction]) -> None:
    found = in_news("Chad and Sudan held talks in Tripoli on Monday. Chad and Sudan signed a truce after the talks.")
    assert found.meetings[0].produced == (found.agreements[0].key,)
    assert found.agreements[0].signed_at == found.meetings[0].places


def test_a_resolution_is_adopted_at_a_meeting(
    extracted: Callable[..., Extraction], labels: Callable[..., frozenset[str]]
) -> None:
    text = (
        "Resolution 9003 (2031)\n\nThe Security Council,\n\n1. Calls upon Chad to withdraw its forces;\n\n"
        "2. Decides to remain seized of the matter.\n\nAdopted at the 9999th meeting by 14 votes to none.\n"
    )
    found = extracted(text, "RESOLUTION", "2031-05-04")
    (meeting,) = found.meetings
    assert labels(found, meeting.participants) == {"United Nations Security Council"}
    assert days(meeting) == ["2031-05-04", None, None]
    assert meeting.produced == (found.agreements[0].key,)
