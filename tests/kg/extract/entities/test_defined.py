"""Terms that a treaty defines for its parties stand for them from there on."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.extract.frames import Extraction

TEXT = """Agreement between the Government of the Republic of Peru ({0}) and the Movement of the Andes ({1})

The two sides have agreed as follows:

Article 1

The Government shall withdraw its troops from the valley.

Article 2

The Movement shall hand over its weapons to the Government of Chile.
"""


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ('hereinafter referred to as "the Government"', 'hereinafter called "the Movement"'),
        ("hereinafter the Government", "hereinafter the Movement"),
        ('the "Government"', 'the "Movement"'),
    ],
)
def test_a_defined_term_names_its_party(
    extracted: Callable[..., Extraction], labels: Callable[..., frozenset[str]], one: str, other: str
) -> None:
    found = extracted(TEXT.format(one, other), "AGREEMENT")
    first, second = found.commitments
    assert labels(found, first.obligors) == {"Peru"}
    assert labels(found, second.obligors) == {"Movement of the Andes"}


def test_a_term_in_a_longer_name_is_not_the_term(
    extracted: Callable[..., Extraction], labels: Callable[..., frozenset[str]]
) -> None:
    found = extracted(TEXT.format("hereinafter the Government", "hereinafter the Movement"), "AGREEMENT")
    assert "Chile" in {actor.label for actor in found.actors}
    assert labels(found, found.commitments[1].obligees) <= {"Chile"}
