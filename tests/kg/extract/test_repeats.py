"""Repeats: the same incident told again, and others that are not the same."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.extract.frames import Extraction


@pytest.mark.parametrize(
    ("text", "passages"),
    [
        ("Boko Haram killed 12 soldiers in Baga on Monday. Kenya condemned the attack.", [1]),
        ("Boko Haram ambushed Chadian soldiers on Monday. Kenya said 12 soldiers were killed in the ambush.", [2]),
        ("Boko Haram killed 12 people in Baga on Monday. Sudan killed 12 people in Adré on Friday.", [1, 1]),
        ("Boko Haram killed 12 people in Baga. It wounded 30 people in Adré.", [1, 1]),
    ],
)
def test_tellings_of_one_incident(in_news: Callable[[str], Extraction], text: str, passages: list[int]) -> None:
    assert [len(incident.evidence) for incident in in_news(text).incidents] == passages


def test_what_the_title_tells_is_left_to_the_text(in_news: Callable[[str], Extraction]) -> None:
    text = (
        "Rebels kill 12 soldiers in Chad\n\nAt least 12 Chadian soldiers were killed by rebels near the town of Adré "
        "on Monday, the government said in the evening."
    )
    (incident,) = in_news(text).incidents
    assert incident.evidence[0].start > 30
