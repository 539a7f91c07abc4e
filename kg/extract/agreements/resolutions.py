"""Resolutions: the one that a text is, and those whose numbers it recalls."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.extract.agreements.named import agreement_key
from kg.extract.frames import Agreement, Relation, RelationKind
from kg.extract.reading import Reading
from kg.text.moment import Moment

if TYPE_CHECKING:
    pass

__all__ = ["resolutions"]

_RESOLUTION = re.compile(r"\b(?:resolutions?\s+)?(\d{1,4})\s*\((\d{4})\)", re.IGNORECASE)


_TITLE = re.compile(r"\bresolution\s+(\d+)\s*\((\d{4})\)", re.IGNORECASE)


def resolutions(reading: Reading) -> list[Agreement]:
    """Read the resolution's own title and the numbers of those that it names."""
    found: dict[tuple[str, str], Agreement] = {}
    text = reading.cleaned
    day = Moment.of(reading.document.date) if reading.document.date else None
    title = _TITLE.search(text)
    for match in ([title] if title else []) + list(_RESOLUTION.finditer(text)):
        number, year = match.group(1), match.group(2)
        if (number, year) in found or not _is_resolution(text, match, found):
            continue
        main = not found
        start, end = match.span() if main else (match.start(1), match.end())
        signed = day if main and day is not None and day.year == int(year) else _dated(reading, match.end(), year)
        found[number, year] = Agreement(
            key=agreement_key(start, end),
            label=f"Resolution {number} ({year})",
            type="resolution",
            parties=reading.parties,
            signed_on=signed,
            evidence=(reading.document.span(start, end),),
        )
    agreements = list(found.values())
    if not agreements:
        return _untitled(reading)
    relations = tuple(Relation(RelationKind.RECALLS, other.key) for other in agreements[1:])
    return [replace(agreements[0], relations=relations), *agreements[1:]]


def _dated(reading: Reading, end: int, year: str) -> Moment | None:
    """Return the day that follows a number, "1177 (1998) of 26 June 1998", else its year."""
    if reading.cleaned[end : end + 12].lstrip().startswith("of "):
        for mention in reading.times_in(end, end + 40):
            if mention.start is not None and mention.start.year == int(year):
                return mention.start
    return _year(year)


def _year(text: str) -> Moment | None:
    year = int(text)
    return Moment(year) if 1 <= year <= 9999 else None


def _is_resolution(text: str, match: re.Match[str], found: dict[tuple[str, str], Agreement]) -> bool:
    """Tell whether a number with a year in brackets is a resolution: it follows the word, or another one in a list."""
    if match.group().lower().startswith("resolution"):
        return True
    before = text[max(0, match.start() - 60) : match.start()]
    return bool(re.search(r"\bresolutions?\b[^.;]*$", before, re.IGNORECASE)) or bool(
        found and re.search(r"\(\d{4}\)\s*(?:of[^,;]*)?(?:,|\s+and|,\s+and)\s*$", before)
    )


def _untitled(reading: Reading) -> list[Agreement]:
    for sentence in reading.sentences:
        start, end = sentence.start, sentence.end
        day = Moment.of(reading.document.date) if reading.document.date else None
        return [
            Agreement(
                key=agreement_key(start, end),
                label=reading.document.title or reading.document.text[start:end],
                type="resolution",
                parties=reading.parties,
                signed_on=day,
                evidence=(reading.document.span(start, end),),
            )
        ]
    return []
