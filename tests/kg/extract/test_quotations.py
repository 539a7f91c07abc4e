"""Quotations: what stands in quotation marks, whole sentences or part of one, open or closed."""

from __future__ import annotations

import pytest

from kg.extract.quotations import find_quotations, quotation_at
from kg.text.segment import segment


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("“We shall leave the town,” he said.", [("We shall leave the town,", True)]),
        (
            '"We shall leave the town," he said. "They will not come."',
            [("We shall leave the town,", True), ("They will not come.", True)],
        ),
        ("He called it “a very sad mistake for all” in Lima.", [("a very sad mistake for all", False)]),
        ("“We shall leave. The road is open and free", [("We shall leave. The road is open and free", True)]),
        ("He spoke of the “road map” only.", []),
        ("Nobody was quoted.", []),
    ],
)
def test_what_is_quoted(text: str, quoted: list[tuple[str, bool]]) -> None:
    assert [(text[q.start : q.end], q.whole) for q in find_quotations(text, segment(text))] == quoted


def test_a_quotation_does_not_run_into_the_next_paragraph() -> None:
    text = "“We shall leave the town and the lake.\n\nNobody believed him, and “they” stayed where they were."
    (quotation,) = find_quotations(text, segment(text))
    assert text[quotation.end - 5 : quotation.end] == "lake."


def test_the_quotation_at_a_position() -> None:
    text = "“We shall leave the town,” he said. “They will not come.”"
    found = find_quotations(text, segment(text))
    assert quotation_at(found, text.index("leave")) == found[0]
    assert quotation_at(found, text.index("he said")) is None
    assert quotation_at(found, text.index("come")) == found[1]
