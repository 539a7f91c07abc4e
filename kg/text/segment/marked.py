"""Marked blocks: articles, points and bullets, with their numbers, titles and leads."""

from __future__ import annotations

from kg.text.segment import kinds
from kg.text.segment.draft import Draft
from kg.text.segment.markers import Place
from kg.text.segment.model import BlockKind
from kg.text.segment.pieces import Piece
from kg.text.segment.series import Mark
from kg.text.segment.state import ARTICLES, State

__all__ = ["add_marked", "add_title"]


def add_marked(state: State, piece: Piece, mark: Mark) -> None:
    """Add a numbered block or bullet."""
    del state.open[mark.level :]
    article = mark.reading.key in ARTICLES and not state.open
    bullet = mark.reading.key.startswith("bullet")
    if mark.first and not state.open and mark.marker.place is not Place.PARAGRAPH and not piece.opens:
        _lead_in(state, mark)
    if mark.first and not state.open:
        if state.led is not None and state.led == state.lead:
            state.lead = None
        state.led = state.lead
    parent = state.open[-1] if state.open else state.lead if state.lead is not None else state.subject
    above = None if parent is None else state.drafts[parent]
    kind = BlockKind.ARTICLE if article else BlockKind.BULLET if bullet else BlockKind.ITEM
    if not article and above is not None and _leads_preamble(state, above):
        kind = BlockKind.PREAMBLE
    if above is not None and state.open and mark.marker.place is not Place.INLINE and is_only_title(state, above):
        above.heading = (above.start, above.end)
        above.start = above.end
    if above is not None and state.open and above.start == above.end:
        above.start = above.end = mark.marker.start
    ordinal = _bullet_ordinal(state, len(state.open), parent) if bullet else mark.reading.value
    level = above.level + 1 if state.open and above is not None else 0
    draft = Draft(kind, piece.start, piece.end, _number(state, mark), ordinal, level, parent)
    if state.lead is not None and not state.open and above is not None and above.kind is not BlockKind.PREAMBLE:
        draft.level = above.level
    index = state.add(draft)
    state.open.append(index)
    state.extend(piece.end)
    if kind is not BlockKind.PREAMBLE and (article or not bullet):
        state.body = True
    state.closed = False


def _lead_in(state: State, mark: Mark) -> None:
    """Let the text right before the first point of a list inside a paragraph lead it in."""
    if not state.drafts:
        return
    last = state.drafts[-1]
    between = state.text[last.end : mark.marker.start]
    if (
        last.kind in {BlockKind.PARAGRAPH, BlockKind.PREAMBLE, BlockKind.ITEM}
        and not between.strip()
        and "\n\n" not in between
    ):
        state.lead = len(state.drafts) - 1


def _leads_preamble(state: State, above: Draft) -> bool:
    """Tell whether a block leads in points of a preamble: "Noting with concern that:"."""
    wording = state.text[above.start : above.end]
    return above.kind is BlockKind.PREAMBLE and kinds.is_participle(wording) and not kinds.is_agreed(wording)


def _bullet_ordinal(state: State, level: int, parent: int | None) -> int:
    """Return the place of a bullet in its list: one more than its neighbour's."""
    for draft in reversed(state.drafts):
        if draft.level < level or (
            draft.level == level and (draft.kind is not BlockKind.BULLET or draft.parent != parent)
        ):
            break
        if draft.level == level:
            return (draft.ordinal or 0) + 1
    return 1


def _number(state: State, mark: Mark) -> str | None:
    """Return the number as printed, after that of the numbered point it stands in."""
    printed = mark.marker.number
    if printed is None:
        return None
    if mark.reading.key in {"1.", "1)", "1()"}:
        printed = str(mark.reading.value)
    elif mark.reading.key == "a()" and printed.isdigit():
        printed = chr(ord("a") + mark.reading.value - 1)
    outer = [
        state.drafts[index] for index in state.open if state.drafts[index].kind in {BlockKind.ITEM, BlockKind.PREAMBLE}
    ]
    if outer and outer[-1].number and not mark.reading.key.startswith(("dotted", "first", "1st")):
        return f"{outer[-1].number}({printed})"
    return printed


def add_title(state: State, piece: Piece, text: str, following: Piece | None) -> bool:
    """Add the title of an article that has no text yet, or take the text it has for its title."""
    if not state.open:
        return False
    article = state.drafts[state.open[-1]]
    if article.kind not in {BlockKind.ARTICLE, BlockKind.ITEM} or article.heading is not None:
        return False
    if article is not state.drafts[-1] or (article.kind is BlockKind.ITEM and not piece.opens):
        return False
    next_article = following is None or (following.mark is not None and following.mark.level == 0)
    if article.start < article.end:
        if is_only_title(state, article):
            article.heading = (article.start, article.end)
            article.start, article.end = piece.start, piece.end
            return True
        return False
    if kinds.looks_like_title(text) and len(text) < 220 and not next_article:
        article.heading = (piece.start, piece.end)
        article.start = article.end = piece.end
        return True
    return False


def is_only_title(state: State, article: Draft) -> bool:
    """Tell whether all that an article has so far is its title."""
    own = state.text[article.start : article.end]
    plain = article.heading is None and article is state.drafts[-1]
    short = len(own) < (220 if article.kind is BlockKind.ARTICLE else 80 if state.formal and article.number else 0)
    return plain and short and kinds.looks_like_title(own) and not kinds.is_lead(own)
