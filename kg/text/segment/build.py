"""Build blocks out of pieces: what each is, what it stands in, and what leads it in."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.text.segment import kinds
from kg.text.segment.draft import Draft
from kg.text.segment.edges import add_edge
from kg.text.segment.lines import find_lines
from kg.text.segment.marked import add_marked, add_title
from kg.text.segment.model import BlockKind
from kg.text.segment.pieces import Piece, split_digest, split_preamble
from kg.text.segment.state import ARTICLES, State

__all__ = ["build"]

_RESOLUTION = re.compile(r"(?:\S+\s+){0,4}resolution\b", re.IGNORECASE)
_COMMA = re.compile(r"[,;]\s?\d{0,3}\Z")


def build(text: str, pieces: Sequence[Piece]) -> list[Draft]:
    """Return the blocks of a text that was cut into pieces."""
    loose = [text[piece.start : piece.end] for piece in pieces if piece.mark is None]
    resolution = any(map(kinds.is_organ_line, loose[:12])) or bool(
        loose and _RESOLUTION.match(loose[0]) and len(loose[0]) < 200
    )
    articles = any(piece.mark is not None and piece.mark.reading.key in ARTICLES for piece in pieces)
    formal = (
        resolution
        or articles
        or any(map(kinds.is_formula, loose[:40]))
        or any(map(kinds.is_closing, loose))
        or sum(kinds.is_participle(part) and part[-1] in ",;" for part in loose[:40]) >= 2
    )
    state = State(text, formal, resolution)
    for index, piece in enumerate(pieces):
        following = pieces[index + 1] if index + 1 < len(pieces) else None
        if piece.mark is None:
            _add_loose(state, piece, following, first=index == 0)
        else:
            add_marked(state, piece, piece.mark)
    return state.drafts


def _add_loose(state: State, piece: Piece, following: Piece | None, *, first: bool) -> None:
    """Add a paragraph without a number."""
    text = state.text[piece.start : piece.end]
    if add_edge(state, piece, text, following, first=first) or add_title(state, piece, text, following):
        return
    if state.closed and len(text) < 200:
        for line in find_lines(text):
            state.add(Draft(BlockKind.SIGNATURE, piece.start + line.start, piece.start + line.end))
        return
    if state.open and _belongs(state, following):
        _add_inside(state, piece)
        return
    state.open.clear()
    if state.resolution and kinds.is_operative(text):
        state.operatives += 1
        state.body = True
        index = state.add(Draft(BlockKind.ITEM, piece.start, piece.end, None, state.operatives, 0, state.subject))
        state.lead = index if kinds.is_lead(text) else None
        return
    if state.formal and not state.body and _add_preamble(state, piece, text):
        return
    _add_paragraph(state, piece, text, following)


def _belongs(state: State, following: Piece | None) -> bool:
    """Close the points that a paragraph without number ends; tell whether it still stands in one."""
    top = state.drafts[state.open[-1]]
    if top.kind is BlockKind.ARTICLE:
        return True
    if (
        following is not None
        and following.mark is not None
        and not following.mark.first
        and top.kind is not BlockKind.BULLET
    ):
        keep = min(following.mark.level + 1, len(state.open))
        if state.drafts[state.open[keep - 1]].kind is not BlockKind.ARTICLE or keep > 1:
            del state.open[keep:]
            return True
    if state.drafts[state.open[0]].kind is BlockKind.ARTICLE:
        del state.open[1:]
        return True
    return False


def _add_inside(state: State, piece: Piece) -> None:
    """Add a paragraph to the block that is open: as its own text if it has none, else as a part of it."""
    index = state.open[-1]
    draft = state.drafts[index]
    if draft.start == draft.end:
        draft.start, draft.end = piece.start, piece.end
    else:
        state.add(Draft(BlockKind.PARAGRAPH, piece.start, piece.end, level=draft.level + 1, parent=index))
    state.extend(piece.end)


def _add_preamble(state: State, piece: Piece, text: str) -> bool:
    """Add the clauses of a preamble, one block each."""
    parts = list(split_preamble(state.text, piece.start, piece.end))
    wordings = [state.text[start:end] for start, end in parts]
    if not (
        any(map(kinds.is_participle, wordings))
        or kinds.is_agreed(text)
        or kinds.is_opening(text)
        or kinds.is_subject_line(text)
        or text.lower().startswith("preamble")
        or (state.subject is not None and _COMMA.search(text[-8:]))
    ) or (
        not state.resolution
        and kinds.is_participle(text)
        and len(parts) == 1
        and text.endswith(".")
        and not text.lower().startswith("whereas")
    ):
        return False
    for (start, end), wording in zip(parts, wordings, strict=True):
        index = state.add(Draft(BlockKind.PREAMBLE, start, end, parent=state.subject))
        if state.subject is None and (
            kinds.is_organ_line(wording) or (kinds.is_subject_line(wording) and not kinds.is_participle(wording))
        ):
            state.subject = index
        state.lead = (
            index if kinds.is_agreed(wording) or (kinds.is_participle(wording) and wording.endswith(":")) else None
        )
    return True


def _add_paragraph(state: State, piece: Piece, text: str, following: Piece | None) -> None:
    """Add running text: a heading, or a paragraph with its dateline, or the pieces of a digest."""
    if (
        following is not None
        and following.opens
        and piece.opens
        and len(text) <= 90
        and "\n" not in text
        and kinds.looks_like_title(text)
        and text[-1].isalnum()
    ):
        state.lead = None
        state.add(Draft(BlockKind.HEADING, piece.start, piece.end))
        return
    start = piece.start
    if not any(draft.kind in {BlockKind.PARAGRAPH, BlockKind.DATELINE} for draft in state.drafts) and (
        line := kinds.find_dateline(text)
    ):
        agency = None if line[2] is None else (start + line[2][0], start + line[2][1])
        state.add(Draft(BlockKind.DATELINE, start, start + line[0], author=agency))
        start += line[1]
    for share in split_digest(state.text, start, piece.end):
        headline = BlockKind.TITLE if not state.drafts else BlockKind.HEADING
        state.add(
            Draft(headline if share.headline else BlockKind.PARAGRAPH, share.start, share.end, author=share.source)
        )
    state.lead = len(state.drafts) - 1 if state.drafts and text.rstrip('"”’ ').endswith(":") else None
