from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.text.numbers import parse_decimal, parse_number


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("34", 34),
        ("1,500", 1500),
        ("1,500,000", 1_500_000),
        ("zero", 0),
        ("seven", 7),
        ("nineteen", 19),
        ("twenty-one", 21),
        ("twenty one", 21),
        ("a hundred", 100),
        ("one hundred and one", 101),
        ("two hundred thousand", 200_000),
        ("one million two hundred thousand three hundred and five", 1_200_305),
        ("one thousand eight hundred and twenty", 1820),
        ("eighteen hundred and nine", 1809),
        ("nineteen hundred and two", 1902),
        ("two thousand and twenty", 2020),
        ("nineteen eighty-four", 1984),
        ("twenty twenty", 2020),
        ("first", 1),
        ("3d", 3),
        ("23rd", 23),
        ("twenty-sixth", 26),
        ("thirtieth", 30),
        ("a dozen", 12),
        ("two dozen", 24),
        ("half a million", 500_000),
        ("a couple of", 2),
        ("1.5 million", 1_500_000),
        ("One\nHundred", 100),
    ],
)
def test_a_number_is_read(text: str, value: int):
    assert parse_number(text) == value


@pytest.mark.parametrize(
    "text", ["", "a", "and", "hundred", "two and three", "five six", "soldiers", "one soldier", "thousand million", "²"]
)
def test_what_is_no_number_is_none(text: str):
    assert parse_number(text) is None


@pytest.mark.parametrize(
    ("text", "value"), [("2.5", "2.5"), ("two and a half", "2.5"), ("half", "0.5"), ("1,000.25", "1000.25")]
)
def test_a_number_may_have_a_fraction(text: str, value: str):
    assert parse_decimal(text) == Decimal(value)


def test_a_fraction_is_no_whole_number():
    assert parse_number("2.5") is None


ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve "
    "thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
)
TENS = "twenty thirty forty fifty sixty seventy eighty ninety"


def spell(number: int) -> str:
    if number < 20:
        return ONES.split()[number]
    if number < 100:
        ten, one = divmod(number, 10)
        return TENS.split()[ten - 2] + (f"-{spell(one)}" if one else "")
    for scale, word in ((10**6, "million"), (1000, "thousand"), (100, "hundred")):
        if number >= scale:
            head, rest = divmod(number, scale)
            joint = " and " if rest < 100 else " "
            return f"{spell(head)} {word}" + (joint + spell(rest) if rest else "")
    raise AssertionError(number)


@given(st.integers(0, 10**9 - 1))
def test_spelled_numbers_come_back(number: int):
    assert parse_number(spell(number)) == number
    assert parse_number(f"{number:,}") == number


@given(st.text())
def test_no_text_breaks_it(text: str):
    assert parse_decimal(text) is None or parse_decimal(text) >= 0
