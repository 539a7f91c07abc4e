"""Find the entities of a text, in layers: what is known, what a phrase tells, what the model recognises."""

from __future__ import annotations

import datetime
import re
from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.document.model import DocumentKind
from kg.extract.entities.apposed import add_apposed
from kg.extract.entities.authors import add_authors
from kg.extract.entities.bodies import add_bodies
from kg.extract.entities.charged import add_charged
from kg.extract.entities.defined import add_defined_terms
from kg.extract.entities.home import add_home
from kg.extract.entities.known import add_known, is_place_type
from kg.extract.entities.lexicon import lexicon
from kg.extract.entities.model import Entity, Form, Mention, Table
from kg.extract.entities.nominals import add_nominals
from kg.extract.entities.offices import add_offices
from kg.extract.entities.peoples import add_peoples, drop_unfounded
from kg.extract.entities.phrases import add_proper_phrases
from kg.extract.entities.recognised import add_abbreviations, add_recognised, add_titled
from kg.extract.entities.signing import add_signers, add_signing_places
from kg.extract.entities.speaking import add_speaking
from kg.extract.entities.spelled import add_spelled_out
from kg.extract.entities.surnames import add_surnames
from kg.extract.entities.unnamed import add_unnamed
from kg.extract.sentence import Sentence
from kg.text.segment import Block, BlockKind
from kg.text.slug import slug

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["Entities", "find_entities"]

_ROUTE = re.compile(r"\b([A-Z]-?\d{1,3})(?:\s+(?:highway|motorway|road|route))?\b(?=[\s,.;)]|$)")
_ROUTE_NOUN = re.compile(r"\s+(?:highway|motorway|road|route)\b")
_COMPASS = re.compile(
    r"\b((?:(?:north|south|east|west)(?:ern)?|central)(?:[- ]?(?:north|south|east|west)(?:ern)?)?)\s+$", re.IGNORECASE
)
_NO_HEADLINES = frozenset({BlockKind.TITLE, BlockKind.HEADING})


@dataclass(frozen=True, slots=True)
class Entities:
    """Hold the entities of a text and where it mentions them.

    Args:
        table: The entities by key.
        mentions: All mentions, in the order of the text; a longer one comes before those inside it.
    """

    table: Mapping[str, Entity]
    mentions: tuple[Mention, ...]
    _starts: tuple[int, ...]

    def among(self, start: int, end: int) -> list[Mention]:
        """Return the mentions that begin inside a stretch of the text."""
        low, high = bisect_left(self._starts, start), bisect_left(self._starts, end)
        return list(self.mentions[low:high])

    def before(self, position: int, count: int) -> list[Mention]:
        """Return the last mentions of actors that begin before a position, the nearest first."""
        end = bisect_left(self._starts, position)
        return [m for m in reversed(self.mentions[max(0, end - count) : end]) if self.is_actor(m)]

    def places_before(self, position: int, count: int) -> list[Mention]:
        """Return the mentions of places among the last ones before a position, the nearest first."""
        end = bisect_left(self._starts, position)
        return [m for m in reversed(self.mentions[max(0, end - count) : end]) if m.form is Form.PLACE]

    def actors(self, start: int, end: int) -> list[Mention]:
        """Return the mentions of actors in a stretch, without those that stand inside another.

        A phrase that names several, "representatives of Chad and Sudan", is a mention of each.
        """
        found: list[Mention] = []
        for mention in self.among(start, end):
            if not self.is_actor(mention) or mention.end > end:
                continue
            beside = found and (mention.start, mention.end) == (found[-1].start, found[-1].end)
            if beside or not (found and mention.end <= found[-1].end):
                found.append(mention)
        return found

    def places(self, start: int, end: int) -> list[Mention]:
        """Return the mentions of places in a stretch; a state is one too."""
        found: list[Mention] = []
        for mention in self.among(start, end):
            if mention.end > end or (found and mention.end <= found[-1].end):
                continue
            if mention.form is Form.PLACE or (mention.form is Form.NAME and self.table[mention.key].type == "State"):
                found.append(mention)
        return found

    def is_actor(self, mention: Mention) -> bool:
        """Tell whether a mention names an actor."""
        return mention.form is not Form.PLACE

    def at(self, start: int, end: int) -> list[Mention]:
        """Return the mentions that cover a stretch, the longest first."""
        low = bisect_left(self._starts, start - 200)
        high = bisect_left(self._starts, start + 1)
        covering = [m for m in self.mentions[low:high] if m.start <= start and end <= m.end]
        return sorted(covering, key=lambda m: (m.start - m.end, m.key))


def _add_routes_and_zones(table: Table, text: str) -> None:
    for match in _ROUTE.finditer(text):
        tail = _ROUTE_NOUN.match(text, match.end(1))
        name = match.group(1)
        if not tail and not re.search(
            r"\b(?:along|on|of|the)\s+(?:the\s+)?$", text[max(0, match.start() - 12) : match.start()]
        ):
            continue
        if table.taken(*match.span(1)):
            continue
        key = f"place/{slug(name)}-road"
        entity = table.entity(key, "Route", f"{name} highway")
        entity.names.update({name, f"{name} highway"})
        table.add(match.start(), tail.end() if tail else match.end(1), key, Form.PLACE, name)
    zones = [word for word, kind in lexicon().place.items() if kind == "Zone"]
    pattern = re.compile(
        r"\b((?:existing|current|present)\s+)?(" + "|".join(map(re.escape, zones)) + r")\b", re.IGNORECASE
    )
    for match in pattern.finditer(text):
        if any(
            m.form is Form.PLACE and m.start < match.start(2) and match.end() <= m.end
            for m in table.taken(*match.span())
        ):
            continue  # "the northern buffer zone" may have a name of its own
        name = " ".join(match.group().split()).lower()
        key = f"place/{slug(match.group(2).lower())}"
        table.entity(key, "Zone", match.group(2).lower())
        table.add(match.start(), match.end(), key, Form.PLACE, name)


_ACTING = frozenset({"nsubj", "nsubjpass", "poss", "dative", "appos"})
_ACTING_AFTER = frozenset({"between", "with", "by", "against", "among"})


def _settle_capitals(table: Table, text: str, sentences: tuple[Sentence, ...]) -> None:
    """Let a capital stand for its government only where the grammar makes it act: "Ankara said", "between … and"."""
    dropped: list[Mention] = []
    for sentence in sentences:
        for token in sentence.tokens:
            start, end = sentence.at(token)
            for mention in table.taken(start, end):
                if mention.form is not Form.CAPITAL or mention.end != end:
                    continue
                head = token
                while head.dep_ in {"conj", "compound"} and head.head != head:
                    head = head.head
                acts = head.dep_ in _ACTING or (head.dep_ == "pobj" and head.head.lower_ in _ACTING_AFTER)
                if not acts or _is_of_a_person(token):
                    table.drop(mention)
                    dropped.append(mention)
    kept = {(m.key, text[m.start : m.end]) for m in table.all()} if dropped else set()
    for mention in dropped:
        name = text[mention.start : mention.end]
        if (mention.key, name) not in kept:
            table.entities[mention.key].names.discard(" ".join(name.split()))


def _is_of_a_person(token: Token) -> bool:
    """Tell whether a word is one of several in what the model takes for a person's name: "Paris Hilton"."""
    after = token.nbor(1) if token.i + 1 < len(token.doc) else token
    inner = token.ent_iob_ == "I" or (after.i > token.i and after.ent_iob_ == "I")
    return token.ent_type_ == "PERSON" and inner


def _widen_places(table: Table, text: str) -> None:
    """Let a place take in the noun that tells its kind: "Idlib province", "the town of Saraqeb", "southern Idlib"."""
    nouns = "|".join(map(re.escape, (word for word in lexicon().place if " " not in word)))
    after = re.compile(rf"\s+({nouns})\b", re.IGNORECASE)
    ahead = re.compile(rf"\b({nouns})\s+of\s+(?:the\s+)?$", re.IGNORECASE)
    kinds: dict[str, set[str]] = {}
    for mention in table.all():
        if mention.form is not Form.PLACE:
            continue
        match = after.match(text, mention.end)
        entity = table.entities[mention.key]
        led = ahead.search(text[max(0, mention.start - 24) : mention.start])
        if led:
            kinds.setdefault(mention.key, set()).add(kind := lexicon().place[led.group(1).lower()])
            if entity.type == "Place" and kind != "Water":
                entity.type = kind
        if match:
            kind = lexicon().place[match.group(1).lower()]
            kinds.setdefault(mention.key, set()).add(kind)
            if entity.type == "Place":
                entity.type = "Region" if kind == "Water" else kind
            entity.names.add(" ".join(text[mention.start : match.end()].split()))
        before = _COMPASS.search(text[max(0, mention.start - 24) : mention.start])
        if before:
            entity.names.add(" ".join((before.group(1) + " " + text[mention.start : mention.end]).split()))
    _tell_provinces_from_towns(table, text, kinds)


def _tell_provinces_from_towns(table: Table, text: str, kinds: Mapping[str, set[str]]) -> None:
    """Let a bare name be the province, and not the town of that name, where a text speaks of the province alone."""
    provinces: dict[str, str] = {}
    for mention in table.all():
        if mention.form is Form.PLACE and table.entities[mention.key].type == "Region":
            name, _, noun = " ".join(text[mention.start : mention.end].split()).rpartition(" ")
            if name and lexicon().place.get(noun.lower()) == "Region":
                provinces.setdefault(name, mention.key)
    for mention in table.all() if provinces else ():
        name = text[mention.start : mention.end]
        town = table.entities[mention.key]
        if (
            mention.form is Form.PLACE
            and town.type == "Settlement"
            and name in provinces
            and not kinds.get(mention.key)
        ):
            table.drop(mention)
            table.add(mention.start, mention.end, provinces[name], Form.PLACE, name)
            table.entities[provinces[name]].names |= {n for n in town.names if n.endswith(f" {name}")}


def find_entities(
    cleaned: str,
    kind: DocumentKind,
    day: datetime.date | None,
    blocks: tuple[Block, ...],
    sentences: tuple[Sentence, ...],
) -> Entities:
    """Find every actor and place that a text names.

    Args:
        cleaned: The text as the parser saw it.
        kind: What kind of document it is.
        day: Its date.
        blocks: Its blocks.
        sentences: Its sentences.
    """
    table = Table()
    add_known(table, cleaned)
    add_spelled_out(table, cleaned)
    add_abbreviations(table, cleaned, sentences)
    if kind is DocumentKind.AGREEMENT:
        add_peoples(table, cleaned)
    _add_routes_and_zones(table, cleaned)
    add_authors(table, cleaned, blocks)
    if kind not in {DocumentKind.AGREEMENT, DocumentKind.RESOLUTION}:
        add_apposed(table, cleaned)
    _settle_capitals(table, cleaned, sentences)
    add_bodies(table, cleaned, sentences)
    if kind is DocumentKind.AGREEMENT:
        add_defined_terms(table, cleaned)
    add_offices(table, cleaned, formal=kind in {DocumentKind.AGREEMENT, DocumentKind.RESOLUTION})
    add_signing_places(table, cleaned, formal=kind in {DocumentKind.AGREEMENT, DocumentKind.RESOLUTION})
    add_signers(table, cleaned, blocks)
    prose = [(s.start, s.end) for s in sentences if blocks[s.block].kind not in _NO_HEADLINES]
    add_proper_phrases(table, cleaned, prose)
    add_titled(table, cleaned, prose)
    add_recognised(table, cleaned, sentences, blocks)
    if kind is DocumentKind.RESOLUTION:
        add_nominals(table, cleaned, sentences)
    elif kind is DocumentKind.AGREEMENT:
        drop_unfounded(table, cleaned)
    else:
        add_speaking(table, cleaned)
        add_unnamed(table, cleaned, sentences)
        add_home(table, sentences, day)
    if kind is not DocumentKind.RESOLUTION:
        add_charged(table, cleaned, sentences)
    add_abbreviations(table, cleaned, sentences)
    add_surnames(table, cleaned, sentences)
    _widen_places(table, cleaned)
    mentions = tuple(sorted(table.all(), key=lambda m: (m.start, -m.end, m.key)))
    used = {mention.key for mention in mentions}
    entities = {key: entity for key, entity in table.entities.items() if key in used or is_place_type(entity.type)}
    for mention in mentions:
        owner = entities[mention.key].part_of
        if owner is not None:
            entities.setdefault(owner, table.entities[owner])
    return Entities(entities, mentions, tuple(mention.start for mention in mentions))
