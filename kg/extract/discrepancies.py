"""Discrepancies inside one text: what somebody denies right after it was said.

"Gunmen of the movement stopped a bus. The movement denied any part in it": both cannot hold, and both are kept. A
denial is set against what blames who denies, else against what is about them, else against what was said right before.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

from kg.extract.affiliation import sides_of
from kg.extract.frames import Claim, Discrepancy, Incident, Stance
from kg.extract.reading import Reading

__all__ = ["find_discrepancies"]

#: What a denial says that takes up all that was said before it: "denied it", "which X denied", "any part in the raid";
#: not the "that" and "it" of "denied that it had soldiers there".
_ALL: Final = re.compile(
    r"\b(?:it|this|that)\W*$|^\W*(?:\w+\W+){0,3}which\b"
    r"|\bthe\s+(?:charges?|accusations?|allegations?|claims?|reports?|attack|raid)\b"
    r"|\bany\s+(?:part|role|involvement|responsibility|link|such|wrongdoing)\b|\b(?:responsibility|involvement)\b",
    re.IGNORECASE,
)
_CONTENT: Final = re.compile(r"[^\W\d_]{5,}")
#: A denial answers what was said at most so many characters before.
_REACH: Final = 320
#: How many words of five letters and more a denial must share with what it denies.
_ENOUGH: Final = 2
#: How near a claim must be that a denial takes up without naming anybody: "…, which the ministry denied".
_NEXT: Final = 60


def find_discrepancies(reading: Reading, claims: Sequence[Claim], incidents: Sequence[Incident]) -> list[Discrepancy]:
    """Find the pairs of claims of which one denies the other.

    Args:
        reading: The document.
        claims: Its claims, in any order.
        incidents: Its incidents, whose perpetrators may deny them.
    """
    ordered = sorted(claims, key=lambda claim: (claim.evidence[0].start, claim.evidence[0].end, claim.key))
    blamed = {incident.key: frozenset(sides_of(reading, incident.perpetrators)) for incident in incidents}
    found: list[Discrepancy] = []
    for denial in ordered:
        if denial.stance is not Stance.DENIED or not denial.claimants:
            continue
        said = _denied(reading, denial, ordered, blamed)
        if said is not None:
            found.append(_discrepancy(said, denial, blamed))
    return found


def _denied(
    reading: Reading, denial: Claim, ordered: Sequence[Claim], blamed: Mapping[str, frozenset[str]]
) -> Claim | None:
    """Return what a denial denies: what blames the denier, else what is about it, else what was said right before."""
    place = denial.evidence[0]
    denier = frozenset(sides_of(reading, denial.claimants)) | frozenset(denial.claimants)
    whole = _ALL.search(place.exact) is not None
    words = {word.lower() for word in _CONTENT.findall(place.exact)} - {"denied", "having", "being"}
    before = [
        claim
        for claim in reversed(ordered)
        if claim.stance in {Stance.ASSERTED, Stance.QUOTED}
        and 0 <= place.start - claim.evidence[0].end <= _REACH
        and not frozenset(sides_of(reading, claim.claimants)) & denier
    ]

    def blames(claim: Claim) -> bool:
        return any(denier & blamed.get(key, frozenset()) for key in claim.about)

    def is_about(claim: Claim) -> bool:
        span = claim.evidence[0]
        named = tuple({mention.key for mention in reading.entities.actors(span.start, span.end)})
        shared = words & {word.lower() for word in _CONTENT.findall(span.exact)}
        return bool(denier & {*named, *sides_of(reading, named)}) and (whole or len(shared) >= _ENOUGH)

    def tells_of_a_deed(claim: Claim) -> bool:
        return any(key in blamed for key in claim.about) and is_about(claim)

    def is_next(claim: Claim) -> bool:
        return whole and place.start - claim.evidence[0].end < _NEXT

    return next(
        (claim for fits in (blames, tells_of_a_deed, is_about, is_next) for claim in before if fits(claim)), None
    )


def _discrepancy(said: Claim, denial: Claim, blamed: Mapping[str, frozenset[str]]) -> Discrepancy:
    incident = any(key in blamed for key in said.about)
    first, second = said.evidence[0], denial.evidence[0]
    return Discrepancy(
        key=f"discrepancy/{first.start}-{first.end}-{second.start}-{second.end}",
        between=(said.key, denial.key),
        on_property="perpetrator" if incident else "stance",
        comment=f"“{' '.join(first.exact.split())}” is denied: “{' '.join(second.exact.split())}”",
    )
