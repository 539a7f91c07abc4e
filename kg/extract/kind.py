"""Tell what kind of document a text is, where nobody has said."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from kg.document.model import DocumentKind, SourceDocument
from kg.text.segment import Block, BlockKind

__all__ = ["document_kind"]

_RESOLUTION = re.compile(
    r"\A\s*(?:\S+\s+){0,6}?(?:resolution\s+\d+\s*\(\d{4}\)|\d+\s*\(\d{4}\)\.?\s+resolution\b)"
    r"|^\s*the\s+(?:security council|general assembly)\s*,\s*$",
    re.IGNORECASE | re.MULTILINE,
)
_TREATY = re.compile(
    r"\b(?:in\s+(?:testimony|witness|faith)\s+whereof|have\s+agreed\s+(?:as\s+follows|upon\s+the\s+following|on\s+the\s+following|to\s+the\s+following)"
    r"|high\s+contracting\s+part|contracting\s+parties|(?:treaty|convention|articles|agreement)\W+(?:\w+\W+){0,6}(?:made\s+and\s+)?(?:concluded|entered\s+into)\s+(?:at|by|between)"
    r"|hereby\s+(?:agree|declare|cede)|the\s+parties\s+shall)\b",
    re.IGNORECASE,
)
_SHALL = re.compile(r"\bshall\b")
_BINDS = re.compile(r"\b(?:shall|will|undertakes?|commits?|agrees?)\b")
_REPORTING = re.compile(r"\b(?:said|told|announced|reported|tweeted)\b")


def document_kind(document: SourceDocument, blocks: Sequence[Block]) -> DocumentKind:
    """Return the kind that a document was given, or the one that its text shows.

    Args:
        document: The document.
        blocks: Its blocks.
    """
    if document.kind is not None:
        return document.kind
    if _RESOLUTION.search(document.text[:3000]):
        return DocumentKind.RESOLUTION
    shapes = Counter(block.kind for block in blocks)
    if _is_titled(blocks) and _REPORTING.search(document.text) is None:
        return DocumentKind.AGREEMENT
    formal = shapes[BlockKind.ARTICLE] + shapes[BlockKind.CLOSING] + shapes[BlockKind.PREAMBLE]
    if formal >= 2 or _is_laid_down(document, blocks) or (_TREATY.search(document.text) and not shapes[BlockKind.POST]):
        return DocumentKind.AGREEMENT
    return (
        DocumentKind.NEWS
        if shapes[BlockKind.POST]
        or shapes[BlockKind.BYLINE]
        or shapes[BlockKind.DATELINE]
        or _REPORTING.search(document.text)
        else DocumentKind.REPORT
    )


#: A title of an agreement's own text, which says between whom it is.
_TITLED = re.compile(
    r"\A\W*(?:\w+\W+){0,3}?(?:agreement|treaty|accord|protocol|memorandum|convention|declaration|arrangement)\b[^.]*\bbetween\b",
    re.IGNORECASE,
)


def _is_titled(blocks: Sequence[Block]) -> bool:
    """Tell whether a text opens with the title of an agreement and lays down what its parties shall do."""
    first = next(iter(blocks), None)
    if first is None or first.kind not in {BlockKind.TITLE, BlockKind.HEADING} or not _TITLED.match(first.span.exact):
        return False
    return sum(bool(_BINDS.search(block.span.exact)) for block in blocks[1:]) >= 2


def _is_laid_down(document: SourceDocument, blocks: Sequence[Block]) -> bool:
    """Tell whether a text is a list of clauses that bind, and nobody reports them: "1. Peru shall withdraw …"."""
    points = [block for block in blocks if block.kind is BlockKind.ITEM]
    binding = [block for block in points if _SHALL.search(block.span.exact)]
    return len(binding) >= 2 and 2 * len(binding) > len(points) and _REPORTING.search(document.text) is None
