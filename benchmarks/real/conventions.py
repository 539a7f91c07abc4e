"""Numbers and boundaries of the articles of six conventions, printed in the ways that editions print them."""

from __future__ import annotations

import json
import re
import textwrap
from collections.abc import Callable
from pathlib import Path
from typing import Final

from benchmarks.real.measure import Measure
from kg.text.normalise import normalise
from kg.text.segment import BlockKind, segment

__all__ = ["measure"]

_DIGITS: Final = "〇一二三四五六七八九"
_STYLES: Final[dict[str, Callable[[int, str, str], str]]] = {
    "Article 3, title and text below": lambda n, t, c: (
        f"Article {n}\n\n" + (f"{t}\n\n" if t else "") + f"{_wrap(c)}\n\n"
    ),
    "ARTICLE 3 The … in one line": lambda n, _, c: _wrap(f"ARTICLE {n} {c}") + "\n\n",
    "Art. 3. The … without a blank line": lambda n, _, c: _wrap(f"Art. {n}. {c}") + "\n",
}


def measure(folder: Path) -> list[Measure]:
    """Count the articles with the right number and the right bounds; F1, as what was found may be too much."""
    measures = []
    for style, printed in _STYLES.items():
        extra: list[str] = []
        one = Measure(f"conventions, articles, F1 · {style}", 0.97)
        for path in sorted((folder / "conventions").glob("*.json")):
            convention = json.loads(path.read_text(encoding="utf-8"))
            text = f"{convention['treaty_en']}\n\n{_wrap(convention['preamble_en'])}\n\n"
            wanted = {}
            for article in convention["articles"]:
                number = _number(article["article"])
                text += printed(number, article["title_en"], article["content_en"])
                wanted[number] = _letters(article["content_en"])
            blocks = [block for block in segment(normalise(text)) if block.kind is BlockKind.ARTICLE]
            found = [(block.ordinal, _letters(block.span.exact)) for block in blocks]
            for article_number, letters in wanted.items():
                cause = "wrong bounds" if article_number in dict(found) else "not found"
                one.add((article_number, letters) in found, cause, f"{path.stem} {article_number}: … {letters[-60:]}")
            wrong = [(number, letters) for number, letters in found if wanted.get(number or 0) != letters]
            extra += [f"{path.stem} {number}: {letters[:60]} …" for number, letters in wrong]
        if extra:
            one.misses["found, but none"] = extra
        one.hits, one.wanted = 2 * one.hits, one.wanted + one.hits + len(extra)  # F1: hits over the mean of both
        measures.append(one)
    return measures


def _number(numeral: str) -> int:
    if "十" not in numeral:
        return int("".join(str(_DIGITS.index(digit)) for digit in numeral))
    tens, _, ones = numeral.partition("十")
    return 10 * (_DIGITS.index(tens) if tens else 1) + (_DIGITS.index(ones) if ones else 0)


def _wrap(text: str) -> str:
    lines = (textwrap.wrap(line, 70, break_long_words=False) for line in text.split("\n") if line.strip())
    return "\n".join(line for wrapped in lines for line in wrapped)


def _letters(text: str) -> str:
    """Leave out blanks, and the heading of the next part, which hangs at the end of some articles in the source."""
    return re.sub(r"(?:CHAPTER|PART)[IVX]+[A-Z]+$", "", re.sub(r"\s+", "", text))
