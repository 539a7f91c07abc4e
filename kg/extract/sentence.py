"""Sentences: parsed stretches of a document that know where they stand in its text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.extract.cutting import clauses, eased, pieces, unglued
from kg.extract.misread import set_right
from kg.extract.model import load
from kg.extract.provisions import plain, provisions, supplied_by
from kg.extract.rehang import rehang
from kg.text.segment import Block, BlockKind
from kg.text.segment.kinds import is_operative

#: Block, offset, whether it goes on from the one before, and what was supplied before it.
_Job = tuple[int, int, bool, str]

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token
    from spacy.tokens import Span as Tokens

__all__ = ["Sentence", "bounds", "parse"]

#: Who decides, requests or demands in an operative paragraph, for the parser alone: it reads clauses without a
#: subject badly ("Demands that both parties cease …" as a noun with a relative clause).
_SUBJECT = "It "
_POINTS = frozenset({BlockKind.ITEM, BlockKind.BULLET})
#: A line, and not only the number of a point.
_LINE = re.compile(r"[^\W\d]{2,}\W+[^\W\d]{2,}|[^\W\d]{2,}\s*[:—–-]")


@dataclass(frozen=True, slots=True)
class Sentence:
    """Be one parsed sentence.

    Args:
        tokens: The tokens, with their dependencies.
        offset: Where the first character of the tokens' own document stands in the text.
        block: The index of the block that it belongs to.
        index: Its place among the sentences of the text.
        item: Whether it is a point of a list that runs on in a line: "Package: ceasefire …; weapons …", or what
            follows a semicolon of a treaty.
        supplied: Whether its subject stands in the line that leads it in, and a pronoun was parsed in its place.
    """

    tokens: Tokens
    offset: int
    block: int
    index: int
    item: bool = False
    supplied: bool = False

    @property
    def start(self) -> int:
        """The first code point of the sentence in the text."""
        return self.offset + int(self.tokens.start_char)

    @property
    def end(self) -> int:
        """The code point after its last."""
        return self.offset + int(self.tokens.end_char)

    def at(self, token: Token) -> tuple[int, int]:
        """Return where a token stands in the text."""
        start = self.offset + int(token.idx)
        return start, start + len(token)

    def cover(self, tokens: Iterable[Token]) -> tuple[int, int]:
        """Return the stretch of the text from the first to the last of the tokens."""
        places = [self.at(token) for token in tokens]
        return min(start for start, _ in places), max(end for _, end in places)

    def within(self, start: int, end: int) -> list[Token]:
        """Return the tokens that lie in a stretch of the text."""
        return [token for token in self.tokens if start <= self.offset + token.idx < end]


def bounds(tokens: Sequence[Token]) -> tuple[Token, Token]:
    """Return the first and the last of some tokens, in the order of the text."""
    return min(tokens, key=lambda token: token.i), max(tokens, key=lambda token: token.i)


def _own_text(blocks: Sequence[Block]) -> Iterator[tuple[int, int, int]]:
    """Yield what each block says itself, without the blocks inside it: (block, start, end)."""
    children: dict[int, list[Block]] = {}
    for block in blocks:
        if block.parent is not None:
            children.setdefault(block.parent, []).append(block)
    for index, block in enumerate(blocks):
        start = block.span.start
        for child in sorted(children.get(index, ()), key=lambda child: child.span.start):
            first = min(child.span.start, child.heading.start) if child.heading is not None else child.span.start
            if first > start:
                yield index, start, min(first, block.span.end)
            start = max(start, child.span.end)
        if start < block.span.end:
            yield index, start, block.span.end


def _docs(jobs: Iterable[tuple[str, _Job]], *, whole: bool) -> Iterator[tuple[Doc, _Job]]:
    """Cut the wordings of some jobs into tokens, for a treaty so that a sentence can begin only after a stop."""
    tokenizer = load().make_doc
    for wording, job in jobs:
        doc = tokenizer(wording)
        if whole:
            for token in doc[1:]:
                before = doc[token.i - 1].text
                if not (_FULL_STOP.search(before) or before in _QUOTES):
                    token.is_sent_start = False
        yield doc, job


_FULL_STOP = re.compile(r"[.?!:;]|^\s*\n")
_QUOTES = frozenset({'"', "'", ")", "]"})


def _jobs(cleaned: str, blocks: Sequence[Block], *, formal: bool, treaty: bool) -> Iterator[tuple[str, _Job]]:
    """Yield the wordings that are parsed, each with where it stands."""
    lines: dict[int | None, list[tuple[int, int]]] = {}
    for index, own_start, own_end in _own_text(blocks):
        if blocks[index].kind is BlockKind.FOOTNOTE:
            continue
        lines.setdefault(index, []).append((own_start, own_end))
        for start, end in pieces(cleaned, own_start, own_end):
            cut: Iterable[tuple[int, int, bool]] = (
                provisions(cleaned, start, end)
                if treaty
                else (clause for part in unglued(cleaned, start, end) for clause in clauses(cleaned, *part))
            )
            for first, last, item in [(start, end, False)] if formal and not treaty else cut:
                piece = eased(cleaned[first:last])
                piece = plain(piece) if treaty else piece
                lead = len(piece) - len(piece.lstrip())
                if any(ch.isalnum() for ch in piece):
                    wording, offset = piece.strip(), first + lead
                    before = ""
                    if formal and is_operative(wording):
                        before = _SUBJECT
                    elif treaty and blocks[index].kind in _POINTS and not item:
                        above = [
                            line
                            for line in lines.get(blocks[index].parent, ())
                            if line[1] <= offset and _LINE.search(cleaned, *line)
                        ]
                        before = supplied_by(cleaned[slice(*above[-1])], wording) if above else ""
                    if before:
                        wording = before + wording[0].lower() + wording[1:]
                        offset -= len(before)
                    yield wording, (index, offset, item, before)


def parse(cleaned: str, blocks: Sequence[Block], *, formal: bool, treaty: bool = False) -> tuple[Sentence, ...]:
    """Parse the blocks of a cleaned text, each apart, so that nothing is glued to its neighbour.

    Args:
        cleaned: The text as the parser should see it, as long as the original.
        blocks: Its blocks; footnotes are not parsed.
        formal: Whether it is a treaty or resolution; a report's semicolons end clauses, theirs need not.
        treaty: Whether it is the text of an agreement, whose points take their subject from a line above them.
    """
    jobs = list(_jobs(cleaned, blocks, formal=formal, treaty=treaty))
    sentences: list[Sentence] = []
    for doc, (index, offset, item, before) in load().pipe(_docs(jobs, whole=treaty), as_tuples=True, batch_size=64):
        set_right(doc)
        if not formal:
            rehang(doc)
        skipped = len(before.split())
        for tokens in [doc[skipped:]] if before == _SUBJECT else doc.sents:
            own = doc[max(tokens.start, skipped) : tokens.end]
            if any(token.is_alpha for token in own):
                led = bool(before) and before != _SUBJECT and tokens.start < skipped
                sentences.append(Sentence(own, offset, index, len(sentences), item, led))
    return tuple(sentences)
