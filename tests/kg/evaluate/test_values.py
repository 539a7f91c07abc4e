import pytest

from kg.evaluate.tally import Tally
from kg.evaluate.values import is_date, same_date, same_duration, same_number, single


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ("2031-06-09", "2031-06-09T09:00:00+03:00"),
        ("2031-06", "2031-06-30"),
        ("1973", "1973-10-22"),
        ("2031-06-09T00:01", "2031-06-09"),
        ("2031-06-09T00:01", "2031-06-09T00:00:00"),
        ("2031-06-09T00:00", "2031-06-08T24:00:00"),
        ("2031-06-09T00:00", "2031-06-08T23:59:00"),
        ("after the harvest", "After the harvest."),
    ],
)
def test_the_same_date(wanted: str, found: str):
    assert same_date(wanted, found)


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ("2031-06-09", "2031-06"),
        ("2031-06-09", "2031-06-10"),
        ("2031-06-09T00:01", "2031-06-09T12:00:00"),
        ("1973", "1974"),
        ("2031-02-30T10:00", "2031-02-30T10:00"),
        ("", ""),
    ],
)
def test_another_date(wanted: str, found: str):
    assert not same_date(wanted, found)


def test_what_is_a_date():
    assert is_date("2031-06")
    assert not is_date("June 2031")


@pytest.mark.parametrize(("wanted", "found"), [("PT3H", "PT180M"), ("P14D", "P2W"), ("P1Y", "P12M"), ("P1D", "PT24H")])
def test_the_same_duration(wanted: str, found: str):
    assert same_duration(wanted, found)


@pytest.mark.parametrize(("wanted", "found"), [("PT3H", "PT4H"), ("three hours", "three hours"), ("P30D", "P1M")])
def test_another_duration(wanted: str, found: str):
    assert not same_duration(wanted, found)


def test_numbers():
    assert same_number("4", "4.0")
    assert not same_number("4", "5")
    assert not same_number("4", "four")


def test_a_slot_with_one_value():
    assert single("2031-06-09", ["2031-06-09"], same_date) == Tally(1, 1, 1)
    assert single("2031-06-09", [], same_date) == Tally(0, 1, 0)
    assert single(None, ["2031-06-09"], same_date) == Tally(0, 0, 1)
    assert single("2031-06-09", ["2031-06-10", "2031-06-09"], same_date) == Tally(1, 1, 2)


def test_one_day_at_two_precisions_is_one_value():
    assert single("2031-06-09", ["2031-06", "2031-06-09", "2031-06-09"], same_date) == Tally(1, 1, 1)
