"""Ruling verbs: which verbs of a report have the form of a term: "X is to …", "X will …", "X has to …"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract.norms.binding import BINDING, PERMITTING
from kg.extract.norms.modality import GETTING
from kg.extract.norms.telling import is_to
from kg.extract.reference import names_parties
from kg.extract.syntax import agent_of, auxiliaries, child, children, is_negated, is_passive, subject_of
from kg.extract.words import words

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["BANNING", "BOUND", "FORECASTS", "after_colon", "binds_nobody", "helps", "is_conditional", "rules"]

#: Verbs that tell what will follow, and bind nobody: "it will require wider agreement".
FORECASTS = frozenset(
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
BANNING = frozenset({"ban", "prohibit", "forbid", "outlaw"})


#: Verbs whose passive binds or frees its own subject: "the rebels were required to disarm".
BOUND = BINDING | PERMITTING


def helps(verb: Token) -> bool:
    """Tell whether somebody is to help: "a mission will help to check compliance", not "the deal will help"."""
    subject = child(verb, "nsubj")
    if verb.lemma_ != "help" or subject is None or not children(verb, "xcomp", "ccomp", "dobj"):
        return False
    return subject.pos_ != "PRON" and subject.lemma_.lower() not in words().agreement | {"move", "step"}


def rules(verb: Token) -> bool:
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
        or _gets(verb)
        or (is_passive(verb) and verb.lemma_.lower() in BANNING and child(verb, "nsubjpass") is not None)
    ):
        return True
    if "can" in helpers and (subject := child(verb, "nsubj")) is not None and names_parties(subject):
        return True
    if is_to(verb) or (is_passive(verb) and verb.lemma_.lower() in BOUND and child(verb, "xcomp") is not None):
        return True
    if verb.tag_ in {"VB", "VBN"} and "to" in helpers:
        subject = child(verb, "nsubj", "nsubjpass")
        return (
            verb.dep_ in {"ROOT", "conj"}
            or (subject is not None and verb.dep_ in {"ccomp", "parataxis"})
            or (verb.dep_ in {"relcl", "acl"} and (verb.head.dep_ == "ROOT" or after_colon(verb.head)))
            or (verb.dep_ == "xcomp" and verb.head.dep_ == "ROOT" and verb.head.pos_ in {"NOUN", "PROPN"})
        )
    return (
        verb.lemma_.lower() in words().perform_past
        and verb.tag_ in {"VBD", "VBN", "VBZ"}
        and not (is_passive(verb) and agent_of(verb) is None)
        and verb.dep_ in {"ROOT", "conj"}
    )


def after_colon(noun: Token) -> bool:
    """Tell whether a noun opens what a colon or semicolon announces: "end of campaign: fighters to lay down arms"."""
    first = min(word.i for word in noun.subtree)
    return first > 0 and noun.doc[first - 1].text in {":", ";"}


def _gets(verb: Token) -> bool:
    """Tell whether somebody gets something under the terms: "each faction gets five ministries"."""
    told = verb.tag_ in {"VBZ", "VBP", "VBD"} and verb.dep_ in {"ROOT", "conj", "relcl"}
    return told and verb.lemma_.lower() in GETTING and child(verb, "dobj") is not None and not is_negated(verb)


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


def binds_nobody(verb: Token) -> bool:
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


def is_conditional(verb: Token) -> bool:
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
