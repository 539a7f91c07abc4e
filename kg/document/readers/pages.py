"""Pages: what was printed on pages put together again, without what belongs to the page and not to the text."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Sequence
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Final

__all__ = ["join_pages"]

_PREFIXES = Path(__file__).parents[1] / "data" / "prefixes.toml"
#: How many lines at the top and at the bottom of a page may be a running header or footer.
_EDGE: Final = 3
#: A line that stands at the edge of so many pages runs along; it must also do so on half of them.
_REPEATS: Final = 3
_DIGITS = re.compile(r"\d+")
#: What begins a clause, and so no running line.
_CLAUSE = re.compile(r"(?:\(?\d{1,3}[.)]|\(?[a-z][.)]|article \d+|art\. \d+)(?:\s|\Z)")
#: A line that is only the number of its page: "12", "- 12 -", "Page 3 of 9", "iv".
_PAGE_NUMBER = re.compile(
    r"[-–—|\[( ]*(?:(?:page|p\.)\s*)?(\d{1,4}|[ivxl]{1,6})(?:\s*(?:of|/)\s*\d{1,4})?[-–—|\]) ]*", re.I
)
_BROKEN = re.compile(r"([^\W\d_]+)[-‐\u00ad]\n[ \t]*([^\W\d_]+)")
_SOFT = re.compile("\u00ad\n?[ \t]*")
#: Letters that printers join.
_LIGATURES: Final = str.maketrans(
    {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st", "\u2010": "-"}
)


def join_pages(pages: Sequence[str]) -> str:
    r"""Put the texts of pages together.

    Running headers, footers and page numbers are left out. A word that is hyphenated at the end of a line is put
    together, unless the text writes it with its hyphen elsewhere.

    >>> join_pages(["The Parties shall with-\ndraw.\n1", "They shall\n2", "agree.\n3"])
    'The Parties shall withdraw.\nThey shall\nagree.\n'
    """
    lines = [[line.rstrip() for line in page.translate(_LIGATURES).split("\n")] for page in pages]
    lines = [_without_blank_edges(page) for page in lines]
    running = _running(lines)
    kept = [_without_edges(page, running, numbered=_are_numbered(lines)) for page in lines]
    text = "\n".join("\n".join(page) for page in kept if page)
    words = set(re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", text.lower()))
    text = _BROKEN.sub(lambda match: _mended(match, words), text)
    return _SOFT.sub("", text).strip("\n") + "\n"


def _without_blank_edges(page: list[str]) -> list[str]:
    full = [number for number, line in enumerate(page) if line.strip()]
    return page[full[0] : full[-1] + 1] if full else []


def _running(pages: Sequence[list[str]]) -> frozenset[str]:
    """Find the lines that stand at the edges of most pages, whatever number is in them."""
    found = Counter(shape for page in pages for shape in {_shape(page[at]) for at in _edges(page)})
    return frozenset(
        shape for shape, count in found.items() if shape and count >= _REPEATS and count * 2 >= len(pages) - 1
    )


def _edges(page: list[str]) -> list[int]:
    """Return the places of the first and the last lines of a page that are not blank."""
    full = [number for number, line in enumerate(page) if line.strip()]
    return sorted({*full[:_EDGE], *full[-_EDGE:]}) if len(full) > 1 else []


def _shape(line: str) -> str:
    line = " ".join(line.split()).lower()
    if _CLAUSE.match(line) or not any(ch.isalpha() for ch in line) or _PAGE_NUMBER.fullmatch(line):
        return ""
    return _DIGITS.sub("#", line)


def _are_numbered(pages: Sequence[list[str]]) -> bool:
    """Tell whether the pages have numbers at their edges: most of them, each one more than the one before."""
    numbers = [_numbers(page) for page in pages if page]
    steps = sum(any(n + 1 in after for n in before) for before, after in pairwise(numbers))
    return steps * 2 >= len(numbers) - 1 if len(numbers) > 1 else False


def _numbers(page: list[str]) -> set[int]:
    """Return the numbers that stand alone on the first and the last line of a page."""
    found = (_PAGE_NUMBER.fullmatch(page[at].strip()) for at in (0, -1))
    return {_value(match[1].lower()) for match in found if match is not None}


def _value(numeral: str) -> int:
    if numeral.isdecimal():
        return int(numeral)
    values = [{"i": 1, "v": 5, "x": 10, "l": 50}[letter] for letter in numeral]
    return sum(-v if v < max(values[at:]) else v for at, v in enumerate(values))


def _without_edges(page: list[str], running: frozenset[str], *, numbered: bool) -> list[str]:
    """Take running lines and page numbers off the edges of a page, from outside inwards, but never most of the page."""
    rest = list(page)
    for at in (0, -1):
        for _ in range(_EDGE):
            if not rest or not (not rest[at].strip() or _shape(rest[at]) in running or _is_number(rest[at], numbered)):
                break
            rest.pop(at)
    if len(rest) * 2 < len(page) and running:
        return _without_edges(page, frozenset(), numbered=numbered)
    return _without_blank_edges(rest)


def _is_number(line: str, numbered: bool) -> bool:
    """Tell whether a line at the edge of a page is its number; “Page 3 of 9” is, whatever the other pages have."""
    match = _PAGE_NUMBER.fullmatch(line.strip())
    return match is not None and (numbered or line.strip().lower().startswith("page") or line.strip()[0] in "-–—")


def _mended(match: re.Match[str], words: set[str]) -> str:
    first, rest = match[1], match[2]
    joined, hyphenated = f"{first}{rest}".lower(), f"{first}-{rest}".lower()
    keeps = hyphenated in words or not rest[0].islower() or first.lower() in _kept() or not first[-1].isalpha()
    if "\u00ad" in match[0] or (joined in words and hyphenated not in words):
        keeps = False
    return f"{first}-{rest}" if keeps else f"{first}{rest}"


@cache
def _kept() -> frozenset[str]:
    words: list[str] = tomllib.loads(_PREFIXES.read_text(encoding="utf-8"))["keep"]
    return frozenset(words)
