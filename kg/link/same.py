"""Sameness: whether two documents tell of one and the same thing, with a score and what it rests on."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Set
from dataclasses import dataclass
from typing import Final

from rapidfuzz import fuzz

from kg.link.moments import days_apart
from kg.link.told import Told

__all__ = ["DAYS", "LEAST", "Likeness", "likeness"]

#: Things are taken for one from this score on.
LEAST: Final = 0.6
#: How many days two sources may be apart on the day of one event.
DAYS: Final = 2


@dataclass(frozen=True, slots=True)
class Likeness:
    """Be how alike two things are.

    Args:
        score: From 0 to 1.
        reasons: What the score rests on, each from 0 to 1.
    """

    score: float
    reasons: Mapping[str, float]


def likeness(one: Told, other: Told, same: Callable[[str | None, str | None], bool]) -> Likeness | None:
    """Tell how alike two things of one kind are, or None if they cannot be the same.

    Args:
        one: A thing.
        other: A thing that another document tells of.
        same: Tells whether two agreements have been found to be the same; commitments are compared within one.
    """
    if one.kind != other.kind or one.document == other.document:
        return None
    measure = {"Agreement": _agreements, "Meeting": _meetings, "Incident": _incidents}.get(one.kind)
    if measure is not None:
        reasons = measure(one, other)
    else:
        reasons = _commitments(one, other) if same(one.agreement, other.agreement) else None
    if reasons is None:
        return None
    weights = _WEIGHTS[one.kind]
    total = sum(weights[name] for name in reasons)
    score = sum(weights[name] * value for name, value in reasons.items()) / total if total else 0.0
    return Likeness(round(score, 3), {name: round(value, 3) for name, value in reasons.items()})


_WEIGHTS: Final[Mapping[str, Mapping[str, float]]] = {
    "Agreement": {"parties": 0.5, "date": 0.35, "words": 0.15},
    "Meeting": {"participants": 0.45, "date": 0.4, "place": 0.15},
    "Incident": {"date": 0.35, "place": 0.2, "sides": 0.25, "words": 0.2},
    "Commitment": {"theme": 0.4, "obligors": 0.25, "places": 0.1, "modality": 0.1, "words": 0.15},
}


def _agreements(one: Told, other: Told) -> dict[str, float] | None:
    parties = _shared(one.get("party"), other.get("party"))
    date = _dates(one, other, "signedOn")
    if parties is None or date is None or len(one.get("party") & other.get("party")) < 2:
        return None
    return {"parties": parties, "date": date, "words": _words(one.label, other.label)}


def _meetings(one: Told, other: Told) -> dict[str, float] | None:
    who = ("participant", "mediator")
    people = _shared(*(frozenset().union(*(thing.get(name) for name in who)) for thing in (one, other)))
    date = _dates(one, other, "date", "from")
    if not people or date is None:
        return None
    return {"participants": people, "date": date} | _optional("place", one, other, "place")


def _incidents(one: Told, other: Told) -> dict[str, float] | None:
    date = _dates(one, other, "date", "from")
    place = _optional("place", one, other, "place")
    sides = _shared(*(thing.get("perpetrator") | thing.get("target") for thing in (one, other)))
    if date is None or place.get("place") == 0.0 or (not place and not sides):
        return None
    reasons = {"date": date, "words": _words(one.quote, other.quote)} | place
    return reasons if sides is None else reasons | {"sides": sides}


def _commitments(one: Told, other: Told) -> dict[str, float] | None:
    theme = _shared(one.get("theme"), other.get("theme"))
    obligors = _shared(one.get("obligor"), other.get("obligor"))
    if not theme or obligors == 0.0:
        return None
    reasons = {
        "theme": 0.5 + 0.5 * theme,
        "modality": float(one.get("modality") == other.get("modality")),
        "words": _words(one.one("action") or one.quote, other.one("action") or other.quote),
    }
    reasons |= {} if obligors is None else {"obligors": obligors}
    return reasons | _optional("places", one, other, "place")


def _optional(name: str, one: Told, other: Told, of: str) -> dict[str, float]:
    shared = _shared(one.get(of), other.get(of))
    return {} if shared is None else {name: shared}


def _shared(one: Set[str], other: Set[str]) -> float | None:
    """Return what part of the smaller set the other has; None if one is empty."""
    return len(one & other) / min(len(one), len(other)) if one and other else None


def _dates(one: Told, other: Told, *names: str) -> float | None:
    """Return 1 for the same day, less for near ones; None if they are too far apart or one is not known."""
    first, second = (next((value for name in names if (value := thing.one(name))), None) for thing in (one, other))
    if first is None or second is None:
        return None
    days = days_apart(first, second)
    return None if days is None or days > DAYS else 1 - days / (DAYS + 1)


def _words(one: str, other: str) -> float:
    return fuzz.token_set_ratio(one.casefold(), other.casefold()) / 100
