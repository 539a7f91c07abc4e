"""Speakers: who says what, by name, by pronoun, through a text, and what nobody has said."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.extract.frames import Extraction


def said(found: Extraction, labels: Callable[..., frozenset[str]]) -> list[tuple[set[str], str]]:
    return [(set(labels(found, c.claimants)), c.evidence[0].exact.rstrip(".")) for c in found.claims if c.claimants]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "President Salva Kiir spoke on Monday. “Riek Machar has to disarm his men,” he said.",
            [({"Salva Kiir"}, "Riek Machar has to disarm his men")],
        ),
        (
            "“The road is open,” said President Salva Kiir. “It will stay open for all of us.”",
            [({"Salva Kiir"}, "The road is open"), ({"Salva Kiir"}, "It will stay open for all of us")],
        ),
        (
            "“The road is open. Nobody will close it again,” President Salva Kiir said.",
            [({"Salva Kiir"}, "The road is open"), ({"Salva Kiir"}, "Nobody will close it again")],
        ),
        (
            "Kenya said that the road was open. “Nobody will close it again,” the statement said.",
            [({"Kenya"}, "the road was open"), ({"Kenya"}, "Nobody will close it again")],
        ),
        ("A statement by Kenya said that the road was open.", [({"Kenya"}, "the road was open")]),
        ("Kenya issued a statement saying that the road was open.", [({"Kenya"}, "the road was open")]),
        ("President Salva Kiir was quoted as saying that the road was open.", [({"Salva Kiir"}, "the road was open")]),
        (
            "The envoy met President Salva Kiir, who accused Sudan of closing the road.",
            [({"Salva Kiir"}, "accused Sudan of closing the road")],
        ),
        (
            "The head of the mission in Mali, Mahamat Annadif, said that the road was open.",
            [({"Mahamat Annadif"}, "the road was open")],
        ),
        ("The road was open, wrote one columnist.", [({"one columnist"}, "The road was open")]),
        # what nobody has said
        ("Kenya will announce a truce on Monday.", []),
        ("Kenya refused to confirm that the road was open.", []),
        ("Kenya did not say that the road was open.", []),
        ("Kenya would condemn such an attack.", []),
        ("Other reports said that the road was open.", []),
    ],
)
def test_who_says_what(
    in_news: Callable[[str], Extraction],
    labels: Callable[..., frozenset[str]],
    text: str,
    expected: list[tuple[set[str], str]],
) -> None:
    assert said(in_news(text), labels) == expected
