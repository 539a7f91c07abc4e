"""Peoples of treaties: those in lists, and those that are spelled by ear."""

from __future__ import annotations

import pytest

from kg.extract.entities.model import Form, Table
from kg.extract.entities.peoples import add_peoples, sound_key


def labels(text: str) -> set[str]:
    table = Table()
    add_peoples(table, text)
    return {table.entities[mention.key].label for mention in table.all()}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "the men of the following tribes of Indians, to wit: Lo-mu-ta, Ki-we, and Tar-o-ne, of the second part",
            {"Lo-mu-ta", "Ki-we", "Tar-o-ne"},
        ),
        ("the Lomuta tribe and the Kiwe tribe of Indians", {"Lomuta", "Kiwe"}),
        ("the chiefs of the tribe, the Indians, to wit: Black Hawk, and Keokuk", set()),
        ("the confederated tribes and Christian Indians of these tribes", set()),
        ("the Lomuta band", set()),  # a band alone may play music
    ],
)
def test_names_beside_a_tribe_and_in_lists(text: str, expected: set[str]) -> None:
    assert labels(text) == expected


@pytest.mark.parametrize(
    ("written", "known"),
    [("Potowattamee", "Potawatomi"), ("Chippawa", "Chippewa"), ("Kickappoo", "Kickapoo"), ("Shawanoees", "Shawnee")],
)
def test_a_spelling_by_ear_is_the_people_that_sounds_so(written: str, known: str) -> None:
    assert known in labels(f"The chiefs of the {written} tribe of Indians met.")


def test_beside_one_tribe_stands_one_name() -> None:
    assert labels("The Indians north of the Zubrow and the Kiwe tribe of Indians met.") == {"Kiwe"}


def test_a_people_is_known_by_where_it_lives_too() -> None:
    table = Table()
    text = "The tribes met. The Kiwe tribe and the Potawattamie Indians of the Zubrow signed."
    start = text.index("Potawattamie")
    table.entity("people/potawatomi", "People", "Potawatomi")
    table.add(start, start + len("Potawattamie"), "people/potawatomi", Form.NAME, "Potawattamie")
    add_peoples(table, text)
    assert "Potawatomi of the Zubrow" in table.entities["people/potawatomi"].names


def test_what_sounds_like_nobody_is_a_people_of_its_own() -> None:
    assert labels("The chiefs of the Zubrowkaw tribe of Indians met.") == {"Zubrowkaw"}


@pytest.mark.parametrize(("one", "other"), [("Miami", "Mohawk"), ("Wea", "Wyandot"), ("Creek", "Cree nation")])
def test_names_that_sound_apart_are_apart(one: str, other: str) -> None:
    assert sound_key(one) != sound_key(other)
