"""Roles: which actors and places a word of a sentence stands for."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.document.model import DocumentKind
from kg.extract.entities.lexicon import lexicon
from kg.extract.entities.model import Form, Mention
from kg.extract.placed import places_below
from kg.extract.reading import Reading
from kg.extract.reference import by_noun, by_pronoun, former_or_latter, lemma_of, names_parties, rivals
from kg.extract.sentence import Sentence
from kg.extract.syntax import children, coordinated, prepositional

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["actors_of", "mention_of", "names_parties", "places_below", "unique"]

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
        "state",
        "envoy",
        "emir",
        "king",
        "sultan",
        "premier",
        "chancellor",
        "ambassador",
        "diplomat",
        "negotiator",
    }
)
#: How far after a title the name of who bears it may stand, and what stands between.
_APPOSED, _TO_NAME = 120, re.compile(r"[^.;:\",]*,\s+(?:[A-Z][\w.'-]*\s+){0,4}")


def unique(keys: list[str]) -> tuple[str, ...]:
    """Return the keys without repeats, in their order."""
    return tuple(dict.fromkeys(keys))


def mention_of(reading: Reading, sentence: Sentence, token: Token) -> Mention | None:
    """Return the mention of an actor that covers a token, the longest if there are several."""
    start, end = sentence.at(token)
    return next((m for m in reading.entities.at(start, end) if reading.entities.is_actor(m)), None)


def actors_of(reading: Reading, sentence: Sentence, token: Token) -> tuple[str, ...]:
    """Return the actors that a noun phrase names, with those coordinated with it.

    Args:
        reading: What is known of the document.
        sentence: The sentence of the phrase.
        token: The head of the phrase.
    """
    keys: list[str] = []
    together = coordinated(token)
    for head in [*_wedged(token), *together, *(word for one in together for word in _appended(one))]:
        keys += _one(reading, sentence, head)
    return unique(keys)


def _wedged(head: Token) -> list[Token]:
    """Return the first of two that the parser took for a modifier of the second: "Peru's army and ELN rebels"."""
    return [
        word
        for word in children(head, "nmod")
        if word.pos_ in {"NOUN", "PROPN"} and children(word, "cc") and children(word, "conj")
    ]


def _appended(head: Token) -> list[Token]:
    """Return the rest of a list that the parser took for an apposition: "by the head of A, the Minister of B and …"."""
    return [
        other
        for holder in (head, *prepositional(head, "of"))
        for word in children(holder, "appos")
        if children(word, "cc") and children(word, "conj")
        for other in coordinated(word)
    ]


def _one(reading: Reading, sentence: Sentence, head: Token) -> list[str]:
    """Return the actors that one noun or pronoun names, asking one rule after another."""
    if reading.kind in {DocumentKind.NEWS, DocumentKind.REPORT}:
        meant = rivals(reading, sentence, head)
        if meant is not None:
            return list(meant)
    mention = mention_of(reading, sentence, head)
    if reading.opponents and mention is not None and mention.form is Form.NOMINAL and _means_opponents(head):
        return list(reading.opponents)
    common = mention is not None and mention.form is Form.NOMINAL and reading.kind is not DocumentKind.RESOLUTION
    if mention is not None and mention.form is not Form.DEMONYM and not common:
        stretch = (mention.start, mention.end)
        return [
            m.key for m in reading.entities.at(*stretch) if (m.start, m.end) == stretch and m.form is not Form.PLACE
        ]
    for rule in (_on_behalf, by_pronoun, _called, _named_after, _stand_in, _party):
        found = rule(reading, sentence, head)
        if found:
            return found
    if mention is not None:
        return [mention.key]
    return _modifiers(reading, sentence, head) or by_noun(reading, head, sentence.at(head)[0])


def _means_opponents(head: Token) -> bool:
    """Tell whether a resolution's "the parties concerned" are the two that it is about, and no further ones."""
    before = {word.lower_ for word in head.lefts}
    return lemma_of(head) in {"party", "side"} and head.tag_ in {"NNS", "NNPS"} and not before & {"other", "those"}


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
    if lemma_of(head) not in _STAND_INS and head.lower_ not in _EACH:
        return []
    inner = [key for pobj in prepositional(head, "of", "for", "from") for key in _one(reading, sentence, pobj)]
    return inner or _modifiers(reading, sentence, head)


#: Words for all or some of those whom an "of …" names.
_EACH = frozenset({"both", "each", "none", "neither", "either", "any", "one"})


def _party(reading: Reading, sentence: Sentence, head: Token) -> list[str]:
    lemma = lemma_of(head)
    both = reading.opponents and (
        (lemma in {"country", "state", "government"} and head.tag_ == "NNS") or names_parties(head)
    )
    if both and (lemma == "belligerent" or any(word.lower_ in {"both", "two"} for word in head.children)):
        return list(reading.opponents)
    if names_parties(head) and not reading.opponents:
        return list(reading.parties)
    if lemma in {"former", "latter"}:
        return former_or_latter(reading, sentence.at(head)[0], lemma)
    return []


def _named_after(reading: Reading, sentence: Sentence, head: Token) -> list[str]:
    """Return the person whose name follows a title: "his Russian counterpart Vladimir Putin"."""
    for word in children(head, "appos", "flat", "nmod"):
        mention = mention_of(reading, sentence, word)
        if mention is not None and reading.entities.table[mention.key].type == "Person":
            return [mention.key]
    return _named_next(reading, sentence, head) or _named_between_commas(reading, sentence, head)


def _named_next(reading: Reading, sentence: Sentence, head: Token) -> list[str]:
    """Return whose name stands right after a noun that the parser did not join it to: "his rival A. B.", "rebels X"."""
    if head.pos_ not in {"NOUN", "ADJ"} or head.i + 1 >= len(head.doc):
        return []
    start, end = sentence.at(head.nbor(1))
    return [
        mention.key
        for mention in reading.entities.at(start, end)
        if mention.start == start
        and mention.form is Form.NAME
        and reading.entities.table[mention.key].type not in {"State", "People"}
    ][:1]


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
    if lemma_of(head) not in _STAND_INS:
        return []
    found: list[str] = []
    for word in children(head, "amod", "compound", "poss", "nmod"):
        mention = mention_of(reading, sentence, word)
        if mention is not None:
            found.append(mention.key)
    return found
