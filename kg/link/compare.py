"""Comparison: what two agreements provide on each theme, and which of them asks more, or sooner."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Final

from rapidfuzz import fuzz

from kg.link.disagree import sizes
from kg.link.moments import first_day, last_day
from kg.link.told import Told

__all__ = ["Difference", "How", "compare"]

#: Modalities by how strongly they bind; what is forbidden binds as what is owed, the other way round.
_STRENGTH: Final[Mapping[str, int]] = {"Affirmation": 0, "Permission": 1, "Prohibition": 2, "Obligation": 2}
#: Commitments on one theme are compared when their words are so alike, or when each agreement has only one.
_ALIKE: Final = 45


class How(StrEnum):
    """Name how the second agreement differs from the first."""

    ONLY_FIRST = "only in the first"
    ONLY_SECOND = "only in the second"
    STRICTER = "stricter"
    WEAKER = "weaker"
    EARLIER = "earlier"
    LATER = "later"
    OTHER = "other"
    SAME = "same"


@dataclass(frozen=True, slots=True)
class Difference:
    """Be one way in which two agreements differ.

    Args:
        theme: The theme, by its local name.
        how: How the second differs from the first.
        slot: On what: ``modality``, ``dueBy``, ``obligor`` …; empty where a commitment has no counterpart.
        first: What the first says, or its words.
        second: What the second says.
    """

    theme: str
    how: How
    slot: str
    first: str
    second: str


def compare(first: Iterable[Told], second: Iterable[Told]) -> list[Difference]:
    """Compare the commitments of two agreements, theme by theme.

    Args:
        first: Those of the first.
        second: Those of the second.
    """
    left, right = _by_theme(first), _by_theme(second)
    found: list[Difference] = []
    for theme in sorted({*left, *right}):
        pairs = _paired(left.get(theme, []), right.get(theme, []))
        for one, other in pairs:
            if one is not None and other is not None:
                found += list(_differences(theme, one, other)) or [
                    Difference(theme, How.SAME, "", _said(one), _said(other))
                ]
            elif one is not None:
                found.append(Difference(theme, How.ONLY_FIRST, "", _said(one), ""))
            elif other is not None:
                found.append(Difference(theme, How.ONLY_SECOND, "", "", _said(other)))
    return found


def _by_theme(commitments: Iterable[Told]) -> dict[str, list[Told]]:
    themes: dict[str, list[Told]] = defaultdict(list)
    for commitment in sorted(commitments, key=lambda thing: thing.iri):
        for theme in commitment.values.get("theme", ("other",)):
            themes[theme.rpartition("/")[2]].append(commitment)
    return themes


def _paired(left: Sequence[Told], right: Sequence[Told]) -> list[tuple[Told | None, Told | None]]:
    """Put each commitment beside the one most like it, the most alike first."""
    scored = sorted(
        (-fuzz.token_set_ratio(_said(one).casefold(), _said(other).casefold()), one.iri, other.iri, one, other)
        for one in left
        for other in right
    )
    least = 0 if len(left) == len(right) == 1 else _ALIKE
    pairs: list[tuple[Told | None, Told | None]] = []
    taken: set[str] = set()
    for score, *_, one, other in scored:
        if -score >= least and not {one.iri, other.iri} & taken:
            pairs.append((one, other))
            taken |= {one.iri, other.iri}
    pairs += [(one, None) for one in left if one.iri not in taken]
    return pairs + [(None, other) for other in right if other.iri not in taken]


def _differences(theme: str, one: Told, other: Told) -> Iterator[Difference]:
    modes = [(thing.one("modality") or "").rpartition("#")[2] for thing in (one, other)]
    if modes[0] != modes[1] and all(modes):
        change = _STRENGTH.get(modes[1], 0) - _STRENGTH.get(modes[0], 0)
        how = How.STRICTER if change > 0 else How.WEAKER if change < 0 else How.OTHER
        yield Difference(theme, how, "modality", modes[0], modes[1])
    for slot, day in (("from", first_day), ("dueBy", last_day), ("until", last_day)):
        moments = one.one(slot), other.one(slot)
        days = day(moments[0]), day(moments[1])
        if days[0] is not None and days[1] is not None and days[0] != days[1]:
            how = How.LATER if days[1] > days[0] else How.EARLIER
            yield Difference(theme, how, slot, str(moments[0]), str(moments[1]))
        elif slot == "dueBy" and (days[0] is None) != (days[1] is None):
            yield Difference(
                theme, How.WEAKER if days[1] is None else How.STRICTER, slot, moments[0] or "", moments[1] or ""
            )
    for slot in ("obligor", "obligee", "place"):
        sets = one.get(slot), other.get(slot)
        if all(sets) and sets[0] != sets[1]:
            yield Difference(theme, How.OTHER, slot, *(", ".join(sorted(_tail(iri) for iri in each)) for each in sets))
    conditions = one.one("condition"), other.one("condition")
    if bool(conditions[0]) != bool(conditions[1]):
        how = How.WEAKER if conditions[1] else How.STRICTER
        yield Difference(theme, how, "condition", conditions[0] or "", conditions[1] or "")
    yield from _amounts(theme, one, other)


def _amounts(theme: str, one: Told, other: Told) -> Iterator[Difference]:
    for kind, unit in sorted({(amount.kind, amount.unit) for amount in one.amounts}):
        both: list[list[Decimal]] = [sizes(thing, kind, unit) for thing in (one, other)]
        if all(both) and both[0] != both[1]:
            said = (f"{kind} {', '.join(map(str, each))} {unit}" for each in both)
            yield Difference(theme, How.OTHER, "quantity", *said)


def _said(thing: Told) -> str:
    return thing.one("action") or thing.quote


def _tail(iri: str) -> str:
    return iri.rpartition("/")[2]
