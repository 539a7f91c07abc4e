"""The state of building: what has been built of a text, and what is still open."""

from __future__ import annotations

from dataclasses import dataclass, field

from kg.text.segment.draft import Draft
from kg.text.segment.model import BlockKind
from kg.text.segment.pieces import Piece

__all__ = ["ARTICLES", "State"]

#: The series whose members at the top of a text are articles.
ARTICLES = ("article", "section", "clause", "§")


@dataclass(slots=True)
class State:
    """Hold what has been built, and what is still open."""

    text: str
    formal: bool
    resolution: bool
    drafts: list[Draft] = field(default_factory=list)
    open: list[int] = field(default_factory=list)
    lead: int | None = None
    led: int | None = None
    subject: int | None = None
    body: bool = False
    closed: bool = False
    operatives: int = 0

    def add(self, draft: Draft) -> int:
        """Add a draft and return its index."""
        self.drafts.append(draft)
        return len(self.drafts) - 1

    def extend(self, end: int) -> None:
        """Let all open blocks reach to a position."""
        for index in self.open:
            self.drafts[index].end = max(self.drafts[index].end, end)

    def close(self, kind: BlockKind, piece: Piece, *, closed: bool = False) -> bool:
        """Add a block at the top that ends all that are open; return True."""
        self.open.clear()
        self.lead = None
        self.closed = closed
        self.add(Draft(kind, piece.start, piece.end))
        return True
