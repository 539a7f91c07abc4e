"""Segmentation: cut a text into titles, paragraphs, articles, points, posts and signatures."""

from __future__ import annotations

from collections.abc import Sequence

from kg.text.segment import kinds
from kg.text.segment.build import build
from kg.text.segment.draft import freeze
from kg.text.segment.lines import Paragraph, find_lines, find_paragraphs
from kg.text.segment.markers import find_markers
from kg.text.segment.model import Block, BlockKind
from kg.text.segment.pieces import cut
from kg.text.segment.series import Mark, choose

__all__ = ["Block", "BlockKind", "assemble", "outline", "segment"]


def outline(text: str) -> tuple[list[Paragraph], list[Mark]]:
    """Return the paragraphs of a text, and the numbers and bullets in them."""
    paragraphs = find_paragraphs(text, list(find_lines(text)))
    bars = [paragraph.start for paragraph in paragraphs if _is_bar(text[paragraph.start : paragraph.end])]
    return paragraphs, choose(find_markers(text, paragraphs), bars)


def segment(text: str) -> tuple[Block, ...]:
    r"""Return the blocks of a text in their order.

    Blocks cover all that is not blank, a number, a bullet, a handle or a heading; those of one level do not overlap.
    A block's span holds the blocks inside it; a block that only leads others in ("Have agreed as follows:") does not.

    Args:
        text: The text, normalised.

    >>> [(block.number, block.span.exact) for block in segment("The parties shall:\n(a) stop firing;\n(b) withdraw.")]
    [(None, 'The parties shall:'), ('a', 'stop firing;'), ('b', 'withdraw.')]
    """
    return assemble(text, *outline(text))


def assemble(text: str, paragraphs: Sequence[Paragraph], marks: Sequence[Mark]) -> tuple[Block, ...]:
    """Return the blocks of a text whose outline is known."""
    return freeze(text, build(text, cut(text, paragraphs, marks)))


def _is_bar(paragraph: str) -> bool:
    """Tell whether no series goes on over a paragraph."""
    return kinds.is_closing(paragraph) or kinds.is_adoption(paragraph) or kinds.is_part_heading(paragraph)
