"""Tell clauses of one sentence apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract.syntax import child

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["is_apart"]

_SUBJECTS = ("nsubj", "nsubjpass")


def is_apart(word: Token, head: Token) -> bool:
    """Tell whether a word stands in a coordinated clause in which another does something else than around the head."""
    above = {head.i, *(token.i for token in head.ancestors)}
    while word.i not in above:
        if word.dep_ == "conj" and word.pos_ in {"VERB", "AUX"} and child(word, *_SUBJECTS) is not None:
            return True
        if word.head == word:
            return False
        word = word.head
    return False
