"""Markers: everything that may be the number or bullet of a block, before the series they make are looked at."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum

from kg.text.segment.lines import Paragraph
from kg.text.segment.numeral import letter_value, misread_digits, ordinal_word_value, roman_value
from kg.text.segment.words import alternatives, word_set

__all__ = ["Marker", "Place", "Reading", "find_markers"]


class Place(IntEnum):
    """Tell where a marker stands; the later, the more weight it has."""

    INLINE = 0
    LINE = 1
    PARAGRAPH = 2


@dataclass(frozen=True, slots=True)
class Reading:
    """Be one way to read a marker: which series it would belong to, and its value there."""

    key: str
    value: int


@dataclass(frozen=True, slots=True)
class Marker:
    """Be something that looks like the number or bullet of a block.

    Args:
        start: Its first code point.
        end: Where the content after it begins.
        number: What is printed, without brackets and stops; None for a bullet.
        readings: What it can mean, the likeliest first.
        place: Where it stands.
        firm: Whether it can begin a series without a mark of punctuation before it.
        chained: Whether nothing but "and", "or" or a comma parts it from the marker before.
    """

    start: int
    end: int
    number: str | None
    readings: tuple[Reading, ...]
    place: Place
    firm: bool = True
    chained: bool = False


_ROMAN = r"[IVXLC]+(?![a-z])"
_WORD = rf"(?:{alternatives('ordinals')})"
_ORDINAL = rf"(?=[A-Z])(?i:{_WORD}(?:ly)?)"
_ARTICLE = re.compile(
    rf"""["“”']?(?P<word>ARTICLE|Article|ART|Art|SECTION|Section|SEC|Sec|CLAUSE|Clause|PRINCIPLE|Principle|RULE|Rule|POINT|Point|§+)[.,]?\s*(?:(?:THE|The|the)\s+)?
    (?P<number>(?:\d{{1,3}}|[Il](?=\s?st))(?:\s?(?i:st|nd|rd|d|th))?(?:\s?(?:bis|ter))?(?:\s{_ROMAN})?|[lI]\d{{0,2}}(?!\w)|{_ROMAN}|(?i:{_WORD})|[A-Z])(?!\w)
    (?P<stop>(?:\s?[.:,;)—–-]+)*)[ \t]*""",
    re.VERBOSE,
)
_NUMBER = re.compile(
    rf"""["“]?(?:
    (?P<open>\()\s?(?P<inner>\d{{1,3}}|[lI]|[a-zA-Z]|(?P<twin>[a-z])(?P=twin)|[ivx]{{2,6}}|[IVX]{{2,6}})\s?\)(?=\s*[\w"“'‘(]|$)
    |(?:(?P<dotted>\d{{1,3}}(?:\.\d{{1,3}}){{1,3}})\.?(?=[\s)])
    |(?P<ordinal>\d{{1,2}}(?:st|nd|rd|d|th))[.:,]
    |(?P<spelt>{_ORDINAL}(?=\s?[.:—–]))\s?[.:—–]+
    |(?P<bare>[0-9lIiOo|!]{{1,3}}|[a-zA-Z]|[ivx]{{2,6}}|[IVX]{{2,6}})\s?(?P<stop>[.)]|,(?=\s+[A-Z][a-z]))
    )(?=[\s"“'‘(]|[A-Z]|$))\s*""",
    re.VERBOSE,
)
_BULLET = re.compile(r"(?P<bullet>[-–—*•·▪■●‣◦⁃]|o(?=\s+[A-Z]))[ \t\u00a0]+(?=\S)(?![^\n()]{1,80}\(@\w+\))")
#: A number or letter inside a line: "… ; (b) …", "… : 1) …".
_INLINE = re.compile(
    r"(?<![\w(])(?:\(\s?(?:\d{1,2}|[a-z]|[ivx]{2,5})\s?\)(?=[\s\w“\"'‘])|(?:\d{1,2}|[ivx]{1,4}|[a-h])\)(?=\s\S)"
    r"|\d{1,2}\.(?=\s+[A-Z“\"])|(?:\d{1,2}(?:st|nd|rd|d|th)|" + _ORDINAL + r")\.(?=\s[A-Z]))\s*"
)
_GLUED = re.compile(r"(?<=[:;,.])\(\s?(?:\d{1,2}|[a-z]|[ivx]{2,5})\s?\)(?=\s*[\w“\"'‘])\s*")
_INLINE_ARTICLE = re.compile(
    r"(?<=[.:;”\"])\s+(?=(?:ARTICLE|Article|ART\.|Art\.)\s+(?:\d{1,3}|[IVXLC]+)\b\s?[.:—–-]?\s*[A-Z“\"])"
)
_REFERRING = re.compile(r"(?:of|above|below|thereof|hereof|paragraph|paragraphs|para|and\s*\(|or\s*\(|to\s*\()\b|[,;)]")
#: Digits that scanners read for bracketed letters: "(6)" after "(a)".
_MISREAD_LETTERS = {"2": 1, "6": 2, "8": 2, "0": 15, "9": 7}
_BEFORE = re.compile(r"([\w-]+)?(\W*)\Z")
_LINK = re.compile(r"[\s,;]*(?:and|or|to|and/or|through)?[\s,;]*")
_CAPITALS = re.compile(r"[A-Z]{4,}\Z")
_JOINT = re.compile(r"[:;,.—–][\"”’')\]]*\s*(?:(?:and|or|and/or|but)\s+)?\Z")


def find_markers(text: str, paragraphs: Sequence[Paragraph]) -> list[Marker]:
    """Return all that may be markers, in the order of the text."""
    found: list[Marker] = []
    last_end = -1
    for marker in _candidates(text, paragraphs):
        if marker.start < last_end:
            continue
        if found and marker.number is not None and found[-1].number is not None and marker.place is not Place.PARAGRAPH:
            between = text[found[-1].end : marker.start]
            if len(between) < 12 and between.strip() and _LINK.fullmatch(between):
                marker = Marker(
                    marker.start, marker.end, marker.number, marker.readings, marker.place, False, chained=True
                )
        found.append(marker)
        last_end = marker.end
    return found


def _candidates(text: str, paragraphs: Sequence[Paragraph]) -> Iterator[Marker]:
    for paragraph in paragraphs:
        dash = _opening_dash(text, paragraph)
        for index, line in enumerate(paragraph.lines):
            listed = bool(dash) and text.startswith(dash, line.start)
            place = Place.LINE if index and not listed else Place.PARAGRAPH
            before = text[paragraph.lines[index - 1].start : paragraph.lines[index - 1].end][-40:] if index else ""
            position = line.start
            while marker := _at(text, position, line.end, place, before):
                yield marker
                position, place, before = marker.end, Place.LINE, ":"
            yield from _inside(text, position, line.end, paragraph.start)


def _opening_dash(text: str, paragraph: Paragraph) -> str:
    """Return the dash and blank that a paragraph opens with: its other lines that do so are points beside the first."""
    first = paragraph.lines[0]
    match = _BULLET.match(text, first.start, first.end)
    return match.group() if match and match["bullet"] in "-–—" else ""


def _at(text: str, start: int, end: int, place: Place, before: str) -> Marker | None:
    """Return the marker that a line, or what follows another marker, begins with."""
    if match := _ARTICLE.match(text, start, end):
        return _article(text, match, end, place, before)
    if match := _BULLET.match(text, start, end):
        dash = match["bullet"] in "-–—"
        if (place is Place.PARAGRAPH or not dash) and before != ":":
            return Marker(start, match.end(), None, (Reading("bullet" + match["bullet"], 0),), place)
        return None
    match = _NUMBER.match(text, start, end)
    if match is None:
        return None
    readings = tuple(_readings(match))
    if not readings or _REFERRING.match(text, match.end(), end):
        return None
    firm = place is Place.PARAGRAPH or before == ":" or _JOINT.search(before) is not None
    if not firm and not _may_start(before):
        return None
    number = match["inner"] or match["dotted"] or match["ordinal"] or match["spelt"] or match["bare"]
    return Marker(start, match.end(), number, readings, place, firm)


def _article(text: str, match: re.Match[str], end: int, place: Place, before: str) -> Marker | None:
    """Return the heading of an article, unless it is a reference to one at the start of a line."""
    rest = text[match.end() : end]
    ended = (
        before in {"", ":"} or before.rstrip("\"”’')").endswith((".", ";", ":", "!", "?")) or _CAPITALS.search(before)
    )
    if place is Place.LINE and not ended and (rest or match["stop"].strip()):
        return None
    if rest and _REFERRING.match(rest):
        return None
    capitals = match["word"].isupper() or match["word"].startswith("§")
    stopped = bool(match["stop"].strip(" ,;)"))
    if rest and rest[0].islower() and not (stopped and place is Place.PARAGRAPH):
        return None
    if rest and match["stop"].strip()[:1] in {",", ")", ";"} and not capitals:
        return None
    number = match["number"].split()[0]
    value = _article_value(number)
    if value is None:
        return None
    word = match["word"].lower()
    key = (
        "article"
        if word.startswith("art")
        else "section"
        if word.startswith("se")
        else "§"
        if word[0] == "§"
        else "clause"
    )
    return Marker(match.start(), match.end(), number, (Reading(key, value),), place, stopped or capitals or not rest)


def _article_value(number: str) -> int | None:
    digits = re.match(r"\d+", number)
    if digits:
        return int(digits[0]) or None
    return ordinal_word_value(number) or roman_value(number) or misread_digits(number) or letter_value(number)


def _readings(match: re.Match[str]) -> Iterator[Reading]:
    """Yield what a number or letter can mean."""
    if match["dotted"]:
        *outer, last = match["dotted"].split(".")
        if int(last):
            yield Reading("dotted" + ".".join(outer), int(last))
        return
    if match["ordinal"]:
        yield Reading("1st", int(re.sub(r"\D", "", match["ordinal"])))
        return
    if match["spelt"]:
        yield Reading("first", ordinal_word_value(match["spelt"]) or 1)
        return
    shape = "()" if match["open"] else match["stop"] if match["stop"] != "," else "."
    yield from _plain_readings(match["inner"] or match["bare"], shape)
    if match["open"] and match["inner"] in _MISREAD_LETTERS:
        yield Reading("a()", _MISREAD_LETTERS[match["inner"]])


def _plain_readings(token: str, shape: str) -> Iterator[Reading]:
    value = misread_digits(token)
    if value is not None and (shape == "." or token.isdigit()):
        yield Reading("1" + shape, value)
    if token.isdigit() or not token.isalpha():
        return
    case = "A" if token.isupper() else "a"
    letter, roman = letter_value(token), roman_value(token)
    if roman is not None and token.lower() in {"i", "v", "x"}:
        yield Reading(("I" if case == "A" else "i") + shape, roman)
    if letter is not None:
        yield Reading(case + shape, letter)
    if roman is not None and len(token) > 1:
        yield Reading(("I" if case == "A" else "i") + shape, roman)


def _may_start(before: str) -> bool:
    """Tell whether the text before a marker leaves room for one: no reference, no open number."""
    match = _BEFORE.search(before[-40:])
    word = match[1] if match and match[1] else ""
    return not (word.lower().rstrip(".") in word_set("references") or word[-1:].isdigit())


def _inside(text: str, start: int, end: int, paragraph: int) -> Iterator[Marker]:
    """Yield the markers inside a line."""
    spots = {match.start(): match for match in _INLINE.finditer(text, start, end)}
    spots |= {match.start(): match for match in _GLUED.finditer(text, start, end)}
    articles = {match.end() for match in _INLINE_ARTICLE.finditer(text, start, end)}
    for spot in sorted(set(spots) | articles):
        before = text[max(paragraph, spot - 40) : spot]
        if spot in articles:
            match = _ARTICLE.match(text, spot, end)
            if match and (marker := _article(text, match, end, Place.INLINE, before.rstrip())):
                yield marker
            continue
        found = _NUMBER.match(text, spot, end)
        if found is None or _REFERRING.match(text, found.end(), end) or not _may_start(before):
            continue
        joint = _JOINT.search(before) is not None
        linked = found["open"] and before.endswith((" and ", " or "))
        readings = tuple(r for r in _readings(found) if joint or (found["open"] if r.value == 1 else linked))
        number = found["inner"] or found["ordinal"] or found["spelt"] or found["bare"]
        if readings and number:
            yield Marker(spot, found.end(), number, readings, Place.INLINE, joint)
