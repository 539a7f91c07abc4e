"""Lines and paragraphs: which line ends are the scanner's or the mailer's, and which are the author's."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.text.segment.kinds import find_byline
from kg.text.segment.words import alternatives, word_set

__all__ = ["Line", "Paragraph", "find_lines", "find_paragraphs"]

#: Lines longer than this are not wrapped at a column.
_COLUMNS = 112
_STOPS = ".!?…"
_CLOSERS = "\"'”’)]»"
_MARK = re.compile(
    r"(?:[-–—•*·▪■●‣◦o]\s+\S|[\"“]?(?:ARTICLE|Article|ART\.|Art\.|SECTION|Section|Sec\.|§)[.,]?\s*\w|\(?(?:\d{1,3}|[a-z]{1,2}|[ivx]{1,5})[.)]\s)"
)
_PARTICIPLE = re.compile(rf"(?:{alternatives('adverbs')},?\s+\w|{alternatives('participles')}\b)")
_OWN_LINE = re.compile(
    rf"(?:The\s+(?:\w+\s+){{0,5}}{alternatives('organs')},?$|(?:Adopted|ADOPTED)\b|[Ii]n\s+(?:testimony|witness|faith)\s+where|Done\s+(?:at|in)\b"
    r"|[—–-]+\s*[^()\n]{1,60}\(@\w+\)|={2,}|#{1,6}\s|\[S/|(?:Have|Hereby)\s+agree)"
)
_HEADER = re.compile(r"(?:ARTICLE|Article|ART\.|Art\.|SECTION|Section|Sec\.)\s+(?:\d{1,3}|[IVXLC]+)\b[^\w\n]*")
#: What a sentence is full of that a scan tore apart: "237 (1967)", "1975 from the Chargé".
_REST = re.compile(r"\d{2,4}\s?\((?:\d{4}|[IVX]+)\)|(?:17|18|19|20)\d\d(?:,|\s+[a-z])")
_YEAR = re.compile(r"(?:17|18|19|20)\d\d\b")
_MONTH = re.compile(rf"{alternatives('months')}\.?\Z")
_NUMBERED = re.compile(rf"\(?\d{{1,3}}[.)]\s|{alternatives('participles')}\b")
#: First words of sentences: what stands before them after an article's number is its title.
_OPENER = re.compile(rf"{alternatives('openers')}\s")
_CLOCK = re.compile(r"\d:\d{2}\Z")
_LAST_WORD = re.compile(r"(\w[\w’'-]*)\W*\Z")


@dataclass(frozen=True, slots=True)
class Line:
    """Be one line that is not blank: its content from start to end, and whether a blank line stands before it."""

    start: int
    end: int
    blank_before: bool

    @property
    def length(self) -> int:
        """The number of its characters."""
        return self.end - self.start


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Be a stretch of lines that belong together."""

    lines: tuple[Line, ...]

    @property
    def start(self) -> int:
        """The first code point of its first line."""
        return self.lines[0].start

    @property
    def end(self) -> int:
        """The code point after its last line."""
        return self.lines[-1].end


@dataclass(frozen=True, slots=True)
class _Join:
    """Hold what tells whether two lines belong together.

    Args:
        last: The line before.
        content: The line.
        blank: Whether a blank line stands between them.
        width: The column at which the text is wrapped.
        depth: How many brackets are open.
        titled: Whether the line before may be an article's title.
        numbered: Whether the paragraph begins with a number or a participle.
    """

    last: str
    content: str
    blank: bool
    width: int | None
    depth: int
    titled: bool
    numbered: bool

    @property
    def ended(self) -> bool:
        """Whether the line before ends a sentence or leads in a list."""
        return self.last.rstrip(_CLOSERS)[-1:] in {*_STOPS, ":", ";", ""}


def find_lines(text: str) -> Iterator[Line]:
    """Yield the lines of a text that are not blank."""
    position, blank = 0, True
    while position < len(text):
        end = text.find("\n", position)
        end = len(text) if end < 0 else end
        raw = text[position:end]
        content = raw.strip()
        if content:
            start = position + raw.index(content[0])
            yield Line(start, start + len(content), blank)
            blank = False
        else:
            blank = True
        position = end + 1


def find_paragraphs(text: str, lines: Sequence[Line]) -> list[Paragraph]:
    """Group the lines into paragraphs, over blank lines where a scan tore a sentence apart."""
    width = _width(lines)
    found: list[Paragraph] = []
    current: list[Line] = []
    depth = 0
    for line in lines:
        content = text[line.start : line.end]
        if current:
            before = current[-1]
            last = text[before.start : before.end]
            titled = _HEADER.match(last) is not None or (
                len(current) <= 3
                and bool(found)
                and _HEADER.fullmatch(text[found[-1].start : found[-1].end]) is not None
            )
            if len(found) <= 2 and not _is_open(last) and find_byline(content):
                found.append(Paragraph(tuple(current)))
                current, depth = [line], 0
                continue
            join = _Join(
                last=last,
                content=content,
                blank=line.blank_before,
                width=width,
                depth=depth,
                titled=titled,
                numbered=_NUMBERED.match(text, current[0].start) is not None,
            )
            if not _goes_on(join):
                found.append(Paragraph(tuple(current)))
                current, depth = [], 0
        depth = max(0, depth + content.count("(") - content.count(")"))
        current.append(line)
    if current:
        found.append(Paragraph(tuple(current)))
    return found


def _width(lines: Sequence[Line]) -> int | None:
    """Return the column at which the text is wrapped, or None if it is not."""
    lengths = sorted(line.length for line in lines)
    if len(lengths) < 3:
        return None
    high = lengths[min(len(lengths) - 1, len(lengths) * 85 // 100)]
    return high if high <= _COLUMNS else None


def _goes_on(join: _Join) -> bool:
    """Tell whether a line goes on with the sentence of the line before it."""
    last, content, ended = join.last, join.content, join.ended
    if _OWN_LINE.match(content):
        return False
    if _PARTICIPLE.match(content):
        # Only a line that wraps inside an unfinished sentence may begin like this.
        return not join.blank and not ended and last[-1] != "," and _is_open(last)
    if _MARK.match(content) and (ended or last[-1] == "," or join.blank):
        return False
    if join.blank:
        return not ended and _is_torn(join)
    if _CLOCK.search(last[-8:]) or (join.titled and not ended and _OPENER.match(content)):
        return False
    return _wraps(join)


def _wraps(join: _Join) -> bool:
    """Tell whether a line ends only because its column was full."""
    last, content, ended = join.last, join.content, join.ended
    if not ended and (
        not (content[0].isupper() or content[0].isdigit() or content[0] in "\"“‘'")
        or join.depth > 0
        or last[-1] in ",-–—"
        or _is_open(last)
        or _REST.match(content)
        or (_YEAR.match(content) and _MONTH.search(last[-12:]))
    ):
        return True
    if join.width is None:
        return False
    if join.numbered and not ended and not join.titled:
        return True
    if len(last) > _COLUMNS:
        return False
    full = join.width * (1 if join.titled else 0.9 if ended else 0.75)
    return len(last) + 1 + len(content.split(None, 1)[0]) > full


def _is_torn(join: _Join) -> bool:
    """Tell whether a scan tore a sentence apart with a blank line."""
    last, content = join.last, join.content
    if content[0].islower():
        return last[-1] != "," and (len(last) >= 25 or join.depth > 0 or _is_open(last))
    if _REST.match(content) and (join.depth > 0 or (len(last) >= 25 and last[-1].isalnum())):
        return True
    return join.numbered and join.width is not None and last[-1].isalpha() and len(last) > join.width * 0.75


def _is_open(last: str) -> bool:
    """Tell whether a line ends in a word that needs another."""
    match = _LAST_WORD.search(last[-40:])
    return match is not None and last[-1].isalpha() and match[1].lower() in word_set("open_words")
