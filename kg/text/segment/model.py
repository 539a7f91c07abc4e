"""A block: a title, paragraph, article, point or signature of a text."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from kg.text.span import Span

__all__ = ["Block", "BlockKind"]


class BlockKind(StrEnum):
    """Name what a block is in its text."""

    TITLE = "title"
    DATELINE = "dateline"
    BYLINE = "byline"
    PARAGRAPH = "paragraph"
    HEADING = "heading"
    ARTICLE = "article"
    ITEM = "item"
    BULLET = "bullet"
    PREAMBLE = "preamble"
    CLOSING = "closing"
    SIGNATURE = "signature"
    FOOTNOTE = "footnote"
    POST = "post"
    ADOPTION = "adoption"


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """Be one block.

    Args:
        kind: What it is.
        span: Its content, without number, bullet and blank space around it; an article's holds the points in it.
        number: Its number as printed ("1", "IV", "First"), after that of the point it stands in: "2(a)".
        ordinal: The value of its own number, or its place in its list.
        level: 0 at the top of the text, one more inside each numbered block.
        parent: The index of the block that holds it or leads it in ("Have agreed as follows:"), a by-line's post.
        heading: An article's own title; not in the span.
        author: Who says it: the author of a post or by-line, the source that a piece names, the agency of a dateline.
    """

    kind: BlockKind
    span: Span
    number: str | None = None
    ordinal: int | None = None
    level: int = 0
    parent: int | None = None
    heading: Span | None = None
    author: Span | None = None
