"""Clauses: the numbered parts of an agreement, and the points of it that a report tells."""

from __future__ import annotations

from collections.abc import Sequence

from kg.document.model import DocumentKind
from kg.extract.frames import Clause, Commitment
from kg.extract.reading import Reading
from kg.text.segment import Block, BlockKind
from kg.text.span import Span

__all__ = ["find_clauses"]

_NUMBERED = frozenset({BlockKind.ARTICLE, BlockKind.ITEM, BlockKind.BULLET})


def find_clauses(reading: Reading, agreement: str | None, commitments: Sequence[Commitment]) -> list[Clause]:
    """Return the clauses of the main agreement, each with the commitments that stand in it.

    A treaty or resolution has its own articles and paragraphs; in a report every commitment is a point of its own. A
    clause has the number that the text gives it, or none; what stands before the first is the preamble.

    Args:
        reading: The document.
        agreement: The key of its main agreement; without one there are no clauses.
        commitments: The commitments of the document.
    """
    if agreement is None:
        return []
    formal = reading.kind in {DocumentKind.AGREEMENT, DocumentKind.RESOLUTION}
    points: list[tuple[str, list[str], tuple[Span, ...]]] = []
    placed: set[str] = set()
    held = _by_block(reading, commitments) if formal else {}
    if formal:
        for block in reading.blocks:
            if block.kind in _NUMBERED:
                inside = held.get(id(block), [])
                placed.update(inside)
                points.append((block.number or "", inside, (block.span,)))
    points += [("preamble" if formal else "", [c.key], c.evidence) for c in commitments if c.key not in placed]
    if formal:
        points.sort(key=lambda point: (point[2][0].start, -point[2][0].end))
    return [
        Clause(
            key=f"clause/{ordinal}-{evidence[0].start}",
            agreement=agreement,
            number=number,
            ordinal=ordinal,
            states=tuple(states),
            evidence=evidence,
        )
        for ordinal, (number, states, evidence) in enumerate(points, 1)
    ]


def _by_block(reading: Reading, commitments: Sequence[Commitment]) -> dict[int, list[str]]:
    """Return the commitments that stand in each numbered block, by its identity; the innermost block holds them."""
    blocks = sorted((b for b in reading.blocks if b.kind in _NUMBERED), key=lambda b: (b.span.start, -b.span.end))
    held: dict[int, list[str]] = {}
    around: list[Block] = []
    following = iter([*blocks, None])
    block = next(following)
    for commitment in sorted(commitments, key=lambda c: c.evidence[0].start):
        span = commitment.evidence[0]
        while block is not None and block.span.start <= span.start:
            around.append(block)
            block = next(following)
        around = [b for b in around if b.span.end >= span.end]
        if around:
            held.setdefault(id(around[-1]), []).append(commitment.key)
    return held
