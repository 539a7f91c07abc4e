"""Spelled-out names: a phrase whose first letters make the abbreviation behind it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.extract.reading import Reading


@pytest.mark.parametrize(
    ("text", "label", "kind"),
    [
        ("The Northern Valley Front (NVF) signed a truce. The NVF left.", "Northern Valley Front", "ArmedGroup"),
        ("The Party of the Valley (PV) signed a truce.", "Party of the Valley", "PoliticalParty"),
        ("The Rwanda Patriotic Front (RPF) signed a truce with Rwanda.", "Rwandan Patriotic Front", "ArmedGroup"),
    ],
)
def test_a_name_is_as_long_as_its_abbreviation_says(
    reading_of: Callable[..., Reading], text: str, label: str, kind: str
) -> None:
    reading = reading_of(text, "NEWS")
    assert (label, kind) in {(entity.label, entity.type) for entity in reading.entities.table.values()}
    short = text[text.index("(") + 1 : text.index(")")]
    keys = {m.key for m in reading.entities.mentions if text[m.start : m.end] == short}
    assert {reading.entities.table[key].label for key in keys} == {label}


def test_other_letters_in_brackets_spell_nothing_out(reading_of: Callable[..., Reading]) -> None:
    table = reading_of("The Northern Valley Front (see map) signed a truce.", "NEWS").entities.table
    assert not [entity for entity in table.values() if "map" in entity.label]
