"""Placed: the places that some words of a sentence name."""

from __future__ import annotations

from typing import TYPE_CHECKING

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
    return tuple(dict.fromkeys(keys))


def _is_located(token: Token, inside: set[int]) -> bool:
    head = token
    while (
        head.dep_ in {"conj", "compound", "appos", "nmod", "amod", "poss"}
        and head.head.i in inside
        and head.head != head
    ):
        head = head.head
    return head.dep_ == "pobj" and head.head.lower_ in _PLACE_PREPOSITIONS
