"""Incidents: who did what to whom, with how many killed and wounded, where and when; and what did not happen."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.extract.frames import Extraction


@pytest.mark.parametrize(
    ("text", "by", "on", "killed", "wounded", "day", "places"),
    [
        (
            "A bomb killed 12 people and wounded 30 in Mogadishu on 3 May 2019.",
            set(),
            set(),
            12,
            30,
            "2019-05-03",
            {"Mogadishu"},
        ),
        (
            "Nine Kenyan soldiers were killed by al-Shabaab fighters in Lamu on Monday.",
            {"al-Shabaab"},
            {"Kenya"},
            9,
            None,
            "2021-03-01",
            {"Lamu"},
        ),
        (
            "Boko Haram fighters attacked a village in Niger, killing 8 soldiers.",
            {"Boko Haram"},
            set(),
            8,
            None,
            None,
            {"Niger"},
        ),
        (
            "A suicide bomber killed at least twenty-three people at a market in Maiduguri.",
            set(),
            set(),
            23,
            None,
            None,
            {"Maiduguri"},
        ),
        (
            "Saudi air strikes on Sanaa killed eleven civilians on Tuesday.",
            {"Saudi Arabia"},
            set(),
            11,
            None,
            "2021-03-02",
            {"Sanaa"},
        ),
        (
            "Israeli forces killed a farmer near Jenin on Sunday.",
            {"Israel"},
            set(),
            1,
            None,
            "2021-02-28",
            {"Jenin"},
        ),
        (
            "Hamas captured two Israeli soldiers on 2 March 2021.",
            {"Hamas"},
            {"Israel"},
            None,
            None,
            "2021-03-02",
            set(),
        ),
        (
            "Armenian troops attacked Azerbaijani positions on Monday.",
            {"Armenia"},
            {"Azerbaijan"},
            None,
            None,
            "2021-03-01",
            set(),
        ),
        (
            "The Taliban shot dead two soldiers near Kunduz on 2 March 2021.",
            {"Taliban"},
            set(),
            2,
            None,
            "2021-03-02",
            {"Kunduz"},
        ),
    ],
)
def test_an_incident(
    in_news: Callable[[str], Extraction],
    labels: Callable[..., frozenset[str]],
    text: str,
    by: set[str],
    on: set[str],
    killed: int | None,
    wounded: int | None,
    day: str | None,
    places: set[str],
) -> None:
    found = in_news(text)
    (incident,) = found.incidents
    assert labels(found, incident.perpetrators) == by
    assert labels(found, incident.targets) == on
    assert (incident.killed, incident.wounded) == (killed, wounded)
    assert (incident.date.lexical if incident.date else None) == day
    assert labels(found, incident.places) == places


def test_all_the_dead_are_counted(in_news: Callable[[str], Extraction]) -> None:
    for text, killed in (
        ("Three Turkish soldiers and two civilians were killed in Afrin.", 5),
        ("Forty people died in clashes between Sudan and Ethiopia on Sunday.", 40),
    ):
        assert [i.killed for i in in_news(text).incidents] == [killed], text


@pytest.mark.parametrize(
    "text",
    [
        "Israel threatened to attack Iran.",
        "Kenya would attack the rebels if they returned.",
        "Rebels did not attack the town.",
        "Nobody was killed in Lagos.",
        "Chad and Sudan agreed to stop all attacks.",
        "Uganda plans an attack on the rebels.",
        "The minister warned of an attack by Kenya.",
        "Both sides shall refrain from attacking Aden.",
        "A new law struck the lawyers of Peru as odd.",
    ],
)
def test_violence_that_did_not_happen(in_news: Callable[[str], Extraction], text: str) -> None:
    assert in_news(text).incidents == ()


def test_an_accusation_is_a_claim(in_news: Callable[[str], Extraction], labels: Callable[..., frozenset[str]]) -> None:
    found = in_news("Azerbaijan said that Armenian forces had shelled Ganja on Monday.")
    (incident,) = found.incidents
    assert labels(found, incident.perpetrators) == {"Armenia"}
    (claim,) = found.claims
    assert claim.about == (incident.key,)
    assert labels(found, claim.claimants) == {"Azerbaijan"}


def test_two_incidents_of_one_sentence(in_news: Callable[[str], Extraction]) -> None:
    found = in_news("Hamas fired rockets at Sderot. Israel bombed Rafah on Monday and Hamas killed two soldiers.")
    assert [i.killed for i in found.incidents][-1] == 2


def test_agreements_tell_of_no_incident(extracted: Callable[..., Extraction]) -> None:
    text = "Rebels killed 12 people in Goma on 3 May 2019."
    assert len(extracted(text, "NEWS", "2021-03-04").incidents) == 1
    assert extracted(text, "AGREEMENT", "2021-03-04").incidents == ()
