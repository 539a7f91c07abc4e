"""Candidates and features of agreements: which records of two graphs could be one agreement, and what speaks for it.

Where several agreements were made on one day in one country, no feature of a pair alone can tell them apart; it is
told by how much better the pair fits than its rivals. So the features are worked out in two steps: those of the pair,
then its lead over the best rival on either side.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from rapidfuzz import fuzz

from kg.link.record import AgreementRecord
from kg.link.words import STOP, ordinals, shares, words

__all__ = ["FEATURES", "WINDOW", "Pair", "pairs"]

#: How many days apart two dates of one agreement may be: of signature, of entry into force, of publication.
WINDOW: Final = 45
#: So many days are a difference of time zone, of signing over several days, or a slip.
_NEAR: Final = 3
#: What is measured of a pair, each from 0 to 1 but for ordinals (-1 to 1) and leads (-1.5 to 1.5).
FEATURES: Final = (
    "same day", "within a day", "within a week", "days apart", "title cover", "title cover, the lesser", "title ratio",
    "parties named", "parties but governments named", "title in comment", "themes shared", "themes covered",
    "ordinals", "title among parties", "only candidate", "only candidate, seen from the other side",
    "only candidates of each other", "lead", "lead, seen from the other side",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Pair:
    """Be two records that could be one agreement, with the values of `FEATURES`."""

    left: str
    right: str
    values: tuple[float, ...]

    def explained(self, names: Iterable[str]) -> dict[str, float]:
        """Return the features by their names, rounded.

        Args:
            names: The features in their order.
        """
        return {name: round(value, 3) for name, value in zip(names, self.values, strict=True)}


def pairs(left: Sequence[AgreementRecord], right: Sequence[AgreementRecord]) -> list[Pair]:
    """Find the pairs that share a country and lie within the window, with what is measured of them.

    Args:
        left: The agreements of one graph, without those that lack a date.
        right: Those of the other.
    """
    weights = _Weights(record for records in (left, right) for record in records)
    found = list(_candidates(left, right))
    near = [(a, b) for a, b, days in found if abs(days) <= _NEAR]
    rivals_left, rivals_right = Counter(a.iri for a, _ in near), Counter(b.iri for _, b in near)
    own = [_own(a, b, days, weights) for a, b, days in found]
    fits = [_fit(values) for values in own]
    by_left: dict[str, list[int]] = defaultdict(list)
    by_right: dict[str, list[int]] = defaultdict(list)
    for number, (a, b, _) in enumerate(found):
        by_left[a.iri].append(number)
        by_right[b.iri].append(number)
    result = []
    for number, (a, b, days) in enumerate(found):
        close = abs(days) <= _NEAR
        alone = (close and rivals_right[b.iri] == 1, close and rivals_left[a.iri] == 1)
        leads = (_lead(number, by_right[b.iri], fits), _lead(number, by_left[a.iri], fits))
        more = (*map(float, alone), float(all(alone)), *leads)
        result.append(Pair(a.iri, b.iri, (*own[number].values(), *more)))
    return result


class _Weights:
    """Weigh words by how few titles have them (inverse document frequency)."""

    def __init__(self, records: Iterable[AgreementRecord]) -> None:
        titles = [title for record in records for title in record.titles[:1]]
        self._counts = Counter(word for title in titles for word in set(words(title)))
        self._total = len(titles)

    def cover(self, one: str, other: str) -> tuple[float, float]:
        """Tell what part of each text's weight the other has; the greater first."""
        left, right = set(words(one)) - STOP, set(words(other)) - STOP
        if not left or not right:
            return 0.0, 0.0
        parts = [self._part(a, b) for a, b in ((left, right), (right, left))]
        return max(parts), min(parts)

    def _part(self, these: set[str], those: set[str]) -> float:
        # Sorted, for the sum of floats depends on the order.
        weights = {word: math.log((self._total + 1) / (self._counts[word] + 0.5)) for word in sorted(these)}
        whole = sum(weights.values())
        return sum(weight for word, weight in weights.items() if shares(word, those)) / whole if whole else 0.0


def _candidates(
    left: Sequence[AgreementRecord], right: Sequence[AgreementRecord]
) -> Iterable[tuple[AgreementRecord, AgreementRecord, int]]:
    by_day: dict[int, list[AgreementRecord]] = defaultdict(list)
    for record in left:
        if record.date is not None:
            by_day[record.date.toordinal()].append(record)
    for other in right:
        if other.date is None:
            continue
        day = other.date.toordinal()
        for days in range(-WINDOW, WINDOW + 1):
            for record in by_day.get(day + days, ()):
                if record.countries & other.countries:
                    yield record, other, days


def _own(a: AgreementRecord, b: AgreementRecord, days: int, weights: _Weights) -> Mapping[str, float]:
    covers = [weights.cover(one, other) for one in a.titles for other in b.titles]
    cover = max(covers, default=(0.0, 0.0))
    ratio = max(fuzz.token_set_ratio(" ".join(words(x)), " ".join(words(y))) for x in a.titles for y in b.titles)
    said = " ".join(word for text in (*a.parties, *a.others, *a.titles) for word in words(text))
    named = [_named(name, said) for name in b.parties]
    rebels = [_named(name, said) for name in b.parties if "government of" not in name.casefold()]
    shared = len(a.themes & b.themes)
    numbers = ordinals(a.titles[0]), ordinals(b.titles[0])
    return {
        "same day": float(days == 0),
        "within a day": float(abs(days) <= 1),
        "within a week": float(abs(days) <= 7),
        "days apart": abs(days) / WINDOW,
        "title cover": cover[0],
        "title cover, the lesser": cover[1],
        "title ratio": ratio / 100,
        "parties named": _mean(named, 0.0),
        "parties but governments named": _mean(rebels, 0.5),
        "title in comment": max(weights.cover(a.titles[0], b.comment)[0], weights.cover(b.titles[0], a.comment)[0]),
        "themes shared": shared / max(1, len(a.themes | b.themes)),
        "themes covered": shared / max(1, len(b.themes)),
        "ordinals": 0.0 if not all(numbers) else 1.0 if numbers[0] & numbers[1] else -1.0,
        "title among parties": weights.cover(b.titles[0], " ".join((*a.parties, *a.others)))[0],
    }


def _named(name: str, said: str) -> float:
    """Tell what part of a name's words is said."""
    parts = [word for word in words(name) if word not in STOP and len(word) > 2]
    return sum(word in said for word in parts) / max(1, len(parts))


def _mean(values: Sequence[float], otherwise: float) -> float:
    return sum(values) / len(values) if values else otherwise


def _fit(own: Mapping[str, float]) -> float:
    """Tell how well a pair fits, to compare it with its rivals."""
    return (
        own["title cover"]
        + own["title cover, the lesser"]
        + own["same day"]
        + 0.5 * (own["title in comment"] + own["parties but governments named"] + own["ordinals"])
        + 0.3 * own["themes covered"]
    )


def _lead(number: int, rivals: Sequence[int], fits: Sequence[float]) -> float:
    best = max((fits[rival] for rival in rivals if rival != number), default=None)
    return 1.5 if best is None else max(-1.5, min(1.5, fits[number] - best))
