from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import EvidenceError
from kg.review.quote import locate

TEXT = "The truce “holds” – says one. The truce ends."


@given(st.text(min_size=1, max_size=30).filter(str.strip), st.data())
def test_what_is_found_is_what_the_text_says(text: str, data: st.DataObject):
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    try:
        span = locate(text, text[start:end], start=start)
    except EvidenceError:
        return
    assert text[span.start : span.end] == span.exact
    assert span.start == start


@pytest.mark.parametrize(
    ("quote", "hint"),
    [
        ('"holds"', "It says ““holds”” at 10"),
        ("“holds” - says", "It says ““holds” – says” at 10"),
        ("the truce ends", "It says “The truce ends” at 30"),
        ("The  truce\nends", "It says “The truce ends” at 30"),
        ("The war ends", "every character counts"),
        ("  ", "Copy the words"),
    ],
)
def test_what_is_nearly_there_is_shown_and_not_taken(quote: str, hint: str):
    with pytest.raises(EvidenceError) as caught:
        locate(TEXT, quote)
    assert hint in str(caught.value.hint)


def test_a_quote_that_stands_twice_needs_a_place_or_a_context():
    assert locate(TEXT, "The truce", start=30).start == 30
    assert locate(TEXT, "The truce", context="one. The truce ends").start == 30
    for more in ({}, {"start": 1}, {"context": "The truce"}, {"context": "The war"}):
        with pytest.raises(EvidenceError) as caught:
            locate(TEXT, "The truce", **more)  # type: ignore[arg-type]
        assert "0" in str(caught.value.hint)
        assert "30" in str(caught.value.hint)
