"""The cast: the actors and places of a document that belong in its graph, with the words that name them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from kg.document.model import DocumentKind
from kg.extract.entities.known import is_place_type
from kg.extract.entities.lexicon import lexicon
from kg.extract.entities.model import Entity, Form, Mention
from kg.extract.frames import Actor, ActorType, Place, PlaceType
from kg.extract.reading import Reading
from kg.extract.sentence import Sentence
from kg.text.segment import BlockKind
from kg.text.span import Span

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["acting", "as_place", "to_actors", "to_places"]

#: Dependencies in which a name takes part in what is told.
_ACTING = frozenset({"nsubj", "nsubjpass", "agent", "dobj", "dative", "conj", "appos", "poss", "nmod", "attr"})
_PREPOSITIONS = frozenset({"between", "by", "with", "against", "among", "from", "for", "on", "of", "per", "to", "upon"})
#: Document classes that name the state itself where they bind it.
_FORMAL = frozenset({DocumentKind.AGREEMENT, DocumentKind.RESOLUTION})
#: Those who act for a state, and words that make them those of another time.
_OFFICERS = frozenset(
    {"president", "minister", "premier", "king", "emir", "secretary", "envoy", "ambassador", "chancellor"}
)
_PAST = frozenset({"former", "ex", "late", "then", "ousted"})
#: At most this many passages are kept of one actor or place, the first ones.
_PASSAGES = 12


def acting(reading: Reading) -> set[str]:
    """Return the actors that take part in the text by grammar: who does, says, owes, gets or suffers something."""
    found: set[str] = set()
    table = reading.entities.table
    for sentence in reading.sentences:
        for mention in reading.entities.actors(sentence.start, sentence.end):
            if mention.form in {Form.NOMINAL} or mention.key in found:
                continue
            if _acts(reading, sentence, mention):
                found.add(mention.key)
                if mention.form is Form.OFFICE and reading.kind not in _FORMAL:  # "the President of South Sudan"
                    inside = reading.entities.among(mention.start, mention.end)
                    found.update(m.key for m in inside if m.form is Form.NAME and table[m.key].type == "State")
    for block in reading.blocks:
        if block.kind in {BlockKind.SIGNATURE, BlockKind.BYLINE, BlockKind.POST}:
            span = block.author or block.span
            found.update(m.key for m in reading.entities.actors(span.start, span.end) if table[m.key].type != "State")
        elif block.kind is BlockKind.ADOPTION:  # "by 13 votes to none, with 2 abstentions (Nicaragua, Pakistan)"
            found.update(m.key for m in reading.entities.actors(block.span.start, block.span.end))
    return found


def _acts(reading: Reading, sentence: Sentence, mention: Mention) -> bool:
    """Tell whether a mention takes part: any actor that is not only part of a name, a state only by its grammar."""
    tokens = sentence.within(mention.start, mention.end)
    if not tokens:
        return False
    head = next((t for t in tokens if t.head not in tokens), tokens[-1])
    if reading.entities.table[mention.key].type == "State" and _by_its_officer(head):
        return True
    if _belongs_to_a_name(reading, sentence, head):
        return False
    if reading.entities.table[mention.key].type != "State":
        return not _describes(reading, mention)
    if mention.form is Form.DEMONYM or _located(head):
        return False
    return head.dep_ in _ACTING or (head.dep_ == "pobj" and head.head.lower_ in _PREPOSITIONS)


def _by_its_officer(head: Token) -> bool:
    """Tell whether a state acts through who holds an office of it: "South Sudan's President arrived"."""
    words: set[str] = set()
    while head.dep_ in {"compound", "poss", "nmod", "amod"} and head.head != head:
        words |= {word.lemma_.lower() for word in (*head.head.lefts, head.head)}
        head = head.head
    if not words & _OFFICERS or words & _PAST:
        return False
    acting = head.dep_ == "pobj" and head.head.lower_ in {"with", "by", "between"}
    return acting or head.dep_ in {"nsubj", "nsubjpass", "agent", "dobj"}


def _describes(reading: Reading, mention: Mention) -> bool:
    """Tell whether a name only describes what acts: "UN-mandated peacekeepers"."""
    return re.match(r"-[a-z]+(?:ed|led|held|run|wide)\b", reading.cleaned[mention.end : mention.end + 14]) is not None


def _belongs_to_a_name(reading: Reading, sentence: Sentence, head: Token) -> bool:
    """Tell whether an actor is only part of what else is called: "NATO Secretary General S.", "Charter of the UN"."""
    if head.dep_ == "pobj" and head.head.lower_ == "of":
        return head.head.head.lemma_.lower() in lexicon().not_actors
    if head.dep_ in {"compound", "poss", "nmod"}:
        start, end = sentence.at(head.head)
        return any(reading.entities.table[m.key].type == "Person" for m in reading.entities.at(start, end))
    return False


def _located(token: Token) -> bool:
    """Tell whether a name only says where: "in Bouznika, Morocco"."""
    while token.dep_ in {"appos", "conj", "npadvmod", "nmod"} and token.head.pos_ == "PROPN" and token.head != token:
        token = token.head
    return token.dep_ == "pobj" and token.head.lower_ in {
        "in",
        "at",
        "near",
        "across",
        "inside",
        "throughout",
        "within",
    }


def _passages(reading: Reading) -> dict[str, tuple[Span, ...]]:
    """Return the first passages that name each entity."""
    places: dict[str, dict[tuple[int, int], None]] = {}
    for mention in reading.entities.mentions:
        found = places.setdefault(mention.key, {})
        if len(found) < _PASSAGES:
            found[mention.start, mention.end] = None
    return {key: tuple(reading.document.span(*place) for place in found) for key, found in places.items()}


def _names(entity: Entity) -> tuple[str, ...]:
    return tuple(sorted(name for name in entity.names if name and name != entity.label))


def to_actors(reading: Reading, keys: Iterable[str]) -> list[Actor]:
    """Return the actors of the given keys and those that they are part of, sorted by key."""
    wanted = set(keys)
    table = reading.entities.table
    wanted |= {owner for key in wanted if (owner := table[key].part_of) is not None and owner in table}
    passages = _passages(reading)
    # The state of a ministry may be known from the dateline alone, and be named nowhere.
    held = {key for key in wanted if key in passages and not is_place_type(table[key].type)}
    actors: list[Actor] = []
    for key in sorted(held):
        entity = table[key]
        actors.append(
            Actor(
                key=key,
                type=ActorType(entity.type),
                label=entity.label,
                alt_labels=_names(entity),
                part_of=entity.part_of if entity.part_of in held else None,
                wikidata=entity.wikidata,
                evidence=passages[key],
            )
        )
    return actors


def as_place(key: str) -> str:
    """Return the key of a place; a state's territory is a place of its own beside the state.

    >>> as_place("state/syria")
    'place/syria'
    """
    return f"place/{key.removeprefix('state/')}" if key.startswith("state/") else key


def to_places(reading: Reading, keys: Iterable[str], actors: Iterable[str] = ()) -> list[Place]:
    """Return the places of the given keys, sorted; a state as a place is a region.

    Args:
        reading: The document.
        keys: The places, and states that are spoken of as places.
        actors: The actors of the document; a place lies within the state among them whose country it is in.
    """
    passages = _passages(reading)
    table = reading.entities.table
    states = {table[key].country: key for key in sorted(actors, reverse=True) if table[key].type == "State"}
    states.pop(None, None)
    places: list[Place] = []
    for key in sorted(set(keys)):
        entity = reading.entities.table[key]
        territory = entity.type == "State"
        if not (territory or is_place_type(entity.type)):
            continue
        places.append(
            Place(
                key=as_place(key),
                type=PlaceType.REGION if territory else PlaceType(entity.type),
                label=entity.label,
                alt_labels=() if territory else _names(entity),
                within=states.get(entity.country),
                latitude=entity.latitude,
                longitude=entity.longitude,
                geonames=entity.geonames,
                evidence=passages.get(key, ()),
            )
        )
    return [place for place in places if place.evidence]
