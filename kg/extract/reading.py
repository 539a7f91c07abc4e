"""A reading: a document with everything about it that rules for frames look at."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from kg.document.model import DocumentKind, SourceDocument
from kg.extract.entities.find import Entities
from kg.extract.sentence import Sentence
from kg.text.quantities import QuantityMention
from kg.text.segment import Block, BlockKind
from kg.text.times import TimeMention

__all__ = ["Reading", "Subject"]

_T = TypeVar("_T", TimeMention, QuantityMention)


@dataclass(frozen=True, slots=True)
class Subject:
    """Be a grammatical subject that was resolved to actors, for pronouns after it to refer to."""

    position: int
    keys: tuple[str, ...]
    plural: bool


@dataclass(frozen=True, slots=True)
class Reading:
    """Hold what was seen in a document, layer upon layer.

    Args:
        document: The document.
        kind: Its class, given or told from the text.
        cleaned: Its text as the parser saw it, as long as the original.
        blocks: Titles, paragraphs, articles, items, signatures.
        sentences: The parsed sentences.
        entities: Actors and places, and where they are named.
        times: Dates, ranges, durations and deadlines.
        quantities: Measured values.
        parties: The actors that the document binds, or that made the agreement it tells of.
        subjects: The subjects of its clauses, in the order of the text.
        affiliations: For each person whose side is known, whom they act for.
        opponents: The two that a resolution addresses as "both parties".
    """

    document: SourceDocument
    kind: DocumentKind
    cleaned: str
    blocks: tuple[Block, ...]
    sentences: tuple[Sentence, ...]
    entities: Entities
    times: tuple[TimeMention, ...]
    quantities: tuple[QuantityMention, ...]
    parties: tuple[str, ...] = ()
    subjects: Sequence[Subject] = ()
    affiliations: Mapping[str, str] = field(default_factory=dict)
    opponents: tuple[str, ...] = ()

    def times_in(self, start: int, end: int) -> list[TimeMention]:
        """Return the time expressions that lie in a stretch of the text."""
        return _between(self.times, start, end)

    def quantities_in(self, start: int, end: int) -> list[QuantityMention]:
        """Return the quantities that lie in a stretch of the text."""
        return _between(self.quantities, start, end)

    def block_of(self, sentence: Sentence) -> Block:
        """Return the block that a sentence stands in."""
        return self.blocks[sentence.block]

    def is_headline(self, sentence: Sentence) -> bool:
        """Tell whether a sentence is a title that capitalises every word, and so cannot be parsed."""
        if self.block_of(sentence).kind is not BlockKind.TITLE:
            return False
        words = [token for token in sentence.tokens if token.is_alpha and len(token) > 3]
        return not words or sum(token.text[0].isupper() for token in words) > 0.7 * len(words)

    def around(self, sentence: Sentence) -> list[Block]:
        """Return the blocks around a sentence, the innermost first."""
        found: list[Block] = []
        index: int | None = sentence.block
        while index is not None:
            found.append(self.blocks[index])
            index = self.blocks[index].parent
        return found


def _between(items: Sequence[_T], start: int, end: int) -> list[_T]:
    low = bisect_left(items, start, key=lambda item: item.span.start)
    high = bisect_left(items, end, key=lambda item: item.span.start)
    return [item for item in items[max(0, low - 1) : high] if item.span.end <= end and item.span.end > start]
