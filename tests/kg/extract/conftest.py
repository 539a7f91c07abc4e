"""Extraction of small texts: the model is loaded once, and a text that was read is not read again."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from functools import cache

import pytest

from kg.document.model import DocumentKind, SourceDocument
from kg.extract.frames import Extraction
from kg.extract.pipeline import extract
from kg.extract.read import read
from kg.extract.reading import Reading
from kg.extract.sentence import Sentence, parse
from kg.text.clean import clean
from kg.text.normalise import normalise
from kg.text.segment import segment

#: What an act comes down to: how it binds, whom, and in which words.
Act = tuple[str, frozenset[str], str]

_TREATY = """Treaty between the Republic of {0} and the Republic of {1}

The Republic of {0} and the Republic of {1} have agreed as follows:

Article 1

{2}
"""

_RESOLUTION = """Resolution 9001 (2031)

The Security Council,

{1}

1. {0};

2. Decides to remain seized of the matter.
"""


def _document(text: str, kind: str | None = None, day: str | None = None) -> SourceDocument:
    return SourceDocument(
        text=normalise(text),
        kind=DocumentKind[kind] if kind else None,
        date=datetime.date.fromisoformat(day) if day else None,
    )


@pytest.fixture(scope="session")
def extracted() -> Callable[..., Extraction]:
    """Return what extracts a text of a kind ("NEWS", "AGREEMENT", "RESOLUTION", "REPORT") and a day."""
    return cache(lambda text, kind=None, day=None: extract(_document(text, kind, day)))


@pytest.fixture(scope="session")
def reading_of() -> Callable[..., Reading]:
    """Return what reads a text without making frames of it."""
    return cache(lambda text, kind=None, day=None: read(_document(text, kind, day)))


@pytest.fixture(scope="session")
def parsed() -> Callable[[str], Sentence]:
    """Return what parses one sentence."""

    def one(text: str) -> Sentence:
        (sentence,) = parse(clean(text), segment(text), formal=True)
        return sentence

    return cache(one)


@pytest.fixture(scope="session")
def labels() -> Callable[..., frozenset[str]]:
    """Return what names the actors or places of some keys."""

    def of(extraction: Extraction, keys: tuple[str, ...]) -> frozenset[str]:
        known = {frame.key: frame.label for frame in (*extraction.actors, *extraction.places)}
        return frozenset(known[key] for key in keys)

    return of


@pytest.fixture(scope="session")
def acts(labels: Callable[..., frozenset[str]]) -> Callable[[Extraction], list[Act]]:
    """Return what reduces the commitments of an extraction to their acts."""
    return lambda found: [(c.modality.value, labels(found, c.obligors), c.action) for c in found.commitments]


@pytest.fixture(scope="session")
def in_treaty(extracted: Callable[..., Extraction]) -> Callable[..., Extraction]:
    """Return what extracts a sentence as the only article of a treaty between two states."""
    return lambda sentence, one="Peru", other="Ecuador": extracted(_TREATY.format(one, other, sentence), "AGREEMENT")


@pytest.fixture(scope="session")
def in_resolution(extracted: Callable[..., Extraction]) -> Callable[..., Extraction]:
    """Return what extracts a sentence as the first paragraph of a resolution on Chad and Libya."""
    preamble = "Considering the dispute between Chad and Libya,"
    return lambda sentence, before=preamble: extracted(_RESOLUTION.format(sentence, before), "RESOLUTION", "2031-05-04")


@pytest.fixture(scope="session")
def in_news(extracted: Callable[..., Extraction]) -> Callable[..., Extraction]:
    """Return what extracts a paragraph of a report of 4 March 2021, a Thursday."""
    return lambda text: extracted(text, "NEWS", "2021-03-04")


@pytest.fixture(scope="session")
def same_acts() -> Callable[[list[Act], list[tuple[str, set[str], str]]], bool]:
    """Return what tells whether acts are those expected, each with the words that it must hold."""

    def compare(found: list[Act], expected: list[tuple[str, set[str], str]]) -> bool:
        return len(found) == len(expected) and all(
            modality == wanted and bound == obligors and words in action
            for (modality, bound, action), (wanted, obligors, words) in zip(found, expected, strict=True)
        )

    return compare
