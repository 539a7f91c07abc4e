import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import EvidenceError
from kg.extract.llm.locate import fold, locate, words_within
from kg.text.normalise import normalise
from kg.text.span import Span

TEXT = "The two sides “agreed —  at last —\nto halt” their fire. They agreed to halt it. The end of all this … is near."


def test_a_quote_that_stands_there_exactly():
    span = locate(TEXT, "They agreed to halt it.")
    assert TEXT[span.start : span.end] == span.exact == "They agreed to halt it."


@pytest.mark.parametrize(
    ("quote", "found"),
    [
        ('sides "agreed - at last - to halt" their', "sides “agreed —  at last —\nto halt” their"),
        ("  their fire. They agreed\n\n", "their fire. They agreed"),
        ("end of all this ... is near", "end of all this … is near"),
    ],
)
def test_marks_and_blanks_may_be_written_plainly(quote: str, found: str):
    span = locate(TEXT, quote)
    assert span.exact == found
    span.verify(TEXT)


@pytest.mark.parametrize(
    "quote",
    [
        "They agreed to stop it.",
        "they agreed to halt it.",
        "Tey agreed to halt it.",
        "They agreed  to halt it at last",
        "halt it.",
        "",
        "   \n         ",
    ],
)
def test_no_other_difference_is_allowed_and_nothing_short(quote: str):
    with pytest.raises(EvidenceError):
        locate(TEXT, quote)


def test_a_quote_that_stands_there_twice_is_refused():
    with pytest.raises(EvidenceError, match="2 times"):
        locate("They shall withdraw. They shall withdraw.", "They shall withdraw")
    with pytest.raises(EvidenceError, match="3 times"):
        locate("abababababababab", "abababababab")


def test_only_the_stretch_that_was_shown_counts():
    text = "They shall withdraw. They shall withdraw."
    assert locate(text, "They shall withdraw", 21).start == 21


def test_words_are_found_whole_and_in_the_passages_only():
    text = "Sudanese troops left Sudan. Niger stayed."
    said = (Span.of(text, 0, 27),)
    assert words_within(text, "Sudan", said) == Span.of(text, 21, 26)
    assert words_within(text, "Niger", said) is None
    assert words_within(text, " ", said) is None


@given(st.text(alphabet="ab “”—-\n\u00ad…'é", max_size=60))
def test_folding_points_back_into_the_text(text: str):
    folded, places = fold(text)
    assert len(folded) == len(places)
    assert places == sorted(places)
    assert all(0 <= place < len(text) for place in places)
    assert fold(folded)[0] == folded


@given(st.text(alphabet="abcdefgh “”—\n", min_size=12, max_size=80), st.data())
def test_what_is_found_folds_to_what_was_asked_for(text: str, data: st.DataObject):
    text = normalise(text)
    start = data.draw(st.integers(0, len(text) - 1))
    quote = fold(text[start : data.draw(st.integers(start + 1, len(text)))])[0]
    try:
        span = locate(text, quote)
    except EvidenceError:
        return
    span.verify(text)
    assert fold(span.exact)[0].strip() == quote.strip()
