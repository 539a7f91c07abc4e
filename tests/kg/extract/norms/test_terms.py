"""Terms that a report goes on to tell, who may hand them on, and how acts side by side are cut apart."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.extract.frames import Extraction

DUTY, BAN = "Obligation", "Prohibition"
SIDES = {"Chad", "Sudan"}
OPENING = "Chad and Sudan reached a deal on prisoners."


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("According to the deal, Chad will free 30 prisoners.", [(DUTY, {"Chad"}, "will free 30 prisoners")]),
        (
            "The deal calls for Chad to release prisoners and Sudan will reopen the border.",
            [(DUTY, {"Chad"}, "release prisoners"), (DUTY, {"Sudan"}, "reopen the border")],
        ),
        (
            "Under the deal, Chad will withdraw its troops, while Sudan will reopen the border.",
            [(DUTY, {"Chad"}, "withdraw its troops"), (DUTY, {"Sudan"}, "reopen the border")],
        ),
        (
            "Chad pledged to free prisoners, open the road and lift the siege.",
            [(DUTY, {"Chad"}, "free prisoners"), (DUTY, {"Chad"}, "open the road"), (DUTY, {"Chad"}, "lift the siege")],
        ),
        (
            "Under the accord, Chad to free prisoners within ten days, Sudan to open the road to Abéché.",
            [(DUTY, {"Chad"}, "free prisoners"), (DUTY, {"Sudan"}, "open the road")],
        ),
        ("The deal provides for the release of prisoners by Chad.", [(DUTY, {"Chad"}, "release of prisoners by Chad")]),
        (
            "Chad agreed with Sudan on the reopening of the border.",
            [(DUTY, SIDES, "the reopening of the border")],
        ),
        ("The statement calls on the rebels to stop.", []),
        ("The deal includes the following points.", []),
    ],
)
def test_acts_and_who_owes_them(
    in_news: Callable[[str], Extraction],
    acts: Callable[..., list[object]],
    same_acts: Callable[..., bool],
    text: str,
    expected: list[object],
) -> None:
    found = in_news(text)
    assert same_acts(acts(found), expected), acts(found)


def told(found: Extraction, words: str) -> bool:
    return any(words in span.exact for c in found.commitments for span in c.evidence)


def test_terms_go_on_in_the_next_paragraph(in_news: Callable[[str], Extraction]) -> None:
    found = in_news(
        "Under the deal, Chad will free 30 prisoners.\n\nSudan will withdraw its troops from Abéché.\n\n"
        "The market was full.\n\nSudan will release its report on the harvest."
    )
    assert told(found, "Sudan will withdraw its troops")
    assert not told(found, "harvest")


def test_a_mediator_hands_terms_on_and_a_party_claims(in_news: Callable[[str], Extraction]) -> None:
    found = in_news(f"{OPENING} Chad will free 30 prisoners, the mediators said.")
    assert told(found, "Chad will free 30 prisoners")
    found = in_news(f"{OPENING} Chad will free 30 prisoners, Sudan insisted.")
    assert not told(found, "Chad will free 30 prisoners")


@pytest.mark.parametrize("words", ["The warring sides", "The two countries", "Both sides", "The rivals"])
def test_the_sides_are_the_parties(
    in_news: Callable[[str], Extraction], labels: Callable[..., frozenset[str]], words: str
) -> None:
    found = in_news(f"Chad and Sudan signed an accord on trade. {words} also agreed to free all prisoners.")
    freed = next(c for c in found.commitments if "free all prisoners" in c.action)
    assert labels(found, freed.obligors) == SIDES


def test_points_that_open_with_a_dash(in_news: Callable[[str], Extraction]) -> None:
    found = in_news(
        "Chad and Sudan signed a deal on Monday.\n\nHere are the main points of the deal:\n\n"
        "- Chad to withdraw its troops from Abéché\n- All prisoners to be released\n- Sudan to reopen the border\n"
    )
    points = {c.action for c in found.commitments}
    assert {
        "Chad to withdraw its troops from Abéché",
        "All prisoners to be released",
        "Sudan to reopen the border",
    } <= points


def test_what_an_accord_established_and_required(
    in_news: Callable[..., Extraction], acts: Callable[..., list[tuple[object, ...]]]
) -> None:
    text = (
        "The Lome Accords were signed in Lome on 3 May 1999 by the government of Chad and the rebel MPCI. The Accords "
        "established a joint commission. The government would release all prisoners. The rebels were required to "
        "surrender their weapons."
    )
    found = acts(in_news(text))
    assert [act[0] for act in found] == ["Obligation"] * 3


def test_a_further_grant_beside_a_promise(
    in_news: Callable[..., Extraction], labels: Callable[..., frozenset[str]]
) -> None:
    text = "By the treaty Peru agreed to build a railway to the lake and granted Ecuador the use of its ports."
    found = in_news(text)
    assert [labels(found, c.obligors) for c in found.commitments] == [{"Peru"}, {"Peru"}]
    assert labels(found, found.commitments[1].obligees) == {"Ecuador"}
