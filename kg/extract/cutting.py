"""Cutting: where a report is cut into the stretches that the parser reads, and what is blanked out for it."""

from __future__ import annotations

import re
from collections.abc import Iterator

__all__ = ["clauses", "eased", "pieces", "unglued"]

#: Joints that the tokenizer does not see: "U.S.-British".
_HIDDEN_HYPHEN = re.compile(r"(?<=[A-Z]\.)-(?=[A-Z])")
#: A date between a subject and its verb, as digests and agencies write: "the PM 14 May said", "the PM Friday said".
_WEDGED_DATE = re.compile(
    r"(?<=[A-Za-z)] )(?<!\bon )(?<!\bby )(?<!\bof )(?<!\band )(?<!\bfrom )(?<!\bsince )(?<!\buntil )(?<!\bin )"
    r"(?<!\blast )(?<!\bnext )(?<!\bthis )(?<!\bevery )(?<!\blate )(?<!\bearly )(?<!\ba )(?<!\bthe )(?<!\bto )"
    r"(?:(?:(?:early|mid|late)[- ])?\d{1,2}(?: [A-Z][a-z]+)?(?:\s?[-–]\s?\d{1,2})?"
    r" (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*"
    r"|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)"
    r"(?= (?!to\b|and\b|in\b|at\b|night\b|morning\b|evening\b|afternoon\b)[a-z]+)"
)
#: A block is parsed in pieces of at most this many characters, cut at blank space.
_PIECE = 20_000
#: "in Sudan.The talks", "the talks....On Monday"; not "U.S.", "3.5" or "example.Org".
_GLUED = re.compile(
    r"(?<=[a-z)\]\"'\d][a-z)\]\"'])\.(?=[\"']?[A-Z][a-z]*\b[ ,'])|(?:\.{3,}|\u2026)[.\s]*(?=[\"']?[A-Z])"
    r"|(?<=\d )(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.\s(?=[A-Z])"
)
_STOP = re.compile(r"[;:]\s|\.\s+(?=[A-Z])")


def pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Cut a stretch into pieces that the parser can hold."""
    while end - start > _PIECE:
        cut = max(text.rfind("\n", start, start + _PIECE), text.rfind(". ", start, start + _PIECE) + 1)
        if cut <= start:
            cut = text.rfind(" ", start, start + _PIECE)
        cut = cut if cut > start else start + _PIECE
        yield start, cut
        start = cut
    yield start, end


def eased(piece: str) -> str:
    """Blank out what misleads the parser; nothing moves."""
    piece = _HIDDEN_HYPHEN.sub(" ", piece)
    return _WEDGED_DATE.sub(lambda match: " " * len(match.group()), piece)


#: A word that opens a list of terms when a colon follows: "Package:", "Under the deal:".
_AGREED = (
    r"\b(?:package|deal|agreement|accord|terms|points?|plan|truce|ceasefire|cease-fire|memorandum|protocol|text|declaration"
    r"|road\s?map|communiqu[eé]|statement|pact|treaty|framework|steps|measures|agreed)\b"
)
_OPENS_TERMS = re.compile(rf"{_AGREED}[^.:;]{{0,60}}:\s", re.I)
#: An agreement that provides something, where points follow it after semicolons: "Deal foresees a truce; release of …".
_PROVIDES = re.compile(
    rf"{_AGREED}[^.:;]{{0,40}}?\b(foresees?|foresaw|provid(?:es|ed)|includ(?:es|ed|ing)|calls?\s+for|called\s+for|requir(?:es|ed)"
    r"|envisag(?:es|ed)|envisions?|envisioned|stipulat(?:es|ed)|cover(?:s|ed)|establish(?:es|ed)|commits?|committed|set\s+out)\b[^.;]*;\s",
    re.I,
)


#: Who is to do what, as digests write: "FNL to assemble fighters within 30 days, govt to lift ban".
_DOER = r"(?:(?:the|both|all)\s)?(?:[A-Z][\w’'-]*|govt|government|rebels|parties|sides|army|opposition)"
_DOER += r"(?:\s[\w’'-]+){0,2}\sto\s[a-z]+"
_TELEGRAPHIC = re.compile(rf"\s*{_DOER}")
_NEXT_DOER = re.compile(rf",\s(?:and\s)?(?={_DOER}\b)")


def clauses(cleaned: str, start: int, end: int) -> Iterator[tuple[int, int, bool]]:
    """Cut a report's paragraph where it runs a list on: at semicolons, after a colon, and before who is to do what.

    Args:
        cleaned: The text.
        start: Where the paragraph begins.
        end: Where it ends.

    Yields:
        Where each piece begins and ends, and whether it is a point of a list.
    """
    for first, last, item in _listed(cleaned, start, end):
        if _TELEGRAPHIC.match(cleaned, first, last):
            for match in _NEXT_DOER.finditer(cleaned, first, last):
                yield first, match.start() + 1, item
                first = match.end()
        yield first, last, item


def _listed(cleaned: str, start: int, end: int) -> Iterator[tuple[int, int, bool]]:
    """Cut a paragraph at semicolons, and after a colon that opens terms."""
    item = False
    for match in _STOP.finditer(cleaned, start, end):
        stop = match.end()
        opens = _OPENS_TERMS.search(cleaned, start, stop)
        if match.group().startswith(":"):
            if opens is None or opens.end() < stop - 1:
                continue
            yield start, stop, item
            start, item = stop, True
        elif match.group().startswith(";"):
            provides = None if item else _PROVIDES.search(cleaned, start, stop)
            if provides is not None:
                yield start, provides.end(1), False
                start, item = provides.end(1), True
            yield start, match.start() + 1, item
            start = stop
        elif item:
            yield start, stop, item
            start, item = stop, False
    if start < end:
        yield start, end, item


def unglued(cleaned: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Cut a report where a full stop is glued to the next sentence, and where dots join what was cut out of it."""
    for match in _GLUED.finditer(cleaned, start, end):
        if match.start() > start:
            yield start, match.end()
            start = match.end()
    if start < end:
        yield start, end
