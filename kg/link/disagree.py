"""Disagreement: what two sources say of one thing that cannot both be right."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Final

from kg.link.moments import at_once
from kg.link.told import Amount, Told
from kg.text.units import shown

__all__ = ["Disagreement", "disagreements", "sizes"]

_MOMENTS: Final = {
    "Agreement": ("signedOn", "effectiveFrom"),
    "Meeting": ("date", "from", "until"),
    "Commitment": ("from", "until", "dueBy"),
    "Incident": ("date", "from", "until"),
}
_COUNTS: Final = ("killed", "wounded")
#: Words before a number that leave it open upwards.
_AT_LEAST: Final = re.compile(
    r"\b(?:at least|more than|over|no fewer than|dozens|scores|hundreds|thousands)\b", re.IGNORECASE
)
_ABOUT: Final = re.compile(r"\b(?:about|around|some|nearly|almost|up to|approximately|roughly|an estimated)\b", re.I)
_SIDES: Final = tuple(re.compile(rf"\b{side}", re.IGNORECASE) for side in ("north", "south", "east", "west"))
_EACH: Final = re.compile(r"\b(?:on|to) (?:each|either|both) sides?\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True, order=True)
class Disagreement:
    """Be one property of which two sources say what cannot both hold, and what each says."""

    property: str
    one: str
    other: str


def disagreements(one: Told, other: Told) -> Iterator[Disagreement]:
    """Yield what two tellings of one thing disagree on; what one of them leaves open is no disagreement."""
    for name in _MOMENTS[one.kind]:
        first, second = one.one(name), other.one(name)
        if first and second and not at_once(first, second):
            yield Disagreement(name, first, second)
    if one.kind == "Incident":
        yield from _counts(one, other)
    duration = one.one("duration"), other.one("duration")
    if duration[0] and duration[1] and duration[0] != duration[1] and not _vague(one, other):
        yield Disagreement("duration", duration[0], duration[1])
    if one.kind == "Agreement":
        one_only, other_only = one.get("party") - other.get("party"), other.get("party") - one.get("party")
        if one_only and other_only:
            yield Disagreement("party", _named(one.get("party")), _named(other.get("party")))
    if one.kind == "Commitment":
        yield from _amounts(one, other)
    stances = [{claim.stance.rpartition("#")[2] for claim in thing.claims} for thing in (one, other)]
    if stances[0] == {"Denied"} and "Asserted" in stances[1]:
        yield Disagreement("stance", "denied", "asserted")
    elif stances[1] == {"Denied"} and "Asserted" in stances[0]:
        yield Disagreement("stance", "asserted", "denied")


def _counts(one: Told, other: Told) -> Iterator[Disagreement]:
    for name in _COUNTS:
        first, second = one.one(name), other.one(name)
        if first is None or second is None or first == second:
            continue
        fewer = one if int(first) < int(second) else other
        if not _AT_LEAST.search(fewer.quote) and not _vague(one, other):
            yield Disagreement(name, first, second)


def _vague(one: Told, other: Told) -> bool:
    return any(_ABOUT.search(thing.quote) for thing in (one, other))


def _amounts(one: Told, other: Told) -> Iterator[Disagreement]:
    """Compare measures of one kind and unit, and a width with the depths to both sides that make it up."""
    for kind, unit in sorted({(amount.kind, amount.unit) for amount in one.amounts + other.amounts}):
        first, second = sizes(one, kind, unit), sizes(other, kind, unit)
        if len(first) == 1 and len(second) == 1 and first != second and kind not in ("Time", "Distance"):
            yield Disagreement("quantity", _size_in_words(kind, first[0], unit), _size_in_words(kind, second[0], unit))
    for unit in sorted({amount.unit for amount in one.amounts + other.amounts}):
        widths = sizes(one, "Width", unit), sizes(other, "Width", unit)
        across = _across(one, unit), _across(other, unit)
        if len(widths[0]) == 1 and across[1] is not None and widths[0][0] != across[1]:
            one_size, other_size = (_size_in_words("Width", size, unit) for size in (widths[0][0], across[1]))
            yield Disagreement("quantity", one_size, f"{other_size} in all")
        elif len(widths[1]) == 1 and across[0] is not None and widths[1][0] != across[0]:
            one_size, other_size = (_size_in_words("Width", size, unit) for size in (across[0], widths[1][0]))
            yield Disagreement("quantity", f"{one_size} in all", other_size)


def _size_in_words(kind: str, size: Decimal, unit: str) -> str:
    return f"{kind} {size} {shown(unit)}".rstrip()


def sizes(thing: Told, kind: str, unit: str) -> list[Decimal]:
    """Return the values that a commitment gives of one kind in one unit, each once, sorted."""
    return sorted(set(_all(thing, kind, unit)))


def _all(thing: Told, kind: str, unit: str) -> list[Decimal]:
    return [size for amount in thing.amounts if (amount.kind, amount.unit) == (kind, unit) for size in _size(amount)]


def _size(amount: Amount) -> Iterator[Decimal]:
    try:
        yield Decimal(amount.value)
    except InvalidOperation:
        return


def _across(thing: Told, unit: str) -> Decimal | None:
    """Return how wide a zone is that is so deep to one side and so deep to the other."""
    depths = _all(thing, "Depth", unit)
    north, south, east, west = (bool(side.search(thing.quote)) for side in _SIDES)
    if _EACH.search(thing.quote) and len(depths) == 1:
        return 2 * depths[0]
    if len(depths) == 2 and ((north and south) or (east and west)):
        return depths[0] + depths[1]
    return None


def _named(parties: frozenset[str]) -> str:
    return ", ".join(sorted(party.rpartition("/")[2] for party in parties))
