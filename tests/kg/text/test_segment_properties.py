"""Properties of segmentation and cleaning that hold for any text."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.text.clean import clean
from kg.text.normalise import normalise
from kg.text.segment import Block, outline, segment

#: Pieces that steer the rules, to be strewn among random characters.
_WORDS = [
    "Article 1",
    "ARTICLE II.",
    "Art. 3.",
    "§ 4",
    "1.",
    "2.",
    "(a)",
    "(b)",
    "i)",
    "ii)",
    "First.",
    "1st.",
    "1.1",
    "- ",
    "• ",
    "\n",
    "\n\n",
    "\r\n",
    "Recalling",
    "Have agreed as follows:",
    "The Security Council,",
    "Decides",
    "Done at Zenda",
    "In witness whereof",
    "Adopted at the 2nd meeting",
    "27 Ibid.",
    "— Ann Lee (@ann) March 5, 2020",
    "#Peace",
    "....",
    " ; SCR: ",
    "OSCE: The",
    "…  .",
    "paragraph 3 (b)",
    "== Talks ==",
    "[12]",
    "GENEVA (Reuters) - ",
    "By Ann Lee",
    "colonial-\nism",
    "1984,?7",
    "the parties shall",
    "withdraw",
    ";",
    ":",
    ",",
    ".",
    "(",
    ")",
    "“",
    "”",
    "\u00a0",
    "\u200b",
    "\x00",
    "é",
    "語",
]
_TEXTS = st.one_of(
    st.text(max_size=300),
    st.lists(st.one_of(st.sampled_from(_WORDS), st.text(max_size=8)), max_size=60).map(" ".join),
    st.lists(st.sampled_from(_WORDS), max_size=60).map("".join),
    st.lists(st.sampled_from(_WORDS), max_size=40).map("\n".join),
).map(normalise)

_SAMPLE = normalise("""Treaty between Ruritania and Freedonia

The two Governments,

Recalling their friendship, Desiring peace, have agreed as follows:

ARTICLE 1
Peace

1. The parties shall (a) stop; (b) withdraw under paragraph 2 (a) of article 3; and (c) talk. They meet in May.
2. A commission shall be set up:
- it has six members;
- it meets weekly.

ARTICLE 2 This treaty enters into force today.

In witness whereof they have signed.

Done at Zenda on 3 May 1994.

For Ruritania:
R. Elphberg
— Ann Lee (@ann) March 5, 2020
1 Ibid., p. 3.
""")


def check(text: str) -> tuple[Block, ...]:
    blocks = segment(text)
    cleaned = clean(text)
    assert len(cleaned) == len(text)
    for index, block in enumerate(blocks):
        for span in (block.span, block.heading, block.author):
            if span is not None:
                span.verify(text)
        assert block.span.exact == block.span.exact.strip()
        assert block.level >= 0
        assert block.parent is None or (0 <= block.parent < len(blocks) and block.parent != index)
        if block.parent is not None and block.parent > index:
            pytest.fail(f"block {index} comes before what holds it, {block.parent}")
    starts = [block.span.start for block in blocks]
    assert starts == sorted(starts)
    _check_nesting(blocks)
    return blocks


def _check_nesting(blocks: tuple[Block, ...]) -> None:
    last: dict[int, int] = {}
    for index, block in enumerate(blocks):
        assert block.span.start >= last.get(block.level, 0), f"block {index} overlaps its neighbour"
        last[block.level] = block.span.end
        above = None if block.parent is None else blocks[block.parent]
        if above is not None and block.span.start < above.span.end:
            assert above.span.contains(block.span)


def _covered(text: str, blocks: tuple[Block, ...]) -> list[bool]:
    covered = [False] * len(text)
    stretches = [(span.start, span.end) for b in blocks for span in (b.span, b.heading, b.author) if span is not None]
    stretches += [(mark.marker.start, mark.marker.end) for mark in outline(text)[1]]
    for start, end in stretches:
        covered[start:end] = [True] * (end - start)
    return covered


@given(_TEXTS)
@settings(max_examples=300, deadline=None)
def test_any_text_is_cut_into_ordered_blocks_that_quote_it(text: str):
    check(text)


@given(_TEXTS)
@settings(max_examples=300, deadline=None)
def test_no_letter_is_lost(text: str):
    covered = _covered(text, segment(text))
    lost = "".join(ch for ch, there in zip(text, covered, strict=True) if ch.isalnum() and not there)
    assert not lost


@given(_TEXTS)
@settings(max_examples=200, deadline=None)
def test_cleaning_keeps_letters_where_they_are(text: str):
    kept = zip(text, clean(text), strict=True)
    assert all(after in {before, " ", "\u00ad", "'"} for before, after in kept if before.isalpha())


@given(_TEXTS)
@settings(max_examples=100, deadline=None)
def test_the_same_text_gives_the_same_blocks(text: str):
    assert segment(text) == segment(text)


def test_every_prefix_of_a_text_is_cut():
    for end in range(len(_SAMPLE) + 1):
        check(_SAMPLE[:end])


def test_every_suffix_of_a_text_is_cut():
    for start in range(len(_SAMPLE) + 1):
        check(_SAMPLE[start:])


def test_mixed_line_ends_change_nothing_once_normalised():
    mixed = re.sub("\n", lambda match: "\r\n" if match.start() % 2 else "\r", _SAMPLE)
    assert segment(normalise(mixed)) == segment(_SAMPLE)


@pytest.mark.parametrize(
    "unit", ["(a) x; ", "1. Foo\n", "Article 1\n", "— A (@a) ", "x,\n", ". ", "(", "- ", "i) a; ", _SAMPLE, "word "]
)
def test_large_texts_are_cut(unit: str):
    text = normalise(unit * (120_000 // len(unit)))
    assert bool(segment(text)) == any(ch.isalnum() for ch in unit)
    assert len(clean(text)) == len(text)
