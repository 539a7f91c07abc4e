"""Terms: what sentences that follow an agreement lay down, "X is to …", "Y will …"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.extract.frames import Modality
from kg.extract.norms.listed import listed_acts
from kg.extract.norms.modality import modality_of
from kg.extract.norms.model import Norm
from kg.extract.norms.ruling import BANNING, BOUND, FORECASTS, after_colon, binds_nobody, helps, is_conditional, rules
from kg.extract.norms.telling import clauses_beside, is_to, modal, real
from kg.extract.norms.under import UNDER
from kg.extract.sentence import Sentence
from kg.extract.syntax import (
    agent_of,
    auxiliaries,
    child,
    children,
    clause_tokens,
    conjoined_verbs,
    is_negated,
    is_passive,
    prepositional,
    subject_of,
)
from kg.extract.tables import claim_words
from kg.extract.words import words

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["opens_terms", "term_norms"]


#: Verbs whose passive gives a duty: "was charged with supervising".
_CHARGING = frozenset({"charge", "task", "entrust", "mandate"})


def opens_terms(sentence: Sentence) -> bool:
    """Tell whether what follows a sentence is likely to tell the terms of an agreement."""
    lists = words()
    for token in sentence.tokens:
        lemma = token.lemma_.lower()
        if lemma in lists.agree and token.pos_ == "VERB" and real(token):
            return True
        if lemma in lists.agreement and token.pos_ in {"NOUN", "PROPN"}:
            verb = token.head
            under = token.dep_ == "pobj" and (token.head.lower_ in UNDER or token.head.head.lower_ == "according")
            made = verb.pos_ == "VERB" and verb.lemma_.lower() in lists.make_agreement | lists.terms and real(verb)
            if under or made or _is_topic(token):
                return True
    return bool(
        re.search(
            r"\bunder\s+(?:its|the|their)\s+(?:terms|provisions|deal|agreement|accord)\b", str(sentence.tokens), re.I
        )
    )


def _is_topic(noun: Token) -> bool:
    """Tell whether a sentence is about an agreement that was made: "The Paris Accords of 1991 ended …"."""
    if noun.dep_ not in {"nsubj", "nsubjpass"} or noun.head.dep_ != "ROOT" or not real(noun.head):
        return False
    lists = words()
    signed = any(word.lemma_.lower() in lists.make_agreement and word.tag_ == "VBN" for word in children(noun, "acl"))
    dated = any(word.is_digit for thing in prepositional(noun, "of") for word in thing.subtree)
    return signed or (noun.pos_ == "PROPN" and dated)


def term_norms(sentence: Sentence) -> Iterator[Norm]:
    """Yield the norms of a sentence that stands among the terms of an agreement: "X is to …", "X will …"."""
    for verb in sentence.tokens:
        if verb.pos_ not in {"VERB", "AUX"} or verb.dep_ in {"aux", "auxpass"}:
            continue
        forecast = verb.lemma_.lower() in FORECASTS and not is_passive(verb) and not helps(verb)
        if verb.lemma_.lower() in _CHARGING and is_passive(verb) and (duties := _duties(verb)):
            yield from _charged(sentence, verb, duties)
            continue
        if not rules(verb) or is_conditional(verb) or forecast or binds_nobody(verb):
            continue
        teller = _teller(verb)
        shared = verb.dep_ == "conj" and not children(verb, "nsubj", "nsubjpass", "aux")
        if shared and (verb.tag_ not in {"VBD", "VBZ"} or rules(verb.head)):
            continue
        listed = listed_acts(verb)
        if listed:
            yield from _listed(sentence, listed, teller)
            continue
        acts = conjoined_verbs(verb)
        for index, act in enumerate(acts):
            others = (
                {other.i for other in acts} | clauses_beside(act) | clauses_beside(act.head if is_to(act) else act)
            ) - {act.i}
            clause = act.head if is_to(act) else act
            tokens = clause_tokens(clause if index == 0 else act, without=others)
            own = child(clause, "nsubj", "nsubjpass") or subject_of(act)
            if verb.dep_ in {"acl", "relcl"} or (verb.dep_ == "xcomp" and verb.head.pos_ in {"NOUN", "PROPN"}):
                own = own if own is not None and own.tag_ not in {"WDT", "WP"} else verb.head
                point = own == verb.head and (own.dep_ == "ROOT" or after_colon(own))
                if point and "to" in auxiliaries(verb) and index == 0:
                    tokens = clause_tokens(own, without=others)  # a point: "Heavy weapons to be withdrawn"
            bearer = agent_of(act) if is_passive(act) and act.lemma_.lower() not in BOUND else own
            yield Norm(
                sentence=sentence,
                head=act,
                tokens=tuple(tokens),
                modality=_denied(own, modality_of(act, modal(act)), act),
                bearer=bearer or _troops(own),
                subject=own,
                said_by=verb,
                told=teller,
            )


def _duties(verb: Token) -> list[Token]:
    """Return what somebody is charged with doing: "with verifying compliance", also where that is read as a noun."""
    things = prepositional(verb, "with")
    read = [word for thing in things[:1] for word in children(thing, "amod") if word.tag_ == "VBG" and word.i < thing.i]
    return read or things


def _charged(sentence: Sentence, verb: Token, duties: list[Token]) -> Iterator[Norm]:
    """Yield "a committee was charged with following and supervising the execution"."""
    if is_negated(verb) or duties[0].tag_ != "VBG":
        return
    yield Norm(
        sentence=sentence,
        head=duties[0],
        tokens=tuple(clause_tokens(verb)),
        modality=Modality.OBLIGATION,
        bearer=child(verb, "nsubjpass"),
        subject=child(verb, "nsubjpass"),
        said_by=verb,
        told=_teller(verb),
    )


def _listed(sentence: Sentence, acts: list[tuple[Token, Token, list[Token]]], teller: Token | None) -> Iterator[Norm]:
    for act, doer, tokens in acts:
        yield Norm(
            sentence=sentence,
            head=act,
            tokens=tuple(tokens),
            modality=modality_of(act),
            bearer=agent_of(act) if is_passive(act) else doer,
            subject=doer,
            said_by=act,
            told=teller,
        )


def _denied(subject: Token | None, modality: Modality, act: Token) -> Modality:
    """Return the modality of an act that nobody is to do: "no group was to hold half", "raids were banned"."""
    if act.lemma_.lower() in BANNING and is_passive(act):
        return Modality.PROHIBITION
    nobody = subject is not None and any(word.lower_ in {"no", "neither"} for word in children(subject, "det"))
    return Modality.PROHIBITION if nobody and modality is Modality.OBLIGATION else modality


def _troops(subject: Token | None) -> Token | None:
    """Return the subject of a passive if it is somebody's own force: "a Russian force is to be deployed"."""
    if subject is not None and subject.lemma_.lower() in {
        "team",
        "contingent",
        "battalion",
        "force",
        "troop",
        "soldier",
        "peacekeeper",
        "fighter",
        "unit",
    }:
        return subject
    return None


def _teller(verb: Token) -> Token | None:
    """Return the verb of saying that hands a thing to somebody: "Turkey will take part, A. insisted"."""
    token = verb
    while token.head != token:
        if token.dep_ in {"ccomp", "parataxis"} and token.head.lemma_.lower() in claim_words().say - words().agree:
            return token.head
        token = token.head
    return next((c for c in verb.children if c.lemma_.lower() in claim_words().say and c.dep_ == "parataxis"), None)
