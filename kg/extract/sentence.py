"""Sentences: parsed stretches of a document that know where they stand in its text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.extract.model import load
from kg.extract.provisions import plain, provisions, supplied_by
from kg.text.segment import Block, BlockKind
from kg.text.segment.kinds import is_operative

#: Block, offset, whether it goes on from the one before, and what was supplied before it.
_Job = tuple[int, int, bool, str]

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token
    from spacy.tokens import Span as Tokens

__all__ = ["Sentence", "bounds", "parse"]

#: Joints that the tokenizer does not see: "U.S.-British".
_HIDDEN_HYPHEN = re.compile(r"(?<=[A-Z]\.)-(?=[A-Z])")
#: A date between a subject and its verb, as digests and agencies write: "the PM 14 May said", "the PM Friday said".
_WEDGED_DATE = re.compile(
    r"(?<=[A-Za-z)] )(?<!\bon )(?<!\bby )(?<!\bof )(?<!\band )(?<!\bfrom )(?<!\bsince )(?<!\buntil )(?<!\bin )"
    r"(?<!\blast )(?<!\bnext )(?<!\bthis )(?<!\bevery )(?<!\blate )(?<!\bearly )(?<!\ba )(?<!\bthe )(?<!\bto )"
    r"(?:(?:(?:early|mid|late)[- ])?\d{1,2}(?: [A-Z][a-z]+)?(?:\s?[-–]\s?\d{1,2})?"
    r" (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*"
    r"|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)"
    r"(?= (?!to\b|and\b|in\b|at\b|night\b|morning\b|evening\b|afternoon\b)[a-z]+)"
)
#: Who decides, requests or demands in an operative paragraph, for the parser alone: it reads clauses without a
#: subject badly ("Demands that both parties cease …" as a noun with a relative clause).
_SUBJECT = "It "
_POINTS = frozenset({BlockKind.ITEM, BlockKind.BULLET})
#: A line, and not only the number of a point.
_LINE = re.compile(r"[^\W\d]{2,}\W+[^\W\d]{2,}|[^\W\d]{2,}\s*[:—–-]")
#: A block is parsed in pieces of at most this many characters, cut at blank space.
_PIECE = 20_000


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


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Cut a stretch into pieces that the parser can hold."""
    while end - start > _PIECE:
        cut = max(text.rfind("\n", start, start + _PIECE), text.rfind(". ", start, start + _PIECE) + 1)
        if cut <= start:
            cut = text.rfind(" ", start, start + _PIECE)
        cut = cut if cut > start else start + _PIECE
        yield start, cut
        start = cut
    yield start, end


def _eased(piece: str) -> str:
    """Blank out what misleads the parser; nothing moves."""
    piece = _HIDDEN_HYPHEN.sub(" ", piece)
    return _WEDGED_DATE.sub(lambda match: " " * len(match.group()), piece)


#: A word that opens a list of terms when a colon follows: "Package:", "Under the deal:".
_AGREED = (
    r"\b(?:package|deal|agreement|accord|terms|points?|plan|truce|ceasefire|cease-fire|memorandum|protocol|text|declaration"
    r"|road\s?map|communiqu[eé]|statement|pact|treaty|framework|steps|measures|agreed)\b"
)
_OPENS_TERMS = re.compile(rf"{_AGREED}[^.:;]{{0,60}}:\s", re.I)
#: An agreement that provides something, where points follow it after semicolons: "Deal foresees a truce; release of …".
_PROVIDES = re.compile(
    rf"{_AGREED}[^.:;]{{0,40}}?\b(foresees?|foresaw|provid(?:es|ed)|includ(?:es|ed|ing)|calls?\s+for|called\s+for|requir(?:es|ed)"
    r"|envisag(?:es|ed)|envisions?|envisioned|stipulat(?:es|ed)|cover(?:s|ed)|establish(?:es|ed)|commits?|committed|set\s+out)\b[^.;]*;\s",
    re.I,
)


def _clauses(cleaned: str, start: int, end: int) -> Iterator[tuple[int, int, bool]]:
    """Cut a report's paragraph where it runs a list on: at semicolons, and after a colon that opens terms."""
    item = False
    for match in _STOP.finditer(cleaned, start, end):
        stop = match.end()
        opens = _OPENS_TERMS.search(cleaned, start, stop)
        if match.group().startswith(":"):
            if opens is None or opens.end() < stop - 1:
                continue
            yield start, stop, item
            start, item = stop, True
        elif match.group().startswith(";"):
            provides = None if item else _PROVIDES.search(cleaned, start, stop)
            if provides is not None:
                yield start, provides.end(1), False
                start, item = provides.end(1), True
            yield start, match.start() + 1, item
            start = stop
        else:
            item_ends = item
            if item_ends:
                yield start, stop, item
                start, item = stop, False
    if start < end:
        yield start, end, item


def _unglued(cleaned: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Cut a report where a full stop is glued to the next sentence, and where dots join what was cut out of it."""
    for match in _GLUED.finditer(cleaned, start, end):
        if match.start() > start:
            yield start, match.end()
            start = match.end()
    if start < end:
        yield start, end


#: "in Sudan.The talks", "the talks....On Monday"; not "U.S.", "3.5" or "example.Org".
_GLUED = re.compile(
    r"(?<=[a-z)\]\"'\d][a-z)\]\"'])\.(?=[\"']?[A-Z][a-z]*\b[ ,'])|(?:\.{3,}|\u2026)[.\s]*(?=[\"']?[A-Z])"
    r"|(?<=\d )(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.\s(?=[A-Z])"
)
_STOP = re.compile(r"[;:]\s|\.\s+(?=[A-Z])")


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


def parse(cleaned: str, blocks: Sequence[Block], *, formal: bool, treaty: bool = False) -> tuple[Sentence, ...]:
    """Parse the blocks of a cleaned text, each apart, so that nothing is glued to its neighbour.

    Args:
        cleaned: The text as the parser should see it, as long as the original.
        blocks: Its blocks; footnotes are not parsed.
        formal: Whether it is a treaty or resolution; a report's semicolons end clauses, theirs need not.
        treaty: Whether it is the text of an agreement, whose points take their subject from a line above them.
    """
    jobs: list[tuple[str, _Job]] = []
    lines: dict[int | None, list[tuple[int, int]]] = {}
    for index, own_start, own_end in _own_text(blocks):
        if blocks[index].kind is BlockKind.FOOTNOTE:
            continue
        lines.setdefault(index, []).append((own_start, own_end))
        for start, end in _pieces(cleaned, own_start, own_end):
            cut: Iterable[tuple[int, int, bool]] = (
                provisions(cleaned, start, end)
                if treaty
                else (clause for part in _unglued(cleaned, start, end) for clause in _clauses(cleaned, *part))
            )
            for first, last, item in [(start, end, False)] if formal and not treaty else cut:
                piece = _eased(cleaned[first:last])
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
                    jobs.append((wording, (index, offset, item, before)))
    sentences: list[Sentence] = []
    for doc, (index, offset, item, before) in load().pipe(_docs(jobs, whole=treaty), as_tuples=True, batch_size=64):
        skipped = len(before.split())
        for tokens in [doc[skipped:]] if before == _SUBJECT else doc.sents:
            own = doc[max(tokens.start, skipped) : tokens.end]
            if any(token.is_alpha for token in own):
                led = bool(before) and before != _SUBJECT and tokens.start < skipped
                sentences.append(Sentence(own, offset, index, len(sentences), item, led))
    return tuple(sentences)
