"""Apposed names: a name right behind the noun that tells what it is."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.extract.reading import Reading


@pytest.mark.parametrize(
    ("text", "label", "kind"),
    [
        ("The rebel coalition UFR said on Monday that it would fight on.", "UFR", "ArmedGroup"),
        ("The news outlet Highland Daily posted a photograph of the bridge.", "Highland Daily", "MediaOrganization"),
        ("The rights group Open Valley counted nine dead.", "Open Valley", "Organization"),
    ],
)
def test_the_noun_before_a_name_tells_what_it_is(
    reading_of: Callable[..., Reading], text: str, label: str, kind: str
) -> None:
    table = reading_of(text, "NEWS").entities.table
    assert (label, kind) in {(entity.label, entity.type) for entity in table.values()}


def test_a_name_that_is_known_keeps_its_own_kind(reading_of: Callable[..., Reading]) -> None:
    table = reading_of("The rebel group Hamas said nothing.", "NEWS").entities.table
    assert [entity.label for entity in table.values() if "Hamas" in entity.names] == ["Hamas"]
