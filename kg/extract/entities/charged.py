"""Charged actors: who is given a task or a right by a common noun alone: "a monitoring committee will oversee"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract.entities.lexicon import lexicon
from kg.extract.entities.model import Form, Table
from kg.extract.sentence import Sentence
from kg.extract.syntax import agent_of, auxiliaries, child, is_passive
from kg.text.slug import slug

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["add_charged"]

_WILL = frozenset({"will", "shall", "would", "must", "may"})
_MAY = frozenset({"may", "can", "could"})
#: Verbs whose passive gives its subject a task or a right.
_CHARGING = frozenset({"charge", "task", "entrust", "mandate", "entitle", "authorize", "authorise", "allow", "permit"})
#: Determiners of nobody in particular.
_NOBODY = frozenset({"no", "neither", "any", "either", "each", "every", "such", "another", "both", "all"})
_BACK = frozenset({"the", "this", "that", "these", "those", "its", "their"})
_BEFORE = frozenset({"amod", "compound", "nmod", "nummod"})
#: What only counts or qualifies, and is no part of what somebody is called.
_COUNTS = frozenset({"new", "more", "some", "other", "same", "said", "such", "many", "several"})


def add_charged(table: Table, text: str, sentences: tuple[Sentence, ...]) -> None:
    """Add the bodies, officers and groups of people whom a text charges or entitles, and that have no name.

    Args:
        table: Where they go.
        text: The cleaned text.
        sentences: Its sentences.
    """
    kinds = lexicon().charged
    for sentence in sentences:
        for verb in sentence.tokens:
            noun = _charged_by(verb)
            kind = kinds.get(noun.lemma_.lower()) if noun is not None and noun.pos_ in {"NOUN", "PROPN"} else None
            if noun is not None and kind is not None and (kind != "People" or _is_entitled(verb)):
                _add(table, text, sentence, noun, kind)


def _is_entitled(verb: Token) -> bool:
    """Tell whether a verb gives a right: people as such have rights under an agreement, and duties seldom."""
    return bool(set(auxiliaries(verb)) & _MAY) or is_passive(verb) or _has_right(verb)


def _has_right(verb: Token) -> bool:
    thing = child(verb, "dobj") if verb.lemma_ == "have" else None
    return thing is not None and thing.lemma_ == "right"


def _charged_by(verb: Token) -> Token | None:
    """Return who is to do a verb, or may do it: "a committee will oversee", "the seat is filled by a council"."""
    if verb.pos_ not in {"VERB", "AUX"}:
        return None
    helpers = set(auxiliaries(verb))
    ruled = bool(helpers & (_WILL | _MAY)) or (
        "to" in helpers and (verb.head.lemma_ in {"be", "have"} or verb.dep_ == "ROOT")
    )
    doer = child(verb, "nsubj") or (child(verb.head, "nsubj") if verb.dep_ == "xcomp" else None)
    if is_passive(verb):
        served = child(verb, "nsubjpass") if verb.lemma_.lower() in _CHARGING else None
        return served or (agent_of(verb) if ruled else None)
    return doer if ruled or _has_right(verb) else None


def _add(table: Table, text: str, sentence: Sentence, noun: Token, kind: str) -> None:
    determiners = {word.lower_ for word in noun.children if word.dep_ in {"det", "poss", "predet"}}
    words = [word for word in noun.lefts if word.dep_ in _BEFORE and word.lower_ not in _COUNTS]
    if determiners & _NOBODY or any(word.dep_ == "poss" for word in noun.children):
        return
    start, end = sentence.cover([*words, noun])
    if any(
        mention.form is not Form.PLACE and mention.end > sentence.at(noun)[0] for mention in table.taken(start, end)
    ):
        return
    lemma = noun.lemma_.lower()
    known = any(lemma in name.lower().split() for entity in table.entities.values() for name in entity.names)
    if determiners & _BACK and known:
        return  # "the committee": the one that was named
    if kind != "People" and not words and not determiners & _BACK and noun.tag_ in {"NN", "NNP"}:
        return
    name = " ".join(text[start:end].split())
    key = f"{kind.lower()}/{slug(name.lower())}"
    table.entity(key, kind, name)
    table.add(start, end, key, Form.NOMINAL, name)
