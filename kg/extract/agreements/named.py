"""Agreements that a text calls by name: "the Stockholm Agreement", "the Memorandum of 17 September 2018"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.extract.agreement_type import agreement_type
from kg.extract.frames import Agreement
from kg.extract.reading import Reading
from kg.extract.roles import unique

if TYPE_CHECKING:
    pass

__all__ = ["agreement_key", "named_agreements"]

_NOUNS = (
    r"(?:Agreement|Treaty|Accords?|Protocol|Convention|Memorandum|Memoranda|Pact|Declaration|Charter|Armistice|Truce"
    r"|Ceasefire|Roadmap|Communiqué|Compact)s?"
)
#: "Agreement", and both words of "Ceasefire Agreement".
_TYPE_NOUN = re.compile(rf"\b{_NOUNS}(?:\s+{_NOUNS})*\b")


#: Capitalised words before the noun that belong to the name: "Detainees' Exchange Agreement".
_NAME_BEFORE = re.compile(r"((?:[A-Z][\w'-]+\s+(?:of\s+|for\s+|on\s+|and\s+)?(?:the\s+)?)+)$")


#: What may follow it: "on Stabilization of the Situation in …", "of 4 May 2017".
_NAME_AFTER = re.compile(
    r"\s+(?:of|on|for|concerning|between)\s+(?:the\s+)?(?:(?:\d{1,2}\s+[A-Z][a-z]+\s+)?\d{4}"
    r"|[A-Z][\w'-]+(?:\s+(?:(?:of|on|for|in|and|the|to)\s+)*[A-Z][\w'-]+)*)"
)


_NOT_NAMES = re.compile(
    r"^(?:(?:The|This|A|An|Under|In|On|For|As|Present|And|Said|Both|Of|[A-Z]\w+ing)\s+(?:the\s+)?)+"
)


def agreement_key(start: int, end: int) -> str:
    """Return the key of an agreement, minted from where it is first said."""
    return f"agreement/{start}-{end}"


def _whole_name(text: str, match: re.Match[str]) -> tuple[int, int]:
    """Return the stretch of the whole name around its noun."""
    start, end = match.span()
    before = _NAME_BEFORE.search(text[max(0, start - 120) : start])
    if before and not before.group(1).rstrip().endswith((" and the", " and")):
        words = re.sub(rf".*\b{_NOUNS}\s+and\s+(?:the\s+)?", "", before.group(1), flags=re.DOTALL)  # another one's name
        start -= len(words) - (skipped.end() if (skipped := _NOT_NAMES.match(words)) else 0)
    tail = _NAME_AFTER.match(text, end)
    return start, tail.end() if tail else end


def _ends_a_body(reading: Reading, start: int, end: int) -> bool:
    """Tell whether a noun only ends what a body is called: "the Government of National Accord"."""
    bodies = [m for m in reading.entities.at(start, end) if reading.entities.is_actor(m) and m.start < start]
    return any(" of " in reading.cleaned[body.start : start] for body in bodies)


def named_agreements(reading: Reading, known: set[str], *, after: int) -> list[Agreement]:
    """Return the agreements that a text calls by name, or by a determined phrase with a place or a day."""
    found: dict[str, Agreement] = {}
    for match in _TYPE_NOUN.finditer(reading.cleaned):
        start, end = _whole_name(reading.cleaned, match)
        name = " ".join(reading.document.text[start:end].split())
        if start < after or len(name.split()) < 2 or agreement_key(start, end) in known:
            continue
        if _ends_a_body(reading, *match.span()):
            continue
        identity = name.lower()
        if any(identity in old or old in identity for old in found):
            continue
        times = [t for t in reading.times_in(start, min(len(reading.cleaned), end + 40)) if t.start is not None]
        signed = (
            times[0].start
            if times
            and re.match(r"[\s,]*(?:of|on|signed on|dated)?\s*$", reading.cleaned[end : max(end, times[0].core.start)])
            else None
        )
        places: tuple[str, ...] = ()
        near = re.match(
            r"[^.;,]*?\b(?:concluded|signed|made|adopted)?\s*\b(?:in|at)\s+", reading.cleaned[end : end + 60]
        )
        if near:
            places = unique([m.key for m in reading.entities.places(end + near.end(), end + near.end() + 30)])[:1]
        found[identity] = Agreement(
            key=agreement_key(start, end),
            label=name,
            type=agreement_type(name, ""),
            signed_on=signed,
            signed_at=places,
            evidence=(reading.document.span(start, end),),
        )
    return list(found.values())
