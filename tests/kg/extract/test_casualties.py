"""Casualties: numbers of the dead and the wounded in many wordings."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.extract.casualties import count_of, told, total
from kg.extract.sentence import Sentence


@pytest.mark.parametrize(
    ("text", "killed", "wounded"),
    [
        ("killed at least 12 people and wounded 30", 12, 30),
        ("two soldiers were killed and three others wounded", 2, 3),
        ("the blast left twenty-one people dead", 21, None),
        ("the raid claimed the lives of 1,200 villagers", 1200, None),
        ("the death toll rose to 22", 22, None),
        ("seven dead, 12 hurt in blast", 7, 12),
        ("wounding at least seven", None, 7),
        ("dozens were killed", None, None),
        ("killed 40 per cent of the cattle", None, None),
        ("nobody was killed in 2016", None, None),
    ],
)
def test_a_count_is_read_from_the_words(text: str, killed: int | None, wounded: int | None) -> None:
    assert (told(text, "killed"), told(text, "wounded")) == (killed, wounded)


@pytest.mark.parametrize(
    ("text", "word", "count"),
    [
        ("Three soldiers left.", "soldiers", 3),
        ("A driver left.", "driver", 1),
        ("Twenty-one soldiers left.", "soldiers", 21),
        ("The soldiers left.", "soldiers", None),
    ],
)
def test_a_noun_counts(parsed: Callable[[str], Sentence], text: str, word: str, count: int | None) -> None:
    token = next(t for t in parsed(text).tokens if t.text == word)
    assert count_of(token) == count


def test_those_coordinated_are_added(parsed: Callable[[str], Sentence]) -> None:
    sentence = parsed("Three soldiers and a driver were killed.")
    assert total(next(t for t in sentence.tokens if t.text == "soldiers")) == 4
