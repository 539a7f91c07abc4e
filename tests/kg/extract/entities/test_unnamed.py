"""Actors without a name: groups that act, people who say something, and nouns that get their name beside them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.extract.entities.model import Form
from kg.extract.reading import Reading


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Fourteen armed groups left the town.", {("Fourteen armed groups", "ArmedGroup")}),
        ("The rebels left the town.", {("rebels", "ArmedGroup")}),
        ("The road was cut by masked men.", {("masked men", "ArmedGroup")}),
        ("A local official said that the road was open.", {("local official", "Organization")}),
        ("According to residents, the road was open.", {("residents", "Organization")}),
        ("Residents fled to the hills.", set()),
        ("No group left the town.", set()),
        ("The wells were dry.", set()),
    ],
)
def test_who_acts_without_a_name(reading_of: Callable[..., Reading], text: str, expected: set[tuple[str, str]]) -> None:
    entities = reading_of(text, "NEWS").entities
    found = [entities.table[m.key] for m in entities.mentions if m.form is Form.NOMINAL]
    assert {(entity.label, str(entity.type)) for entity in found} == expected


@pytest.mark.parametrize(
    ("text", "noun", "name"),
    [
        ("A group calling itself the Zande People's Front left.", "group", "Zande People's Front"),
        ("The rebel group Renamo left the town.", "group", "RENAMO"),
    ],
)
def test_a_noun_gets_the_name_beside_it(reading_of: Callable[..., Reading], text: str, noun: str, name: str) -> None:
    entities = reading_of(text, "NEWS").entities
    at = text.index(noun)
    assert {entities.table[m.key].label for m in entities.at(at, at + len(noun))} == {name}
