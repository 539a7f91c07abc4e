"""Sentences know where they stand, whatever the text was cut into for the parser."""

from __future__ import annotations

import pytest

from kg.extract.sentence import Sentence, bounds, parse
from kg.text.clean import clean
from kg.text.segment import segment


def sentences(text: str, *, formal: bool = False) -> tuple[Sentence, ...]:
    return parse(clean(text), segment(text), formal=formal)


@pytest.mark.parametrize("formal", [True, False])
@pytest.mark.parametrize(
    "text",
    [
        "Kenya closed the border. Uganda opened it.",
        "A Title\n\nKenya closed the border.\n\n- one point here\n- another point there\n",
        "Article 1\n\nThe Parties shall:\n\n(a) stop firing;\n\n(b) withdraw;\n\nArticle 2\n\nThe end comes.",
        "The U.S.-Kenyan talks went on; the U.S. left. “Good,” said Ada.",
        "Package: a truce; weapons; roads. The rest is silence.",
        "The PM 14 May said that Kenya’s border — long closed — was open…",
        "Zażółć gęślą jaźń 🙂 in Gdańsk. Ünïcode twice.",
    ],
)
def test_tokens_stand_where_they_say(text: str, formal: bool) -> None:
    cleaned = clean(text)
    for sentence in sentences(text, formal=formal):
        assert 0 <= sentence.start < sentence.end <= len(text)
        words = [t for t in sentence.tokens if t.is_alpha]
        assert all(cleaned[slice(*sentence.at(word))] == word.text for word in words)


def test_the_places_of_sentences_are_told_and_grow() -> None:
    text = "Kenya closed the border. Uganda opened it.\n\nNobody knew why."
    found = sentences(text)
    assert [str(s.tokens) for s in found] == ["Kenya closed the border.", "Uganda opened it.", "Nobody knew why."]
    assert [s.index for s in found] == [0, 1, 2]
    assert [text[s.start : s.end] for s in found] == [str(s.tokens) for s in found]
    assert [s.block for s in found] == [0, 0, 1]


def test_within_and_cover_are_inverse() -> None:
    (sentence,) = sentences("Kenya closed the long border.")
    words = sentence.within(6, 16)
    assert [t.text for t in words] == ["closed", "the"]
    assert sentence.cover(words) == (6, 16)
    first, last = bounds(list(reversed(words)))
    assert (first.text, last.text) == ("closed", "the")


def test_a_report_runs_lists_on_after_a_colon() -> None:
    text = "Package: ceasefire in the valley; weapons to be collected; roads to be opened. The envoy left."
    told = [(text[s.start : s.end], s.item) for s in sentences(text)]
    assert told == [
        ("Package:", False),
        ("ceasefire in the valley;", True),
        ("weapons to be collected;", True),
        ("roads to be opened.", True),
        ("The envoy left.", False),
    ]


def test_a_colon_that_opens_no_terms_cuts_nothing() -> None:
    assert [s.item for s in sentences("He saw it: the river was dry.")] == [False]


def test_a_treaty_keeps_its_semicolons() -> None:
    (sentence,) = sentences("The Parties shall stop firing; they shall also withdraw from the valley.", formal=True)
    assert str(sentence.tokens).endswith("valley.")


def test_long_blocks_are_cut_at_blanks() -> None:
    text = "The quick patrol of Kenya drove along the border again. " * 500
    found = sentences(text.strip(), formal=True)
    assert sum(str(s.tokens).count("patrol") for s in found) == 500
    assert all(text[s.start : s.end].startswith("The quick") for s in found)


def test_a_footnote_is_not_parsed() -> None:
    text = (
        "Article 1\n\nThe Parties shall open the road.[1]\n\nArticle 2\n\nThe Parties shall close the post.\n\n"
        "[1] Kenya made a reservation.\n"
    )
    kinds = [block.kind.value for block in segment(text)]
    parsed = " ".join(str(s.tokens) for s in sentences(text, formal=True))
    assert "footnote" in kinds
    assert "reservation" not in parsed


@pytest.mark.parametrize("text", ["", "   ", "***", "— — —", "\n\n\n"])
def test_a_text_without_words_has_no_sentence(text: str) -> None:
    assert sentences(text) == ()
