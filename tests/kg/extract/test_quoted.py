"""Quoted: whose words a quotation holds that the syntax hands to nobody."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.extract.frames import Extraction


def _said(found: Extraction) -> set[tuple[str, str]]:
    named = {actor.key: actor.label for actor in found.actors}
    return {(named[key], claim.evidence[0].exact) for claim in found.claims for key in claim.claimants}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "“What the people of Lima want is not another promise,” said Ana Ruiz, a doctor at one of the few clinics "
            "still open in the city, “but one night without any shots at all.”",
            {
                ("Ana Ruiz", "What the people of Lima want is not another promise"),
                ("Ana Ruiz", "but one night without any shots at all"),
            },
        ),
        (
            "“We will see what happens to all of us.” Juan Soto, a teacher, told Radio Sur on Monday.",
            {("Juan Soto", "We will see what happens to all of us")},
        ),
    ],
)
def test_a_quotation_is_theirs_who_speak_beside_it(
    in_news: Callable[[str], Extraction], text: str, said: set[tuple[str, str]]
) -> None:
    assert said <= _said(in_news(text))


def test_a_quotation_beside_which_nobody_speaks_is_nobodys(in_news: Callable[[str], Extraction]) -> None:
    text = "Ana Ruiz left the hall. On the wall was written “nothing is agreed until everything is agreed”."
    assert not [who for who, words in _said(in_news(text)) if "nothing is agreed" in words]
