"""The edges of a text: titles, by-lines, closing formulas, adoption notes, footnotes."""

from __future__ import annotations

import re

from kg.text.segment import kinds
from kg.text.segment.draft import Draft
from kg.text.segment.model import BlockKind
from kg.text.segment.pieces import Piece
from kg.text.segment.state import State

__all__ = ["add_edge"]

_NOTE = re.compile(r"(\d{1,3})\s+[A-Z]")
_SYMBOL = re.compile(r"[\[(][A-Z]+/\S{1,30}[\])]$")


def add_edge(state: State, piece: Piece, text: str, following: Piece | None, *, first: bool) -> bool:
    """Add what stands around the body: closing, adoption, footnotes, by-lines, titles of the whole and its parts."""
    if not first and (kinds.is_closing(text) or (state.body and kinds.is_signed_at(text))):
        return state.close(BlockKind.CLOSING, piece, closed=True)
    if kinds.is_adoption(text) and (state.formal or "meeting" in text):
        return state.close(BlockKind.ADOPTION, piece)
    number = kinds.footnote_number(text)
    if number is not None and not first:
        return _add_footnote(state, piece, number)
    if title := kinds.section_title(text):
        state.open.clear()
        state.lead = None
        kind = BlockKind.TITLE if first and text[0] == "#" else BlockKind.HEADING
        state.add(Draft(kind, piece.start + title[0], piece.start + title[1]))
        return True
    if byline := kinds.find_byline(text):
        if state.resolution and byline.start is None:
            return state.close(BlockKind.DATELINE, piece)
        author = (
            None
            if byline.start is None or byline.end is None
            else (piece.start + byline.start, piece.start + byline.end)
        )
        return _add_byline(state, piece, author, post=byline.post)
    if not first and kinds.is_place_and_day(text):
        return state.close(BlockKind.DATELINE, piece)
    if kinds.is_part_heading(text):
        return state.close(BlockKind.HEADING, piece)
    if kinds.is_signature(text) and (state.closed or state.body):
        return state.close(BlockKind.SIGNATURE, piece, closed=True)
    if first and following is not None and following.opens and kinds.looks_like_title(text):
        return state.close(BlockKind.TITLE, piece)
    return _add_rest(state, piece, text, following)


def _add_rest(state: State, piece: Piece, text: str, following: Piece | None) -> bool:
    """Add what goes on with the title or the adoption note before it."""
    last = state.drafts[-1] if state.drafts else None
    if last is None:
        return False
    if last.kind is BlockKind.TITLE and following is not None:
        if text[0].islower() and len(text) < 200 and state.formal:
            last.end = piece.end
            return True
        if _SYMBOL.match(text) or (text.isupper() and kinds.looks_like_title(text)):
            return state.close(BlockKind.TITLE, piece)
    if last.kind is BlockKind.ADOPTION and (text[0] == "(" or text[0].islower()) and len(text) < 300:
        return state.close(BlockKind.ADOPTION, piece)
    after = last.kind in {BlockKind.ADOPTION, BlockKind.FOOTNOTE}
    if state.resolution and after and (match := _NOTE.match(text)):
        return _add_footnote(state, piece, match[1])
    return False


def _add_footnote(state: State, piece: Piece, number: str) -> bool:
    state.close(BlockKind.FOOTNOTE, piece)
    state.drafts[-1].number = number or None
    state.drafts[-1].ordinal = int(number) if number else None
    return True


def _add_byline(state: State, piece: Piece, author: tuple[int, int] | None, *, post: bool) -> bool:
    """Add a by-line; that of a post turns the paragraph before it into the post."""
    parent = None
    before = len(state.drafts) - 1
    if post and before >= 0 and state.drafts[before].kind in {BlockKind.PARAGRAPH, BlockKind.TITLE, BlockKind.HEADING}:
        state.drafts[before].kind = BlockKind.POST
        state.drafts[before].author = author
        parent = before
    elif (
        not post
        and author is None
        and before >= 0
        and state.drafts[before].kind in {BlockKind.HEADING, BlockKind.PARAGRAPH}
    ):
        _name_before_time(state, before)
    start = author[0] if post and author is not None else piece.start
    state.open.clear()
    state.add(Draft(BlockKind.BYLINE, start, piece.end, parent=parent, author=author))
    return True


def _name_before_time(state: State, before: int) -> None:
    """Turn a line that is only a name, right before a time stamp, into a by-line."""
    draft = state.drafts[before]
    words = state.text[draft.start : draft.end].split()
    if 2 <= len(words) <= 4 and all(word[0].isupper() and word.strip(".").isalpha() for word in words):
        draft.kind = BlockKind.BYLINE
        draft.author = (draft.start, draft.end)
