"""An entry: the frame that a person wrote in a sheet, checked word by word."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from dataclasses import dataclass, replace

from rdflib import URIRef

from kg.errors import FoederaError, InputError
from kg.extract.authority.load import aliases
from kg.extract.authority.model import AliasKind
from kg.graph import mint
from kg.namespaces import WIKIDATA
from kg.review.frame import ADDED, Frame
from kg.review.names import Names
from kg.review.quote import locate
from kg.review.sheet_reader import Field, Item, Passage
from kg.review.table import FrameType, Slot, frame_types
from kg.review.value import read_quantity, to_term, to_words
from kg.text.normalise import normalise
from kg.text.slug import slug
from kg.text.span import Span

__all__ = ["Problem", "frame_from", "key_for", "type_of"]

#: How an alias stands for an entry of the authority that bears it as a name.
_NAMES = frozenset({AliasKind.NAME, AliasKind.OFFICIAL})


@dataclass(unsafe_hash=True)
class Problem(Exception):  # noqa: N818 - it is collected, and told with others as one error
    """Be something wrong on a line of a sheet."""

    line: int
    message: str
    hint: str | None = None

    @classmethod
    def of(cls, line: int, error: FoederaError) -> Problem:
        """Say on which line an error lies."""
        return cls(line, error.message, error.hint)


def type_of(item: Item) -> FrameType:
    """Return the type of an entry.

    Raises:
        Problem: If it has none.
    """
    types = frame_types()
    if item.type in types:
        return types[item.type]
    near = difflib.get_close_matches(item.type, list(types), n=1)
    hint = f"Did you mean {near[0]}? " if near else ""
    raise Problem(item.line, f"{item.type!r} is no type of frame", f"{hint}Use one of: {', '.join(types)}.")


def frame_from(item: Item, key: str, shown: Frame | None, names: Names, text: str, document: URIRef) -> Frame:
    """Return the frame that an entry describes.

    Args:
        item: The entry.
        key: The key of the frame.
        shown: The frame as the sheet showed it, whose passages stay if the entry gives none; None for a new one.
        names: What can be named.
        text: What the document says.
        document: The document.

    Raises:
        Problem: If something is wrong in it.
    """
    known = type_of(item)
    unknown = [name for name in item.slots if name not in known.slots]
    if unknown:
        near = difflib.get_close_matches(unknown[0], list(known.slots), n=1)
        hint = f"Did you mean “{near[0]}”? " if near else ""
        message = f"a frame of type {known.name} has no “{unknown[0]}”"
        raise Problem(item.slots[unknown[0]].line, message, f"{hint}It has {', '.join(known.slots)}.")
    slots = {
        name: _values(item.slots[name], slot, known, names, document)
        for name, slot in known.slots.items()
        if name in item.slots
    }
    evidence = shown.evidence if shown is not None else ()
    if item.passages is not None:
        evidence = tuple(sorted({_span(passage, text) for passage in item.passages}))
    if known.evidence and not evidence and (shown is None or not known.shared):
        raise Problem(
            item.line, f"a frame of type {known.name} needs a quote", "Copy the words that say it from the text."
        )
    return Frame(
        key=key, type=known.name, slots={name: values for name, values in slots.items() if values}, evidence=evidence
    )


def key_for(frame: Frame, number: int = 1) -> tuple[str, Frame]:
    """Return the key of a frame that a person adds, and the frame with that key.

    An actor or place that the authority knows by that name and kind is that one.
    """
    if not frame_types()[frame.type].shared:
        first = frame.evidence[0] if frame.evidence else None
        at = f"{first.start}-{first.end}" if first else mint.path(frame.first("comment") or "nowhere")
        key = f"{ADDED}/{frame.type}/{at}" + (f"/{number}" if number > 1 else "")
        return key, replace(frame, key=key)
    name, kind = frame.first("name"), frame.first("kind")
    for alias in aliases():
        if alias.kind in _NAMES and alias.entry.type == kind and alias.spelling.casefold() == name.casefold():
            frame = _known(frame, alias.entry.label, alias.entry.wikidata)
            tail = alias.entry.key
            break
    else:
        group = "place" if frame.type == "place" else kind.lower()
        tail = f"{group}/{slug(name) or mint.path(name)}"
    top = "place" if frame.type == "place" else "actor"
    key = f"{top}/{mint.path(tail.removeprefix('place/') if top == 'place' else tail)}"
    return key, replace(frame, key=key)


def _known(frame: Frame, label: str, wikidata: str | None) -> Frame:
    """Give a frame the name that the authority has for it, and keep the one that was written."""
    slots = dict(frame.slots)
    other = {*slots.get("other names", ()), frame.first("name")} - {label}
    slots |= {"name": (label,), "other names": tuple(sorted(other))}
    if wikidata is not None:
        slots["same as"] = tuple(sorted({*slots.get("same as", ()), str(WIKIDATA[wikidata])}))
    order = frame_types()[frame.type].slots
    return replace(frame, slots={name: slots[name] for name in order if slots.get(name)})


def _values(field: Field, slot: Slot, known: FrameType, names: Names, document: URIRef) -> tuple[str, ...]:
    if len(field.values) > 1 and not slot.many:
        raise Problem(
            field.line, f"“{slot.name}” has {len(field.values)} values, but can have one", "Keep one of them."
        )
    try:
        found = list(_written(field.values, slot, known, names, document))
    except FoederaError as error:
        raise Problem.of(field.line, error) from error
    unique = dict.fromkeys(found)
    return tuple(unique) if slot.kind == "quantity" else tuple(sorted(unique))


def _written(values: tuple[str, ...], slot: Slot, known: FrameType, names: Names, document: URIRef) -> Iterator[str]:
    for words in (normalise(value).strip() for value in values):
        if slot.kind == "frame":
            yield names.key(words, slot)
        elif slot.kind == "quantity":
            read_quantity(words)
            yield words
        else:
            written = to_words(slot, to_term(slot, words, document, known), document)
            if written is None:
                raise InputError(f"{words!r} is nothing that “{slot.name}” can hold")
            yield written


def _span(passage: Passage, text: str) -> Span:
    quote = normalise(passage.quote)
    try:
        span = locate(text, quote, start=passage.start, context=passage.context)
    except FoederaError as error:
        raise Problem.of(passage.line, error) from error
    if passage.end is not None and passage.start is not None and passage.end != span.end:
        hint = f"Write `end: {span.end}`, or leave `end:` out."
        raise Problem(passage.line, f"the quote that starts at {span.start} does not end at {passage.end}", hint)
    return span
