"""Clean a text for the parser without moving anything: what comes out is as long as what went in."""

from __future__ import annotations

import re
from typing import Final

from kg.text.segment import Block, BlockKind, assemble, outline
from kg.text.segment.words import alternatives, word_set

__all__ = ["SOFT_HYPHEN", "clean"]

#: Stands for the line end inside a word that was broken over two lines, so that the word stays one token.
SOFT_HYPHEN: Final = "\u00ad"

#: Blanks, invisible characters, marks of direction and control characters, all read as a plain blank; line ends stay.
_BLANKS: Final = (
    *(code for code in (*range(32), *range(0x7F, 0xA1)) if code != 0x0A),
    *(0x1680, 0x202F, 0x205F, 0x3000, 0xFEFF, 0xFFFD),
    *(*range(0x2000, 0x2010), *range(0x2028, 0x202F), *range(0x2060, 0x2070)),
)
_CHARACTERS: Final = str.maketrans(
    {
        **dict.fromkeys("‘’‚‛′`´", "'"),
        **dict.fromkeys("“”„‟«»″", '"'),
        **dict.fromkeys("‐‑‒–—―−¬", "-"),
        "…": ".",
        **{chr(code): " " for code in _BLANKS},
    }
)
_HASH = re.compile(r"#(?=\w)")
_REFERENCE = re.compile(
    r"\[(?:\d{1,3}|[a-z]|(?:note|nb)\s\d{1,2}|citation\sneeded|clarification\sneeded|edit|dubious[^\]\n]{0,30}|who\?|when\?)\]",
    re.IGNORECASE,
)
_BROKEN = re.compile(r"(?<=[^\W\d_])-[ ]?\n[ ]*(?=[^\W\d_])")
#: A footnote's digits glued to a comma: "of 9 October 1984,?7 and", "1984,28".
_GLUED = re.compile(r"(?<=[^\W\d_][,;])[?*]?\d{1,3}(?=\s|$)|(?<=(?:17|18|19|20)\d\d[,;])[?*]?\d{1,3}(?=\s|$)")
_SLASHED = re.compile(r"(?<=[^\W\d_][ ,;])\d{1,3}/(?=\s|$)|(?<=[,;.)]\s)\d{1,3}/(?=\s|$)")
#: A footnote's number after a year, in a text that has footnotes: "of 19 March 1978, 20 approved by".
_AFTER_YEAR = re.compile(
    r"(?<=(?:17|18|19|20)\d\d,[ \n])\d{1,3}(?=\s+(?:[a-z]+ed|and|as|by|in|of|on|to|which)\b|\s*\n\n)"
)
_COUNT: Final = r"(?<![\d/.-])(?P<mark>{number})(?=[\s,;.]|$)"


def clean(text: str) -> str:
    r"""Return the text for the parser, every code point in its place.

    Quotation marks and dashes become plain ones; "#Turkey" loses its "#"; list numbers, bullets, reference marks and
    the footnote numbers of scans become blanks; so do line ends, but for those between paragraphs.

    Args:
        text: The text, normalised.

    >>> clean("1. The parties’ forces shall with-\ndraw;")
    "   The parties' forces shall with-\xaddraw;"
    """
    paragraphs, marks = outline(text)
    letters = list(text.translate(_CHARACTERS))
    for mark in marks:
        _blank(letters, mark.marker.start, mark.marker.end)
    for paragraph in paragraphs:
        for before, after in zip(paragraph.lines, paragraph.lines[1:], strict=False):
            letters[before.end : after.start] = " " * (after.start - before.end)
    for pattern in (_REFERENCE, _HASH, _GLUED, _SLASHED):
        for match in pattern.finditer(text):
            _blank(letters, *match.span())
    for match in _BROKEN.finditer(text):
        _mend(letters, match)
    for start, end in _footnote_marks(text, assemble(text, paragraphs, marks)):
        _blank(letters, start, end)
    return "".join(letters)


def _blank(letters: list[str], start: int, end: int) -> None:
    """Turn a stretch into blanks; line ends stay."""
    for index in range(start, end):
        if letters[index] != "\n":
            letters[index] = " "


def _mend(letters: list[str], match: re.Match[str]) -> None:
    """Mend a word that was broken at a line end: one token where it goes on in small letters, two where it does not."""
    text, (start, end) = match.string, match.span()
    letters[start:end] = "-" + (SOFT_HYPHEN if text[end].islower() else " ") * (end - start - 1)


def _footnote_marks(text: str, blocks: tuple[Block, ...]) -> list[tuple[int, int]]:
    """Return where the footnotes of a text are marked in it: only the numbers that they have, in their order."""
    numbers = [block.number for block in blocks if block.kind is BlockKind.FOOTNOTE and block.number]
    end = min((block.span.start for block in blocks if block.kind is BlockKind.FOOTNOTE), default=0)
    found = [match.span() for match in _AFTER_YEAR.finditer(text, 0, end)] if numbers else []
    position = 0
    for number in numbers:
        for match in re.compile(_COUNT.format(number=number)).finditer(text, position, end):
            if _marks_footnote(text, *match.span()):
                found.append(match.span())
                position = match.end()
                break
    return found


_MONTH = re.compile(rf"\s+(?:{alternatives('months')}|[A-Z]|percent|per\s+cent)\b")


def _marks_footnote(text: str, start: int, end: int) -> bool:
    """Tell whether a number marks a footnote: after a full word or a stop, before no month and no name."""
    before = text[max(0, start - 40) : start]
    if _MONTH.match(text, end) or not before.strip():
        return False
    last = before.rstrip()
    if last[-1] in ',;.)"”':
        return len(last) < len(before) or last[-1] in ",;)"
    word = re.search(r"[\w-]+\Z", last)
    lower = word[0].lower() if word else ""
    return bool(lower) and lower not in word_set("references") | word_set("open_words") and len(last) < len(before)
