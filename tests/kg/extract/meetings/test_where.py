"""Where talks were held: what is said of them or of their verb, but not what they are about or who comes from where."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.extract.frames import Extraction


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Peru and Chile held talks over the situation in Sudan.", set()),
        ("Peru and Chile held talks in Geneva over the war in Sudan.", {"Geneva"}),
        ("The president of Peru met with Chilean officials in Geneva.", {"Geneva"}),
        ("The president of Peru met the ambassador of Chile for two days in Geneva.", {"Geneva"}),
        ("The talks between Peru and Chile, which were held in Geneva, ended on Monday.", {"Geneva"}),
        ("Peru and Chile held several rounds of consultations in Geneva.", {"Geneva"}),
        ("Switzerland hosted a meeting of Peru and Chile on Monday.", {"Switzerland"}),
        ("Peru and Chile met in Amman, Jordan, on Monday.", {"Amman"}),
        ("Salva Kiir arrived in Cairo on Monday. Salva Kiir met Riek Machar.", {"Cairo"}),
        ("Peru and Chile held talks, and in Geneva the Taliban released three soldiers.", set()),
    ],
)
def test_places(
    in_news: Callable[[str], Extraction], labels: Callable[..., frozenset[str]], text: str, places: set[str]
) -> None:
    found = in_news(text)
    assert labels(found, found.meetings[0].places) == places
