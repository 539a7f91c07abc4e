"""Reported parties: between whom the agreement is that a report tells of."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.extract.reading import Reading
from kg.extract.reported_parties import reported_parties


@pytest.mark.parametrize(
    ("text", "parties"),
    [
        # the title shortens whom the text names
        (
            "Govt and rebels sign truce\n\nThe government of Chad and the Front for Change (FC) signed a truce in Doha "
            "on Monday. Chad and the FC had fought for years.",
            {"Chad", "Front for Change"},
        ),
        # the partner stands after "with" in the title
        ("Sudan signs truce with Chad\n\nThe wells were dry. The market was full.", {"Sudan", "Chad"}),
        # who brokered it is no party
        (
            "Envoys of Chad and Sudan signed a truce late on Saturday, Qatar, which brokered the deal, said.",
            {"Chad", "Sudan"},
        ),
        # nobody is said to agree by name: those of whom most is told
        (
            "The two sides signed a truce. Chad lost a town. Sudan lost a bridge. Chad buried its dead. Sudan did too.",
            {"Chad", "Sudan"},
        ),
        ("Chad and Sudan held talks in Doha. The two sides agreed on a truce.", {"Chad", "Sudan"}),
    ],
)
def test_the_parties_are_those_whom_the_report_names(
    reading_of: Callable[..., Reading], text: str, parties: set[str]
) -> None:
    reading = reading_of(text, "NEWS")
    assert {reading.entities.table[key].label for key in reported_parties(reading)} == parties
