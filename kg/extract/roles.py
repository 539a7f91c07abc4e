"""Roles: which actors and places a word of a sentence stands for."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

from kg.document.model import DocumentKind
from kg.extract.entities.lexicon import lexicon
from kg.extract.entities.model import Form, Mention
from kg.extract.reading import Reading
from kg.extract.sentence import Sentence
from kg.extract.syntax import children, coordinated, prepositional

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["actors_of", "mention_of", "names_parties", "places_below", "unique"]

#: Nouns and pronouns that mean the parties of the document's agreement.
_PARTY_WORDS = frozenset({"party", "side", "signatory", "two", "both", "guarantor", "belligerent"})
_PLURAL_PRONOUNS = frozenset({"they", "them", "both", "themselves", "we", "us"})
_PERSON_PRONOUNS = frozenset({"he", "she", "him", "her", "who"})
_THING_PRONOUNS = frozenset({"it", "itself", "which"})
#: Nouns that pass the role on to what follows "of": "representatives of Dbeibah".
_STAND_INS = frozenset(
    {
        "representative",
        "delegation",
        "delegate",
        "leader",
        "head",
        "government",
        "govt",
        "chief",
        "warrior",
        "man",
        "sachem",
        "headman",
        "undersigned",
        "commissioner",
        "military",
        "member",
        "force",
        "part",
        "behalf",
        "side",
        "all",
        "both",
        "each",
        "commander",
        "troop",
        "army",
        "official",
        "people",
        "minister",
        "team",
        "group",
        "coalition",
        "number",
        "authority",
        "president",
        "emissary",
        "envoy",
    }
)
#: How many mentions back a noun such as "the tribe" may refer.
_FAR = 400
#: Nouns that mean the armed groups among the parties.
_GROUPS = frozenset({"rebel", "insurgent", "militant", "separatist", "movement", "guerrilla", "group"})
#: How far after a title the name of who bears it may stand, and what stands between.
_APPOSED, _TO_NAME = 120, re.compile(r"[^.;:\",]*,\s+(?:[A-Z][\w.'-]*\s+){0,4}")
_PLACE_PREPOSITIONS = (
    "in",
    "at",
    "near",
    "along",
    "across",
    "around",
    "outside",
    "inside",
    "within",
    "throughout",
    "over",
    "on",
    "into",
    "to",
    "from",
    "through",
    "between",
    "towards",
    "toward",
    "off",
    "of",
)


def unique(keys: list[str]) -> tuple[str, ...]:
    """Return the keys without repeats, in their order."""
    return tuple(dict.fromkeys(keys))


def mention_of(reading: Reading, sentence: Sentence, token: Token) -> Mention | None:
    """Return the mention of an actor that covers a token, the longest if there are several."""
    start, end = sentence.at(token)
    return next((m for m in reading.entities.at(start, end) if reading.entities.is_actor(m)), None)


def names_parties(token: Token) -> bool:
    """Tell whether a noun means the parties as such: "the Parties", "both sides", "the warring sides"."""
    return _lemma(token) in _PARTY_WORDS and not prepositional(token, "of")


def _lemma(token: Token) -> str:
    """Return the singular in lower case, also of a noun that the parser takes for a name: "the Parties", "Head Men"."""
    if token.pos_ != "PROPN":
        return str(token.lemma_).lower()
    word = str(token.lower_)
    if word.endswith("men"):
        return word[:-2] + "an"
    if word.endswith("ies"):
        return word[:-3] + "y"
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word


def actors_of(reading: Reading, sentence: Sentence, token: Token) -> tuple[str, ...]:
    """Return the actors that a noun phrase names, with those coordinated with it.

    Args:
        reading: What is known of the document.
        sentence: The sentence of the phrase.
        token: The head of the phrase.
    """
    keys: list[str] = []
    for head in coordinated(token):
        keys += _one(reading, sentence, head)
    return unique(keys)


def _one(reading: Reading, sentence: Sentence, head: Token) -> list[str]:
    """Return the actors that one noun or pronoun names, asking one rule after another."""
    mention = mention_of(reading, sentence, head)
    common = mention is not None and mention.form is Form.NOMINAL and reading.kind is not DocumentKind.RESOLUTION
    if mention is not None and mention.form is not Form.DEMONYM and not common:
        stretch = (mention.start, mention.end)
        return [
            m.key for m in reading.entities.at(*stretch) if (m.start, m.end) == stretch and m.form is not Form.PLACE
        ]
    for rule in (_on_behalf, _pronoun, _called, _named_after, _stand_in, _party):
        found = rule(reading, sentence, head)
        if found:
            return found
    if mention is not None:
        return [mention.key]
    return _modifiers(reading, sentence, head) or _nominal(reading, head, sentence.at(head)[0])


def _on_behalf(reading: Reading, sentence: Sentence, head: Token) -> list[str]:
    """Resolve "the commissioner, on the part of the United States"."""
    beside = [p for p in children(head.head, "prep") if head.i < p.i < head.head.i] if head.dep_ == "nsubj" else []
    duties = [*prepositional(head, "on", "for", "in"), *[duty for p in beside for duty in children(p, "pobj")]]
    for duty in duties:
        if duty.lemma_.lower() in {"part", "behalf"}:
            for owner in prepositional(duty, "of"):
                found = _one(reading, sentence, owner)
                if found:
                    return found
    return []


def _pronoun(reading: Reading, sentence: Sentence, head: Token) -> list[str]:
    lemma, start = head.lemma_.lower(), sentence.at(head)[0]
    if lemma in _PLURAL_PRONOUNS and head.pos_ in {"PRON", "DET"}:
        return list(_before(reading, start, plural=True) or reading.parties)
    if lemma in _PERSON_PRONOUNS:
        return list(_before(reading, start, person=True))
    if lemma in _THING_PRONOUNS:
        return list(_before(reading, start, plural=False))
    return []


def _called(reading: Reading, sentence: Sentence, head: Token) -> list[str]:
    """Resolve "a group calling itself the Junta", "a faction known as the Front"."""
    for clause in children(head, "acl", "relcl"):
        if clause.lemma_.lower() in {"call", "know", "name", "dub"}:
            for word in clause.subtree:
                mention = mention_of(reading, sentence, word)
                if mention is not None and word.i > clause.i:
                    return [mention.key]
    return []


def _stand_in(reading: Reading, sentence: Sentence, head: Token) -> list[str]:
    """Resolve "representatives of Dbeibah", "each of the parties", "Turkish troops"."""
    if _lemma(head) not in _STAND_INS and head.lower_ not in _EACH:
        return []
    inner = [key for pobj in prepositional(head, "of", "for", "from") for key in _one(reading, sentence, pobj)]
    return inner or _modifiers(reading, sentence, head)


#: Words for all or some of those whom an "of …" names.
_EACH = frozenset({"both", "each", "none", "neither", "either", "any", "one"})


def _party(reading: Reading, sentence: Sentence, head: Token) -> list[str]:
    lemma = _lemma(head)
    both = reading.opponents and (
        (lemma in {"country", "state", "government"} and head.tag_ == "NNS") or names_parties(head)
    )
    if both and (lemma == "belligerent" or any(word.lower_ in {"both", "two"} for word in head.children)):
        return list(reading.opponents)
    if names_parties(head) and not reading.opponents:
        return list(reading.parties)
    if lemma in {"former", "latter"}:
        return _former_latter(reading, sentence.at(head)[0], lemma)
    return []


def _named_after(reading: Reading, sentence: Sentence, head: Token) -> list[str]:
    """Return the person whose name follows a title: "his Russian counterpart Vladimir Putin"."""
    for word in children(head, "appos", "flat", "nmod"):
        mention = mention_of(reading, sentence, word)
        if mention is not None and reading.entities.table[mention.key].type == "Person":
            return [mention.key]
    return _named_between_commas(reading, sentence, head)


def _named_between_commas(reading: Reading, sentence: Sentence, head: Token) -> list[str]:
    """Return the person of "the head of the UN mission in Mali, Mahamat Annadif, said", however that is parsed."""
    if head.lemma_.lower() not in lexicon().titles:
        return []
    end = sentence.at(head)[1]
    for mention in reading.entities.actors(end, min(end + _APPOSED, sentence.end)):
        if reading.entities.table[mention.key].type == "Person":
            between, after = reading.cleaned[end : mention.start], reading.cleaned[mention.end : mention.end + 1]
            return [mention.key] if after == "," and _TO_NAME.fullmatch(between) else []
    return []


def _modifiers(reading: Reading, sentence: Sentence, head: Token) -> list[str]:
    """Return the actors in the demonyms and possessors before a noun that stands for them."""
    if _lemma(head) not in _STAND_INS:
        return []
    found: list[str] = []
    for word in children(head, "amod", "compound", "poss", "nmod"):
        mention = mention_of(reading, sentence, word)
        if mention is not None:
            found.append(mention.key)
    return found


def _nominal(reading: Reading, head: Token, position: int) -> list[str]:
    """Resolve "the said tribe", "the Council", "the Force" to the last actor that is one."""
    determined = any(
        word.lower_ in {"the", "said", "same", "this", "that", "its", "these", "those"} for word in head.children
    )
    lemma = _lemma(head)
    if not determined or len(lemma) < 4:
        return []
    if lemma in _GROUPS:
        groups = [key for key in reading.parties if reading.entities.table[key].type == "ArmedGroup"]
        if groups:
            return groups if head.tag_ == "NNS" else groups[:1]
    is_people = lemma in {"tribe", "nation", "indian", "band", "people", "chief", "sachem"}
    for mention in reading.entities.before(position, _FAR):
        entity = reading.entities.table[mention.key]
        if is_people and entity.type == "People":
            members = [key for key in reading.parties if reading.entities.table[key].type == "People"]
            return members or [mention.key]
        if any(lemma in name.lower().split() for name in entity.names) and entity.type not in {
            "State",
            "Person",
            "People",
        }:
            return [mention.key]
    return []


def _before(reading: Reading, position: int, *, plural: bool = False, person: bool = False) -> tuple[str, ...]:
    """Return the last subject before a pronoun that agrees with it."""
    index = bisect_left(reading.subjects, position, key=lambda subject: subject.position)
    for subject in reversed(reading.subjects[max(0, index - 12) : index]):
        kinds = {reading.entities.table[key].type for key in subject.keys}
        if person:
            if kinds == {"Person"} and len(subject.keys) == 1:
                return subject.keys
        elif plural:
            # in a treaty, "they" are the parties, not the persons who act for them
            if subject.plural and (reading.kind is not DocumentKind.AGREEMENT or kinds != {"Person"}):
                return subject.keys
        elif len(subject.keys) == 1 and kinds != {"Person"}:
            return subject.keys
    return ()


def _former_latter(reading: Reading, position: int, word: str) -> list[str]:
    keys = list(dict.fromkeys(m.key for m in reading.entities.actors(max(0, position - 400), position)))[-2:]
    return [keys[0 if word == "former" else -1]] if keys else []


def places_below(reading: Reading, sentence: Sentence, tokens: list[Token]) -> tuple[str, ...]:
    """Return the places that some tokens name: every place, and a state only after a preposition of place."""
    if not tokens:
        return ()
    inside = {token.i for token in tokens}
    keys: list[str] = []
    for token in tokens:
        start, end = sentence.at(token)
        for mention in reading.entities.at(start, end):
            entity = reading.entities.table[mention.key]
            located = _is_located(token, inside)
            if mention.form is Form.PLACE:
                actor_too = any(reading.entities.is_actor(m) for m in reading.entities.at(start, end))
                if located or not actor_too:
                    keys.append(mention.key)
            elif (
                entity.type == "State"
                and not (token.dep_ == "pobj" and token.head.lower_ == "between")
                and mention.form is Form.NAME
                and located
                and token.dep_ in {"pobj", "conj", "appos"}
            ):
                keys.append(mention.key)
    return unique(keys)


def _is_located(token: Token, inside: set[int]) -> bool:
    head = token
    while (
        head.dep_ in {"conj", "compound", "appos", "nmod", "amod", "poss"}
        and head.head.i in inside
        and head.head != head
    ):
        head = head.head
    return head.dep_ == "pobj" and head.head.lower_ in _PLACE_PREPOSITIONS[:-1]
