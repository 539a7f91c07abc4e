"""Check: whether the document says what a model answered; what it does not say is told to the model, and dropped."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from kg.errors import EvidenceError, InputError
from kg.extract.authority.fold import fold_phrase
from kg.extract.frames import ActorType
from kg.extract.llm.answer import AgreementItem, Answer, CommitmentItem, Fill, Item, Kind, NamedActor, slots_of
from kg.extract.llm.locate import locate, words_within
from kg.extract.llm.resolve import Meant, resolve
from kg.extract.llm.terms import agreement_types, themes
from kg.extract.reading import Reading
from kg.text.span import Span

__all__ = ["Checked", "Part", "check_fill", "check_item", "types_of"]

_ADDRESSED: Final = Path(__file__).parent / "data" / "addressed.txt"
#: Slots with one value.
_SINGLE: Final = frozenset({Kind.MOMENT, Kind.DURATION, Kind.COUNT, Kind.WORDS})


@dataclass(frozen=True, slots=True)
class Part:
    """Be the stretch of a document that a model was shown."""

    reading: Reading
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Checked:
    """Be an item that the document says.

    Args:
        item: What the model answered.
        evidence: Where the document says it.
        values: The values of the slots that could be read.
        problems: What is wrong with the others, each in a sentence.
    """

    item: Item
    evidence: tuple[Span, ...]
    values: Mapping[str, Meant]
    problems: tuple[str, ...] = ()


def types_of(answer: Answer) -> dict[str, ActorType]:
    """Return the type that an answer gives to each name."""
    return {fold_phrase(actor.name): actor.type for actor in answer.actors}


def check_item(part: Part, item: Item, types: dict[str, ActorType]) -> Checked:
    """Find the quotes of an item in the document, and the words of its slots in these.

    Args:
        part: What the model was shown.
        item: What it answered.
        types: The types that it gave to names.

    Raises:
        EvidenceError: If the document does not say one of its quotes, or it says to no list what is chosen from one.
    """
    evidence = tuple(dict.fromkeys(_passage(part, quote) for quote in item.quotes))
    _check_choices(item)
    values: dict[str, Meant] = {}
    problems: list[str] = []
    for name, kind in slots_of(type(item)).items():
        told = getattr(item, name)
        words = tuple(told) if isinstance(told, tuple) else (told,) if told is not None else ()
        if not words:
            continue
        try:
            values[name] = _read(part.reading, name, kind, words, evidence, types)
        except InputError as error:
            problems.append(str(error))
    if isinstance(item, NamedActor) and problems:
        raise EvidenceError(problems[0])
    return Checked(item, evidence, values, tuple(problems))


def check_fill(part: Part, fill: Fill, kind: Kind) -> tuple[Span, Meant]:
    """Find the quote of a fill in the document, and what its words stand for.

    Raises:
        EvidenceError: If the document does not say the quote.
        InputError: If the words do not stand in it, or stand for nothing of that kind.
    """
    passage = _passage(part, fill.quote)
    return passage, _read(part.reading, fill.slot, kind, fill.words, (passage,), {})


def _passage(part: Part, quote: str) -> Span:
    text = part.reading.document.text
    span = locate(text, quote, part.start, part.end)
    start, end = _sentence(text, span)
    if any(pattern.search(text, start, end) for pattern in _addressed()):
        raise EvidenceError(f"“{span.exact}” tells a reader or a machine what to do and states nothing")
    return span


def _sentence(text: str, span: Span) -> tuple[int, int]:
    """Return the lines' sentences around a passage, by full stops and empty lines alone."""
    before = [match.end() for match in re.finditer(r"[.!?]\s|\n\s*\n", text[max(0, span.start - 600) : span.start])]
    start = max(0, span.start - 600) + (before[-1] if before else 0)
    after = re.compile(r"[.!?](?=\s|$)|\n\s*\n").search(text, span.end - 1, min(len(text), span.end + 600))
    return start, after.end() if after else min(len(text), span.end + 600)


@cache
def _addressed() -> tuple[re.Pattern[str], ...]:
    lines = _ADDRESSED.read_text(encoding="utf-8").splitlines()
    return tuple(re.compile(line, re.IGNORECASE) for line in lines if line and not line.startswith("#"))


def _check_choices(item: Item) -> None:
    if isinstance(item, CommitmentItem) and (unknown := [name for name in item.themes if name not in themes()]):
        raise EvidenceError(f"“{unknown[0]}” is no theme; use one of: {', '.join(themes())}")
    if isinstance(item, AgreementItem) and item.type not in agreement_types():
        raise EvidenceError(f"“{item.type}” is no type of agreement; use one of: {', '.join(agreement_types())}")


def _read(
    reading: Reading,
    name: str,
    kind: Kind,
    words: tuple[str, ...],
    evidence: tuple[Span, ...],
    types: dict[str, ActorType],
) -> Meant:
    if kind in _SINGLE and len(words) > 1:
        raise InputError(f"{name}: give one value, not {len(words)}")
    spans: list[Span] = []
    for word in words:
        span = words_within(reading.document.text, word, evidence)
        if span is None:
            raise InputError(f"{name}: “{word}” does not stand in the quote “{evidence[0].exact}”")
        spans.append(span)
    try:
        return resolve(reading, kind, tuple(spans), evidence, types)
    except InputError as error:
        raise InputError(f"{name}: {error.message}") from error
