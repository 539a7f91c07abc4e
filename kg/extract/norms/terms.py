"""Terms: what sentences that follow an agreement lay down, "X is to …", "Y will …"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.extract.frames import Modality
from kg.extract.norms.binding import BINDING, PERMITTING
from kg.extract.norms.formal import modality_of
from kg.extract.norms.listed import listed_acts
from kg.extract.norms.model import Norm
from kg.extract.norms.telling import clauses_beside, is_to, modal, real
from kg.extract.norms.under import UNDER
from kg.extract.reference import names_parties
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

#: Verbs that tell what will follow, and bind nobody: "it will require wider agreement".
_FORECASTS = frozenset(
    {
        "see",
        "require",
        "need",
        "depend",
        "help",
        "pave",
        "mean",
        "lead",
        "mark",
        "prove",
        "seem",
        "hope",
        "expect",
        "reshape",
    }
    | {"affect", "face", "cost", "struggle", "benefit", "likely", "bring", "know", "understand", "want", "like"}
    | {"suffer", "last", "survive"}
    | {"collapse", "fail", "happen", "think", "believe", "remember"}
)


#: What goes on without binding anybody, and what is only praised by what it will do.
_TALKS = frozenset({"talk", "negotiation", "consultation", "discussion", "dialogue", "fighting", "effort", "work"})
_MOMENTS = frozenset(
    {"moment", "day", "step", "chapter", "milestone", "opportunity", "chance", "breakthrough", "date", "era"}
)
#: Verbs whose passive forbids its own subject: "assassinations were banned".
_BANNING = frozenset({"ban", "prohibit", "forbid", "outlaw"})
#: Verbs whose passive gives a duty: "was charged with supervising".
_CHARGING = frozenset({"charge", "task", "entrust", "mandate"})
#: Verbs whose passive binds or frees its own subject: "the rebels were required to disarm".
_BOUND = BINDING | PERMITTING


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
        forecast = verb.lemma_.lower() in _FORECASTS and not is_passive(verb)
        if verb.lemma_.lower() in _CHARGING and is_passive(verb) and (duties := _duties(verb)):
            yield from _charged(sentence, verb, duties)
            continue
        if not _binds(verb) or _on_condition(verb) or forecast or _not_so(verb):
            continue
        teller = _teller(verb)
        shared = verb.dep_ == "conj" and not children(verb, "nsubj", "nsubjpass", "aux")
        if shared and (verb.tag_ not in {"VBD", "VBZ"} or _binds(verb.head)):
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
            if verb.dep_ in {"acl", "relcl"}:
                own = own if own is not None and own.tag_ not in {"WDT", "WP"} else verb.head
                point = own == verb.head and (own.dep_ == "ROOT" or _after_colon(own))
                if point and "to" in auxiliaries(verb) and index == 0:
                    tokens = clause_tokens(own, without=others)  # a point: "Heavy weapons to be withdrawn"
            bearer = agent_of(act) if is_passive(act) and act.lemma_.lower() not in _BOUND else own
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
    if act.lemma_.lower() in _BANNING and is_passive(act):
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


def _binds(verb: Token) -> bool:
    """Tell whether a verb has the form of a term: will, shall, would, is to, or "X to do" of a headline."""
    helpers = set(auxiliaries(verb))
    if helpers & {"will", "shall", "would", "must"} or (helpers & {"may"} and verb.dep_ in {"relcl", "ROOT", "conj"}):
        return verb.dep_ in {"ROOT", "conj", "ccomp", "relcl", "advcl"} and not any(
            m.lower_ in {"if", "when", "once", "after", "until", "unless", "as"}
            for m in children(verb, "mark", "advmod")
        )
    if (
        _has_to(verb)
        or _has_right(verb)
        or (is_passive(verb) and verb.lemma_.lower() in _BANNING and child(verb, "nsubjpass") is not None)
    ):
        return True
    if "can" in helpers and (subject := child(verb, "nsubj")) is not None and names_parties(subject):
        return True
    if is_to(verb) or (is_passive(verb) and verb.lemma_.lower() in _BOUND and child(verb, "xcomp") is not None):
        return True
    if verb.tag_ in {"VB", "VBN"} and "to" in helpers:
        subject = child(verb, "nsubj", "nsubjpass")
        return (
            verb.dep_ in {"ROOT", "conj"}
            or (subject is not None and verb.dep_ in {"ccomp", "parataxis"})
            or (verb.dep_ in {"relcl", "acl"} and (verb.head.dep_ == "ROOT" or _after_colon(verb.head)))
        )
    return (
        verb.lemma_.lower() in words().perform_past
        and verb.tag_ in {"VBD", "VBN", "VBZ"}
        and not (is_passive(verb) and agent_of(verb) is None)
        and verb.dep_ in {"ROOT", "conj"}
    )


def _after_colon(noun: Token) -> bool:
    """Tell whether a noun opens what a colon or semicolon announces: "end of campaign: fighters to lay down arms"."""
    first = min(word.i for word in noun.subtree)
    return first > 0 and noun.doc[first - 1].text in {":", ";"}


def _has_right(verb: Token) -> bool:
    """Tell whether a clause gives a right or a time for an act: "had the right to return", "has 60 days to disarm"."""
    thing = child(verb, "dobj") if verb.lemma_ == "have" and verb.tag_ in {"VBZ", "VBP", "VBD"} else None
    if thing is None or not any(word.tag_ == "VB" for word in children(thing, "acl", "relcl", "xcomp")):
        return False
    return thing.lemma_.lower() in {"right", "duty", "obligation"} or thing.ent_type_ in {"DATE", "TIME"}


def _has_to(verb: Token) -> bool:
    """Tell whether a verb is a duty: "the army has to vacate schools"."""
    to = any(word.lower_ == "to" for word in children(verb, "aux"))
    return verb.dep_ == "xcomp" and to and verb.head.lemma_ == "have" and verb.head.tag_ in {"VBZ", "VBP", "VBD"}


def _not_so(verb: Token) -> bool:
    """Tell whether a clause binds nobody.

    It says that something will not come to pass ("it will not be easy"), that talks go on, or what a moment will be.
    """
    subject = subject_of(verb)
    if verb.dep_ == "ccomp" and verb.head.lemma_.lower() in {"want", "wish", "hope", "expect", "like", "urge", "ask"}:
        return True  # "wants the court to decide"
    talks = subject is not None and subject.lemma_.lower() in _TALKS and verb.lemma_.lower() in {"continue", "resume"}
    if verb.dep_ == "relcl" and verb.head.pos_ in {"PRON", "DET"}:
        return True  # "to expel those who would not disarm": whom, and no rule
    moment = verb.dep_ == "relcl" and verb.head.lemma_.lower() in _MOMENTS
    return talks or moment or (is_negated(verb) and verb.lemma_ == "be")


def _on_condition(verb: Token) -> bool:
    """Tell whether a term stands under a condition of its own telling: "if the deal held, X would"."""
    if not {"would", "could"} & set(auxiliaries(verb)):
        return False
    for clause in children(verb, "advcl"):
        opens = any(
            m.lower_ in {"if", "should", "had"} and m.dep_ in {"mark", "aux"} for m in clause.children if m.i < clause.i
        )
        subject = subject_of(clause)
        if opens and (
            clause.i < verb.i or (subject is not None and subject.lemma_.lower() in words().agreement | {"it"})
        ):
            return True
    return False


def _teller(verb: Token) -> Token | None:
    """Return the verb of saying that hands a thing to somebody: "Turkey will take part, A. insisted"."""
    token = verb
    while token.head != token:
        if token.dep_ in {"ccomp", "parataxis"} and token.head.lemma_.lower() in claim_words().say - words().agree:
            return token.head
        token = token.head
    return next((c for c in verb.children if c.lemma_.lower() in claim_words().say and c.dep_ == "parataxis"), None)
