import pytest

from kg.evaluate.names import fold, loose_key, name_key, same_place, same_type


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("the Hay’at Taḥrīr al-Shām", "Hayat Tahrir al Sham"),
        ("U.S.", "US"),
        ("STRASSE", "straße"),
        ("Øresund", "oresund"),
        ("The Gambia", "Gambia"),
        ("Ｎｏｒｖｉａ", "norvia"),
    ],
)
def test_the_same_name(one: str, other: str):
    assert name_key(one) == name_key(other) != ""


@pytest.mark.parametrize(("one", "other"), [("Niger", "Nigeria"), ("Guinea", "Guinea-Bissau"), ("A1", "A2")])
def test_another_name(one: str, other: str):
    assert name_key(one) != name_key(other)


def test_the_alone_is_a_name():
    assert fold("The") == ("the",)


def test_nothing_is_no_name():
    assert name_key("—…!") == ""


def test_numbers_and_articles_before_a_group_do_not_matter():
    assert loose_key("some 20 Norvian guards") == loose_key("Norvian guards") == "norvianguards"
    assert loose_key("two") == "two"


@pytest.mark.parametrize(
    ("wanted", "label"),
    [
        ("M4 highway", "M4 Motorway"),
        ("Idlib province", "Idlib"),
        ("Tripoli (Libya)", "Tripoli"),
        ("Tripoli", "Tripoli, Libya"),
        ("Camp David", "the Camp David"),
        ("North Heron Valley Crossing", "Heron Valley Crossing"),
    ],
)
def test_the_same_place(wanted: str, label: str):
    assert same_place(wanted, [label])


@pytest.mark.parametrize(("wanted", "label"), [("southern Idlib", "Latakia"), ("Sedge valley", "Sedge hill"), ("", "")])
def test_another_place(wanted: str, label: str):
    assert not same_place(wanted, [label])


def test_a_place_by_any_of_its_names():
    assert same_place("Kyiv", ["Kiev", "Kyiv"])
    assert not same_place("Kyiv", [])


def test_types():
    assert same_type("peace-agreement", ["peaceagreement"])
    assert same_type("ceasefire", ["comprehensiveceasefire"])
    assert not same_type("treaty", ["trade", ""])
    assert not same_type("other", ["o"])
