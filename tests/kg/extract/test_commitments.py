"""The slots of commitments: to whom, from when, by when, where, how much, on what condition."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest

from kg.extract.frames import Extraction
from kg.text.moment import Moment


def lexical(*moments: Moment | None) -> list[str | None]:
    return [moment.lexical if moment else None for moment in moments]


@pytest.mark.parametrize(
    ("sentence", "obligees"),
    [
        ("Peru cedes the island to Ecuador.", {"Ecuador"}),
        ("Peru shall pay Ecuador an indemnity of 5,000 pesos.", {"Ecuador"}),
        ("Peru shall return all prisoners to Ecuador.", {"Ecuador"}),
        ("Peru shall withdraw its troops from Ecuador.", set()),
        ("Peru grants Ecuador the use of the port.", {"Ecuador"}),
    ],
)
def test_to_whom(
    in_treaty: Callable[..., Extraction], labels: Callable[..., frozenset[str]], sentence: str, obligees: set[str]
) -> None:
    found = in_treaty(sentence)
    (commitment,) = found.commitments
    assert labels(found, commitment.obligors) == {"Peru"}
    assert labels(found, commitment.obligees) == obligees


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("Chad agreed to withdraw its troops by 1 June 2021.", [None, None, "2021-06-01"]),
        ("Chad agreed to withdraw its troops within 30 days.", [None, None, "2021-04-03"]),
        ("Chad agreed to patrol the road from 15 March 2021.", ["2021-03-15", None, None]),
        ("Chad agreed to patrol the road until 30 April 2021.", [None, "2021-04-30", None]),
        (
            "Chad agreed to patrol the road from 15 March until 30 April 2021.",
            ["2021-03-15", "2021-04-30", None],
        ),
        ("Chad on 2 March agreed to withdraw its troops.", [None, None, None]),
        ("Chad agreed to withdraw its troops.", [None, None, None]),
    ],
)
def test_when(in_news: Callable[[str], Extraction], text: str, when: list[str | None]) -> None:
    (commitment,) = in_news(text).commitments
    assert lexical(commitment.start, commitment.until, commitment.due_by) == when


def test_the_day_of_agreeing_is_not_that_of_the_act(in_news: Callable[[str], Extraction]) -> None:
    (commitment,) = in_news("Chad and Sudan agreed on Monday to withdraw their troops.").commitments
    assert lexical(commitment.start, commitment.until, commitment.due_by) == [None, None, None]


@pytest.mark.parametrize(
    ("text", "condition"),
    [
        ("Chad agreed to withdraw its troops if the rebels leave Adré.", "if the rebels leave Adré"),
        ("Chad agreed to withdraw its troops once the rebels leave Adré.", "once the rebels leave Adré"),
        ("Chad agreed to withdraw its troops.", None),
    ],
)
def test_on_what_condition(in_news: Callable[[str], Extraction], text: str, condition: str | None) -> None:
    (commitment,) = in_news(text).commitments
    assert commitment.condition == condition


def test_how_much(in_news: Callable[[str], Extraction]) -> None:
    (commitment,) = in_news("Chad and Sudan agreed to set up a zone 25 km wide along the border.").commitments
    (quantity,) = commitment.quantities
    assert (quantity.value, quantity.unit, quantity.kind) == (Decimal(25), "KiloM", "Width")
    assert "25 km" in quantity.evidence[0].exact


def test_where(in_news: Callable[[str], Extraction], labels: Callable[..., frozenset[str]]) -> None:
    found = in_news("Ethiopia agreed to withdraw its troops from Asmara.")
    assert labels(found, found.commitments[0].places) == {"Asmara"}


def test_about_whom(in_news: Callable[[str], Extraction], labels: Callable[..., frozenset[str]]) -> None:
    found = in_news("Russia and Turkey reaffirmed the territorial integrity of Georgia.")
    assert labels(found, found.commitments[0].concerns) == {"Georgia"}


def test_parties_bound_by_inference_are_marked(
    extracted: Callable[..., Extraction], labels: Callable[..., frozenset[str]]
) -> None:
    text = "Chad and Sudan agreed on the following points:\n\n- Release of all prisoners of war\n\n- An end to raids\n"
    found = extracted(text, "NEWS", "2021-03-04")
    point = next(c for c in found.commitments if c.action == "Release of all prisoners of war")
    assert labels(found, point.obligors) == {"Chad", "Sudan"}
    assert point.implicit


def test_named_parties_are_not_inferred(in_news: Callable[[str], Extraction]) -> None:
    assert not in_news("Chad and Sudan agreed to release all prisoners.").commitments[0].implicit


def test_the_theme_is_that_of_the_act(in_news: Callable[[str], Extraction]) -> None:
    assert in_news("Chad agreed to release all prisoners of war.").commitments[0].themes[0] == "prisoner-release"
    assert in_news("Chad and Sudan agreed on a ceasefire.").commitments[0].themes[0] == "ceasefire"


def test_what_a_list_of_points_is_called_is_no_point_of_it(in_news: Callable[[str], Extraction]) -> None:
    found = in_news("Chad and Sudan agreed on the following points:\n\n- Release of prisoners\n\n- An end to raids\n")
    assert [c.action for c in found.commitments] == ["Release of prisoners", "An end to raids"]


def test_the_tail_of_a_post_is_no_part_of_an_act(in_news: Callable[[str], Extraction]) -> None:
    found = in_news("Chad and Sudan agreed to open the border https://example.org/abc #Chad")
    assert [c.action for c in found.commitments] == ["agreed to open the border"]


def test_the_road_is_the_one_that_was_named(in_news: Callable[..., Extraction]) -> None:
    text = "Chad and Libya agreed to open the A7 highway. They also agreed to patrol along the highway at night."
    found = in_news(text)
    assert [c.places for c in found.commitments] == [("place/a7-road",), ("place/a7-road",)]


def test_a_road_that_says_where_is_no_theme(in_treaty: Callable[..., Extraction]) -> None:
    (commitment,) = in_treaty("A security zone shall be established to the north of the A7 highway.").commitments
    assert commitment.themes == ("security-zone",)


def test_a_clause_that_says_nothing_by_itself_is_about_what_stood_before_it(
    in_treaty: Callable[..., Extraction],
) -> None:
    found = in_treaty(
        "Peru shall release all prisoners of war. The two ministries shall agree its parameters within 7 days."
    )
    assert [c.themes[0] for c in found.commitments] == ["prisoner-release", "prisoner-release"]


def test_a_payment_to_them_is_owed_by_the_other_side(
    in_treaty: Callable[..., Extraction], labels: Callable[..., frozenset[str]]
) -> None:
    found = in_treaty("The pension that was promised to Peru shall be paid to it every year.")
    (commitment,) = found.commitments
    assert (labels(found, commitment.obligors), labels(found, commitment.obligees)) == ({"Ecuador"}, {"Peru"})
