"""Placed: the places that some words of a sentence name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract.entities.lexicon import lexicon
from kg.extract.entities.model import Form
from kg.extract.reading import Reading
from kg.extract.sentence import Sentence

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["places_below"]

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
)


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
        if not reading.entities.at(start, end) and _is_located(token, inside):
            keys += _meant(reading, sentence, token)
    return tuple(dict.fromkeys(keys))


#: How many mentions back "the highway" may refer, and the words with which it does.
_FAR, _DEFINITE = 60, frozenset({"the", "this", "that", "said", "same"})


def _meant(reading: Reading, sentence: Sentence, token: Token) -> list[str]:
    """Return which place a noun alone goes back to: "the highway", "the town", "the province"."""
    kind = lexicon().place.get(token.lemma_.lower())
    left = {word.lower_ for word in token.lefts}
    if kind not in {"Route", "Settlement", "Region"} or not left or left - _DEFINITE:
        return []
    if any(word.lower_ in {"of", "between", "from", "to"} for word in token.rights):
        return []
    for mention in reading.entities.places_before(sentence.at(token)[0], _FAR):
        entity = reading.entities.table[mention.key]
        named = any(token.lemma_.lower() in name.lower().split() for name in (entity.label, *entity.names))
        if entity.type == kind and (kind != "Region" or named):
            return [mention.key]
    return []


def _is_located(token: Token, inside: set[int]) -> bool:
    head = token
    while (
        head.dep_ in {"conj", "compound", "appos", "nmod", "amod", "poss"}
        and head.head.i in inside
        and head.head != head
    ):
        head = head.head
    return head.dep_ == "pobj" and head.head.lower_ in _PLACE_PREPOSITIONS
