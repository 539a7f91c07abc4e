"""Candidates and features of actors: names, abbreviations and governments of two graphs put side by side."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Final

from rapidfuzz import fuzz

from kg.link.agreements import Pair
from kg.link.names import Names, names_of
from kg.link.record import ActorRecord

__all__ = ["FEATURES", "actor_pairs"]

#: What is measured of a pair, each from 0 to 1 but for the leads (-1 to 1).
FEATURES: Final = (
    "same preferred name", "same name", "same abbreviation", "initials", "government of the state",
    "same but for kinds", "same sounds", "known as one", "name ratio", "name in name", "names near",
    "same country", "lead", "lead, seen from the other side",
)  # fmt: skip
#: Pairs below this are no candidates.
_LEAST: Final = 0.55


def actor_pairs(left: Sequence[ActorRecord], right: Sequence[ActorRecord]) -> list[Pair]:
    """Find the pairs that have a word, an abbreviation or initials in common, with what is measured of them.

    Args:
        left: The actors of one graph.
        right: Those of the other.
    """
    names = {record.iri: names_of(record) for records in (left, right) for record in records}
    weights = _rarity(names[record.iri] for record in right)
    by_key: dict[str, set[int]] = defaultdict(set)
    for number, record in enumerate(right):
        for key in names[record.iri].blocks():
            by_key[key].add(number)
    found: list[tuple[ActorRecord, ActorRecord, tuple[float, ...], float]] = []
    for one in left:
        numbers = {number for key in names[one.iri].blocks() for number in by_key.get(key, ())}
        for number in sorted(numbers):
            other = right[number]
            own = _own(one, other, names[one.iri], names[other.iri], weights)
            fit = _fit(own)
            if fit >= _LEAST:
                found.append((one, other, own, fit))
    best: dict[str, list[float]] = defaultdict(list)
    for one, other, _, fit in found:
        best[one.iri].append(fit)
        best[other.iri].append(fit)
    return [
        Pair(one.iri, other.iri, (*own, _lead(fit, best[one.iri]), _lead(fit, best[other.iri])))
        for one, other, own, fit in found
    ]


def _own(one: ActorRecord, other: ActorRecord, a: Names, b: Names, weights: dict[str, float]) -> tuple[float, ...]:
    same = bool(a.whole & b.whole)
    short = bool(a.abbreviations & b.abbreviations)
    initials = bool((a.initials & b.abbreviations) | (a.abbreviations & b.initials))
    state = bool((a.state & b.whole) | (a.whole & b.state) | (a.state & b.state)) and bool(a.state or b.state)
    bare = bool(a.bare & b.bare)
    sounds = bool(a.sounds & b.sounds)
    known = bool(a.known & b.known)
    ratio = max((fuzz.token_sort_ratio(x, y) for x in a.whole for y in b.whole), default=0.0) / 100
    near = max((fuzz.ratio(x, y) for x in a.parts for y in b.parts), default=0.0) / 100
    cover = max((_cover(x, y, weights) for x in a.whole for y in b.whole), default=0.0)
    country = 0.5 if not (one.countries and other.countries) else float(bool(one.countries & other.countries))
    return (
        float(a.preferred == b.preferred), float(same), float(short), float(initials), float(state), float(bare),
        float(sounds), float(known),
        ratio, cover, near,
        country,
    )  # fmt: skip


def _fit(own: tuple[float, ...]) -> float:
    """Tell how well a pair fits, to compare it with its rivals."""
    preferred, same, short, initials, state, bare, sounds, known, ratio, cover, near, country = own
    by_words = max(0.85 * bare, 0.8 * sounds, 0.7 * ratio + 0.3 * cover, 0.9 * near)
    sure = max(same, 0.95 * short, 0.95 * state, 0.75 * initials, 0.9 * known, by_words)
    return sure + 0.05 * preferred + 0.05 * (country - 0.5)


def _lead(fit: float, fits: Iterable[float]) -> float:
    others = sorted(fits, reverse=True)
    rival = others[1] if fit >= others[0] and len(others) > 1 else others[0] if fit < others[0] else 0.0
    return max(-1.0, min(1.0, fit - rival))


def _rarity(all_names: Iterable[Names]) -> dict[str, float]:
    counts = Counter(token for names in all_names for token in {t for name in names.whole for t in name.split()})
    return {token: 1 / count for token, count in counts.items()}


def _cover(one: str, other: str, weights: dict[str, float]) -> float:
    """Tell what part of the shorter name the longer has, rare words counting more."""
    shorter, longer = sorted((one.split(), other.split()), key=len)
    total = sum(weights.get(token, 1.0) for token in shorter)
    pairs = {f"{a} {b}" for a, b in pairwise(longer)}
    held = sum(weights.get(token, 1.0) for token in shorter if token in longer or token in pairs)
    return held / total if total else 0.0
