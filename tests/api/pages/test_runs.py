from hypothesis import given
from hypothesis import strategies as st

from api.pages.runs import Stretch, cut

TEXT = "abcdefghij"
STRETCHES = st.lists(
    st.tuples(st.integers(-2, 12), st.integers(-2, 12)).map(lambda ends: Stretch(*ends, f"{ends[0]}-{ends[1]}"))
)


def _valid(item: Stretch) -> bool:
    return 0 <= item.start < item.end <= len(TEXT)


@given(STRETCHES)
def test_the_runs_are_the_text(stretches: list[Stretch]):
    assert "".join(run.text for run in cut(TEXT, stretches)) == TEXT


@given(STRETCHES)
def test_each_run_lies_in_what_covers_it(stretches: list[Stretch]):
    position = 0
    for run in cut(TEXT, stretches):
        covering = {item for item in stretches if _valid(item) and item.start <= position < item.end}
        assert set(run.within) == covering
        assert all(position + len(run.text) <= item.end for item in covering)
        position += len(run.text)


@given(STRETCHES)
def test_each_passage_begins_and_ends_once(stretches: list[Stretch]):
    runs = cut(TEXT, stretches)
    valid = sorted({item for item in stretches if _valid(item)})
    assert sorted(item for run in runs for item in run.begins) == valid
    assert sorted(item for run in runs for item in run.ends) == valid


def test_nested_passages_are_ordered():
    outer, inner = Stretch(0, 6, "outer"), Stretch(0, 3, "inner")
    first, second, rest = cut(TEXT, [inner, outer])
    assert first.within == (inner, outer)
    assert first.begins == (outer, inner)
    assert second.ends == (outer,)
    assert rest.within == ()


def test_an_empty_text_has_no_runs():
    assert cut("", [Stretch(0, 1, "x")]) == []
