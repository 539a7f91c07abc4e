"""Agreements that a text calls by name."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.extract.agreements.find import find_agreements
from kg.extract.agreements.named import agreement_key, named_agreements
from kg.extract.reading import Reading


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They recalled the Stockholm Agreement.", ["Stockholm Agreement"]),
        ("They recalled the Treaty of Westphalia.", ["Treaty of Westphalia"]),
        ("They recalled the Memorandum of 17 May 1998.", ["Memorandum of 17 May 1998"]),
        ("They recalled the Detainees' Exchange Agreement.", ["Detainees' Exchange Agreement"]),
        ("The Lomé Accord failed, and the Lomé Accord was torn up.", ["Lomé Accord"]),
        ("Present Agreement and this Agreement are no names.", []),
        ("They wanted an agreement soon.", []),
        ("They recalled the Stockholm Agreement and the Lomé Accord.", ["Stockholm Agreement", "Lomé Accord"]),
    ],
)
def test_names(reading_of: Callable[..., Reading], text: str, expected: list[str]) -> None:
    assert [found.label for found in named_agreements(reading_of(text, "NEWS"), set(), after=0)] == expected


def test_names_before_a_place_or_already_known_are_left_out(reading_of: Callable[..., Reading]) -> None:
    text = "They recalled the Stockholm Agreement. They kept the Lomé Accord."
    start = text.index("Lomé")
    reading = reading_of(text, "NEWS")
    assert [found.label for found in named_agreements(reading, set(), after=start)] == ["Lomé Accord"]
    known = {agreement_key(start, start + len("Lomé Accord"))}
    assert [found.label for found in named_agreements(reading, known, after=start)] == []


def test_every_kind_of_text_has_its_rules(reading_of: Callable[..., Reading]) -> None:
    text = "Chad and Sudan signed a truce on 1 May 2010."
    assert [a.type for a in find_agreements(reading_of(text, "NEWS"))] == ["ceasefire"]
    assert [a.type for a in find_agreements(reading_of(text, "RESOLUTION"))] == ["resolution"]
    assert len(find_agreements(reading_of(text, "AGREEMENT"))) == 1
