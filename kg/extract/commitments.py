"""Commitments: norms with their slots filled, and repeated ones merged."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.document.model import DocumentKind
from kg.extract.deadlines import times_of
from kg.extract.frames import Commitment, Quantity
from kg.extract.norms.model import Norm
from kg.extract.reading import Reading
from kg.extract.roles import places_below
from kg.extract.syntax import prepositional
from kg.extract.theme import classify, is_telling
from kg.extract.words import words
from kg.text.moment import Moment
from kg.text.segment import BlockKind
from kg.text.span import Span

if TYPE_CHECKING:
    from spacy.tokens import Token

from kg.extract.merge import merge_commitments
from kg.extract.norms.find import find_norms
from kg.extract.norms.modality import GETTING
from kg.extract.obligors import FORMAL, obligors_of, owed_by_passive
from kg.extract.slots import concerns_of, condition_of, obligees_of

__all__ = ["find_commitments"]

#: What may trail a statement in a post: who said it, tags and addresses.
_TRAILING = re.compile(
    r"\s+(?:[-–—]\s*[A-Z][\w.'-]*(?:\s+[A-Z][\w.'-]+)*\s*)?(?:#\w+\s*)*(?:https?://|pic\.twitter|www\.)\S*.*$",
    re.DOTALL,
)


#: What a report adds to what was agreed, and is no part of it: ", after five days of shelling", ", in what …".
_BACKGROUND = re.compile(
    r",\s+(?:just\s+)?(?:after|following|amid|despite|in\s+what|in\s+a\s+(?:move|bid|step)|a\s+(?:day|week|month|year)\s+after"
    r"|(?:hours|days|weeks|months|years)\s+after|raising|marking|paving|capping|bringing|sparking|the\s+(?:latest|first|second)\s+such)\b"
)
_LEADING = re.compile(r"(?:that|which|and|but|while)\s+", re.IGNORECASE)


def _evidence(reading: Reading, norm: Norm) -> Span:
    start, end = norm.sentence.cover(norm.tokens)
    text = reading.document.text[start:end]
    trailing = _TRAILING.search(text)
    if trailing and trailing.start() > 0:
        end = start + trailing.start()
    if reading.kind not in FORMAL:
        background = _BACKGROUND.search(text, max(0, norm.sentence.at(norm.head)[1] - start))
        if background and background.start() > 0:
            end = min(end, start + background.start())
    leading = _LEADING.match(text)
    if leading and leading.end() < end - start:
        start += leading.end()
    return reading.document.span(start, end)


def _places(reading: Reading, norm: Norm) -> tuple[str, ...]:
    """Return where an act takes place; "to the United States" is a party of the treaty and no place."""
    found = places_below(reading, norm.sentence, list(norm.tokens))
    table = reading.entities.table
    nearer = any(table[key].type != "State" for key in found)  # "along the line of contact in Peru": the line
    return tuple(
        key
        for key in found
        if not (nearer and table[key].type == "State")
        and (reading.kind is not DocumentKind.AGREEMENT or key not in reading.parties)
    )


_FIGHTING = re.compile(
    r"\b(?:cease-?\s?fire|hostilities|fighting|military (?:operations|action|actions)|truce|withdrawal of)\b", re.I
)


#: Themes whose acts plainly bind those who fight, even where the text names a thing as the subject.
_PLAIN = frozenset({"ceasefire", "prisoner-release", "withdrawal", "non-aggression", "joint-patrol"})


def _is_foreign(noun: Token) -> bool:
    """Tell whether an act is that of foreigners, whom the parties do not command: "departure of foreign fighters"."""
    near = [noun, *noun.children, *(w for thing in prepositional(noun, "of") for w in (thing, *thing.children))]
    return any(word.lemma_.lower() in {"foreign", "mercenary"} for word in near)


def _is_agreement(noun: Token) -> bool:
    """Tell whether a noun is what the parties have made: "the truce may be extended"."""
    return noun.lemma_.lower() in words().agreement


def _ends_fighting(text: str) -> bool:
    """Tell whether a demand is one that only those who fight can meet."""
    return _FIGHTING.search(text) is not None


def _around(reading: Reading, norm: Norm, span: Span) -> list[str]:
    """Return what tells the theme beside the statement itself: what leads in to it, and the headings above it."""
    blocks = reading.around(norm.sentence)
    headings = [block.heading.exact for block in blocks if block.heading is not None]
    if not headings:
        above = reading.blocks[: norm.sentence.block]
        headings = [block.span.exact for block in reversed(above) if block.kind is BlockKind.HEADING][:1]
    return [text for text in (reading.document.text[norm.sentence.start : span.start], *headings) if text.strip()]


def _topical(reading: Reading, span: Span) -> str:
    """Return the words of a passage, the names of roads blanked: "along the M4 highway" only says where."""
    text = span.exact
    for mention in reading.entities.places(span.start, span.end):
        if reading.entities.table[mention.key].type == "Route":
            first, last = mention.start - span.start, mention.end - span.start
            text = text[:first] + " " * (last - first) + text[last:]
    return text


def _fill(reading: Reading, norm: Norm, signed: Moment | None) -> Commitment:
    span = _evidence(reading, norm)
    head_start, head_end = norm.sentence.at(norm.head)
    inside = span.start <= head_start and head_end <= span.end
    act = (head_start - span.start, head_end - span.start) if inside else None
    themes = classify(_topical(reading, span), act, around=_around(reading, norm, span))
    obligors, implicit = obligors_of(reading, norm)
    if implicit and _is_foreign(norm.subject or norm.head):
        obligors, implicit = (), False
    named = norm.head.lemma_.lower() in GETTING
    if implicit and norm.subject is not None and not (named or _is_agreement(norm.subject) or themes[0] in _PLAIN):
        obligors, implicit = (), False  # "an administration will be set up": the text does not say by whom
    if not obligors and reading.opponents and not norm.parties_if_open and _ends_fighting(span.exact):
        obligors, implicit = reading.opponents, True
    if implicit and len(reading.parties) > 1:
        owed = owed_by_passive(reading, norm)
        obligors = tuple(key for key in obligors if key not in owed) or obligors
        obligees = tuple(key for key in owed if key not in obligors)
    else:
        obligees = obligees_of(reading, norm, obligors)
    if reading.kind is DocumentKind.AGREEMENT:
        obligees = tuple(key for key in obligees if reading.entities.table[key].type != "Person") or obligees
    start, until, due = times_of(reading, norm, span, signed)
    quantities = tuple(
        Quantity(
            value=q.value,
            unit=q.unit,
            kind=q.kind,
            aspect=q.aspect,
            evidence=(reading.document.span(q.span.start, q.span.end),),
        )
        for q in reading.quantities_in(span.start, span.end)
    )
    return Commitment(
        key=f"commitment/{span.start}-{span.end}",
        modality=norm.modality,
        themes=themes,
        action=" ".join(span.exact.split()),
        obligors=obligors,
        obligees=obligees,
        concerns=concerns_of(reading, norm, {*obligors, *obligees}),
        places=_places(reading, norm),
        start=start,
        until=until,
        due_by=due,
        condition=condition_of(norm),
        quantities=quantities,
        implicit=implicit,
        evidence=(span,),
    )


def find_commitments(reading: Reading, signed: Moment | None = None) -> list[Commitment]:
    """Find the commitments of a document.

    Args:
        reading: The document.
        signed: The day on which the agreement was signed, from which its deadlines count.
    """
    found: list[Commitment] = []
    keys: set[str] = set()
    previous: tuple[int, tuple[str, ...]] | None = None
    for norm in find_norms(reading):
        if not norm.tokens:
            continue
        commitment = _fill(reading, norm, signed)
        if commitment.key in keys:
            continue
        keys.add(commitment.key)
        goes_on = previous is not None and previous[0] == norm.sentence.block and reading.kind in FORMAL
        if previous is not None and goes_on and not is_telling(commitment.action):
            commitment = replace(commitment, themes=previous[1])  # "its parameters": what the clause is about
        previous = (norm.sentence.block, commitment.themes)
        found.append(commitment)
    if reading.kind in {DocumentKind.NEWS, DocumentKind.REPORT}:
        titles = [block.span.end for block in reading.blocks[:1] if block.kind is BlockKind.TITLE]
        return merge_commitments(found, titles[0] if titles else 0)
    return found
