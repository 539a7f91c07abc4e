"""Modality: whether what an act binds to is a duty, forbidden or allowed, told by its verb and modal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract.frames import Modality
from kg.extract.norms.binding import PERMITTING
from kg.extract.syntax import child, children, is_negated, is_passive

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["GETTING", "modality_of"]

_PROHIBITING = frozenset({"renounce", "forswear", "prohibit", "forbid", "ban", "refrain", "abstain", "desist"})


#: Verbs whose subject is given what others owe it.
GETTING = frozenset({"get", "receive", "obtain", "gain"})


#: Verbs of having a right: "each Party reserves to itself the right to".
_HOLD_RIGHT = frozenset({"have", "reserve", "retain", "keep", "obtain", "receive", "gain", "hold", "maintain"})


#: What a thing that must not be is held to be.
_RULED_OUT = frozenset(
    {"inadmissible", "impermissible", "unacceptable", "unlawful", "illegal", "prohibited", "forbidden"}
)


_HAVE_RIGHT = frozenset({"right", "liberty", "power", "privilege", "freedom"})


def modality_of(verb: Token, modal: Modality = Modality.OBLIGATION) -> Modality:
    """Return the modality of an act, given the one of its modal: "shall not" forbids, "shall be entitled" permits."""
    if modal is Modality.PERMISSION:
        return Modality.PROHIBITION if is_negated(verb) else modal
    lemma = verb.lemma_.lower()
    negated = is_negated(verb)
    freed = lemma == "free" and child(verb, "xcomp") is None  # prisoners are freed; somebody is free to act
    if (lemma in PERMITTING and is_passive(verb) and not freed) or (
        lemma in _HOLD_RIGHT and any(o.lemma_.lower() in _HAVE_RIGHT for o in children(verb, "dobj"))
    ):
        return Modality.PROHIBITION if negated else Modality.PERMISSION
    if lemma == "be" and any(
        a.lemma_.lower() in {"free", "lawful", "permissible", "able"} for a in children(verb, "acomp")
    ):
        return Modality.PROHIBITION if negated else Modality.PERMISSION
    if any(word.lemma_.lower() in _RULED_OUT for word in children(verb, "oprd", "acomp")):
        return modal if negated else Modality.PROHIBITION
    if (lemma == "apply" and negated) or (lemma == "enjoy" and not negated):
        return Modality.PERMISSION
    if lemma == "ensure" and any(is_negated(clause) for clause in children(verb, "ccomp")):
        return Modality.PROHIBITION
    if lemma in _PROHIBITING:
        return Modality.PROHIBITION
    return Modality.PROHIBITION if negated else modal
