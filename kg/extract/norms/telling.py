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
)

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["CEASEFIRE", "MAY", "is_to", "modal", "own_bearer", "real", "subject_subtrees"]

#: Nouns of agreements that stop the fighting and start at a time.
CEASEFIRE = frozenset({"ceasefire", "cease-fire", "truce", "armistice", "cessation", "fire"})


#: Verbs that only want what depends on them.
_WISHES = frozenset(
    {"call", "urge", "hope", "want", "ask", "press", "wish", "expect", "demand", "push", "appeal", "encourage", "plan"}
)
#: Auxiliaries that permit.
MAY = frozenset({"may", "can", "could"})


def real(verb: Token) -> bool:
    """Tell whether an act of agreeing is told as a fact."""
    wished = verb.dep_ in {"xcomp", "ccomp", "advcl"} and verb.head.lemma_.lower() in _WISHES
    return not is_negated(verb) and not is_hypothetical(verb) and not wished


def own_bearer(thing: Token) -> Token | None:
    """Return the parties that a thing itself names: "a cease-fire between A and B"."""
    for word in thing.subtree:
        if word.lower_ == "between" and word.dep_ == "prep" and word.head.lemma_.lower() in CEASEFIRE:
            return child(word, "pobj")
    return None


def subject_subtrees(verb: Token) -> set[int]:
    """Return where the subject, the auxiliaries and what stands before a verb are: no part of what is agreed."""
    before = {word.i for word in children(verb, "advcl") if word.i < verb.i}
    return before | {word.i for word in children(verb, "nsubj", "nsubjpass", "aux", "auxpass", "mark")}


def modal(verb: Token) -> Modality:
    """Return how the auxiliaries of a reported verb bind: "may" permits, all else obliges."""
    return Modality.PERMISSION if set(auxiliaries(verb)) & MAY else Modality.OBLIGATION


def is_to(verb: Token) -> bool:
    """Tell whether a verb is "is to", "are to"."""
    return verb.dep_ == "xcomp" and verb.head.lemma_ == "be" and any(a.lower_ == "to" for a in children(verb, "aux"))
