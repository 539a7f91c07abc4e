import pytest

from kg.link.importers.states import _codes, _entries, is_organisation, state_by_code, state_by_name, state_by_number


@pytest.mark.parametrize(
    ("number", "label"),
    [
        ("2", "United States"), ("365", "Russia"), ("345", "Yugoslavia"), ("340", "Serbia"), ("565", "Namibia"),
        ("490", "Democratic Republic of the Congo"), ("484", "Republic of the Congo"), ("652", "Syria"),
        ("731", "North Korea"), ("680", "South Yemen"), ("626", "South Sudan"), ("625", "Sudan"),
        ("437", "Ivory Coast"), ("816", "Vietnam"), ("265", "East Germany"),
    ],
)  # fmt: skip
def test_numbers_of_gleditsch_and_ward(number: str, label: str):
    state = state_by_number(number)
    assert state is not None
    assert state.label == label


@pytest.mark.parametrize(
    ("code", "label"),
    [("NAM", "Namibia"), ("FRA", "France"), ("NOR", "Norway"), ("XKX", "Kosovo"), ("MDV", "Maldives")],
)
def test_codes(code: str, label: str):
    state = state_by_code(code)
    assert state is not None
    assert state.label == label


@pytest.mark.parametrize("name", ["RUSSIAN FEDERATION", "Russia", "the Russian Federation"])
def test_names(name: str):
    state = state_by_name(name)
    assert state is not None
    assert state.key == "state/russia"


def test_what_is_no_state():
    assert state_by_number("1") is None
    assert state_by_code("ZZZ") is None
    assert state_by_name("Freedonia") is None
    assert state_by_name("") is None
    assert state_by_name("Moscow") is None


def test_each_number_and_code_is_of_a_state_that_is_known():
    known = {entry.key for _, _, entry in _entries()}
    assert set(_codes("gwno").values()) | set(_codes("iso3").values()) <= known
    assert len(set(_codes("iso3").values())) == len(_codes("iso3")) > 195
    assert len(_codes("gwno")) > 205


def test_organisations():
    assert is_organisation("UNITED NATIONS")
    assert not is_organisation("France")
