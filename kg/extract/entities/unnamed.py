"""Unnamed actors: those that a report tells of by a common noun only: "fourteen armed groups", "a spokesman"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract.entities.lexicon import lexicon
from kg.extract.entities.model import Form, Mention, Table
from kg.extract.sentence import Sentence
from kg.extract.tables import claim_words, incident_words
from kg.text.slug import slug

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["add_unnamed"]

_ACTING = frozenset({"nsubj", "nsubjpass"})
#: Prepositions after which a group of people does or suffers something.
_AFTER = frozenset({"by", "between", "against", "with", "to"})
#: Who is sent by them.
_SENT = frozenset({"representative", "delegation", "delegate", "leader", "envoy", "negotiator", "commander"})
#: Determiners with which a noun goes back to whom the text has named, or names nobody.
_KNOWN, _NOBODY = (
    frozenset({"the", "these", "those", "this", "that"}),
    frozenset({"no", "neither", "any", "either", "each", "every"}),
)
#: What makes men a group that fights, and forces those of nobody's state.
_MEN, _ARMED = frozenset({"man", "men", "youth"}), frozenset({"armed", "masked"})
_FORCES = frozenset({"force", "troop", "army", "faction", "movement", "leader", "delegation", "unit", "side"})
_AGAINST = frozenset({"rebel", "insurgent", "separatist", "guerrilla", "jihadist", "militia"})
#: Verbs after which a noun gets its name: "a group calling itself the Junta".
_CALLING = frozenset({"call", "know", "name", "dub"})


def add_unnamed(table: Table, text: str, sentences: tuple[Sentence, ...]) -> None:
    """Add the groups that a report tells of without a name: "fourteen armed groups", "separatists", "critics".

    Args:
        table: Where they go.
        text: The cleaned text of a report.
        sentences: Its sentences.
    """
    armed = any(entity.type == "ArmedGroup" for entity in table.entities.values())
    for sentence in sentences:
        for token in sentence.tokens:
            kind = _kind_of_nominal(token)
            if kind is None:
                continue
            words = [w for w in token.lefts if w.dep_ in {"amod", "compound", "nummod", "nmod"}] + [token]
            start, end = sentence.cover([words[0], token])
            if any(m.form is not Form.PLACE for m in table.taken(start, end)):
                continue
            name = " ".join(text[start:end].split())
            named = _name_beside(table, sentence, token)
            if named is not None:
                if table.entities[named.key].type != "Person":
                    table.add(start, end, named.key, Form.BODY, name)
                continue
            determiners = {w.lower_ for w in token.children if w.dep_ == "det"}
            goes_back = determiners & _KNOWN and (kind != "ArmedGroup" or armed)
            if goes_back or determiners & _NOBODY or not _acts(token):
                continue
            key = _key_of(kind, words, name)
            table.entity(key, kind, name)
            table.add(start, end, key, Form.NOMINAL, name)


def _key_of(kind: str, words: list[Token], name: str) -> str:
    """Return the key of a group; "rebels", "rebel forces" and "the rebel side" are one."""
    lemmas = [word.lemma_.lower() for word in words]
    plain = lemmas[-1] in _FORCES | {"group"} and len(lemmas) == 2 and lemmas[0] in _AGAINST
    return f"{kind.lower()}/{slug(f'{lemmas[0]}s' if plain else name.lower() if len(words) == 1 else name)}"


def _kind_of_nominal(token: Token) -> str | None:
    """Return the type of a common noun that acts; men are a group when they are armed, some only act by speaking."""
    if token.pos_ not in {"NOUN", "PROPN"}:
        return None
    lemma: str = token.lemma_.lower()
    before = {w.lower_ for w in token.lefts}
    if (lemma in _MEN and before & _ARMED) or (lemma in _FORCES and before & _AGAINST):
        return "ArmedGroup"
    kind = lexicon().nominal.get(lemma)
    return lexicon().speaking.get(lemma) if kind is None and _speaks(token) else kind


def _speaks(token: Token) -> bool:
    """Tell whether a noun is who says something."""
    while token.dep_ == "conj" and token.head != token:
        token = token.head
    inverted = token.dep_ == "dobj" and not any(word.dep_ == "nsubj" for word in token.head.children)
    if token.dep_ == "nsubj" or (inverted and any(word.dep_ == "ccomp" for word in token.head.children)):
        return token.head.pos_ == "VERB" and token.head.lemma_.lower() in claim_words().say
    return token.dep_ == "pobj" and bool({token.head.lower_, token.head.head.lower_} & {"according", "per"})


def _acts(token: Token) -> bool:
    """Tell whether a noun stands where somebody does something, itself or what it is coordinated with."""
    fallen = any(w.dep_ == "nummod" for w in token.lefts) and token.i + 1 < len(token.doc)
    if fallen and token.nbor(1).tag_ == "VBN":
        return False  # "nine rebels killed"
    while token.dep_ == "conj" and token.head != token:
        token = token.head
    if token.dep_ == "nsubjpass" and lexicon().nominal.get(token.lemma_.lower()) != "ArmedGroup":
        return False
    if token.dep_ == "nsubj" and token.head.lemma_.lower() in incident_words().suffer:
        return False
    sent = token.dep_ == "pobj" and token.head.lower_ == "of" and token.head.head.lemma_.lower() in _SENT
    return token.dep_ in _ACTING or sent or _speaks(token) or (token.dep_ == "pobj" and token.head.lower_ in _AFTER)


def _name_beside(table: Table, sentence: Sentence, token: Token) -> Mention | None:
    """Return the name that the text gives a noun: "a group calling itself …", "a rebel group, the …"."""
    called = [c for c in token.children if c.dep_ in {"acl", "relcl"} and c.lemma_.lower() in _CALLING]
    beside = [w for w in token.children if w.dep_ == "appos"] + ([token.head] if token.dep_ == "appos" else [])
    after = [token.nbor(1)] if token.i + 1 < token.sent.end else []
    for word in (*(w for c in called for w in c.subtree if w.i > c.i), *beside, *after):
        named = [m for m in table.taken(*sentence.at(word)) if m.form is Form.NAME]
        if named and (word not in after or table.entities[named[0].key].type not in {"State", "People"}):
            return named[0]
    return None
