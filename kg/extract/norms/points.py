"""Norms of a resolution's points: "Decides that all States shall prevent: (a) the sale …; (b) the supply …"."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.extract.frames import Modality
from kg.extract.norms.addressed import acts_after, addressees_of, infinitives, start_of
from kg.extract.norms.modality import modality_of
from kg.extract.norms.model import Norm
from kg.extract.norms.operative import Part, parts_of, trimmed
from kg.extract.norms.stated import bearer_of, clauses_of, main_of, modal_of_clause
from kg.extract.reading import Reading
from kg.extract.sentence import Sentence
from kg.extract.syntax import is_negated
from kg.text.segment import BlockKind

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["is_point", "leads_points", "led_by", "point_norms"]

_POINTS = frozenset({BlockKind.ITEM, BlockKind.BULLET})
#: What is created or named last in a lead-in does its tasks: "a Committee … to undertake the following tasks".
_TASKS = re.compile(
    r"\b(?:following\s+(?:\w+\s+){0,2}(?:tasks|functions|responsibilities|duties|powers)\b[^:]{0,200}"
    r"|(?:tasks?|functions?|mandate|responsibilities|duties|objectives|terms\s+of\s+reference)\b[^:]{0,60}):?\s*$"
)
#: Nouns of what is asked of somebody.
_DEMANDS = frozenset({"demand", "call", "request", "appeal"})
_BODIES = frozenset({"InternationalOrganization", "Organization", "GovernmentBody"})


@dataclass(frozen=True, slots=True)
class _Lead:
    """Be what a lead-in says of its points: who is bound, how, and whether it forbids them."""

    obligors: tuple[str, ...]
    modality: Modality
    forbidden: bool = False


def is_point(reading: Reading, sentence: Sentence) -> bool:
    """Tell whether a sentence is a point of a list that another line leads in."""
    block = reading.block_of(sentence)
    if block.kind not in _POINTS or block.parent is None:
        return False
    return reading.blocks[block.parent].kind not in {BlockKind.PREAMBLE, BlockKind.TITLE, BlockKind.ADOPTION}


def led_by(reading: Reading, sentence: Sentence) -> tuple[str, ...]:
    """Return whom the line above a point binds."""
    lead = _lead(reading, sentence)
    return lead.obligors if lead is not None else ()


def leads_points(reading: Reading, sentence: Sentence) -> bool:
    """Tell whether a sentence leads points in."""
    following = reading.sentences[sentence.index + 1 : sentence.index + 2]
    return any(is_point(reading, other) and sentence.block in _parents(reading, other) for other in following)


def point_norms(reading: Reading, sentence: Sentence) -> Iterator[Norm]:
    """Yield the norms of a point, bound as its lead-in says.

    Args:
        reading: The document.
        sentence: A sentence of the point.
    """
    lead = _lead(reading, sentence)
    tokens = trimmed([t for t in sentence.tokens if not t.is_space])
    if lead is None or not any(t.is_alpha for t in tokens):
        return
    acts = _acts(tokens)
    starts = [start_of(act) for act in acts]
    for index, act in enumerate(acts):
        stop = starts[index + 1] if index + 1 < len(acts) else tokens[-1].i + 1
        own = trimmed([t for t in tokens if (tokens[0].i if index == 0 else starts[index]) <= t.i < stop])
        if own:
            modality = modality_of(act, lead.modality) if act.pos_ in {"VERB", "AUX"} else lead.modality
            yield Norm(
                sentence=sentence,
                head=act,
                tokens=tuple(own),
                modality=Modality.PROHIBITION if lead.forbidden else modality,
                obligors=lead.obligors,
                said_by=act,
                parties_if_open=False,
            )


def _acts(tokens: list[Token]) -> list[Token]:
    """Return the acts of a point: its infinitives or bare verbs, else the noun that it is about."""
    led = [t for t in tokens if t.pos_ not in {"ADV", "PUNCT", "CCONJ", "NUM", "X"} and t.lower_ != "not"]
    if led and led[0].lower_ == "to":
        return infinitives(tokens) or [led[-1]]
    first = led[0] if led else tokens[0]
    if first.tag_ in {"VB", "VBP"} or (first.pos_ == "VERB" and first.dep_ == "ROOT"):
        return acts_after(first, tokens)
    root = tokens[0].sent.root
    noun = next((t for t in tokens if t.pos_ in {"NOUN", "PROPN"} and t.dep_ not in {"compound", "amod"}), first)
    return [root if root in tokens and root.pos_ in {"NOUN", "PROPN"} else noun]


def _above(reading: Reading, sentence: Sentence) -> Sentence | None:
    """Return the last sentence of the nearest block around a point that says anything itself."""
    for block in _parents(reading, sentence):
        index = bisect_right(reading.sentences, block, key=lambda other: other.block) - 1
        if index >= 0 and reading.sentences[index].block == block:
            return reading.sentences[index]
    return None


def _parents(reading: Reading, sentence: Sentence) -> Iterator[int]:
    parent = reading.block_of(sentence).parent
    while parent is not None:
        yield parent
        parent = reading.blocks[parent].parent


def _lead(reading: Reading, sentence: Sentence) -> _Lead | None:
    above = _above(reading, sentence)
    if above is None:
        return None
    parts = parts_of(above)
    if is_point(reading, above) and (not parts or parts[0].verb[0].tag_ != "VBZ"):
        return _lead(reading, above)
    return _said(reading, above, parts[-1]) if parts else None


def _said(reading: Reading, above: Sentence, part: Part) -> _Lead | None:
    """Return what the last part of a lead-in says of the points below it."""
    if part.role == "uphold":
        return _demanded(reading, above, part)
    if part.role not in {"ask", "allow", "own"}:
        return None
    modality = Modality.PERMISSION if part.role == "allow" else Modality.OBLIGATION
    rest = trimmed(list(part.rest))
    doers = _created(reading, above, rest)
    clauses = clauses_of(part)
    if clauses:
        clause = clauses[-1]
        modal = next((t for t in clause[-3:] if t.tag_ == "MD"), None)
        main = (
            modal.head
            if modal is not None and modal.head.i > modal.i
            else None
            if modal is not None
            else main_of(clause)
        )
        if main is None:  # "that all States shall not:"
            words = [t for t in clause[1:] if modal is None or t.i < modal.i]
            keys = addressees_of(reading, above, words)[1]
            denied = any(t.lower_ in {"not", "neither"} for t in clause[-2:])
            may = modal is not None and modal.lower_ == "may"
            return _Lead(
                doers or keys or _inside(reading, above, clause), Modality.PERMISSION if may else modality, denied
            )
        _, keys = bearer_of(reading, above, clause, main)
        said = modal_of_clause(main, main)
        if part.role == "own" and said is None and not doers:
            return None
        return _Lead(doers or keys or _inside(reading, above, clause), said or modality, is_negated(main))
    if part.role == "own":
        return _Lead(doers or reading.parties, modality)
    acts = infinitives(rest) if rest else []
    words = [t for t in rest if not acts or t.i < acts[0].i]
    keys = addressees_of(reading, above, [t for t in words if t.lower_ not in {"to", "not"}])[1]
    return _Lead(doers or keys, modality, bool(acts) and is_negated(acts[-1]))


def _demanded(reading: Reading, above: Sentence, part: Part) -> _Lead | None:
    """Return whom a demand binds that is upheld: "reaffirms its urgent demand to the Government of A for:"."""
    demand = next((at for at, token in enumerate(part.rest) if token.lemma_.lower() in _DEMANDS), None)
    if demand is None:
        return None
    after = [token for token in part.rest[demand + 1 :] if token.lower_ not in {"to", "upon", "on"}]
    end = next((at for at, token in enumerate(after) if token.lower_ in {"for", "that"}), len(after))
    keys = addressees_of(reading, above, after[:end])[1] if after[:end] else ()
    return _Lead(keys, Modality.OBLIGATION) if keys else None


def _created(reading: Reading, above: Sentence, rest: list[Token]) -> tuple[str, ...]:
    """Return the body whose tasks the points are: "a Committee … to undertake the following tasks"."""
    start, end = above.start, above.end
    match = _TASKS.search(reading.cleaned, start, end)
    if match is None or not rest:
        return ()
    first = above.at(rest[0])[0]
    table = reading.entities.table
    found = [m.key for m in reading.entities.actors(first, match.start()) if table[m.key].type in _BODIES]
    return tuple([key for key in found if key not in reading.parties][-1:])


def _inside(reading: Reading, above: Sentence, clause: list[Token]) -> tuple[str, ...]:
    """Return the body that a subject belongs to: "the mandate of the Force shall include"."""
    start, end = above.cover(clause)
    table = reading.entities.table
    found = [m.key for m in reading.entities.actors(start, end) if table[m.key].type in _BODIES]
    return tuple([key for key in found if key not in reading.parties][:1])
