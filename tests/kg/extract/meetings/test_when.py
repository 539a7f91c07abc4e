"""When talks were held: the time that belongs to them, not that of other talks or of what others did."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.extract.frames import Extraction


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("On 2 March 2021, the presidents of Peru and Chile held talks in Lima.", "2021-03-02"),
        ("The president of Peru Tuesday held talks with the president of Chile.", "2021-03-02"),
        ("Peru and Chile met in Lima on 2 March 2021 after a round of consultations in May 2020.", "2021-03-02"),
        ("Salva Kiir was in Lima on 2 March 2021. Salva Kiir met Riek Machar.", "2021-03-02"),
        ("Peru and Chile held talks, and on 2 March 2021 the Taliban released three soldiers.", None),
    ],
)
def test_the_day(in_news: Callable[[str], Extraction], text: str, day: str | None) -> None:
    date = in_news(text).meetings[0].date
    assert (date.lexical if date else None) == day
