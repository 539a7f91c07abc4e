"""Norms that somebody agreed to: "X agreed to …", "signed a deal on …", "their commitment to …"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.extract.frames import Modality
from kg.extract.norms.modality import modality_of
from kg.extract.norms.model import Norm
from kg.extract.norms.telling import CEASEFIRE, clauses_beside, modal, own_bearer, real, said_among, subject_subtrees
from kg.extract.sentence import Sentence
from kg.extract.syntax import (
    agent_of,
    child,
    children,
    clause_tokens,
    conjoined_verbs,
    coordinated,
    is_passive,
    prepositional,
    subject_of,
)
from kg.extract.words import words

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["agreed_norms", "agreement_norms"]

#: Verbs by which one binds oneself: "A promised that roads would be reopened".
_FOR_ONESELF = frozenset({"promise", "pledge", "vow", "undertake", "commit"})
#: Verbs that agree together with another word.
_SIGNS_UP = {
    "bind": frozenset({"himself", "herself", "itself", "themselves"}),
    "sign": frozenset({"off", "up"}),
    "put": frozenset({"name", "signature"}),
}


def agreed_norms(sentence: Sentence, verb: Token) -> Iterator[Norm]:
    """Find "X agreed to do", "agreed on a thing", "agreed that X will do"."""
    lists = words()
    if any(word.lower_ == "what" for word in children(verb, "nsubjpass", "dobj", "pobj")):
        return
    agrees = verb.lemma_.lower() in lists.agree or _signs_up(verb)
    if not agrees or verb.pos_ not in {"VERB", "AUX", "ADJ"} or not real(verb):
        return
    bearer = agent_of(verb) if is_passive(verb) and verb.lemma_ != "commit" else subject_of(verb)
    heads = [head for head in children(verb, "xcomp", "advcl") if head.tag_ == "VB"] or _in_accord(verb)
    acts = [act for head in heads for act in conjoined_verbs(head)]
    if acts and verb.tag_ != "VB":
        acts += _hung_on(verb)
    if acts:
        yield from _each(sentence, verb, acts, bearer)
        return
    clauses = [act for head in children(verb, "ccomp") for act in conjoined_verbs(head)]
    if clauses and _is_of_agreement(clauses[0]):
        return  # "promised that the deal would be carried out": a word on it, no term of it
    if clauses:
        for index, act in enumerate(clauses):
            own = child(act, "nsubj", "nsubjpass")
            inner = agent_of(act) if is_passive(act) else own
            tokens = clause_tokens(act, without={c.i for c in clauses} - {act.i})
            yield Norm(
                sentence=sentence,
                head=act,
                tokens=tuple(tokens),
                modality=modality_of(act, modal(act)),
                bearer=inner or (bearer if index or verb.lemma_.lower() in _FOR_ONESELF else None),
                said_by=verb,
            )
        return
    agreed = child(verb, "nsubjpass") if is_passive(verb) and verb.lemma_ != "commit" else None
    if (
        agreed is not None
        and agreed.pos_ in {"NOUN", "PROPN"}
        and agreed.lemma_.lower() not in lists.agreement - CEASEFIRE
    ):
        yield Norm(
            sentence=sentence,
            head=agreed,
            tokens=tuple(clause_tokens(verb, without={c.i for c in children(verb, "conj", "advcl")})),
            modality=Modality.OBLIGATION,
            bearer=own_bearer(agreed) or bearer,
            said_by=verb,
        )
        return
    signs = verb.lemma_.lower() in _SIGNS_UP
    before = {token.i for token in verb.subtree if token.i < verb.i}
    objects = [] if signs else [thing for head in children(verb, "dobj") for thing in coordinated(head)]
    things = said_among(prepositional(verb, "on", "upon", "to", "for") or objects)
    things = [thing for thing in things if not thing.is_digit and thing.ent_type_ not in {"DATE", "TIME"}]
    for index, thing in enumerate(things):
        others = {other.i for other in things} - {thing.i}
        tokens = (
            [token for token in clause_tokens(verb, without=subject_subtrees(verb) | others) if token.i not in before]
            if index == 0
            else clause_tokens(thing, without=others)
        )
        if len(tokens) > 1:
            yield Norm(
                sentence=sentence,
                head=thing,
                tokens=tuple(tokens),
                modality=Modality.OBLIGATION,
                bearer=own_bearer(thing) or bearer,
                partner=_partner(verb, thing),
                said_by=verb,
            )


def _in_accord(verb: Token) -> list[Token]:
    """Return the acts of "agreed in an accord to withdraw", which the parser hangs on the accord."""
    accords = (noun for noun in prepositional(verb, "in", "under", "at") if noun.i > verb.i)
    return [head for noun in accords for head in children(noun, "acl") if head.tag_ == "VB"][:1]


def _partner(verb: Token, thing: Token) -> Token | None:
    """Return with whom somebody agrees: "agreed with B on …", "reached a deal with B"."""
    holders = [verb, thing] if thing.lemma_.lower() in words().agreement else [verb]
    return next((other for holder in holders for other in prepositional(holder, "with")), None)


def _is_of_agreement(act: Token) -> bool:
    """Tell whether a clause says of the agreement itself that it will be kept."""
    subject = child(act, "nsubjpass")
    return subject is not None and subject.lemma_.lower() in words().agreement - CEASEFIRE


def _hung_on(verb: Token) -> list[Token]:
    """Return the later acts of "agreed to stop …, avoid …", which the parser hangs on the verb of agreeing itself."""
    return [act for act in coordinated(verb) if act.tag_ == "VB" and not children(act, "nsubj", "nsubjpass")]


def _signs_up(verb: Token) -> bool:
    """Tell whether a verb agrees with a word more: "signed off on", "put their names to"."""
    beside = {word.lemma_.lower() for word in children(verb, "prt", "dobj", "advmod")}
    return bool(_SIGNS_UP.get(verb.lemma_.lower(), frozenset()) & beside)


def _each(sentence: Sentence, verb: Token, acts: list[Token], bearer: Token | None) -> Iterator[Norm]:
    everyone = {act.i for act in acts}
    for index, act in enumerate(acts):
        purposes = {c.i for c in children(act, "advcl") if c.tag_ == "VB" and c.i > act.i}
        others = (everyone - {act.i}) | purposes
        tokens = clause_tokens(act, without=others | clauses_beside(act))
        if index == 0:
            beside = clauses_beside(verb) | clauses_beside(act)
            tokens = [t for t in clause_tokens(verb, without=others | subject_subtrees(verb) | beside) if t.i >= verb.i]
            stray = [other for other in conjoined_verbs(verb) if other != verb]
            cut = {t.i for other in stray for t in other.subtree}
            tokens = [t for t in tokens if t.i not in cut] or [act]
            while tokens and (tokens[-1].is_punct or tokens[-1].dep_ == "cc"):
                tokens.pop()
        yield Norm(
            sentence=sentence,
            head=act,
            tokens=tuple(tokens),
            modality=modality_of(act),
            bearer=bearer,
            partner=_partner(verb, verb),
            said_by=verb,
        )


def _without_asides(noun: Token) -> list[Token]:
    """Return the words of a noun up to what is only said of it: "a truce, which …"."""
    asides = {token.i for token in children(noun, "relcl", "appos", "parataxis")}
    tokens = clause_tokens(noun, without=asides)
    end = next((at for at, token in enumerate(tokens) if token.i > noun.i and token.tag_ in {"WDT", "WP"}), len(tokens))
    while end > 1 and tokens[end - 1].is_punct:
        end -= 1
    return tokens[:end]


def agreement_norms(sentence: Sentence, noun: Token) -> Iterator[Norm]:
    """Find "reached a deal on …", "signed an agreement to …", "their commitment to release …"."""
    lists = words()
    lemma = noun.lemma_.lower()
    promise = lemma in lists.promise_noun
    if noun.pos_ not in {"NOUN", "PROPN"} or not (promise or lemma in lists.agreement):
        return
    verb = noun.head
    made = noun.dep_ in {"dobj", "nsubjpass"} and verb.lemma_.lower() in lists.make_agreement | {"see"} and real(verb)
    if not made and not promise:
        return
    bearer = agent_of(verb) if is_passive(verb) else subject_of(verb)
    if promise:
        owner = child(noun, "poss") or (child(noun, "compound") if noun.dep_ == "ROOT" else None)
        bearer = owner if owner is not None else bearer
    acts = [act for head in children(noun, "acl") if head.tag_ == "VB" for act in conjoined_verbs(head)]
    if made and acts and verb.tag_ != "VB":
        acts += _hung_on(verb)
    if promise and not acts:
        acts = [t for t in noun.subtree if t.tag_ == "VB" and t.dep_ in {"acl", "xcomp"}][:1]
    things = acts or said_among(
        prepositional(noun, "on", "for", "to") or (prepositional(verb, "on", "for") if made else [])
    )
    things = [
        t for t in things if t.ent_type_ not in {"DATE", "TIME"} and not (t.pos_ == "PROPN" and noun.pos_ == "PROPN")
    ]
    stops = {lemma, *(word.lemma_.lower() for word in children(noun, "compound", "amod"))} & CEASEFIRE
    things = things or ([noun] if made and stops else [])
    for index, thing in enumerate(things):
        others = {other.i for other in things} - {thing.i}
        tokens = clause_tokens(noun if index == 0 else thing, without=others)
        if index == 0 and made:
            beside = {other.i for other in children(verb, "conj")}
            tokens = [t for t in clause_tokens(verb, without=others | beside | subject_subtrees(verb)) if t.i >= verb.i]
        if thing == noun:
            tokens = sorted([verb, *_without_asides(noun)], key=lambda token: token.i)
        if len(tokens) > (1 if thing.pos_ == "VERB" else 2):
            inner = own_bearer(thing)
            if inner is not None and made:
                tokens = clause_tokens(thing, without=others)
            modality = modality_of(thing) if thing.pos_ == "VERB" else Modality.OBLIGATION
            yield Norm(
                sentence=sentence,
                head=thing,
                tokens=tuple(tokens),
                modality=modality,
                bearer=inner or bearer,
                partner=_partner(verb, noun) if made else None,
                said_by=verb,
                agreement=None if promise else noun,
            )
