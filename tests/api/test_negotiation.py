import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.negotiation import parse_accept, prefer, quality

OFFERS = [("text/html",), ("application/json", "application/problem+json"), ("text/csv",)]


@pytest.mark.parametrize(
    ("accept", "chosen"),
    [
        (None, 0),
        ("", 0),
        ("*/*", 0),
        ("text/csv", 2),
        ("TEXT/CSV", 2),
        ("text/csv;q=0.5, application/json;q=0.9", 1),
        ("text/html;q=0.3, text/csv;q=0.3", 0),
        ("application/problem+json", 1),
        ("text/*;q=0.1, application/json;q=0.05", 0),
        ("text/html;q=0, */*", 1),
        ("text/html;q=0, text/*", 2),
        ("image/png", None),
        ("text/csv;q=0", None),
        ("text/csv; charset=utf-8; q=0.7, application/json;q=0.6", 2),
        ("nonsense", None),
        ("nonsense, text/csv", 2),
    ],
)
def test_chooses_what_the_client_prefers(accept: str | None, chosen: int | None):
    assert prefer(parse_accept(accept), OFFERS) == chosen


def test_the_most_exact_range_decides():
    ranges = parse_accept("text/*;q=0.9, text/csv;q=0.1, */*;q=0.5")
    assert quality(ranges, "text/csv") == 0.1
    assert quality(ranges, "text/html") == 0.9
    assert quality(ranges, "image/png") == 0.5


@given(st.text(max_size=300))
def test_any_header_is_read(header: str):
    for item in parse_accept(header):
        assert 0 <= item.quality <= 1
