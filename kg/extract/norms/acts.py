"""Acts: what the verbs joined by "and" come down to; "cede, relinquish and convey" is one act in three words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.extract.syntax import child, children, coordinated

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["Act", "acts_of", "is_verbal"]

#: Dependents that a verb may have and still say nothing without the next.
_LOOSE = frozenset({"conj", "cc", "punct", "aux", "auxpass", "advmod", "neg", "nsubj", "nsubjpass", "preconj"})

_PAST = frozenset({"VBN", "VBD"})


@dataclass(frozen=True, slots=True)
class Act:
    """Be one act: its first verb, the verb that has the objects, and the places of all its verbs."""

    first: Token
    head: Token
    members: frozenset[int]


def is_verbal(token: Token) -> bool:
    """Tell whether a token is a verb, also where the parser took "cedes" or "relinquishes" for a noun."""
    if token.pos_ == "VERB" or (token.pos_ == "AUX" and token.tag_ != "MD"):
        return True
    return token.pos_ == "NOUN" and child(token, "nsubj") is not None and child(token, "cop") is None


def acts_of(verb: Token) -> list[Act]:
    """Return the acts of a verb and of those that share its subject."""
    chains: list[list[Token]] = [[verb]]
    for word in coordinated(verb)[1:]:
        last = chains[-1][-1]
        beside = _beside(last, word) and child(word, "nsubj", "nsubjpass") is None
        bare = word.pos_ == "NOUN" and child(word, "det", "poss", "amod", "nummod") is None
        told = word.tag_ in _PAST and verb.tag_ not in _PAST and not children(word, "aux", "auxpass")
        if told:
            continue  # "the treaty between A and B, concluded at …" tells of something else
        if beside and (is_verbal(word) or bare) and (is_verbal(last) or last != verb):
            chains[-1].append(word)
        elif is_verbal(word):
            chains.append([word])
    return [Act(chain[0], _head_of(chain), frozenset(word.i for word in chain)) for chain in chains]


def _beside(first: Token, second: Token) -> bool:
    """Tell whether nothing but commas, "and" and adverbs stands between two verbs."""
    between = first.doc[first.i + 1 : second.i]
    return first.i < second.i and all(
        word.is_punct or word.dep_ == "cc" or word.pos_ in {"ADV", "CCONJ"} or word.dep_ == "aux" for word in between
    )


def _head_of(chain: list[Token]) -> Token:
    return max(chain, key=lambda word: (sum(c.dep_ not in _LOOSE for c in word.children), -word.i))
