from __future__ import annotations

import doctest
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extract.authority import fold, matcher, offices, titles
from kg.extract.authority.fold import fold_phrase, is_joint, words


@pytest.mark.parametrize("module", [fold, matcher, offices, titles])
def test_the_examples_hold(module: ModuleType):
    result = doctest.testmod(module)
    assert result.attempted
    assert not result.failed


@pytest.mark.parametrize(
    "spellings",
    [
        ("Sana’a", "Sana'a", "Sanaa", "SANAʿA"),
        ("al-Bab", "Al Bab", "El-Bab", "el Bab"),
        ("Côte d’Ivoire", "Cote d'Ivoire"),
        ("U.N.", "UN", "U.N"),
        ("Łódź", "Lodz"),
        ("as-Suwayda", "Al-Suwayda"),
        ("Trinidad & Tobago", "Trinidad and Tobago"),
    ],
)
def test_spellings_of_one_name_fold_to_one(spellings: tuple[str, ...]):
    assert len({fold_phrase(spelling) for spelling in spellings}) == 1


def test_a_possessive_ending_is_not_part_of_the_word():
    text = "Turkey’s army"
    word = words(text)[0]
    assert text[word.start : word.end] == "Turkey"
    assert text[word.start : word.outer_end] == "Turkey’s"


def test_a_hashtag_is_cut_into_its_words():
    text = "#SouthSudan"
    assert [text[word.start : word.end] for word in words(text)] == ["South", "Sudan"]


@pytest.mark.parametrize(
    ("gap", "before", "joint"),
    [
        (" ", "south", True),
        ("-", "us", True),
        (". ", "st", True),
        (". ", "council", False),
        ("\n", "south", True),
        ("\n\n", "south", False),
        (" – and then ", "south", False),
        ("", "south", True),
    ],
)
def test_what_leaves_two_words_one_name(gap: str, before: str, joint: bool):
    assert is_joint(gap, before) is joint


@given(st.text())
def test_words_lie_in_the_text_in_order_without_overlap(text: str):
    at = 0
    for word in words(text):
        assert at <= word.start <= word.end <= word.outer_end <= len(text)
        at = word.outer_end
