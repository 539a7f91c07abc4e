"""A span: a stretch of a text that knows what it says."""

from __future__ import annotations

from dataclasses import dataclass

from kg.errors import EvidenceError

__all__ = ["Span"]


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Be the stretch ``text[start:end]`` of one normalised text.

    Args:
        start: The first code point, counted from 0.
        end: The code point after the last.
        exact: What stands there.

    Raises:
        EvidenceError: If the offsets do not enclose as many code points as ``exact`` has.

    >>> Span.of("Russia and Turkey", 11, 17)
    Span(start=11, end=17, exact='Turkey')
    """

    start: int
    end: int
    exact: str

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end or self.end - self.start != len(self.exact):
            raise EvidenceError(
                f"a passage of {len(self.exact)} characters cannot stand at {self.start}–{self.end}",
                offset=self.start,
            )

    @classmethod
    def of(cls, text: str, start: int, end: int) -> Span:
        """Cut a span out of a text.

        Raises:
            EvidenceError: If the offsets are outside the text or enclose nothing.
        """
        if not 0 <= start < end <= len(text):
            raise EvidenceError(f"{start}–{end} is outside the text of {len(text)} characters", offset=start)
        return cls(start, end, text[start:end])

    def verify(self, text: str) -> None:
        """Check that the text says what the span says.

        Raises:
            EvidenceError: If it does not.
        """
        found = text[self.start : self.end]
        if found != self.exact:
            raise EvidenceError(f"the text says {found!r}, the passage {self.exact!r}", offset=self.start)

    def overlaps(self, other: Span) -> bool:
        """Tell whether the two share a code point."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        """Tell whether the other lies wholly inside this one."""
        return self.start <= other.start and other.end <= self.end
