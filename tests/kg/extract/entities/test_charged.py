"""Actors by a common noun alone, where a text gives them a task or a right."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.extract.entities.model import Form
from kg.extract.reading import Reading


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A joint commission will oversee the truce.", {("joint commission", "Organization")}),
        ("The dam is to be guarded by a neutral force.", {("neutral force", "Organization")}),
        ("A land board was charged with settling claims.", {("land board", "Organization")}),
        ("Displaced residents may go home.", {("Displaced residents", "People")}),
        ("Refugees had the right to return.", {("Refugees", "People")}),
        ("Refugees will return.", set()),
        ("A joint commission oversaw the truce.", set()),
        ("No commission will oversee the truce.", set()),
        ("The commission will oversee the truce.", {("commission", "Organization")}),
    ],
)
def test_who_is_charged(reading_of: Callable[..., Reading], text: str, expected: set[tuple[str, str]]) -> None:
    entities = reading_of(text, "REPORT").entities
    found = [entities.table[m.key] for m in entities.mentions if m.form is Form.NOMINAL]
    assert {(entity.label, str(entity.type)) for entity in found} == expected


def test_the_body_that_was_named_is_no_second_one(reading_of: Callable[..., Reading]) -> None:
    text = "The Lake Commission met on Monday. The commission will oversee the truce."
    entities = reading_of(text, "REPORT").entities
    assert [m for m in entities.mentions if m.form is Form.NOMINAL] == []
