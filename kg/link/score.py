"""The score: how probable it is that a pair is one and the same, by logistic regression.

The weights are learnt from pairs that people have linked. With few of them, and features that repeat each other, they
are held small (ridge, Hoerl and Kennard 1970; fitted by Newton's method, Hastie et al., The Elements of Statistical
Learning, 4.4.1). What comes out is calibrated: of pairs with a score of 0.9, nine in ten are right, as far as the pairs
learnt from are like the others.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

__all__ = ["Model", "assign", "fit", "threshold"]

_ROUNDS: Final = 300
_SETTLED: Final = 1e-9


@dataclass(frozen=True, slots=True)
class Model:
    """Hold the weights: of the constant first, then of each feature by its name."""

    constant: float
    weights: Mapping[str, float]

    def scores(self, values: Sequence[Sequence[float]]) -> list[float]:
        """Return the probability of each pair, rounded so that it is the same on every machine."""
        weights = np.array(list(self.weights.values()))
        sums = np.array(values, dtype=float).reshape(len(values), len(weights)) @ weights + self.constant
        return [round(float(p), 6) for p in 1 / (1 + np.exp(-sums))]


def fit(names: Sequence[str], values: Sequence[Sequence[float]], truth: Sequence[bool], *, ridge: float = 1.0) -> Model:
    """Learn the weights.

    Args:
        names: The features.
        values: Those of each pair.
        truth: Whether each is one and the same.
        ridge: How strongly weights are held small.
    """
    x = np.column_stack([np.ones(len(values)), np.array(values, dtype=float)])
    y = np.array(truth, dtype=float)
    weights = np.zeros(x.shape[1])
    for _ in range(_ROUNDS):
        p = 1 / (1 + np.exp(-x @ weights))
        curvature = x.T @ (x * (p * (1 - p) + 1e-6)[:, None]) + ridge * np.eye(x.shape[1])
        step = np.linalg.solve(curvature, x.T @ (p - y) + ridge * weights)
        weights -= step
        if float(np.abs(step).max()) < _SETTLED:
            break
    return Model(float(weights[0]), {name: float(w) for name, w in zip(names, weights[1:], strict=True)})


def assign(
    scored: Mapping[tuple[str, str], float], least: float, *, many: bool = False
) -> dict[tuple[str, str], float]:
    """Choose pairs so that nothing is linked twice: the surest first, of equals by name.

    Args:
        scored: The scores of the pairs.
        least: The least score of a link.
        many: Whether several of the left may be linked with one of the right.

    >>> assign({("a", "x"): 0.9, ("a", "y"): 0.8, ("b", "x"): 0.7, ("b", "y"): 0.6}, 0.5)
    {('a', 'x'): 0.9, ('b', 'y'): 0.6}
    """
    chosen: dict[tuple[str, str], float] = {}
    left: set[str] = set()
    right: set[str] = set()
    for (one, other), score in sorted(scored.items(), key=lambda item: (-item[1], item[0])):
        if score >= least and one not in left and (many or other not in right):
            chosen[one, other] = score
            left.add(one)
            right.add(other)
    return chosen


def threshold(
    chosen: Mapping[tuple[str, str], float], right: Mapping[tuple[str, str], bool], precision: float
) -> float:
    """Return the least score at which so large a part of the links is right; 1 if there is none.

    Args:
        chosen: Links with their scores.
        right: Whether a link is right, for those of which it is known.
        precision: The part that is to be right.
    """
    best, hits, total = 1.0, 0, 0
    for pair, score in sorted(chosen.items(), key=lambda item: (-item[1], item[0])):
        if pair in right:
            total += 1
            hits += right[pair]
            if hits / total >= precision:
                best = score
    return best
