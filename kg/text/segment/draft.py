"""A draft: a block whose end is not known yet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kg.text.segment.model import Block, BlockKind
from kg.text.span import Span

__all__ = ["Draft", "freeze"]


@dataclass(slots=True)
class Draft:
    """Be a block while its text is still being read; the fields are those of the block."""

    kind: BlockKind
    start: int
    end: int
    number: str | None = None
    ordinal: int | None = None
    level: int = 0
    parent: int | None = None
    heading: tuple[int, int] | None = None
    author: tuple[int, int] | None = None


def freeze(text: str, drafts: Sequence[Draft]) -> tuple[Block, ...]:
    """Return the drafts that hold text as blocks, in the order of the text."""
    for draft in drafts:
        if draft.heading is not None and not any(map(str.isalnum, text[draft.start : draft.end])):
            # A title without text under it is all that the article says.
            (draft.start, draft.end), draft.heading = draft.heading, None
    said = [index for index, draft in enumerate(drafts) if any(map(str.isalnum, text[draft.start : draft.end]))]
    order = sorted(said, key=lambda index: (drafts[index].start, -drafts[index].end, index))
    place = {index: position for position, index in enumerate(order)}
    return tuple(_block(text, drafts[index], place) for index in order)


def _block(text: str, draft: Draft, place: dict[int, int]) -> Block:
    return Block(
        kind=draft.kind,
        span=Span.of(text, draft.start, draft.end),
        number=draft.number,
        ordinal=draft.ordinal,
        level=draft.level,
        parent=None if draft.parent is None else place.get(draft.parent),
        heading=None if draft.heading is None else Span.of(text, *draft.heading),
        author=None if draft.author is None else Span.of(text, *draft.author),
    )
