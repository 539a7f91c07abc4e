"""Told: what a model had a part in, for the provenance of a document; and what of its answers was dropped."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from kg.extract.llm.options import Extractor

__all__ = ["Told"]


@dataclass(frozen=True, slots=True)
class Told:
    """Be what a model told of a document.

    Args:
        extractor: What was asked.
        frames: The keys of the frames that are from the model, each with the slots that it filled; none means all.
        kept: How many items or slots of its answers were taken.
        dropped: How many were dropped, because the document does not say them.
        requests: How often it was asked.
    """

    extractor: Extractor
    frames: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    kept: int = 0
    dropped: int = 0
    requests: int = 0

    @property
    def sentence(self) -> str:
        """What is to be said of it, in a sentence."""
        what = "frames" if self.extractor.method == "llm" else "slots"
        return (
            f"{self.extractor.described}: asked {self.requests} times, {self.kept} {what} taken, {self.dropped} "
            "answers dropped because the document does not say them"
        )
