"""Resolve: what the words that a model pointed at stand for, by the same layers that the rules look at."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from decimal import Decimal

from kg.errors import InputError
from kg.extract.authority.fold import fold_phrase
from kg.extract.authority.matcher import lookup
from kg.extract.entities.find import Entities
from kg.extract.entities.known import is_place_type
from kg.extract.entities.model import Entity, Form, Mention, Table
from kg.extract.frames import ActorType, PlaceType, Quantity
from kg.extract.llm.answer import Kind
from kg.extract.reading import Reading
from kg.extract.roles import actors_of, names_parties, unique
from kg.text.moment import Moment
from kg.text.numbers import parse_number
from kg.text.quantities import find_counts
from kg.text.slug import slug
from kg.text.span import Span

__all__ = ["Meant", "Value", "resolve", "with_names"]

Value = tuple[str, ...] | tuple[Quantity, ...] | Moment | int | str


@dataclass(frozen=True, slots=True)
class Meant:
    """Be what words stand for.

    Args:
        value: The value of the slot.
        implicit: Whether the words mean the document's parties as such.
        names: Entities that nobody knew, with the mention of each.
    """

    value: Value
    implicit: bool = False
    names: tuple[tuple[Entity, Mention], ...] = field(default=())


def resolve(
    reading: Reading, kind: Kind, spans: tuple[Span, ...], evidence: tuple[Span, ...], types: dict[str, ActorType]
) -> Meant:
    """Return what the words in a slot stand for.

    Args:
        reading: The document.
        kind: Of which kind the slot is.
        spans: The words, each where it stands; not empty, and one alone where the slot has one value.
        evidence: The passages that the words are from.
        types: The types that the model gave to names.

    Raises:
        InputError: If they stand for nothing of that kind.
    """
    if kind is Kind.ACTORS:
        found = [_actors(reading, span, types) for span in spans]
    elif kind is Kind.PLACES:
        found = [_places(reading, span) for span in spans]
    elif kind is Kind.QUANTITIES:
        return Meant(tuple(_quantity(reading, span, evidence) for span in spans))
    elif kind is Kind.WORDS:
        return Meant(" ".join(spans[0].exact.split()))
    elif kind is Kind.COUNT:
        return Meant(_count(spans[0]))
    else:
        return Meant(_time(reading, kind, spans[0], evidence))
    keys = unique([key for meant in found if isinstance(meant.value, tuple) for key in map(str, meant.value)])
    names = tuple(name for meant in found for name in meant.names)
    return Meant(keys, any(meant.implicit for meant in found), names)


def with_names(reading: Reading, names: Iterable[tuple[Entity, Mention]]) -> Reading:
    """Return the reading with entities that only the model named."""
    table = Table()
    for entity, mention in names:
        table.entities.setdefault(entity.key, replace(entity, names=set(entity.names)))
        words = reading.document.text[mention.start : mention.end]
        table.add(mention.start, mention.end, mention.key, mention.form, words)
    known = reading.entities
    mentions = sorted({*known.mentions, *table.all()}, key=lambda m: (m.start, -m.end, m.key))
    entities = {**table.entities, **known.table}
    return replace(reading, entities=Entities(entities, tuple(mentions), tuple(m.start for m in mentions)))


def _actors(reading: Reading, span: Span, types: dict[str, ActorType]) -> Meant:
    """Return the actors that words name: by name, by reference, or newly."""
    entities = reading.entities
    around = [m for m in entities.at(span.start, span.end) if entities.is_actor(m)]
    inside = entities.actors(span.start, span.end)
    if around or inside:
        mentions = [m for m in around if (m.start, m.end) == (around[0].start, around[0].end)] or inside
        return Meant(unique([mention.key for mention in mentions]))
    for sentence in reading.sentences:
        tokens = sentence.within(span.start, span.end) if sentence.start <= span.start < sentence.end else []
        if not tokens:
            continue
        head = next((token for token in tokens if token.head not in tokens), tokens[-1])
        if names_parties(head) and reading.parties:
            return Meant(reading.parties, implicit=True)
        if keys := actors_of(reading, sentence, head):
            return Meant(keys)
    label = _name(span)
    if known := [entry for entry in lookup(label) if not is_place_type(entry.type)]:
        return _new(Entity(known[0].key, known[0].type, known[0].label, wikidata=known[0].wikidata), span, Form.NAME)
    kind = types.get(fold_phrase(label), ActorType.ORGANIZATION)
    return _new(Entity(f"{kind.lower()}/{slug(label)}", kind, label), span, Form.NAME)


def _places(reading: Reading, span: Span) -> Meant:
    """Return the places that words name, a state among them, or a new one."""
    entities = reading.entities
    around = [m for m in entities.at(span.start, span.end) if _is_place(entities, m)]
    mentions = around[:1] or [m for m in entities.places(span.start, span.end) if _is_place(entities, m)]
    if mentions:
        return Meant(unique([mention.key for mention in mentions]))
    label = _name(span)
    return _new(Entity(f"place/{slug(label)}", PlaceType.PLACE, label), span, Form.PLACE)


def _is_place(entities: Entities, mention: Mention) -> bool:
    kind = entities.table[mention.key].type
    return is_place_type(kind) or (kind == "State" and mention.form is Form.NAME)


def _name(span: Span) -> str:
    """Return words as a name, without an article.

    Raises:
        InputError: If nothing in them is written as a name.
    """
    words = span.exact.split()
    words = words[1:] if words[0].lower() in {"the", "a", "an"} else words
    if not any(word[0].isupper() or word[0].isdigit() for word in words):
        raise InputError(f"“{span.exact}” names nobody and nothing")
    return " ".join(words)


def _new(entity: Entity, span: Span, form: Form) -> Meant:
    return Meant((entity.key,), names=((entity, Mention(span.start, span.end, entity.key, form)),))


def _quantity(reading: Reading, span: Span, evidence: tuple[Span, ...]) -> Quantity:
    for found in reading.quantities:
        if found.span.overlaps(span) and any(passage.contains(found.span) for passage in evidence):
            said = reading.document.span(found.span.start, found.span.end)
            return Quantity(value=found.value, unit=found.unit, kind=found.kind, aspect=found.aspect, evidence=(said,))
    raise InputError(f"“{span.exact}” is no quantity that can be read")


def _count(span: Span) -> int:
    counted = [mention.value for mention in find_counts(span.exact) if mention.value is not None]
    number = counted[0] if counted else parse_number(span.exact)
    if number is None or number < 0 or Decimal(number) >= Decimal(10) ** 9:
        raise InputError(f"“{span.exact}” is no number of persons that can be read")
    return number


def _time(reading: Reading, kind: Kind, span: Span, evidence: tuple[Span, ...]) -> Moment | str:
    for found in reading.times:
        if not found.core.overlaps(span) or not any(passage.contains(found.core) for passage in evidence):
            continue
        if kind is Kind.DURATION and found.duration is not None:
            return found.duration
        if kind is Kind.MOMENT and found.start is not None:
            last = found.until is not None and found.core.end - span.end < span.start - found.core.start
            return found.until if last and found.until is not None else found.start
    raise InputError(f"“{span.exact}” is no {kind.split(' ', 1)[1]} that can be read")
