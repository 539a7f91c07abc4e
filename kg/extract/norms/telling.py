"""How a report tells of agreeing: as a fact or not, with which modal, and between whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract.frames import Modality
from kg.extract.syntax import (
    auxiliaries,
    child,
    children,
    is_hypothetical,
    is_negated,
    prepositional,
)
from kg.extract.words import words

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = [
    "CEASEFIRE",
    "MAY",
    "acts_among",
    "clauses_beside",
    "is_to",
    "modal",
    "own_bearer",
    "real",
    "said_among",
    "subject_subtrees",
]

#: Nouns of agreements that stop the fighting and start at a time.
CEASEFIRE = frozenset({"ceasefire", "cease-fire", "truce", "armistice", "cessation", "fire"})


#: Verbs that only want what depends on them.
_WISHES = frozenset(
    {"call", "urge", "hope", "want", "ask", "press", "wish", "expect", "demand", "push", "appeal", "encourage", "plan"}
)
#: Endings of nouns of acts.
_ACT_ENDINGS = ("tion", "sion", "ment", "ance", "ing", "sal", "wal", "val", "iture", "arture")
#: Nouns that only announce what was agreed.
_ANNOUNCING = frozenset(
    {"point", "article", "clause", "provision", "item", "initiative", "following", "list", "section"}
)
#: Conjunctions of clauses that tell of something else.
_BESIDE = frozenset({"while", "whereas", "although", "though"})
#: Auxiliaries that permit.
MAY = frozenset({"may", "can", "could"})


def real(verb: Token) -> bool:
    """Tell whether an act of agreeing is told as a fact."""
    wished = verb.dep_ in {"xcomp", "ccomp", "advcl"} and verb.head.lemma_.lower() in _WISHES
    return not is_negated(verb) and not is_hypothetical(verb) and not wished


def own_bearer(thing: Token) -> Token | None:
    """Return the parties that a thing itself names.

    A truce is "between A and B"; a release is "by A"; a withdrawal is "of the forces of A", "A's" or "the A-ish".
    """
    for word in thing.subtree:
        if word.lower_ == "between" and word.dep_ == "prep" and word.head.lemma_.lower() in CEASEFIRE:
            return child(word, "pobj")
    doer = next(iter(prepositional(thing, "by")), None)
    if doer is not None and doer.pos_ != "NUM" and doer.ent_type_ not in {"DATE", "TIME"}:
        return doer
    if thing.lemma_.lower() not in words().self_act:
        return None
    return next(iter(prepositional(thing, "of")), None) or child(thing, "poss", "amod", "compound")


def acts_among(things: list[Token]) -> list[Token]:
    """Keep of coordinated nouns the first of each row and those that are acts of their own.

    "A release of prisoners and a withdrawal" are two acts, "support to rebels and other groups" is one.
    """
    return [
        thing
        for thing in things
        if thing.dep_ != "conj" or thing.pos_ == "VERB" or (_is_act(thing) and len(list(thing.subtree)) > 1)
    ]


def _is_act(noun: Token) -> bool:
    lemma = noun.lemma_.lower()
    return lemma in words().act or lemma in words().agreement or lemma.endswith(_ACT_ENDINGS)


def said_among(things: list[Token]) -> list[Token]:
    """Return of coordinated nouns those that are acts agreed on, also behind one that announces them.

    "Provisions for disarmament and resumption of services" are two acts.
    """
    found: list[Token] = []
    for thing in acts_among(things):
        found += [thing] if _is_said(thing) else acts_among(prepositional(thing, "for", "on"))
    return found


def _is_said(thing: Token) -> bool:
    """Tell whether a noun says what was agreed, and does not only announce it: "the following points"."""
    return thing.lemma_.lower() not in _ANNOUNCING and not any(
        w.lower_ == "following" for w in [thing, *thing.children]
    )


def subject_subtrees(verb: Token) -> set[int]:
    """Return where the subject, the auxiliaries and what stands before a verb are: no part of what is agreed."""
    before = {word.i for word in children(verb, "advcl") if word.i < verb.i}
    return before | {word.i for word in children(verb, "nsubj", "nsubjpass", "aux", "auxpass", "mark")}


def clauses_beside(verb: Token) -> set[int]:
    """Return where clauses stand that only go beside an act: "while …", and coordinated ones with their own subject."""
    beside = {
        clause.i
        for clause in children(verb, "advcl")
        if any(mark.lower_ in _BESIDE for mark in children(clause, "mark")) or _told_beside(clause)
    }
    return beside | {c.i for c in children(verb, "conj") if children(c, "nsubj", "nsubjpass")}


def _told_beside(clause: Token) -> bool:
    """Tell whether "even as …" opens a clause."""
    return any(w.lower_ == "even" for w in children(clause, "advmod")) and any(
        w.lower_ in {"as", "though"} for w in children(clause, "mark")
    )


def modal(verb: Token) -> Modality:
    """Return how the auxiliaries of a reported verb bind: "may" permits, all else obliges."""
    return Modality.PERMISSION if set(auxiliaries(verb)) & MAY else Modality.OBLIGATION


def is_to(verb: Token) -> bool:
    """Tell whether a verb is "is to", "are to"."""
    return verb.dep_ == "xcomp" and verb.head.lemma_ == "be" and any(a.lower_ == "to" for a in children(verb, "aux"))
