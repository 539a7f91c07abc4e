"""Acts that carry out or break what a report tells of as agreed."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.extract.frames import Extraction

DEAL = "Peru and Chile agreed to a ceasefire in Lima on 3 March 2020. Peru agreed to release 40 prisoners. "


def acts(found: Extraction) -> set[tuple[str, str]]:
    themes = {commitment.key: commitment.themes[0] for commitment in found.commitments}
    kept = {("fulfils", themes[key]) for event in found.events for key in event.fulfils}
    return kept | {("breaches", themes[key]) for event in found.events for key in event.breaches}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Chile broke the truce on 5 March.", {("breaches", "ceasefire")}),
        ("Chile repeatedly violated the ceasefire.", {("breaches", "ceasefire")}),
        ("Peru released the 40 prisoners under the deal on 6 March.", {("fulfils", "prisoner-release")}),
        ("Peru freed 40 prisoners on 6 March, as agreed.", {("fulfils", "prisoner-release")}),
        ("Peru completed the release of prisoners on 6 March.", {("fulfils", "prisoner-release")}),
        ("Peru freed 40 thieves on 6 March.", set()),
        ("Chile did not break the truce.", set()),
        ("Chile will break the truce.", set()),
        ("Peru said that Chile had broken the truce.", set()),
        ("Peru accused Chile of breaking the truce.", set()),
        ("Bolivia broke the truce.", set()),
        ("If Chile broke the truce, Peru would attack.", set()),
    ],
)
def test_what_was_carried_out_and_broken(
    in_news: Callable[[str], Extraction], text: str, expected: set[tuple[str, str]]
) -> None:
    assert acts(in_news(DEAL + text)) == expected


def test_an_act_has_its_day_and_its_passage(in_news: Callable[[str], Extraction]) -> None:
    found = in_news(DEAL + "Peru released the 40 prisoners under the deal on 6 March 2020.")
    (event,) = found.events
    assert event.date is not None
    assert event.date.lexical == "2020-03-06"
    span = event.evidence[0]
    assert found.document.text[span.start : span.end] == span.exact
