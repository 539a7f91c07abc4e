"""What a text tells and somebody in it denies."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.extract.frames import Extraction


def pairs(found: Extraction) -> list[tuple[str, str]]:
    said = {claim.key: claim.evidence[0].exact for claim in found.claims}
    return [(said[one.between[0]], said[one.between[1]]) for one in found.discrepancies]


@pytest.mark.parametrize(
    ("text", "one", "other"),
    [
        (
            "Chilean soldiers shot dead nine villagers in Peru on Monday. Chile denied any part in it.",
            "nine villagers",
            "denied any part",
        ),
        (
            "Peru said that Chile had moved troops to the border. Chile denied it.",
            "moved troops",
            "denied it",
        ),
        (
            "Peru spoke of airstrikes on the port by Chile, a charge which Chile denied.",
            "airstrikes",
            "denied",
        ),
    ],
)
def test_a_denial_is_set_against_what_it_denies(
    in_news: Callable[[str], Extraction], text: str, one: str, other: str
) -> None:
    (pair,) = pairs(in_news(text))
    assert one in pair[0]
    assert other in pair[1]


@pytest.mark.parametrize(
    "text",
    [
        "Peru said that the lake was dry. Chile denied having soldiers in Bolivia.",
        "Peru said that Chile was rich. Chile denied that it had soldiers in Bolivia.",
        "Chile denied any part in it.",
        "Peru said that the lake was dry. Chile said that it was full.",
    ],
)
def test_what_is_no_discrepancy(in_news: Callable[[str], Extraction], text: str) -> None:
    assert in_news(text).discrepancies == ()
