"""Who met and who brought them together, also where only their people are named."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.extract.frames import Extraction


@pytest.mark.parametrize(
    ("text", "participants", "mediators"),
    [
        ("UN-facilitated talks between Peru and Chile were held in Geneva.", {"Peru", "Chile"}, {"United Nations"}),
        ("Talks between Peru and Chile led by Kenya were held in Geneva.", {"Peru", "Chile"}, {"Kenya"}),
        ("Salva Kiir received a phone call from Riek Machar on Monday.", {"Salva Kiir", "Riek Machar"}, set()),
        ("The talks in Geneva on Monday were attended by Salva Kiir.", {"Salva Kiir"}, set()),
        ("Two US diplomats met Salva Kiir in Geneva.", {"United States", "Salva Kiir"}, set()),
    ],
)
def test_roles(
    in_news: Callable[[str], Extraction],
    labels: Callable[..., frozenset[str]],
    text: str,
    participants: set[str],
    mediators: set[str],
) -> None:
    found = in_news(text)
    (meeting,) = found.meetings
    assert labels(found, meeting.participants) == participants
    assert labels(found, meeting.mediators) == mediators


def test_a_body_that_is_called_a_congress_is_no_meeting(in_news: Callable[[str], Extraction]) -> None:
    assert (
        in_news("Lawmakers of the Beja Congress and the Congress of the United States voted on Monday.").meetings == ()
    )
