"""Match: which frame of the software a review is about, now that the text may have been read anew."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, auto
from typing import Final

from kg.review.frame import Frame, reading
from kg.review.review import Review, Status

__all__ = ["Fit", "Match", "match", "spans_of"]

#: How much of the characters that either covers two passages must share, so that they can be of one frame.
_SHARED: Final = 0.5
_SPAN: Final = re.compile(r"(\d+)-(\d+)")


class Fit(Enum):
    """Name how what the software finds now fits what was reviewed."""

    SAME = auto()
    DIFFERENT = auto()
    GONE = auto()


@dataclass(frozen=True, slots=True)
class Match:
    """Be how a review fits: the key of the frame that it is about now, or None where there is none."""

    fit: Fit
    key: str | None = None


def match(reviews: Mapping[str, Review], frames: Mapping[str, Frame]) -> dict[str, Match]:
    """Find what each review is about, each frame taken once.

    A review is about the frame that reads as the one reviewed did: of the same type, in the same passages, with the
    same slots; the key does not matter. Where there is none, it is about one of its type in a passage that is the same
    or shares most of its characters. What a person added is only matched with what says the same.
    """
    by_reading: dict[str, list[str]] = {}
    for key in sorted(frames):
        by_reading.setdefault(reading(frames[key]), []).append(key)
    found: dict[str, Match] = {}
    taken: set[str] = set()
    for key in sorted(reviews):
        told = _told(reviews[key])
        same = [other for other in by_reading.get(told, ()) if other not in taken]
        if same:
            chosen = key if key in same else same[0]
            found[key] = Match(Fit.SAME, chosen)
            taken.add(chosen)
    pairs = []
    for key in sorted(reviews.keys() - found.keys()):
        if reviews[key].status is Status.ADDED:
            continue
        kind, chars = spans_of(_told(reviews[key]))
        for other in sorted(frames.keys() - taken):
            if frames[other].type == kind:
                share = _share(chars, _characters(frames[other]))
                if share >= _SHARED or key == other:
                    pairs.append((key != other, -share, key, other))
    for _, _, key, other in sorted(pairs):
        if key not in found and other not in taken:
            found[key] = Match(Fit.DIFFERENT, other)
            taken.add(other)
    return {key: found.get(key, Match(Fit.GONE)) for key in sorted(reviews)}


def spans_of(told: str) -> tuple[str, frozenset[int]]:
    """Return the type and the characters of a reading."""
    head, _, _ = told.partition("\n")
    kind, _, spans = head.partition(" ")
    return kind, frozenset(at for start, end in _SPAN.findall(spans) for at in range(int(start), int(end)))


def _told(review: Review) -> str:
    if review.status is Status.ADDED and review.frame is not None:
        return reading(review.frame)
    return review.found or ""


def _characters(frame: Frame) -> frozenset[int]:
    return frozenset(at for span in frame.evidence for at in range(span.start, span.end))


def _share(one: frozenset[int], other: frozenset[int]) -> float:
    return len(one & other) / len(one | other) if one and other else 0.0
