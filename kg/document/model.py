"""A source document: a text and who said it, when and where."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from enum import StrEnum

from kg.text.normalise import normalise, sha256
from kg.text.span import Span

__all__ = ["DocumentKind", "Original", "SourceDocument"]


class DocumentKind(StrEnum):
    """Name the classes of the contract that a document can have."""

    NEWS = "NewsArticle"
    AGREEMENT = "AgreementText"
    RESOLUTION = "Resolution"
    REPORT = "Report"


@dataclass(frozen=True, slots=True, kw_only=True)
class Original:
    """Be the file that a text was read from.

    Args:
        sha256: The hexadecimal SHA-256 of its bytes.
        media_type: What it is, as in ``application/pdf``.
    """

    sha256: str
    media_type: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceDocument:
    r"""Be a text that was read, with what is known about it.

    Args:
        text: The text, normalised (NFC, ``\n`` line ends).
        kind: Its class, or None where it must be told from the text.
        date: The day it was published or adopted; relative dates count from it.
        title: Its title.
        creator: Its author.
        publisher: Who published it.
        source: Its address.
        licence: Who may do what with it.
        name: A short name for messages: the file it came from.
        original: The file it was read from, or None where it came as a text.

    Raises:
        ValueError: If the text is not normalised.
    """

    text: str
    kind: DocumentKind | None = None
    date: datetime.date | None = None
    title: str | None = None
    creator: str | None = None
    publisher: str | None = None
    source: str | None = None
    licence: str | None = None
    name: str = "text"
    original: Original | None = None
    sha256: str = field(init=False)

    def __post_init__(self) -> None:
        if normalise(self.text) != self.text:
            raise ValueError("the text of a document must be normalised")
        object.__setattr__(self, "sha256", sha256(self.text))

    def span(self, start: int, end: int) -> Span:
        """Cut a span out of the text."""
        return Span.of(self.text, start, end)
