"""Measure article numbers and boundaries on conventions whose articles are known.

The texts are not part of the repository: set FOEDERA_DATA to a folder that holds ``conventions/*.json``
with ``treaty_en``, ``preamble_en`` and ``articles`` (``article`` in Chinese numerals, ``title_en``, ``content_en``).
"""

from __future__ import annotations

import json
import os
import re
import textwrap
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from kg.text.normalise import normalise
from kg.text.segment import BlockKind, segment

_FOLDER = Path(os.environ.get("FOEDERA_DATA", "/nonexistent")) / "conventions"
_FILES = sorted(_FOLDER.glob("*.json")) if _FOLDER.is_dir() else []
_TARGET = 0.97

pytestmark = pytest.mark.skipif(not _FILES, reason="FOEDERA_DATA names no folder with conventions/*.json")

_DIGITS = "〇一二三四五六七八九"
_ROMAN = ((50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


def _number(numeral: str) -> int:
    if "十" not in numeral:
        return int("".join(str(_DIGITS.index(digit)) for digit in numeral))
    tens, _, ones = numeral.partition("十")
    return 10 * (_DIGITS.index(tens) if tens else 1) + (_DIGITS.index(ones) if ones else 0)


def _roman(value: int) -> str:
    letters = ""
    for size, letter in _ROMAN:
        while value >= size:
            letters, value = letters + letter, value - size
    return letters


def _wrap(text: str, width: int = 70) -> str:
    lines = (textwrap.wrap(line, width, break_long_words=False) for line in text.split("\n") if line.strip())
    return "\n".join(line for wrapped in lines for line in wrapped)


#: How editions print the heading of an article: number, title, content → text.
_STYLES: dict[str, Callable[[int, str, str], str]] = {
    "line, blank": lambda n, t, c: f"Article {n}\n\n" + (f"{_wrap(t)}\n\n" if t else "") + f"{_wrap(c)}\n\n",
    "line, tight": lambda n, t, c: f"Article {n}\n" + (f"{_wrap(t)}\n" if t else "") + f"{_wrap(c)}\n",
    "capitals, Roman": lambda n, t, c: (
        f"ARTICLE {_roman(n)}.\n\n" + (f"{_wrap(t)}\n\n" if t else "") + f"{_wrap(c)}\n\n"
    ),
    "run-in capitals": lambda n, t, c: _wrap(f"ARTICLE {n} {c}") + "\n\n",
    "run-in short": lambda n, t, c: _wrap(f"Art. {n}. {c}") + "\n\n",
    "run-in Roman": lambda n, t, c: _wrap(f"Article {_roman(n)}. {c}") + "\n\n",
    "run-in unwrapped": lambda n, t, c: f"Article {n}. " + c.replace("\n", " ") + "\n",
    "title on the line": lambda n, t, c: f"Article {n}" + (f": {t}" if t else "") + f"\n{_wrap(c)}\n\n",
}


def _build(convention: dict[str, Any], style: str) -> tuple[str, dict[int, str]]:
    text = f"{convention['treaty_en']}\n\n{_wrap(convention['preamble_en'])}\n\n"
    contents = {}
    for article in convention["articles"]:
        number = _number(article["article"])
        text += _STYLES[style](number, article["title_en"], article["content_en"])
        contents[number] = article["content_en"]
    return normalise(text), contents


def _letters(text: str) -> str:
    """Leave out blanks, and the heading of the next part, which hangs at the end of some articles in the source."""
    return re.sub(r"(?:CHAPTER|PART)[IVX]+[A-Z]+$", "", re.sub(r"\s+", "", text))


def _counts(style: str) -> Iterator[tuple[int, int, int]]:
    for file in _FILES:
        text, wanted = _build(json.loads(file.read_text(encoding="utf-8")), style)
        found = [(b.ordinal, _letters(b.span.exact)) for b in segment(text) if b.kind is BlockKind.ARTICLE]
        right = {(number, _letters(content)) for number, content in wanted.items()} & set(found)
        yield len(right), len(found), len(wanted)


@pytest.mark.parametrize("style", sorted(_STYLES))
def test_articles_of_conventions_are_found_with_their_bounds(style: str):
    right, found, wanted = (sum(counts) for counts in zip(*_counts(style), strict=True))
    f1 = 2 * right / (found + wanted)
    assert f1 >= _TARGET, f"{right} of {wanted} articles right, {found} found: F1 {f1:.3f}"


def test_numbered_paragraphs_of_articles_are_found():
    """The source keeps a line for each numbered paragraph, which is the truth here."""
    right = found = wanted = 0
    for file in _FILES:
        convention = json.loads(file.read_text(encoding="utf-8"))
        text, contents = _build(convention, "line, blank")
        blocks = segment(text)
        got = {
            (blocks[b.parent].ordinal, b.ordinal, _letters(b.span.exact)[:40])
            for b in blocks
            if b.kind is BlockKind.ITEM and b.parent is not None and b.level == 1 and b.number and b.number.isdigit()
        }
        truth = {
            (number, int(match[1]), _letters(match[2])[:40])
            for number, content in contents.items()
            for match in re.finditer(r"^(\d{1,2}) ?\. ?(\S[^\n]*(?:\n(?!\d{1,2} ?\.)[^\n]*)*)", content, re.MULTILINE)
        }
        right, found, wanted = right + len(got & truth), found + len(got), wanted + len(truth)
    f1 = 2 * right / (found + wanted)
    assert f1 >= _TARGET, f"{right} of {wanted} paragraphs right, {found} found: F1 {f1:.3f}"
