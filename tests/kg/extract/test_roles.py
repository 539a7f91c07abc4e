"""Which actors and places a word stands for: names, pronouns, parties, stand-ins, common nouns."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from kg.extract.reading import Reading
from kg.extract.roles import actors_of, names_parties, places_below, unique
from kg.extract.sentence import Sentence

if TYPE_CHECKING:
    from spacy.tokens import Token

OLD = """Articles of a treaty made and concluded between the United States of America and the Potawatomi tribe

Article 1

{0}

Article 2

The United States shall build a road.
"""


def last(reading: Reading, text: str) -> tuple[Sentence, Token]:
    """Return the last word of that form in the text, with its sentence."""
    return [(s, t) for s in reading.sentences for t in s.tokens if t.text == text][-1]


def names(reading: Reading, text: str) -> set[str]:
    return {reading.entities.table[key].label for key in actors_of(reading, *last(reading, text))}


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        # pronouns
        ("Chad and Sudan signed a truce. They left the town.", "They", {"Chad", "Sudan"}),
        ("Chad signed a truce. It left the town.", "It", {"Chad"}),
        ("President Salva Kiir came to Lima. He left on Monday.", "He", {"Salva Kiir"}),
        ("Salva Kiir met the press. Chad closed the border. He was pleased.", "He", {"Salva Kiir"}),
        ("Kenya, Uganda and Chad signed a truce. Peru stayed away. They left.", "They", {"Kenya", "Uganda", "Chad"}),
        # stand-ins
        ("Representatives of Chad left.", "Representatives", {"Chad"}),
        ("The leaders of Chad and Sudan left.", "leaders", {"Chad", "Sudan"}),
        ("Chadian and Sudanese troops left.", "troops", {"Chad", "Sudan"}),
        ("Both Chad and Sudan left.", "Chad", {"Chad", "Sudan"}),
        # the parties
        ("Chad and Sudan signed a truce. Both sides will withdraw.", "sides", {"Chad", "Sudan"}),
        ("Chad and Sudan signed a truce. The parties will withdraw.", "parties", {"Chad", "Sudan"}),
        ("Chad and Sudan signed a truce. The two will withdraw.", "two", {"Chad", "Sudan"}),
        ("Chad and Sudan signed a truce. The former will withdraw.", "former", {"Chad"}),
        ("Chad and Sudan signed a truce. The latter will withdraw.", "latter", {"Sudan"}),
        # somebody named beside the word
        ("A group calling itself the Zande People's Front left.", "group", {"Zande People's Front"}),
        # nobody
        ("The farmers left the town.", "farmers", set()),
        ("It rained all day.", "It", set()),
    ],
)
def test_actors(reading_of: Callable[..., Reading], text: str, word: str, expected: set[str]) -> None:
    assert names(reading_of(text, "NEWS"), word) == expected


@pytest.mark.parametrize(
    ("article", "word", "expected"),
    [
        ("The Potawatomi tribe met. The said tribe cedes its lands.", "tribe", "Potawatomi"),
        ("The said nation shall leave.", "nation", "Potawatomi"),
        ("The said Indians shall leave.", "Indians", "Potawatomi"),
    ],
)
def test_the_said_tribe(reading_of: Callable[..., Reading], article: str, word: str, expected: str) -> None:
    reading = reading_of(OLD.format(article), "AGREEMENT")
    sentence, token = [(s, t) for s in reading.sentences for t in s.tokens if t.text == word][-1]
    found = {reading.entities.table[key].label for key in actors_of(reading, sentence, token)}
    assert len(found) == 1
    assert expected in found.pop()


def test_the_council_is_the_last_one_named(reading_of: Callable[..., Reading]) -> None:
    text = "The Security Council met on Monday. The African Union left. The Council will report."
    assert names(reading_of(text, "NEWS"), "Council") == {"United Nations Security Council"}


def test_on_the_part_of(reading_of: Callable[..., Reading]) -> None:
    text = OLD.format("The commissioner, on the part of the United States, shall pay the debt.")
    assert names(reading_of(text, "AGREEMENT"), "commissioner") == {"United States"}


def test_both_parties_of_a_resolution_are_those_it_is_about(reading_of: Callable[..., Reading]) -> None:
    text = "The Security Council,\n\nNoting that Chad and Libya fight,\n\n1. Urges both parties to stop;\n"
    assert names(reading_of(text, "RESOLUTION"), "parties") == {"Chad", "Libya"}


def test_the_parties_of_something_are_not_those_of_the_agreement(reading_of: Callable[..., Reading]) -> None:
    reading = reading_of("The parties met. The parties of the left met.", "NEWS")
    tokens = [t for s in reading.sentences for t in s.tokens if t.text == "parties"]
    assert [names_parties(t) for t in tokens] == [True, False]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Troops left Gao in Mali.", {"Gao", "Mali"}),
        ("The envoys of Kenya met in Geneva.", {"Geneva"}),
        ("Kenya met Uganda.", set()),
    ],
)
def test_places(reading_of: Callable[..., Reading], text: str, expected: set[str]) -> None:
    reading = reading_of(text, "NEWS")
    (sentence,) = reading.sentences
    keys = places_below(reading, sentence, list(sentence.tokens))
    assert {reading.entities.table[key].label for key in keys} == expected


def test_unique_keeps_the_order() -> None:
    assert unique(["b", "a", "b", "c", "a"]) == ("b", "a", "c")
