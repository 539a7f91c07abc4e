"""What agreements are called tells of them: their day or year, and the number of a resolution."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from kg.extract.agreements.named import agreement_key
from kg.extract.frames import Agreement
from kg.extract.reading import Reading
from kg.text.moment import Moment

__all__ = ["dated_by_name", "told_resolutions"]

#: What stands between a name and the day that belongs to it: "(OPA) of", ", dated".
_OF = re.compile(r"\s*(?:\([A-Z][\w-]*\))?,?\s*(?:of|dated|from)\s*(?:the\s+)?$")
_YEAR_FIRST = re.compile(r"(?:1[6-9]|20)\d\d\b")
_YEAR_BEFORE = re.compile(r"\b(?:1[6-9]|20)\d\d\s+$")
#: "Security Council resolution 1701 (2006)", "UNSCR 1701".
_NUMBERED = re.compile(
    r"(?:\b(?:(?:U\.?N\.?|United\s+Nations)\s+)?(?:Security\s+Council\s+)?[Rr]esolution|\bUNSCR)\s+(?P<number>\d{2,4})\b"
    r"(?:\s*\((?P<year>\d{4})\))?(?!\s*[,\d]*\s*(?:of|words))"
)
_COUNCIL = "internationalorganization/united-nations-security-council"


def dated_by_name(reading: Reading, agreement: Agreement) -> Agreement:
    """Give an agreement the day or year that its name holds, if it has none: "the 1998 Good Friday Agreement".

    Args:
        reading: The document.
        agreement: One of its agreements.
    """
    if agreement.signed_on is not None or not agreement.evidence:
        return agreement
    where = agreement.evidence[0]
    at = reading.document.text.find(agreement.label, where.start, where.end)
    if at < 0:
        return agreement
    end = at + len(agreement.label)
    for mention in reading.times_in(at, min(end + 40, len(reading.cleaned))):
        if mention.start is None or mention.duration is not None or mention.until is not None:
            continue
        first = mention.core.start
        leads = first == at and _YEAR_FIRST.match(reading.cleaned, at) is not None
        if leads or _OF.search(reading.cleaned, max(at, first - 20), first):
            day = mention.start
            return replace(agreement, signed_on=Moment(day.year, day.month, day.day))
    before = _YEAR_BEFORE.search(reading.cleaned, max(0, at - 6), at)
    year = _YEAR_FIRST.match(reading.cleaned, before.start() if before is not None else at)
    return replace(agreement, signed_on=Moment(int(year.group()))) if year is not None else agreement


def told_resolutions(reading: Reading, known: Sequence[Agreement]) -> list[Agreement]:
    """Return the agreements of a report with the resolutions that it names by number, each once.

    Args:
        reading: The document.
        known: The agreements found so far; one that is such a resolution is told to be one.
    """
    found = list(known)
    numbers: set[str] = set()
    parties = (_COUNCIL,) if _COUNCIL in reading.entities.table else ()
    for match in _NUMBERED.finditer(reading.cleaned):
        number, year = match["number"], match["year"]
        if number in numbers:
            continue
        numbers.add(number)
        start, end = match.span()
        same = next(
            (at for at, one in enumerate(found) if re.search(rf"\b[Rr]esolution\s+{number}\b", one.label)), None
        )
        told = Agreement(
            key=agreement_key(start, end),
            label=f"Resolution {number} ({year})" if year else f"Resolution {number}",
            type="resolution",
            parties=parties,
            signed_on=Moment(int(year)) if year else None,
            evidence=(reading.document.span(start, end),),
        )
        if same is None:
            found.append(told)
        else:
            old = found[same]
            found[same] = replace(old, type="resolution", parties=parties or old.parties)
    return found
