"""Words that the parser takes for another part of speech."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.extract.sentence import Sentence


@pytest.mark.parametrize(
    ("text", "word"),
    [
        (
            "Under the memorandum, the guerrillas will gather in 27 areas and hand in their weapons within 80 days.",
            "hand",
        ),
        (
            "The forces shall immediately, upon entry into force of this Agreement, refrain from committing acts.",
            "refrain",
        ),
    ],
)
def test_what_is_a_verb(parsed: Callable[[str], Sentence], text: str, word: str) -> None:
    assert [(t.pos_, t.tag_) for t in parsed(text).tokens if t.text == word] == [("VERB", "VB")]


def test_a_noun_stays_one(parsed: Callable[[str], Sentence]) -> None:
    tokens = {t.text: t.pos_ for t in parsed("The will of the people and the hand of the law are strong.").tokens}
    assert (tokens["will"], tokens["hand"]) == ("NOUN", "NOUN")


def test_a_clause_of_its_own_hangs_on_the_main_verb(parsed: Callable[[str], Sentence]) -> None:
    text = (
        "The Government of Peru shall initiate the measures necessary for its implementation and the "
        "Government of Chile shall initiate within the United Nations the procedures necessary for the removal."
    )
    first, second = (t for t in parsed(text).tokens if t.text == "initiate")
    assert (second.dep_, second.head) == ("conj", first)
