"""Tell talks that took place from those that were only planned, called for or refused."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract.meetings.words import meeting_words
from kg.extract.syntax import children, is_hypothetical, is_negated

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["happened", "took_place"]

_AHEAD = frozenset({"will", "shall", "should", "may", "would"})
#: Dependencies in which an infinitive is what somebody agreed, planned or was asked to do.
_INTENDED = frozenset({"xcomp", "advcl", "acl", "ccomp"})


def happened(verb: Token) -> bool:
    """Tell whether what a verb says was done: not "did not meet", "could meet", "will meet", "agreed to meet"."""
    return not (is_negated(verb) or is_hypothetical(verb) or _planned(verb))


def took_place(noun: Token, verb: Token | None) -> bool:
    """Tell whether talks took place, and were not only planned, called for, suspended or refused.

    Args:
        noun: The word for the talks.
        verb: The verb that has them as its subject or object.
    """
    absent = meeting_words().absent
    if noun.dep_ == "pobj" and noun.head.lower_ == "of" and noun.head.head.lemma_.lower() in absent:
        return False
    return verb is None or (happened(verb) and verb.lemma_.lower() not in absent)


def _planned(verb: Token) -> bool:
    """Tell whether a verb tells of the future: "will meet", "is to meet", "agreed to meet"."""
    words = {word.lower_ for word in children(verb, "aux")}
    return bool(words & _AHEAD) or ("to" in words and verb.dep_ in _INTENDED)
