"""Authors: by-lines name whoever wrote, one or two."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.extract.reading import Reading


@pytest.mark.parametrize(
    ("byline", "names"),
    [
        ("By Ana Ruiz", {"Ana Ruiz"}),
        ("By Ana Ruiz and Tomas Okello", {"Ana Ruiz", "Tomas Okello"}),
    ],
)
def test_a_by_line_names_its_authors(reading_of: Callable[..., Reading], byline: str, names: set[str]) -> None:
    text = f"Rebels keep the truce\n\n{byline}\n\nThe road to the port was open on Monday, and the market too.\n"
    table = reading_of(text, "NEWS").entities.table
    assert {entity.label for entity in table.values() if entity.type == "Person"} == names
