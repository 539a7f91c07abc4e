"""Norms that stand with an agreement: a truce that starts at a time, a principle that parties uphold."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.extract.frames import Modality
from kg.extract.norms.model import Norm
from kg.extract.norms.telling import CEASEFIRE, own_bearer, real
from kg.extract.sentence import Sentence
from kg.extract.syntax import (
    child,
    children,
    clause_tokens,
    is_hypothetical,
    is_negated,
    subject_of,
)
from kg.extract.words import words

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["starting_norms", "upheld_norms"]


def starting_norms(sentence: Sentence, verb: Token) -> Iterator[Norm]:
    """Find a ceasefire that starts: "an announced ceasefire set to begin …", "the truce takes effect at …"."""
    if verb.lemma_.lower() not in words().take_effect or verb.pos_ != "VERB":
        return
    subject = child(verb, "nsubj", "nsubjpass")
    if subject is None and verb.dep_ in {"acl", "relcl", "xcomp"}:
        subject = verb.head if verb.dep_ != "xcomp" else subject_of(verb.head) or verb.head
        if subject.lemma_.lower() not in CEASEFIRE and subject.dep_ in {"acl", "relcl"}:
            subject = subject.head
    if subject is None or subject.lemma_.lower() not in CEASEFIRE or not real(verb):
        return
    if verb.tag_ == "VBN" and verb.dep_ == "acl" and children(verb, "xcomp"):
        return  # "set to begin": the inner verb is the start
    timed = any(t.ent_type_ in {"TIME", "DATE"} for t in subject.sent if abs(t.i - verb.i) < 14)
    if not timed:
        return
    clause = verb if verb.dep_ not in {"acl", "xcomp"} else subject
    beside = {word.i for word in children(verb, "conj", "cc", "advcl") if word.i > verb.i}
    tokens = clause_tokens(clause, without=beside)
    yield Norm(
        sentence=sentence,
        head=subject,
        tokens=tuple(tokens),
        modality=Modality.OBLIGATION,
        bearer=own_bearer(subject),
        agreement=subject,
    )


def upheld_norms(sentence: Sentence, token: Token) -> Iterator[Norm]:
    """Find a principle that parties uphold: "remain committed to the territorial integrity of …"."""
    lists = words()
    if token.lemma_.lower() not in lists.principle or token.pos_ not in {"NOUN", "PROPN"}:
        return
    if token.dep_ == "conj" and token.head.lemma_.lower() in lists.principle:
        return
    verb = token.head
    while verb.pos_ not in {"VERB", "AUX"} and verb.head != verb:
        verb = verb.head
    while (
        verb.pos_ in {"VERB", "AUX", "ADJ"}
        and verb.lemma_.lower() not in lists.affirm | {"commit", "remain"}
        and verb.dep_ in {"pcomp", "xcomp", "acl", "prep", "ccomp"}
        and verb.head != verb
    ):
        verb = verb.head
    while (
        verb.lemma_.lower() in {"maintain", "preserve", "respect", "support"} | {"to"}
        and verb.dep_ in {"pcomp", "prep", "xcomp", "acomp", "pobj"}
        and verb.head != verb
    ):
        verb = verb.head
    while verb.pos_ not in {"VERB", "AUX"} and verb.head != verb:
        verb = verb.head
    committed = any(t.lemma_.lower() in {"commit", "committed", "commitment"} for t in verb.subtree)
    if not (verb.lemma_.lower() in lists.affirm or committed) or is_negated(verb) or is_hypothetical(verb):
        return
    if verb.dep_ == "acomp" or (verb.lemma_.lower() == "commit" and verb.head.lemma_ == "remain"):
        verb = verb.head
    yield Norm(
        sentence=sentence,
        head=token,
        tokens=tuple(clause_tokens(verb)),
        modality=Modality.AFFIRMATION,
        bearer=subject_of(verb),
        said_by=verb,
    )
