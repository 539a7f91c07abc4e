"""The small language of the word tables."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import ModelError
from kg.extract.phrase import GAP, Phrases, parse_phrase, read_table, words_of


def met(phrase: str, text: str) -> list[str]:
    words = words_of(text)
    found = Phrases.of([(phrase, "x")]).matches(words)
    return [" ".join(word.text for word in words[match.first : match.last]) for match in found]


@pytest.mark.parametrize(
    ("phrase", "text", "expected"),
    [
        ("truce", "A Truce, a truce", ["truce", "truce"]),
        ("truce", "truces", []),
        ("truce*", "truces", ["truces"]),
        ("stop|halt fire", "halt fire", ["halt fire"]),
        ("stop|halt fire", "fire halt", []),
        ("cease all? fire", "cease fire and cease all fire", ["cease fire", "cease all fire"]),
        ("end ... war", "end the long civil war", ["end the long civil war"]),
        ("end ... war", "end war", ["end war"]),
        ("end ... war", "end " + "very " * GAP + "war", ["end " + "very " * GAP + "war"]),
        ("end ... war", "end " + "very " * (GAP + 1) + "war", []),
        ("end ... war", "end it; war", []),
        ("cease fire", "cease-\nfire", ["cease fire"]),
        ("cooperat*", "to co-operate and co-\noperate", ["cooperate", "cooperate"]),
        ("s", "the party’s", ["s"]),
        ("unité", "Unité", ["unité"]),
    ],
)
def test_matches(phrase: str, text: str, expected: list[str]) -> None:
    assert met(phrase, text) == expected


@pytest.mark.parametrize("phrase", ["", "all? truce", "... truce", "truce ...", "a?|b c", "tr*ce", "a,b"])
def test_a_phrase_that_cannot_be_meant_is_refused(phrase: str) -> None:
    with pytest.raises(ModelError, match="phrase"):
        parse_phrase(phrase)


@given(st.text())
def test_words_are_where_they_say(text: str) -> None:
    last = 0
    for word in words_of(text):
        assert last <= word.start < word.end <= len(text)
        last = word.end


def test_a_missing_table_is_named() -> None:
    with pytest.raises(ModelError, match=r"nowhere\.tsv"):
        read_table("nowhere.tsv", 3)


def test_a_row_with_the_wrong_number_of_cells_is_named() -> None:
    with pytest.raises(ModelError, match=r"themes\.tsv, line \d+: 3 cells, not 4"):
        read_table("themes.tsv", 4)


@pytest.mark.parametrize("name", ["themes.tsv", "agreement-types.tsv"])
def test_tables_hold_good_rows_once(name: str) -> None:
    rows = read_table(name, 3)
    assert len({(kind, words) for kind, _, words in rows}) == len(rows)
    assert all(1 <= float(weight) <= 9 and parse_phrase(words) for _, weight, words in rows)
