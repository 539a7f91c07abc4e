"""Labels: the rest of a text tells persons, places and bodies apart where the language model errs."""

from __future__ import annotations

import pytest
import spacy
from spacy.tokens import Doc

from kg.extract.entities.labels import kind_of_organisation, kinds_of_names, label_of


@pytest.mark.parametrize(
    ("name", "kind"),
    [("Harbour Press", "MediaOrganization"), ("Lake Commission", "Organization"), ("Blue Lantern", None)],
)
def test_the_nouns_of_a_name_tell_what_it_names(name: str, kind: str | None) -> None:
    assert kind_of_organisation(name) == kind


@pytest.mark.parametrize(
    ("others", "label"),
    [
        ({"Ana Ruiz": "PERSON"}, "GPE"),  # somebody else is named: troops camp near a place
        ({"Juan Patikul": "PERSON"}, "PERSON"),  # the text names the person in full
    ],
)
def test_what_troops_camp_near_is_a_place_unless_it_is_a_surname(others: dict[str, str], label: str) -> None:
    sentence = Doc(
        spacy.blank("en").vocab,
        words=["Troops", "camped", "near", "Patikul"],
        heads=[1, 1, 1, 2],
        deps=["nsubj", "ROOT", "prep", "pobj"],
        ents=["O", "O", "O", "B-PERSON"],
    )
    assert label_of(sentence.ents[0], {"Patikul": "PERSON", **others}) == label


def test_a_text_without_names_tells_no_kinds() -> None:
    assert kinds_of_names(()) == {}
