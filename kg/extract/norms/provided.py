"""Norms that an agreement itself provides: "the deal requires X to …", "the accord includes a release of …"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.extract.frames import Modality
from kg.extract.norms.modality import modality_of
from kg.extract.norms.model import Norm
from kg.extract.norms.telling import own_bearer, said_among, subject_subtrees
from kg.extract.sentence import Sentence
from kg.extract.syntax import (
    agent_of,
    auxiliaries,
    child,
    children,
    clause_tokens,
    conjoined_verbs,
    coordinated,
    is_hypothetical,
    is_negated,
    is_passive,
    prepositional,
    subject_of,
)
from kg.extract.words import words

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["provided_norms"]


def provided_norms(sentence: Sentence, verb: Token) -> Iterator[Norm]:
    """Find what an agreement as the subject provides: "the deal requires X to …", "it did not apply to …"."""
    if verb.pos_ != "VERB" or verb.lemma_.lower() not in words().terms or is_hypothetical(verb):
        return
    if verb.tag_ == "VBN" and verb.dep_ == "acl":
        return
    subject = _providing(verb)
    if subject is None or (verb.lemma_ == "call" and not children(verb, "prep", "advcl", "mark")):
        return
    if verb.lemma_ == "call" and any(p.lower_ in {"on", "upon"} for p in children(verb, "prep")):
        return  # "a statement calling on the rebels": a wish
    modality = _modality(verb)
    acts = _acts(verb)
    bearer = child(verb, "dobj", "dative")
    if acts:
        owner: Token | None = None
        for index, act in enumerate(acts):
            others = {other.i for other in acts} - {act.i}
            own = child(act, "nsubj", "nsubjpass")
            owner = own or (owner if index else bearer)
            yield Norm(
                sentence=sentence,
                head=act,
                tokens=tuple(_words_of(verb, others) if index == 0 else clause_tokens(act, without=others)),
                modality=modality_of(act, modality) if modality is not Modality.PROHIBITION else modality,
                bearer=agent_of(act) if own is not None and is_passive(act) else owner,
                subject=own,
                said_by=verb,
                agreement=subject,
            )
        return
    things = said_among(prepositional(verb, "for", "on") or (coordinated(bearer) if bearer else []))
    excepts = verb.lemma_ in _COVERS and is_negated(verb)
    for index, thing in enumerate([verb] if excepts else things):
        others = {other.i for other in things} - {thing.i}
        yield Norm(
            sentence=sentence,
            head=thing,
            tokens=tuple(_words_of(verb, others) if index == 0 else clause_tokens(thing, without=others)),
            modality=modality,
            bearer=None if excepts else own_bearer(thing),
            said_by=verb,
            agreement=subject,
            parties_if_open=verb.lemma_.lower() != "apply" and not excepts,
        )


#: Verbs that say what an agreement reaches; denied, they except somebody from it.
_COVERS = frozenset({"apply", "cover", "extend", "include"})
#: Parts of an agreement that provide as it does: "the first phase includes …".
_PARTS = frozenset(
    {"phase", "stage", "package", "text", "part", "provision", "clause", "swap", "term", "exchange", "annex"}
)


def _providing(verb: Token) -> Token | None:
    """Return the noun of the agreement that is the subject of a verb of providing."""
    subject = subject_of(verb)
    if subject is None:
        return None
    lemma = subject.lemma_.lower()
    meant = subject.lower_ == "it" and (lemma in _COVERS or verb.lemma_ in {"apply", "cover", "extend"})
    meant = meant or (subject.lower_ in {"it", "they"} and verb.lemma_ in _BINDS_ALONE)
    return subject if meant or lemma in words().agreement | _PARTS else None


#: Verbs that only an agreement can be the subject of in a report of one, even as "it".
_BINDS_ALONE = frozenset({"stipulate", "envisage", "envision", "foresee", "provide", "oblige"})


def _modality(verb: Token) -> Modality:
    lemma = verb.lemma_.lower()
    if lemma in {"allow", "permit", "grant", "authorize"} or (lemma in _COVERS and is_negated(verb)):
        return Modality.PERMISSION
    return Modality.PROHIBITION if lemma in {"prohibit", "ban", "forbid", "bar"} else Modality.OBLIGATION


def _acts(verb: Token) -> list[Token]:
    """Return the verbs of what an agreement provides: "requires X to do", "stipulates that X will do"."""
    heads = [
        head
        for head in children(verb, "xcomp", "ccomp", "advcl")
        if head.tag_ in {"VB", "VBG"} or (head.dep_ == "ccomp" and head.i > verb.i and set(auxiliaries(head)) & _WILL)
    ]
    if not heads:
        return []
    beside = [c for c in children(verb, "conj") if child(c, "nsubj", "nsubjpass") is not None]
    return [act for head in heads for act in conjoined_verbs(head)] + [c for c in beside if set(auxiliaries(c)) & _WILL]


_WILL = frozenset({"will", "shall", "would", "must", "should"})


def _words_of(verb: Token, others: set[int]) -> list[Token]:
    """Return the words of what is provided, from the verb on, without its subject and the clauses beside it."""
    before = set() if is_negated(verb) else subject_subtrees(verb)
    beside = {word.i for word in children(verb, "conj") if word.i not in others}
    return clause_tokens(verb, without=others | before | beside)
