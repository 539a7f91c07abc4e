"""Meetings that a verb tells of: meeting, speaking with somebody, by phone, a visit that is paid for talks."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.extract.frames import Extraction


@pytest.mark.parametrize(
    ("text", "participants"),
    [
        ("The president of Peru spoke with the president of Chile on Monday.", {"Peru", "Chile"}),
        ("The president of Peru discussed the border with the president of Chile.", {"Peru", "Chile"}),
        ("A delegation led by Salva Kiir arrived in Lima on Monday to discuss the border.", {"Salva Kiir"}),
        ("Salva Kiir visits Kenya to hold talks with Riek Machar.", {"Salva Kiir", "Riek Machar", "Kenya"}),
        ("The parties met in Lima on Monday.", set()),
        ("Salva Kiir sat down with Riek Machar in Lima on Monday.", {"Salva Kiir", "Riek Machar"}),
        ("Salva Kiir and Riek Machar shook hands in Lima on Monday.", {"Salva Kiir", "Riek Machar"}),
        ("Salva Kiir telephoned Riek Machar on Monday.", {"Salva Kiir", "Riek Machar"}),
        ("Salva Kiir and Riek Machar discussed the truce on Monday.", {"Salva Kiir", "Riek Machar"}),
    ],
)
def test_who_met(
    in_news: Callable[[str], Extraction], labels: Callable[..., frozenset[str]], text: str, participants: set[str]
) -> None:
    found = in_news(text)
    assert labels(found, found.meetings[0].participants) == participants


@pytest.mark.parametrize(
    "text",
    [
        "The president of Peru spoke on Monday.",
        "The president of Peru spoke with Reuters on Monday.",
        "The president of Peru will speak with the president of Chile.",
        "The president of Peru visited Chile on Monday.",
        "The two roads meet in Lima.",
        "Salva Kiir sat on the council for a year.",
        "Salva Kiir shook his head in Lima on Monday.",
    ],
)
def test_what_is_no_meeting(in_news: Callable[[str], Extraction], text: str) -> None:
    assert in_news(text).meetings == ()


def test_who_brings_others_together_mediates(
    in_news: Callable[[str], Extraction], labels: Callable[..., frozenset[str]]
) -> None:
    found = in_news("Peru brought Salva Kiir and Riek Machar together in Lima on Monday.")
    assert labels(found, found.meetings[0].mediators) == {"Peru"}
    assert labels(found, found.meetings[0].participants) == {"Salva Kiir", "Riek Machar"}
