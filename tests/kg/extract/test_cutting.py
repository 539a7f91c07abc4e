"""Cutting: where a report is cut for the parser."""

from __future__ import annotations

import pytest

from kg.extract.cutting import clauses, unglued


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        (
            "Deal foresees pullback of units; exchange of detainees; joint force.",
            [
                ("Deal foresees", False),
                ("pullback of units;", True),
                ("exchange of detainees;", True),
                ("joint force.", True),
            ],
        ),
        (
            "They signed the Doha Declaration: truce within 72 hours, release of detainees.",
            [("They signed the Doha Declaration:", False), ("truce within 72 hours, release of detainees.", True)],
        ),
        (
            "FNL to assemble fighters within 30 days, govt to lift ban on party",
            [("FNL to assemble fighters within 30 days,", False), ("govt to lift ban on party", False)],
        ),
        ("The envoy said: all is well; he left.", [("The envoy said: all is well;", False), ("he left.", False)]),
    ],
)
def test_lists_that_run_on_are_cut_into_their_points(text: str, cut: list[tuple[str, bool]]) -> None:
    assert [(text[start:end].strip(), item) for start, end, item in clauses(text, 0, len(text))] == cut


def test_a_day_ends_a_sentence_of_a_digest() -> None:
    text = "Kiir granted amnesty 8 Aug. U.S. and Norway 10 Aug expressed concern."
    assert [text[start:end].strip() for start, end in unglued(text, 0, len(text))] == [
        "Kiir granted amnesty 8 Aug.",
        "U.S. and Norway 10 Aug expressed concern.",
    ]
