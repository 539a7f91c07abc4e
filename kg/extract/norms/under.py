"""Norms that stand under an agreement: "under the deal, X will …", "a truce during which X will …"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.extract.norms.listed import listed_acts
from kg.extract.norms.modality import modality_of
from kg.extract.norms.model import Norm
from kg.extract.norms.telling import MAY, clauses_beside, is_to, modal
from kg.extract.sentence import Sentence
from kg.extract.syntax import (
    agent_of,
    auxiliaries,
    child,
    children,
    clause_tokens,
    conjoined_verbs,
    is_passive,
    prepositional,
    subject_of,
)
from kg.extract.words import words

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["UNDER", "named_under", "norms_under"]

_WILL = frozenset({"will", "shall", "would", "must", "should"})
#: Prepositions between an act and the agreement that holds it.
UNDER = frozenset({"under", "per", "as", "in", "during", "with", "by", "through"})
#: Parts of an agreement that stand for it: "under the terms of the deal".
_PARTS = frozenset({"term", "condition", "provision", "part", "framework", "phase", "stage", "line", "accordance"})
#: Nouns with a clause of their own that says what was agreed: "the understanding that X would …".
_UNDERSTOOD = frozenset({"understanding", "agreement", "deal", "condition"})


def named_under(verb: Token) -> Token | None:
    """Return the noun of the agreement that a clause puts its act under: "under", "according to", "as part of"."""
    preps = list(children(verb, "prep"))
    for prep in preps:
        if prep.lower_ == "according":
            preps += [to for to in children(prep, "prep") if to.lower_ == "to"]
    for prep in preps:
        if prep.lower_ not in UNDER and not (prep.lower_ == "to" and prep.head.lower_ == "according"):
            continue
        thing = child(prep, "pobj")
        if thing is not None and thing.lemma_.lower() in _PARTS:
            thing = next(iter(prepositional(thing, "of", "with")), thing)
        if thing is not None and thing.lemma_.lower() in words().agreement:
            return thing
        if thing is not None and thing.tag_ == "WDT" and verb.dep_ == "relcl":
            above = [verb.head, *verb.head.ancestors]  # "signed a pact on Monday under which": hung on the day
            beside = [word for head in above for word in (head, *children(head, "dobj", "nsubjpass"))]
            made = next((word for word in beside if word.lemma_.lower() in words().agreement), None)
            if made is not None:
                return made
    return None


def norms_under(sentence: Sentence, verb: Token) -> Iterator[Norm]:
    """Find what an agreement makes somebody do: "under the deal, X will …", "a truce during which X will …"."""
    told = set(auxiliaries(verb)) & (_WILL | MAY) or is_to(verb) or (verb.tag_ == "VB" and listed_acts(verb))
    if verb.pos_ != "VERB" or not (told or _headlined(verb) or _got_under(verb) or _is_so(verb)):
        return
    if verb.dep_ == "conj" and not children(verb, "nsubj", "nsubjpass"):
        return
    agreement = named_under(verb)
    if agreement is None and verb.dep_ in {"acl", "ccomp", "relcl"} and verb.head.lemma_.lower() in _UNDERSTOOD:
        agreement = verb.head
    if agreement is None:
        return
    listed = listed_acts(verb)
    for act, doer, tokens in listed:
        yield Norm(
            sentence=sentence,
            head=act,
            tokens=tuple(tokens),
            modality=modality_of(act),
            bearer=agent_of(act) if is_passive(act) else doer,
            said_by=act,
            agreement=agreement,
        )
    if listed:
        return
    acts = [*_beside(verb), *conjoined_verbs(verb)]
    for act in acts:
        others = {other.i for other in acts} - {act.i}
        own = child(act, "nsubj")
        bearer = agent_of(act) if is_passive(act) else own or subject_of(act)
        yield Norm(
            sentence=sentence,
            head=act,
            tokens=tuple(clause_tokens(act, without=others | clauses_beside(act) | _frame(act, agreement))),
            modality=modality_of(act, modal(act)),
            bearer=bearer,
            said_by=verb,
            agreement=agreement,
        )


def _got_under(verb: Token) -> bool:
    """Tell whether a past clause tells a term: "a protocol under which the rebels obtained four ministries"."""
    return verb.dep_ == "relcl" and verb.tag_ == "VBD" and any(p.lower_ == "under" for p in children(verb, "prep"))


def _is_so(verb: Token) -> bool:
    """Tell whether a rule is told in the present: "seats are reserved, under the terms of the protocol"."""
    under = any(prep.lower_ == "under" for prep in children(verb, "prep"))
    return under and is_passive(verb) and any(word.tag_ in {"VBZ", "VBP"} for word in children(verb, "auxpass"))


def _headlined(verb: Token) -> bool:
    """Tell whether a verb is "X to do", as digests write."""
    return verb.dep_ == "ROOT" and "to" in auxiliaries(verb) and child(verb, "nsubj", "nsubjpass") is not None


def _beside(verb: Token) -> list[Token]:
    """Return the acts of clauses that stand side by side with another: "guns will fall silent, A will trade …"."""
    return [
        clause
        for clause in children(verb, "ccomp", "parataxis")
        if clause.i < verb.i and set(auxiliaries(clause)) & _WILL and child(clause, "nsubj", "nsubjpass") is not None
    ]


def _frame(verb: Token, agreement: Token) -> set[int]:
    """Return where the words that only name the agreement hang before the verb: "under the deal, …"."""
    return {prep.i for prep in children(verb, "prep") if prep.i < verb.i and agreement in prep.subtree}
