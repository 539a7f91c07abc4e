"""The home state: whose government, forces and ministries a report means without naming them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.extract.reading import Reading


def named(reading: Reading, words: str) -> set[tuple[str, str | None]]:
    at = reading.cleaned.index(words)
    table = reading.entities.table
    found = {m.key for m in reading.entities.at(at, at + len(words))}
    return {(table[key].label, table[key].part_of) for key in found}


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("Kenya closed its border. Government forces left.", "Government forces", set()),
        (
            "Kenya closed its border. The foreign ministry said so.",
            "foreign ministry",
            {("foreign ministry", "state/kenya")},
        ),
        ("Kenya's foreign ministry spoke. Later the foreign ministry said so.", "foreign ministry said", set()),
        ("The foreign ministry said that it rained.", "foreign ministry", {("foreign ministry", None)}),
        ("Kenya closed its border. The wooden house burned.", "wooden house", set()),
    ],
)
def test_bodies_without_an_owner(
    reading_of: Callable[..., Reading], text: str, words: str, expected: set[tuple[str, str | None]]
) -> None:
    assert named(reading_of(text, "NEWS", "2021-03-02"), words) == expected


def test_one_ministry_is_named_with_and_without_its_state(reading_of: Callable[..., Reading]) -> None:
    reading = reading_of("Kenya's foreign ministry spoke. The foreign ministry said that it rained.", "NEWS")
    keys = {m.key for m in reading.entities.mentions if m.key.startswith("governmentbody/")}
    assert len(keys) == 1


def test_the_forces_of_the_government_are_those_of_the_home_state(reading_of: Callable[..., Reading]) -> None:
    reading = reading_of("Kenya closed its border. The government forces left Kenya.", "NEWS")
    at = reading.cleaned.index("forces")
    assert {m.key for m in reading.entities.at(at, at + 6)} == {"state/kenya"}
