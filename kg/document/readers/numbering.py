"""Numbering: the numbers of paragraphs in a Word document, which Word counts and does not write.

Word keeps for each numbered paragraph a list and a level; the level has a pattern ("Article %1", "%1.%2", "(%3)") and
a way to count. See ECMA-376, part 1, section 17.9.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from docx.document import Document
    from lxml.etree import _Element  # type: ignore[import-untyped]

__all__ = ["Level", "Numbering", "in_style", "numbering_of"]

_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_BULLET: Final = "-"
_PLACE = re.compile(r"%(\d)")
_ROMAN: Final = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
    (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Level:
    """Be a level of a list: how it counts, its pattern, and where it starts."""

    style: str = "decimal"
    pattern: str = ""
    start: int = 1


@dataclass(slots=True)
class Numbering:
    """Count the numbered paragraphs of a document, in the order in which they are asked for.

    Args:
        levels: The levels by the number of their list and their depth.
        lists: The list that a list shares its counters with.
        styles: The list and depth of paragraphs by their style.
    """

    levels: dict[tuple[str, int], Level]
    lists: dict[str, str]
    styles: dict[str, tuple[str, int]]
    _counts: dict[str, dict[int, int]] = field(default_factory=dict)

    def label(self, paragraph: _Element) -> str:
        """Return the number or bullet that stands before a paragraph, or nothing."""
        place = _place(paragraph, self.styles)
        if place is None or place not in self.levels:
            return ""
        number, depth = place
        level = self.levels[place]
        if level.style in {"bullet", "none"}:
            return _BULLET if level.style == "bullet" else ""
        counts = self._counts.setdefault(self.lists.get(number, number), {})
        counts[depth] = counts.get(depth, level.start - 1) + 1
        for deeper in [known for known in counts if known > depth]:
            del counts[deeper]

        def shown(match: re.Match[str]) -> str:
            at = int(match[1]) - 1
            own = self.levels.get((number, at), Level())
            style = own.style if level.style != "decimal" or at == depth else "decimal"
            return in_style(counts.get(at, own.start), style)

        return _PLACE.sub(shown, level.pattern).strip()


def in_style(number: int, style: str) -> str:
    """Write a number the way a level counts.

    >>> in_style(4, "upperRoman"), in_style(28, "lowerLetter"), in_style(3, "decimal")
    ('IV', 'bb', '3')
    """
    if style in {"lowerRoman", "upperRoman"} and 0 < number < 4000:
        roman = ""
        for value, letters in _ROMAN:
            roman += letters * (number // value)
            number %= value
        return roman if style == "lowerRoman" else roman.upper()
    if style in {"lowerLetter", "upperLetter"} and number > 0:
        letter = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return letter if style == "lowerLetter" else letter.upper()
    return f"{number:02}" if style == "decimalZero" else str(number)


def numbering_of(document: Document) -> Numbering:
    """Return the counter of a document's numbered paragraphs."""
    styles = {}
    for style in document.styles.element.iterchildren(f"{_W}style"):
        place = _written_place(style.find(f"{_W}pPr"))
        if place is not None:
            styles[style.get(f"{_W}styleId", "")] = place
    relation = next((r for r in document.part.rels.values() if r.reltype.endswith("/numbering")), None)
    if relation is None or relation.is_external:
        return Numbering({}, {}, {})
    root = relation.target_part.element
    patterns = {abstract.get(f"{_W}abstractNumId", ""): _levels(abstract) for abstract in root.iter(f"{_W}abstractNum")}
    levels: dict[tuple[str, int], Level] = {}
    lists: dict[str, str] = {}
    for listed in root.iterchildren(f"{_W}num"):
        number, shared = listed.get(f"{_W}numId", ""), listed.find(f"{_W}abstractNumId")
        abstract = shared.get(f"{_W}val", "") if shared is not None else ""
        overrides = {int(o.get(f"{_W}ilvl", "0")): o for o in listed.iterchildren(f"{_W}lvlOverride")}
        lists[number] = number if overrides else f"abstract {abstract}"
        for depth, level in patterns.get(abstract, {}).items():
            override = overrides.get(depth)
            start = override.find(f"{_W}startOverride") if override is not None else None
            first = int(start.get(f"{_W}val", "1")) if start is not None else level.start
            levels[number, depth] = Level(level.style, level.pattern, first)
    return Numbering(levels, lists, styles)


def _levels(abstract: _Element) -> dict[int, Level]:
    found = {}
    for level in abstract.iterchildren(f"{_W}lvl"):
        values = {child.tag: child.get(f"{_W}val", "") for child in level.iterchildren()}
        found[int(level.get(f"{_W}ilvl", "0"))] = Level(
            style=values.get(f"{_W}numFmt", "decimal"),
            pattern=values.get(f"{_W}lvlText", ""),
            start=int(values.get(f"{_W}start") or 1),
        )
    return found


def _place(paragraph: _Element, styles: dict[str, tuple[str, int]]) -> tuple[str, int] | None:
    """Return the list and the depth of a paragraph: its own, else that of its style."""
    properties = paragraph.find(f"{_W}pPr")
    own = _written_place(properties)
    style = properties.find(f"{_W}pStyle") if properties is not None else None
    return own or styles.get(style.get(f"{_W}val", "") if style is not None else "")


def _written_place(properties: _Element | None) -> tuple[str, int] | None:
    listed = properties.find(f"{_W}numPr") if properties is not None else None
    if listed is None:
        return None
    number, depth = listed.find(f"{_W}numId"), listed.find(f"{_W}ilvl")
    if number is None:
        return None
    return number.get(f"{_W}val", ""), int(depth.get(f"{_W}val", "0")) if depth is not None else 0
