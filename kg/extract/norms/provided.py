"""Norms that an agreement itself provides, starts or upholds: "the deal requires …", "the truce starts at …"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.extract.frames import Modality
from kg.extract.norms.formal import modality_of
from kg.extract.norms.model import Norm
from kg.extract.norms.telling import CEASEFIRE, own_bearer, real, subject_subtrees
from kg.extract.sentence import Sentence
from kg.extract.syntax import (
    child,
    children,
    clause_tokens,
    conjoined_verbs,
    is_hypothetical,
    is_negated,
    prepositional,
    subject_of,
)
from kg.extract.words import words

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["provided_norms", "starting_norms", "upheld_norms"]


def provided_norms(sentence: Sentence, verb: Token) -> Iterator[Norm]:
    """Find what an agreement as the subject provides: "the deal requires X to …", "it did not apply to …"."""
    lists = words()
    if verb.pos_ != "VERB" or verb.lemma_.lower() not in lists.terms or is_hypothetical(verb):
        return
    subject = None if verb.tag_ == "VBN" and verb.dep_ == "acl" else subject_of(verb)
    lemma = verb.lemma_.lower()
    meant = subject is not None and subject.lower_ == "it" and lemma in {"apply", "cover", "extend"}
    if subject is None or (subject.lemma_.lower() not in lists.agreement and not meant):
        return
    bearer = child(verb, "dobj", "dative")
    acts = [
        act
        for head in children(verb, "xcomp", "ccomp", "advcl")
        if head.tag_ in {"VB", "VBG"}
        for act in conjoined_verbs(head)
    ]
    for_things = prepositional(verb, "for", "on")
    tokens = clause_tokens(verb, without=set() if is_negated(verb) else subject_subtrees(verb) - {a.i for a in acts})
    modality = Modality.OBLIGATION
    if lemma in {"allow", "permit", "grant", "authorize"} or (lemma == "apply" and is_negated(verb)):
        modality = Modality.PERMISSION
    elif lemma in {"prohibit", "ban", "forbid", "bar"}:
        modality = Modality.PROHIBITION
    if acts:
        inner = child(acts[0], "nsubj") or bearer
        for index, act in enumerate(acts):
            others = {other.i for other in acts} - {act.i}
            own = (
                clause_tokens(verb, without=others | subject_subtrees(verb))
                if index == 0
                else clause_tokens(act, without=others)
            )
            yield Norm(
                sentence=sentence,
                head=act,
                tokens=tuple(own),
                modality=modality_of(act, modality) if modality is not Modality.PROHIBITION else modality,
                bearer=inner,
                said_by=verb,
                agreement=subject,
            )
    elif bearer is not None or for_things or (lemma == "apply" and is_negated(verb)):
        things = for_things or ([bearer] if bearer is not None else [verb])
        for index, thing in enumerate(things):
            others = {other.i for other in things} - {thing.i}
            own = (
                clause_tokens(verb, without=others | (set() if is_negated(verb) else subject_subtrees(verb)))
                if index == 0
                else clause_tokens(thing, without=others)
            )
            yield Norm(
                sentence=sentence,
                head=thing,
                tokens=tuple(own or tokens),
                modality=modality,
                said_by=verb,
                agreement=subject,
                parties_if_open=lemma != "apply",
            )


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
        said_by=verb,
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
