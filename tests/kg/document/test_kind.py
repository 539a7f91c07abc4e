import pytest

from kg.document.kind import parse_kind
from kg.document.model import DocumentKind
from kg.errors import InputError


@pytest.mark.parametrize("kind", list(DocumentKind))
def test_the_names_of_the_contract_mean_themselves_in_any_case(kind: DocumentKind):
    assert parse_kind(kind) is kind
    assert parse_kind(kind.upper()) is kind


@pytest.mark.parametrize(
    ("word", "kind"),
    [
        ("news article", DocumentKind.NEWS),
        ("news digest", DocumentKind.NEWS),
        ("News-Digest", DocumentKind.NEWS),
        ("  news_article ", DocumentKind.NEWS),
        ("encyclopedia", DocumentKind.REPORT),
        ("report", DocumentKind.REPORT),
        ("Treaty", DocumentKind.AGREEMENT),
        ("agreement", DocumentKind.AGREEMENT),
        ("RESOLUTION", DocumentKind.RESOLUTION),
    ],
)
def test_everyday_words(word: str, kind: DocumentKind):
    assert parse_kind(word) is kind


def test_another_word_is_refused_with_the_words_there_are():
    with pytest.raises(InputError) as caught:
        parse_kind("poem", source="source.toml", line=3)
    assert str(caught.value) == "source.toml, line 3: 'poem' is no kind of document"
    assert "treaty" in caught.value.hint
    assert "NewsArticle" in caught.value.hint
