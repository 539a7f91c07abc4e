"""Recognised names: places, persons and bodies that no authority knows, told apart by the rest of the text."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.extract.reading import Reading


@pytest.mark.parametrize(
    ("text", "name", "type_"),
    [
        ("The envoy Mahamat Saleh Annadif left. The road was open.", "Mahamat Saleh Annadif", "Person"),
        ("The troops camped near the Big Grey River in the rain.", "Big Grey River", "Region"),
    ],
)
def test_what_a_name_names(reading_of: Callable[..., Reading], text: str, name: str, type_: str) -> None:
    entities = reading_of(text, "NEWS").entities
    at = text.index(name)
    assert {entities.table[m.key].type for m in entities.at(at, at + len(name))} == {type_}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("The President of Peru shall decide. The President shall sign.", {"President of Peru"}),
        ("The President of Peru and the President of Chile shall meet. The President shall sign.", None),
    ],
)
def test_an_office_is_that_which_was_named_in_full(
    reading_of: Callable[..., Reading], text: str, names: set[str] | None
) -> None:
    table = reading_of(text, "AGREEMENT").entities.table
    offices = {entity.label for entity in table.values() if entity.type == "Person"}
    assert offices == (names or {"President of Peru", "President of Chile", "President"})
