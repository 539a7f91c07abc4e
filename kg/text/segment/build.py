"""Build blocks out of pieces: what each is, what it stands in, and what leads it in."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from kg.text.segment import kinds
from kg.text.segment.draft import Draft
from kg.text.segment.lines import find_lines
from kg.text.segment.markers import Place
from kg.text.segment.model import BlockKind
from kg.text.segment.pieces import Piece, split_digest, split_preamble
from kg.text.segment.series import Mark

__all__ = ["build"]

_ARTICLES = ("article", "section", "clause", "§")
_RESOLUTION = re.compile(r"(?:\S+\s+){0,4}resolution\b", re.IGNORECASE)
_COMMA = re.compile(r"[,;]\s?\d{0,3}\Z")
_NOTE = re.compile(r"(\d{1,3})\s+[A-Z]")
_SYMBOL = re.compile(r"[\[(][A-Z]+/\S{1,30}[\])]$")


@dataclass(slots=True)
class _State:
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


def build(text: str, pieces: Sequence[Piece]) -> list[Draft]:
    """Return the blocks of a text that was cut into pieces."""
    loose = [text[piece.start : piece.end] for piece in pieces if piece.mark is None]
    resolution = any(map(kinds.is_organ_line, loose[:12])) or bool(
        loose and _RESOLUTION.match(loose[0]) and len(loose[0]) < 200
    )
    articles = any(piece.mark is not None and piece.mark.reading.key in _ARTICLES for piece in pieces)
    formal = (
        resolution
        or articles
        or any(map(kinds.is_formula, loose[:40]))
        or any(map(kinds.is_closing, loose))
        or sum(kinds.is_participle(part) and part[-1] in ",;" for part in loose[:40]) >= 2
    )
    state = _State(text, formal, resolution)
    for index, piece in enumerate(pieces):
        following = pieces[index + 1] if index + 1 < len(pieces) else None
        if piece.mark is None:
            _add_loose(state, piece, following, first=index == 0)
        else:
            _add_marked(state, piece, piece.mark)
    return state.drafts


def _add_marked(state: _State, piece: Piece, mark: Mark) -> None:
    """Add a numbered block or bullet."""
    del state.open[mark.level :]
    article = mark.reading.key in _ARTICLES and not state.open
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
    if above is not None and state.open and mark.marker.place is not Place.INLINE and _is_only_title(state, above):
        above.heading = (above.start, above.end)
        above.start = above.end
    if above is not None and state.open and above.start == above.end:
        above.start = above.end = mark.marker.start
    ordinal = _bullet_ordinal(state, len(state.open), parent) if bullet else mark.reading.value
    draft = Draft(kind, piece.start, piece.end, _number(state, mark), ordinal, len(state.open), parent)
    if state.lead is not None and not state.open and above is not None and above.kind is not BlockKind.PREAMBLE:
        draft.level = above.level
    index = state.add(draft)
    state.open.append(index)
    state.extend(piece.end)
    if kind is not BlockKind.PREAMBLE and (article or not bullet):
        state.body = True
    state.closed = False


def _lead_in(state: _State, mark: Mark) -> None:
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


def _leads_preamble(state: _State, above: Draft) -> bool:
    """Tell whether a block leads in points of a preamble: "Noting with concern that:"."""
    wording = state.text[above.start : above.end]
    return above.kind is BlockKind.PREAMBLE and kinds.is_participle(wording) and not kinds.is_agreed(wording)


def _bullet_ordinal(state: _State, level: int, parent: int | None) -> int:
    """Return the place of a bullet in its list: one more than its neighbour's."""
    for draft in reversed(state.drafts):
        if draft.level < level or (
            draft.level == level and (draft.kind is not BlockKind.BULLET or draft.parent != parent)
        ):
            break
        if draft.level == level:
            return (draft.ordinal or 0) + 1
    return 1


def _number(state: _State, mark: Mark) -> str | None:
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


def _add_loose(state: _State, piece: Piece, following: Piece | None, *, first: bool) -> None:
    """Add a paragraph without a number."""
    text = state.text[piece.start : piece.end]
    if _add_edge(state, piece, text, following, first=first) or _add_title(state, piece, text, following):
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


def _add_edge(state: _State, piece: Piece, text: str, following: Piece | None, *, first: bool) -> bool:
    """Add what stands around the body: closing, adoption, footnotes, by-lines, titles of the whole and its parts."""
    if not first and (kinds.is_closing(text) or (state.body and kinds.is_signed_at(text))):
        return _close(state, BlockKind.CLOSING, piece, closed=True)
    if kinds.is_adoption(text) and (state.formal or "meeting" in text):
        return _close(state, BlockKind.ADOPTION, piece)
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
            return _close(state, BlockKind.DATELINE, piece)
        author = (
            None
            if byline.start is None or byline.end is None
            else (piece.start + byline.start, piece.start + byline.end)
        )
        return _add_byline(state, piece, author, post=byline.post)
    if kinds.is_part_heading(text):
        return _close(state, BlockKind.HEADING, piece)
    if kinds.is_signature(text) and (state.closed or state.body):
        return _close(state, BlockKind.SIGNATURE, piece, closed=True)
    if first and following is not None and kinds.looks_like_title(text):
        return _close(state, BlockKind.TITLE, piece)
    return _add_rest(state, piece, text, following)


def _add_rest(state: _State, piece: Piece, text: str, following: Piece | None) -> bool:
    """Add what goes on with the title or the adoption note before it."""
    last = state.drafts[-1] if state.drafts else None
    if last is None:
        return False
    if last.kind is BlockKind.TITLE and following is not None:
        if text[0].islower() and len(text) < 200 and state.formal:
            last.end = piece.end
            return True
        if _SYMBOL.match(text) or (text.isupper() and kinds.looks_like_title(text)):
            return _close(state, BlockKind.TITLE, piece)
    if last.kind is BlockKind.ADOPTION and (text[0] == "(" or text[0].islower()) and len(text) < 300:
        return _close(state, BlockKind.ADOPTION, piece)
    after = last.kind in {BlockKind.ADOPTION, BlockKind.FOOTNOTE}
    if state.resolution and after and (match := _NOTE.match(text)):
        return _add_footnote(state, piece, match[1])
    return False


def _add_footnote(state: _State, piece: Piece, number: str) -> bool:
    _close(state, BlockKind.FOOTNOTE, piece)
    state.drafts[-1].number = number or None
    state.drafts[-1].ordinal = int(number) if number else None
    return True


def _close(state: _State, kind: BlockKind, piece: Piece, *, closed: bool = False) -> bool:
    """Add a block at the top that ends all that are open."""
    state.open.clear()
    state.lead = None
    state.closed = closed
    state.add(Draft(kind, piece.start, piece.end))
    return True


def _add_byline(state: _State, piece: Piece, author: tuple[int, int] | None, *, post: bool) -> bool:
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


def _name_before_time(state: _State, before: int) -> None:
    """Turn a line that is only a name, right before a time stamp, into a by-line."""
    draft = state.drafts[before]
    words = state.text[draft.start : draft.end].split()
    if 2 <= len(words) <= 4 and all(word[0].isupper() and word.strip(".").isalpha() for word in words):
        draft.kind = BlockKind.BYLINE
        draft.author = (draft.start, draft.end)


def _add_title(state: _State, piece: Piece, text: str, following: Piece | None) -> bool:
    """Add the title of an article that has no text yet, or take the text it has for its title."""
    if not state.open:
        return False
    article = state.drafts[state.open[-1]]
    if article.kind is not BlockKind.ARTICLE or article.heading is not None or article is not state.drafts[-1]:
        return False
    next_article = following is None or (following.mark is not None and following.mark.level == 0)
    if article.start < article.end:
        if _is_only_title(state, article):
            article.heading = (article.start, article.end)
            article.start, article.end = piece.start, piece.end
            return True
        return False
    if kinds.looks_like_title(text) and len(text) < 220 and not next_article:
        article.heading = (piece.start, piece.end)
        article.start = article.end = piece.end
        return True
    return False


def _is_only_title(state: _State, article: Draft) -> bool:
    """Tell whether all that an article has so far is its title."""
    own = state.text[article.start : article.end]
    plain = article.kind is BlockKind.ARTICLE and article.heading is None and article is state.drafts[-1]
    return plain and len(own) < 220 and kinds.looks_like_title(own) and not kinds.is_lead(own)


def _belongs(state: _State, following: Piece | None) -> bool:
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


def _add_inside(state: _State, piece: Piece) -> None:
    """Add a paragraph to the block that is open: as its own text if it has none, else as a part of it."""
    index = state.open[-1]
    draft = state.drafts[index]
    if draft.start == draft.end:
        draft.start, draft.end = piece.start, piece.end
    else:
        state.add(Draft(BlockKind.PARAGRAPH, piece.start, piece.end, level=len(state.open), parent=index))
    state.extend(piece.end)


def _add_preamble(state: _State, piece: Piece, text: str) -> bool:
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


def _add_paragraph(state: _State, piece: Piece, text: str, following: Piece | None) -> None:
    """Add running text: a heading, or a paragraph with its dateline, or the pieces of a digest."""
    if (
        following is not None
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
