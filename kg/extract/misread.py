"""Misread: set right words that the parser takes for another part of speech, or a clause for a qualification."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

__all__ = ["set_right"]

#: Modals that only a verb has.
_BINDING = frozenset({"shall", "will", "must"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_RELATIVE = frozenset({"WDT", "WP", "WP$", "WRB"})


def set_right(doc: Doc) -> None:
    """Set right what is plainly misread, in place.

    Args:
        doc: A parsed stretch of any text.
    """
    for token in doc:
        if token.pos_ in {"ADJ", "NOUN"} and _has_modal(token):
            token.pos_, token.tag_ = "VERB", "VB"  # "the forces shall … refrain from" as an adjective
        elif token.pos_ == "NOUN" and _is_second_verb(token):
            token.pos_, token.tag_ = "VERB", "VB"  # "will gather and hand in their weapons" as a noun
        elif token.dep_ in {"relcl", "acl"} and _stands_alone(token):
            main = token.sent.root
            if main.pos_ in {"VERB", "AUX"} and main.i < token.i:
                token.head, token.dep_ = main, "conj"


def _has_modal(token: Token) -> bool:
    children = list(token.children)
    modal = any(word.dep_ == "aux" and word.lower_ in _BINDING and word.i < token.i for word in children)
    return modal and not any(word.dep_ == "cop" or word.lemma_ == "be" for word in children)


def _is_second_verb(token: Token) -> bool:
    """Tell whether a noun shares the modal of a verb and has an object of its own."""
    verb = token.head
    if token.dep_ != "conj" or verb.tag_ != "VB" or token.tag_ != "NN" or token.lower_ != token.lemma_.lower():
        return False
    bare = not any(word.dep_ in {"det", "amod", "poss", "compound"} for word in token.children)
    return bare and any(word.dep_ == "dobj" and word.i > token.i for word in token.children)


def _stands_alone(verb: Token) -> bool:
    """Tell whether a clause that was hung on a noun is one of its own: "…, and the Government of B shall …"."""
    subject = next((word for word in verb.children if word.dep_ in _SUBJECTS and word.i < verb.i), None)
    if subject is None or not any(word.dep_ == "aux" and word.lower_ in _BINDING for word in verb.children):
        return False
    words = list(subject.subtree)
    if any(word.tag_ in _RELATIVE for word in words) or any(w.tag_ in _RELATIVE for w in verb.children):
        return False
    first = min(word.i for word in words)
    return first > 0 and verb.doc[first - 1].lower_ == "and"
