"""Violence: who did it to whom, by verbs, nouns and the verbs that carry them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.extract.frames import Extraction


@pytest.mark.parametrize(
    ("text", "by", "on"),
    [
        ("Boko Haram launched an attack on Chad on Monday.", {"Boko Haram"}, {"Chad"}),
        ("An attack on Chad was carried out by Boko Haram on Monday.", {"Boko Haram"}, {"Chad"}),
        ("Boko Haram claimed responsibility for the attack, which killed 12 people in Lagos.", {"Boko Haram"}, set()),
        ("Boko Haram fired rockets at Chadian soldiers on Monday.", {"Boko Haram"}, {"Chad"}),
        ("A Russian airstrike killed 12 people in Aleppo.", {"Russia"}, set()),
        ("Forty people died in clashes between Sudan and Ethiopia on Sunday.", {"Sudan", "Ethiopia"}, set()),
        ("Police blamed Boko Haram for the ambush near Lagos.", {"Boko Haram"}, set()),
        ("Syrian troops took back Aleppo from the Islamic State on Monday.", {"Syria"}, set()),
    ],
)
def test_who_did_it_to_whom(
    in_news: Callable[[str], Extraction], labels: Callable[..., frozenset[str]], text: str, by: set[str], on: set[str]
) -> None:
    found = in_news(text)
    (incident,) = found.incidents
    assert (labels(found, incident.perpetrators), labels(found, incident.targets)) == (by, on)


@pytest.mark.parametrize(
    "text",
    [
        "No group claimed responsibility.",
        "Kenya hit back at Uganda in a speech.",
        "The earthquake killed 400 people in Peru.",
        "An old king of Sudan died.",
        "Kenya promised to stop attacking Sudan.",
    ],
)
def test_what_is_no_deed(in_news: Callable[[str], Extraction], text: str) -> None:
    assert in_news(text).incidents == ()
