"""A tally: how many were wanted, how many were found, and how many of these are right."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Tally"]


@dataclass(frozen=True, slots=True)
class Tally:
    """Be the counts that precision and recall are made of.

    Args:
        hits: What was found and is right; a type that is only near counts half.
        gold: What the annotation has.
        found: What the graph has.

    >>> (Tally(1, 2, 1) + Tally(1, 1, 2)).f1
    0.6666666666666666
    """

    hits: float = 0
    gold: int = 0
    found: int = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(self.hits + other.hits, self.gold + other.gold, self.found + other.found)

    @property
    def precision(self) -> float | None:
        """How much of what was found is right; None where nothing was."""
        return self.hits / self.found if self.found else None

    @property
    def recall(self) -> float | None:
        """How much of what was wanted was found; None where nothing was wanted."""
        return self.hits / self.gold if self.gold else None

    @property
    def f1(self) -> float | None:
        """The harmonic mean of both; None where nothing was wanted and nothing found."""
        total = self.gold + self.found
        return 2 * self.hits / total if total else None

    @property
    def is_perfect(self) -> bool:
        """Whether all that was wanted was found and nothing else."""
        return self.hits == self.gold == self.found
