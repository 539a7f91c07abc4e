"""Agreements that a text tells apart by their day."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.extract.frames import Extraction


def _told(found: Extraction) -> set[tuple[str, str]]:
    return {(a.label, a.signed_on.lexical) for a in found.agreements if a.signed_on is not None}


@pytest.mark.parametrize(
    ("text", "named"),
    [
        (
            "Chad and Sudan signed a truce on Monday. It recalls the peace accord signed in Nairobi on 9 January 2005.",
            "2005-01-09",
        ),
        ("Chad and Sudan signed a truce on Monday. A ceasefire of 7 September 2006 had failed.", "2006-09-07"),
        ("Chad and Sudan signed a truce on Monday. Chad had broken the Jan 2012 truce.", "2012-01"),
    ],
)
def test_an_earlier_agreement_is_known_by_its_day(in_news: Callable[[str], Extraction], text: str, named: str) -> None:
    assert named in {day for _, day in _told(in_news(text))}


def test_the_same_day_is_the_same_agreement(in_news: Callable[[str], Extraction]) -> None:
    found = in_news("Chad and Sudan signed a truce on 1 March 2021. The truce of 1 March 2021 holds.")
    assert len(found.agreements) == 1
