"""What kind of document a text is."""

from __future__ import annotations

import pytest

from kg.document.model import DocumentKind, SourceDocument
from kg.extract.kind import document_kind
from kg.text.segment import segment

RESOLUTION = "Resolution 9001 (2031)\n\nThe Security Council,\n\n1. Calls upon Chad to withdraw;\n"
ASSEMBLY = "The General Assembly,\n\nNoting the dispute,\n\n1. Calls upon Chad to withdraw;\n"
TREATY = "Peru and Ecuador have agreed as follows:\n\nArticle 1\n\nThe Parties shall open the road.\n"
OLD_TREATY = "Articles of a treaty made and concluded at Fort Reed between the United States and the Reed tribe.\n"
NEWS = "Chad and Sudan signed a truce, officials said on Monday.\n"
BARE = "Agreement between Chad and Sudan\n\n1. Chad shall leave the valley.\n2. Sudan shall free all prisoners.\n"
REPORT = "The mission counted forty posts along the river and nine wells.\n"
BY_LINE = "Truce Holds in the Valley\nBy Jane Doe\nMarch 5, 2021\n\nThe two armies kept apart all day.\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (RESOLUTION, DocumentKind.RESOLUTION),
        (ASSEMBLY, DocumentKind.RESOLUTION),
        (TREATY, DocumentKind.AGREEMENT),
        (OLD_TREATY, DocumentKind.AGREEMENT),
        (NEWS, DocumentKind.NEWS),
        (BY_LINE, DocumentKind.NEWS),
        (REPORT, DocumentKind.REPORT),
        (BARE, DocumentKind.AGREEMENT),
        (BARE + "Both sides signed it on Monday, officials said.\n", DocumentKind.NEWS),
        ("", DocumentKind.REPORT),
    ],
)
def test_the_kind_is_told_from_the_text(text: str, expected: DocumentKind) -> None:
    assert document_kind(SourceDocument(text=text), segment(text)) is expected


@pytest.mark.parametrize("kind", list(DocumentKind))
def test_a_kind_that_was_given_stands(kind: DocumentKind) -> None:
    assert document_kind(SourceDocument(text=RESOLUTION, kind=kind), segment(RESOLUTION)) is kind


def test_news_that_names_a_resolution_is_news() -> None:
    text = "Chad welcomed the vote, officials said. The Council had passed Resolution 9001 (2031) on Friday.\n"
    assert document_kind(SourceDocument(text=text), segment(text)) is DocumentKind.NEWS
