"""The pace of a long run: how many a second, and how long the rest will take."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field
from typing import Final

__all__ = ["Pace", "in_words", "rate_in_words"]

#: The pace is that of so many last seconds, so that what was skipped in a moment does not count.
_LAST: Final = 30.0


@dataclass(slots=True)
class Pace:
    """Measure how fast a count grows; the caller says what time it is."""

    _samples: deque[tuple[float, int]] = field(default_factory=deque)

    def add(self, now: float, done: int) -> None:
        """Note how many are done."""
        self._samples.append((now, done))
        while now - self._samples[0][0] > _LAST and len(self._samples) > 2:
            self._samples.popleft()

    @property
    def rate(self) -> float | None:
        """How many are done in a second, or None where that cannot be told yet."""
        if len(self._samples) < 2:
            return None
        (start, first), (end, last) = self._samples[0], self._samples[-1]
        return (last - first) / (end - start) if end > start and last > first else None

    def remaining(self, total: int) -> float | None:
        """How many seconds the rest will take, or None where that cannot be told yet."""
        rate = self.rate
        return (total - self._samples[-1][1]) / rate if rate else None


def rate_in_words(rate: float) -> str:
    """Say a rate so that the number is not too small.

    >>> rate_in_words(12.34), rate_in_words(0.2)
    ('12.3 a second', '12.0 a minute')
    """
    return f"{rate:.1f} a second" if rate >= 1 else f"{rate * 60:.1f} a minute"


def in_words(seconds: float) -> str:
    """Say a time in its two largest units.

    >>> in_words(3725), in_words(59), in_words(130)
    ('1 h 02 min', '59 s', '2 min 10 s')
    """
    whole = round(seconds)
    hours, minutes = whole // 3600, whole % 3600 // 60
    if hours:
        return f"{hours} h {minutes:02} min"
    return f"{minutes} min {whole % 60:02} s" if minutes else f"{whole} s"
