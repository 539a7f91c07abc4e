"""Pieces: where paragraphs without numbers are cut further, and what an editor's joints look like."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.text.segment.kinds import PARTICIPLE, find_label
from kg.text.segment.lines import Paragraph
from kg.text.segment.series import Mark

__all__ = ["Piece", "Share", "cut", "split_digest", "split_preamble"]


@dataclass(frozen=True, slots=True)
class Piece:
    """Be a stretch of the text that begins with a marker, with a paragraph, or with both.

    Args:
        start: The first code point of its content.
        end: The code point after the last; the same as start where a marker stands alone.
        mark: The marker before it.
        opens: Whether it begins a paragraph.
    """

    start: int
    end: int
    mark: Mark | None
    opens: bool


@dataclass(frozen=True, slots=True)
class Share:
    """Be one of the pieces of a digest, with the source that it names and whether it is a headline."""

    start: int
    end: int
    source: tuple[int, int] | None = None
    headline: bool = False


#: How editors join pieces of several articles: "….. Meanwhile", " // ", " ; SCR: ".
_JOINT = re.compile(
    r"\.{4,}\s*|(?<=[.!?”\"\])])\s*\.{3}\s*(?=[A-Z\"“‘])|\.{3}(?=[A-Z\"“])|\s//\s+|\s;\s+(?=[A-Z][A-Z-]+:\s)|(?<=[.!?”\"])\s+(?=[A-Z][A-Z-]{1,11}:\s+[A-Z“\"])"
)
_SENTENCE = re.compile(r"(?<=[^\W\d_]{3}[.!?])\s+(?=[A-Z“\"])")
_PHRASE = re.compile(r"[,;]\s*(?:(?:and|or|and/or)\s*)?\Z")
#: The length of the longest headline.
_LONG = 160
_HEADLINE = re.compile(r"…\s*[.…]+\s*(?=[A-Z“\"‘]|$)")
_CLAUSE = re.compile(
    rf"(?<=[,;:.])\s*(?:and\s+)?(?=(?:{PARTICIPLE}|(?:Have|Hereby|HAVE)\s+(?:agreed?|AGREED|resolved|decided)\b))"
)


def cut(text: str, paragraphs: Sequence[Paragraph], marks: Sequence[Mark]) -> list[Piece]:
    """Cut the paragraphs at the marks that stand in them."""
    found: list[Piece] = []
    index = 0
    for paragraph in paragraphs:
        inside: list[Mark] = []
        while index < len(marks) and marks[index].marker.start < paragraph.end:
            inside.append(marks[index])
            index += 1
        first = inside[0].marker.start if inside else paragraph.end
        if start_end := _strip(text, paragraph.start, first):
            found.append(Piece(*start_end, None, opens=True))
        for place, mark in enumerate(inside):
            stop = inside[place + 1].marker.start if place + 1 < len(inside) else paragraph.end
            start = mark.marker.end
            start, stop = _strip(text, start, stop) or (start, start)
            tail = _tail(text, start, stop, inside[: place + 1]) if place + 1 == len(inside) else None
            found.append(Piece(start, tail[0] if tail else stop, mark, opens=mark.marker.start == paragraph.start))
            if tail:
                found.append(Piece(tail[1], stop, None, opens=False))
    return found


def _tail(text: str, start: int, stop: int, inside: Sequence[Mark]) -> tuple[int, int] | None:
    """Return where the last point of a list inside a paragraph ends, and where the sentence after it begins."""
    last = inside[-1]
    before = [mark for mark in inside[:-1] if mark.reading.key == last.reading.key]
    if not last.reading.key.endswith(")") or not before or not all(_is_phrase(text, mark, inside) for mark in before):
        return None
    match = _SENTENCE.search(text, start, stop)
    return (match.start(), match.end()) if match else None


def _is_phrase(text: str, mark: Mark, inside: Sequence[Mark]) -> bool:
    """Tell whether a point ends in a comma or semicolon, so that the whole list is one sentence."""
    after = min(other.marker.start for other in inside if other.marker.start > mark.marker.start)
    return _PHRASE.search(text[max(mark.marker.end, after - 20) : after]) is not None


def _strip(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Return the stretch without blank space around it, or None if nothing is left."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return (start, end) if start < end else None


def split_preamble(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the participle clauses of a preamble, also where they are glued to one another."""
    position = start
    for match in _CLAUSE.finditer(text, start, end):
        if match.start() > position and (stretch := _strip(text, position, match.start())):
            yield stretch
            position = match.start()
    if stretch := _strip(text, position, end):
        yield stretch


def split_digest(text: str, start: int, end: int) -> Iterator[Share]:
    """Yield the pieces that a digest joins, with the source that each names."""
    position = start
    for match in [*_JOINT.finditer(text, start, end), None]:
        stop = end if match is None else match.start()
        if match is not None and text[stop : stop + 1] == "." and stop > start and text[stop - 1].isalnum():
            stop += 1
        yield from _shares(text, position, stop)
        if match is not None:
            position = match.end()


def _shares(text: str, start: int, end: int) -> Iterator[Share]:
    """Yield a piece, cut after headlines."""
    for match in [*_HEADLINE.finditer(text, start, end), None]:
        stop = end if match is None else match.start() + 1
        stretch = _strip(text, start, stop)
        if stretch and any(ch.isalnum() for ch in text[stretch[0] : stretch[1]]):
            label = find_label(text[stretch[0] : min(stretch[1], stretch[0] + 80)])
            if label and not any(ch.isalnum() for ch in text[stretch[0] + label[1] : stretch[1]]):
                label = None  # nothing follows that the label could be the source of
            source = (stretch[0], stretch[0] + label[0]) if label else None
            start = stretch[0] + (label[1] if label else 0)
            headline = match is not None and stop - start <= _LONG and ". " not in text[start:stop]
            yield Share(start, stretch[1], source, headline=headline)
        if match is not None:
            start = match.end()
