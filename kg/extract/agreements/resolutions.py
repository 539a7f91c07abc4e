"""Resolutions: the one that a text is, and those whose numbers it recalls."""

from __future__ import annotations

import re
from dataclasses import replace

from kg.extract.agreements.dated import dated_agreements
from kg.extract.agreements.named import agreement_key, named_agreements
from kg.extract.frames import Agreement, Relation, RelationKind
from kg.extract.reading import Reading
from kg.text.moment import Moment
from kg.text.segment import BlockKind
from kg.text.times import find_times

__all__ = ["resolutions"]

_RESOLUTION = re.compile(r"\b(?:resolutions?\s+)?(\d{1,4})\s*\((\d{4})\)", re.IGNORECASE)


_TITLE = re.compile(r"\bresolution\s+(\d+)\s*\((\d{4})\)", re.IGNORECASE)
#: As titles were before 1964: "80 (1950). Resolution of 14 March 1950".
_OLD_TITLE = re.compile(r"\s*(\d+)\s*\((\d{4})\)[.,]?\s+Resolution(?=\s+of\b)", re.IGNORECASE)
#: A day whose year stands in brackets before it: "187 (1964) of 13 March, 192 (1964) of 20 June".
_DAY = re.compile(r"\s+of\s+(\d{1,2}\s+[A-Z][a-z]+)\b(?!\s+\d{4})")
#: What a name with these words is no agreement, or is one that every resolution rests on.
_NO_AGREEMENT = re.compile(r"\b(?:Charter|Constitution)\b")


def resolutions(reading: Reading) -> list[Agreement]:
    """Read the resolution's own title and the numbers of those that it names."""
    found: dict[tuple[str, str], Agreement] = {}
    text = reading.cleaned
    title = _OLD_TITLE.match(text) or _TITLE.search(text)
    for match in ([title] if title else []) + list(_RESOLUTION.finditer(text)):
        number, year = match.group(1), match.group(2)
        if (number, year) in found or not (match is title or _is_resolution(text, match, found)):
            continue
        main = not found
        start, end = match.span() if main else (match.start(1), match.end())
        signed = _adopted(reading, match.end(), year) if main else _dated(reading, match.end(), year)
        found[number, year] = Agreement(
            key=agreement_key(start, end),
            label=f"Resolution {number} ({year})",
            type="resolution",
            parties=reading.parties,
            signed_on=signed,
            evidence=(reading.document.span(start, end),),
        )
    agreements = list(found.values()) or _untitled(reading)
    if not agreements:
        return []
    named = named_agreements(reading, {agreement.key for agreement in agreements}, after=0)
    agreements += [one for one in named if one.type != "resolution" and not _NO_AGREEMENT.search(one.label)]
    agreements += dated_agreements(reading, agreements)
    relations = tuple(Relation(RelationKind.RECALLS, other.key) for other in agreements[1:])
    return [replace(agreements[0], relations=relations), *agreements[1:]]


def _adopted(reading: Reading, end: int, year: str) -> Moment | None:
    """Return when the resolution itself was adopted, as its title, its note of adoption or its document says."""
    told = _dated(reading, end, year)
    if told is not None and told.day is not None:
        return told
    for block in reading.blocks:
        if block.kind is BlockKind.ADOPTION:
            for mention in reading.times_in(block.span.start, block.span.end):
                if mention.start is not None and mention.start.day is not None and mention.start.year == int(year):
                    return mention.start
    day = Moment.of(reading.document.date) if reading.document.date else None
    return day if day is not None and day.year == int(year) else told


def _dated(reading: Reading, end: int, year: str) -> Moment | None:
    """Return the day that follows a number, "1177 (1998) of 26 June 1998", else its year."""
    bare = _DAY.match(reading.cleaned, end)
    if bare is not None:
        days = find_times(f"{' '.join(bare.group(1).split())} {year}", None)
        if days and days[0].start is not None:
            return days[0].start
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
