"""Where a treaty was made, also at places that are only described."""

from __future__ import annotations

import pytest

from kg.extract.entities.model import Table
from kg.extract.entities.signing import add_signing_places


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("A treaty made and concluded at Zubrow, on the fourth day of May,", {"Zubrow"}),
        ("concluded at the mouth of the river Zubrow, on the fourth of May", {"mouth of the river Zubrow", "Zubrow"}),
        ("made at a camp near Zubrow creek, in the year", {"camp near Zubrow creek", "Zubrow creek"}),
        ("concluded at the Old Camp on Zubrow Creek, on", {"Old Camp on Zubrow Creek", "Old Camp", "Zubrow Creek"}),
        ("made and entered into at Camp John R. Zubrow, in", {"Camp John R. Zubrow"}),
        ("have affixed their names at Zubrow, on this day", {"Zubrow"}),
        ("Signed in May 1998 by both sides", set()),
        ("Done in testimony of this", set()),
    ],
)
def test_the_place_of_a_signature(text: str, names: set[str]) -> None:
    table = Table()
    add_signing_places(table, text, formal=True)
    assert {name for entity in table.entities.values() for name in entity.names} == names
