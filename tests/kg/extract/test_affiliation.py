"""Affiliations: for whom a person acts, and in which office."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.extract.frames import Extraction


@pytest.mark.parametrize(
    ("text", "held"),
    [
        (
            "Peruvian President Ana Ruiz met her Chilean counterpart Juan Soto in Lima on Monday.",
            {("Ana Ruiz", "President", "Peru"), ("Juan Soto", "President", "Chile")},
        ),
        (
            "Peruvian Foreign Minister Ana Ruiz spoke with her Chilean counterpart Juan Soto on Monday.",
            {("Ana Ruiz", "Foreign Minister", "Peru"), ("Juan Soto", "Foreign Minister", "Chile")},
        ),
        ("The minister met his Chilean counterpart Juan Soto in Lima on Monday.", set()),
    ],
)
def test_a_counterpart_holds_the_office_of_the_other(
    in_news: Callable[[str], Extraction], text: str, held: set[tuple[str, str, str]]
) -> None:
    found = in_news(text)
    named = {actor.key: actor.label for actor in found.actors}
    assert {(named[o.holder], o.office, named[o.office_of or ""]) for o in found.offices} == held
    assert all(span.exact == text[span.start : span.end] for o in found.offices for span in o.evidence)
