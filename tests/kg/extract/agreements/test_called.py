"""What the names of agreements tell: a day, a year, the number of a resolution."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.extract.frames import Extraction


@pytest.mark.parametrize(
    ("text", "signed"),
    [
        ("The Lima Peace Accord of 4 March 2007 ended the war.", "2007-03-04"),
        ("The Lima Peace Accord (LPA) of 4 March 2007 ended the war.", "2007-03-04"),
        ("Peru and Chile ratified the Lake Boundary Agreement of 1974.", "1974"),
        ("Peru and Chile renewed the 1998 Lima Accord.", "1998"),
        ("The 2005 Comprehensive Peace Agreement ended the war in Peru.", "2005"),
        ("Peru said in 2005 that the Lima Accord was dead.", None),
    ],
)
def test_the_day_in_a_name(in_news: Callable[[str], Extraction], text: str, signed: str | None) -> None:
    (agreement,) = in_news(text).agreements
    assert (agreement.signed_on.lexical if agreement.signed_on else None) == signed


def test_a_resolution_is_told_by_its_number(
    in_news: Callable[[str], Extraction], labels: Callable[..., frozenset[str]]
) -> None:
    found = in_news(
        "Under Security Council resolution 9001 (2031), Peru must leave Chile. Resolution 9001 is not kept."
    )
    (agreement,) = found.agreements
    assert (agreement.type, agreement.label) == ("resolution", "Resolution 9001 (2031)")
    assert labels(found, agreement.parties) == {"United Nations Security Council"}


def test_what_is_only_hoped_for_is_no_agreement(in_news: Callable[[str], Extraction]) -> None:
    assert in_news("Peru and Chile hope for an agreement next month.").agreements == ()
