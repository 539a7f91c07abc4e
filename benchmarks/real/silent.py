"""Articles and paragraphs in which no commitment is found: what is missed where nobody has annotated anything."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from benchmarks.real.measure import Measure, extracted
from kg.text.segment import Block, BlockKind, segment

__all__ = ["measure"]

#: What of each kind of text says something by itself.
_TELLING: Final = {
    "us_treaties": frozenset({BlockKind.ARTICLE, BlockKind.ITEM}),
    "unsc_resolutions": frozenset({BlockKind.PARAGRAPH, BlockKind.ITEM}),
}
_WHAT: Final = {
    "us_treaties": "treaties, articles and points with a commitment",
    "unsc_resolutions": "resolutions, paragraphs and points with a commitment",
}
_SHOWN: Final = 160


def measure(folder: Path) -> list[Measure]:
    """Count the innermost articles, paragraphs and points in which some commitment is found.

    Not all can have one: boundaries are described, and resolutions condemn, welcome and take note. No target is known.
    """
    return [_measure(folder / name) for name in _TELLING]


def _measure(folder: Path) -> Measure:
    found = Measure(_WHAT[folder.name])
    for path in sorted(folder.glob("*.txt")):
        extraction = extracted(path.read_text(encoding="utf-8-sig"), path.stem)
        text = extraction.document.text
        passages = [(span.start, span.end) for one in extraction.commitments for span in one.evidence]
        for block in _innermost(segment(text), _TELLING[folder.name]):
            said = any(start < block.span.end and block.span.start < end for start, end in passages)
            found.add(said, "none", f"{path.stem}: {' '.join(block.span.exact.split())[:_SHOWN]}")
    return found


def _innermost(blocks: tuple[Block, ...], kinds: frozenset[BlockKind]) -> Iterator[Block]:
    around = {block.parent for block in blocks}
    return (block for index, block in enumerate(blocks) if block.kind in kinds and index not in around)
