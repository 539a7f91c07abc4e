"""The party set of an agreement, found once for its document."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.extract.party import find_opponents, find_parties
from kg.extract.reading import Reading


def names(reading: Reading, keys: tuple[str, ...]) -> list[str]:
    return [reading.entities.table[key].label for key in keys]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Chad and Sudan signed a truce.", ["Chad", "Sudan"]),
        ("Chad and Sudan agreed to open the border.", ["Chad", "Sudan"]),
        ("A truce between Chad and Sudan came into force.", ["Chad", "Sudan"]),
        ("Officials met. Kenya watched as Chad and Sudan signed a truce.", ["Chad", "Sudan"]),
        ("Kenya opened a port. Chad and Sudan did not sign a truce.", []),
        ("Chad signed a truce with Sudan.", ["Chad", "Sudan"]),
        ("The truce was signed by Chad and Sudan.", ["Chad", "Sudan"]),
        ("Kenya announced a truce. It was agreed by Chad and Sudan.", ["Chad", "Sudan"]),
        ("The warring sides signed a truce. The war between Chad and Sudan began in 2005.", ["Chad", "Sudan"]),
        ("Five protocols signed in Lome by Chad and Sudan ended it.", ["Chad", "Sudan"]),
        ("It was signed by the heads of state of Chad and Sudan.", ["Chad", "Sudan"]),
        ("Chad agreed to build a road. Sudan gave up its claim. Chad paid Sudan a sum.", ["Chad", "Sudan"]),
        ("Chad agreed to build a road. Sudan and Kenya watched. Sudan and Kenya left.", ["Chad"]),
        ("The wells were dry.", []),
    ],
)
def test_the_parties_of_a_report(reading_of: Callable[..., Reading], text: str, expected: list[str]) -> None:
    reading = reading_of(text, "NEWS")
    assert names(reading, find_parties(reading)) == expected


@pytest.mark.parametrize(
    ("opening", "expected"),
    [
        ("Treaty between the Republic of Chad and the Republic of Sudan", ["Chad", "Sudan"]),
        ("Agreement by and between Chad, Sudan and Kenya", ["Chad", "Sudan", "Kenya"]),
        ("The Government of Chad and the Government of Sudan have agreed as follows:", ["Chad", "Sudan"]),
        ("Treaty of the wells", []),
    ],
)
def test_the_parties_of_a_treaty(reading_of: Callable[..., Reading], opening: str, expected: list[str]) -> None:
    text = f"{opening}\n\nArticle 1\n\nThe wells near Libya shall be shared.\n\nArticle 2\n\nThe road shall be kept.\n"
    reading = reading_of(text, "AGREEMENT")
    assert names(reading, find_parties(reading)) == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [("The Security Council", "United Nations Security Council"), ("The General Assembly", "General Assembly")],
)
def test_a_resolution_binds_through_the_body_that_adopts_it(
    reading_of: Callable[..., Reading], body: str, expected: str
) -> None:
    reading = reading_of(f"{body},\n\n1. Calls upon Chad to withdraw;\n", "RESOLUTION")
    (party,) = names(reading, find_parties(reading))
    assert expected in party


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Noting that Chad and Libya fight,\n\n1. Calls upon Chad and Libya to stop;", {"Chad", "Libya"}),
        ("Noting the dispute,\n\n1. Calls upon Chad to stop;", set()),
        ("1. Calls upon Chad, Libya and Niger to stop;", set()),
    ],
)
def test_the_two_that_a_resolution_is_about(reading_of: Callable[..., Reading], text: str, expected: set[str]) -> None:
    reading = reading_of(f"The Security Council,\n\n{text}\n", "RESOLUTION")
    assert set(names(reading, find_opponents(reading))) == expected


def test_only_resolutions_have_opponents(reading_of: Callable[..., Reading]) -> None:
    assert find_opponents(reading_of("Chad and Libya fight. Chad and Libya talk.", "NEWS")) == ()
