"""Content: what a reader finds in a file."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from typing import Final

from kg.document.model import DocumentKind

__all__ = ["Content", "scrub"]

#: What no text has: control characters, halves of surrogate pairs, and code points that are no characters.
_JUNK: Final = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """Be the text of a file, not normalised yet, and what the file itself says of it."""

    text: str
    kind: DocumentKind | None = None
    date: datetime.date | None = None
    title: str | None = None
    creator: str | None = None
    publisher: str | None = None
    source: str | None = None
    licence: str | None = None


def scrub(text: str) -> str:
    r"""Take out what no text has; word processors and printers leave such things behind.

    >>> scrub("A\x0btruce\x00")
    'Atruce'
    """
    return _JUNK.sub("", text)
