"""Reference: whom pronouns and common nouns mean, by what was named before them."""

from __future__ import annotations

import re
from bisect import bisect_left
from itertools import pairwise
from typing import TYPE_CHECKING

from kg.document.model import DocumentKind
from kg.extract.entities.model import Form
from kg.extract.reading import Reading
from kg.extract.sentence import Sentence
from kg.extract.syntax import prepositional
from kg.extract.words import words

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["by_noun", "by_pronoun", "former_or_latter", "lemma_of", "names_parties", "rivals"]

#: Nouns and pronouns that mean the parties of the document's agreement.
_PARTY_WORDS = frozenset({"party", "side", "signatory", "two", "both", "guarantor", "belligerent"})
_PLURAL_PRONOUNS = frozenset({"they", "them", "both", "themselves", "we", "us"})
#: Pronouns for one of two.
_ONE_OF_TWO = frozenset({"either", "neither", "each"})
#: Who is sent by the parties, where nobody is said to have sent them.
_SENT = frozenset({"delegate", "delegation", "negotiator"})
_PERSON_PRONOUNS = frozenset({"he", "she", "him", "her", "who"})
_THING_PRONOUNS = frozenset({"it", "itself", "which"})
#: How many mentions back a noun such as "the tribe" may refer.
_FAR, _NEAR = 400, 160
#: What stands between the two that "the former" and "the latter" go back to.
_AND = re.compile(r",?\s+and\s+(?:the\s+)?")
#: Nouns that mean the armed groups among the parties.
_GROUPS = frozenset({"rebel", "insurgent", "militant", "separatist", "movement", "guerrilla", "group"})
#: The same of a noun that means two: "the two delegations".
_TWO = frozenset({"two", "both"})
#: Nouns that mean them with such a word, and those that need none.
_SIDES = frozenset(
    {
        "side",
        "party",
        "faction",
        "group",
        "camp",
        "force",
        "delegation",
        "army",
        "military",
        "leader",
        "general",
        "team",
    }
    | {
        "country",
        "nation",
        "neighbour",
        "neighbor",
        "state",
        "government",
        "movement",
        "negotiator",
        "president",
        "men",
    }
    | {"man", "bloc", "capital", "power", "people", "community", "tribe", "militia", "commander", "administration"}
)
#: Texts in which "that Government" is the one of the state that was named last.
_FORMAL = frozenset({DocumentKind.RESOLUTION, DocumentKind.AGREEMENT})
#: Nouns whose bare plural means the two that were named: "the neighbours agreed".
_ENDS = frozenset({"neighbour", "neighbor", "country", "camp", "nation", "faction", "delegation"})
_FOES = frozenset({"belligerent", "rival", "foe", "adversary", "enemy", "combatant", "signatory"})


def names_parties(token: Token) -> bool:
    """Tell whether a noun means the parties as such: "the Parties", "both sides", "the warring sides"."""
    one = token.tag_ in {"NN", "NNP"} and any(
        w.dep_ in {"compound", "amod", "poss", "nmod"} and w.pos_ == "PROPN" for w in token.children
    )
    return lemma_of(token) in _PARTY_WORDS and not prepositional(token, "of") and not one


def lemma_of(token: Token) -> str:
    """Return the singular in lower case, also of a noun that the parser takes for a name: "the Parties", "Head Men"."""
    if token.pos_ != "PROPN":
        return str(token.lemma_).lower()
    word = str(token.lower_)
    if word.endswith("men"):
        return word[:-2] + "an"
    if word.endswith("ies"):
        return word[:-3] + "y"
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word


def rivals(reading: Reading, sentence: Sentence, head: Token) -> tuple[str, ...] | None:
    """Return whom "the warring factions", "the two countries", "the rivals" mean in a report.

    Args:
        reading: What is known of the document.
        sentence: The sentence of the noun.
        head: The noun.

    Returns:
        The parties, or the last two that were named together for "the two …"; nobody if they are not known; ``None``
        if the noun means nobody in this way.
    """
    lemma = lemma_of(head)
    before = {word.lower_ for word in head.children if word.i < head.i}
    if head.tag_ not in {"NNS", "NNPS"} or prepositional(head, "of", "between"):
        return None
    if lemma in _SIDES and before & words().rival:
        return reading.parties
    if lemma in _SIDES and before & _TWO:
        if len(reading.parties) == 2:
            return reading.parties
        pair = last_subject(reading, sentence.at(head)[0], plural=True)
        return pair if len(pair) == 2 and lemma not in _PARTY_WORDS else reading.parties or pair
    if lemma in _ENDS and before == {"the"} and (head.dep_ in {"nsubj", "poss"}):
        pair = last_subject(reading, sentence.at(head)[0], plural=True)
        if len(reading.parties) == 2 or len(pair) == 2:
            return reading.parties if len(reading.parties) == 2 else pair
    owned = any(word.dep_ in {"compound", "amod", "poss", "nmod", "nummod"} for word in head.children)
    if lemma in _SENT and not owned and reading.parties:
        return reading.parties
    return reading.parties if lemma in _FOES and not before & {"its", "his", "her", "their", "other"} else None


def by_pronoun(reading: Reading, sentence: Sentence, head: Token) -> list[str]:
    """Return whom "they", "he", "it" mean: the last subject that agrees with it, or the parties."""
    lemma, start = head.lemma_.lower(), sentence.at(head)[0]
    if lemma in _ONE_OF_TWO and head.pos_ in {"PRON", "DET"} and head.dep_ in {"nsubj", "pobj", "nsubjpass"}:
        return list(reading.parties if len(reading.parties) == 2 else last_subject(reading, start, plural=True))
    if lemma in _PLURAL_PRONOUNS and head.pos_ in {"PRON", "DET"}:
        return list(last_subject(reading, start, plural=True) or reading.parties)
    if lemma in _PERSON_PRONOUNS:
        return list(last_subject(reading, start, person=True))
    if lemma in _THING_PRONOUNS:
        return list(last_subject(reading, start, plural=False))
    return []


def by_noun(reading: Reading, head: Token, position: int) -> list[str]:
    """Resolve "the said tribe", "the Council", "the Force" to the last actor that is one."""
    before = [head.nbor(-1)] if head.i else []  # "urges that Government to …": read as a conjunction
    determined = any(
        word.lower_ in {"the", "said", "same", "this", "that", "its", "these", "those", "each", "every"}
        for word in (*before, *head.children)
    )
    lemma = lemma_of(head)
    if not determined or len(lemma) < 4:
        return []
    if lemma in _GROUPS:
        groups = [key for key in reading.parties if reading.entities.table[key].type == "ArmedGroup"]
        near = [m.key for m in reading.entities.before(position, _NEAR)]
        told = next((key for key in near if reading.entities.table[key].type == "ArmedGroup"), None)
        if groups and head.tag_ != "NNS" and told is not None:
            return [told]
        if groups:
            every = any(word.lower_ in {"each", "every"} for word in head.children)
            return groups if head.tag_ == "NNS" or every else groups[:1]
    if lemma == "government" and head.tag_ in {"NN", "NNP"} and reading.kind in _FORMAL:
        states = [m for m in reading.entities.before(position, _FAR) if reading.entities.table[m.key].type == "State"]
        governed = [m for m in states if m.form is Form.BODY]  # "the Government of A …, that Government"
        return [m.key for m in (governed or states)[:1]]
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


def last_subject(reading: Reading, position: int, *, plural: bool = False, person: bool = False) -> tuple[str, ...]:
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


def former_or_latter(reading: Reading, position: int, word: str) -> list[str]:
    """Return the former or the latter of two: the two parties as they are named last, else the last pair or two.

    Args:
        reading: What is known of the document.
        position: Where the word stands.
        word: "former" or "latter".
    """
    before = reading.entities.actors(max(0, position - _FAR), position)
    pairs: list[tuple[str, ...]] = [
        (one.key, other.key)
        for one, other in pairwise(before)
        if one.key != other.key and _AND.fullmatch(reading.cleaned, one.end, max(one.end, other.start))
    ]
    if len(reading.parties) == 2:
        pairs = [reading.parties, *(pair for pair in pairs if set(pair) == set(reading.parties))]
    pair = pairs[-1] if pairs else tuple(dict.fromkeys(mention.key for mention in before))[-2:]
    return [pair[0 if word == "former" else -1]] if pair else []
