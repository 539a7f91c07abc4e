"""Norms of treaties and agreements: sentences with a modal, or a verb that binds by being said."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.extract.frames import Modality
from kg.extract.norms.model import Norm
from kg.extract.sentence import Sentence
from kg.extract.syntax import (
    agent_of,
    auxiliaries,
    child,
    children,
    clause_tokens,
    conjoined_verbs,
    coordinated,
    is_negated,
    is_passive,
    subject_of,
)
from kg.extract.words import words

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["formal_norms", "is_own_rule", "modal_of", "modality_of"]

_MODALS = {
    "shall": Modality.OBLIGATION,
    "will": Modality.OBLIGATION,
    "must": Modality.OBLIGATION,
    "should": Modality.OBLIGATION,
    "may": Modality.PERMISSION,
    "can": Modality.PERMISSION,
}
#: Verbs and adjectives that turn an obligation into a permission or a prohibition.
_PERMITTING = frozenset({"allow", "permit", "entitle", "authorize", "authorise", "free", "empower"})
_FORBIDDING = frozenset({"refrain", "abstain", "desist", "prohibit", "forbid", "ban", "prevent", "cease"})
_PROHIBITING = frozenset({"renounce", "forswear", "prohibit", "forbid", "ban", "refrain", "abstain", "desist"})
#: A coordinated object of at least this many words is an undertaking of its own.
_WHOLE = 8
_HAVE_RIGHT = frozenset({"right", "liberty", "power", "privilege", "freedom"})


def modality_of(verb: Token, modal: Modality = Modality.OBLIGATION) -> Modality:
    """Return the modality of an act, given the one of its modal: "shall not" forbids, "shall be entitled" permits."""
    if modal is Modality.PERMISSION:
        return Modality.PROHIBITION if is_negated(verb) else modal
    lemma = verb.lemma_.lower()
    negated = is_negated(verb)
    if (lemma in _PERMITTING and is_passive(verb)) or (
        lemma == "have" and any(o.lemma_.lower() in _HAVE_RIGHT for o in children(verb, "dobj"))
    ):
        return Modality.PROHIBITION if negated else Modality.PERMISSION
    if lemma == "be" and any(
        a.lemma_.lower() in {"free", "lawful", "permissible", "able"} for a in children(verb, "acomp")
    ):
        return Modality.PROHIBITION if negated else Modality.PERMISSION
    if lemma == "apply" and negated:
        return Modality.PERMISSION
    if lemma in _PROHIBITING:
        return Modality.PROHIBITION
    return Modality.PROHIBITION if negated else modal


def formal_norms(sentence: Sentence) -> Iterator[Norm]:
    """Yield the norms of one sentence of an agreement's text."""
    relatives = [clause for clause in sentence.tokens if is_own_rule(clause)]
    inside = {token.i for clause in relatives for token in clause.subtree}
    for verb in _binding_verbs(sentence):
        for norm in _norms_of(sentence, verb):
            tokens = tuple(t for t in norm.tokens if t.i not in inside) if norm.head.i not in inside else norm.tokens
            yield replace(norm, tokens=_without_loose_end(tokens) or norm.tokens)
    for clause in relatives:
        yield from _split(sentence, clause, conjoined_verbs(clause), clause.head, modal_of(clause))


def is_own_rule(verb: Token) -> bool:
    """Tell whether a relative clause is a rule of its own: "a commission, which shall report …"."""
    if verb.dep_ != "relcl" or modal_of(verb) is None:
        return False
    subject = child(verb, "nsubj", "nsubjpass")
    if subject is None or subject.lower_ not in {"which", "who"}:
        return False
    return subject.i > 0 and subject.nbor(-1).text in {",", ";"}


def _without_loose_end(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    while tokens and (tokens[-1].is_punct or tokens[-1].dep_ == "cc"):
        tokens = tokens[:-1]
    return tokens


def modal_of(verb: Token) -> Modality | None:
    """Return the modality of the modal that a verb has, or shares with the verb it is coordinated with."""
    return next((_MODALS[word] for word in auxiliaries(verb) if word in _MODALS), None)


def _governed_by_norm(verb: Token) -> bool:
    """Tell whether a clause only qualifies another one: "as shall be agreed", "which may be found"."""
    token = verb
    while token.dep_ not in {"ROOT"} and token.head != token:
        if token.dep_ in {"relcl", "advcl", "acl", "pcomp", "csubj"}:
            return True
        if token.dep_ == "ccomp" and token.head.pos_ in {"VERB", "AUX"} and not _is_stated(token.head):
            return True
        token = token.head
    return False


def _is_stated(verb: Token) -> bool:
    """Tell whether what depends on the verb is itself agreed: "it is agreed that …", "the parties agree that …"."""
    return verb.lemma_.lower() in words().perform or verb.dep_ == "ROOT"


def _binding_verbs(sentence: Sentence) -> Iterator[Token]:
    lists = words()
    for token in sentence.tokens:
        if token.pos_ not in {"VERB", "AUX"} or token.dep_ in {"aux", "auxpass"}:
            continue
        if (
            token.dep_ == "conj"
            and token.head.pos_ in {"VERB", "AUX"}
            and not children(token, "nsubj", "nsubjpass", "aux")
        ):
            continue
        if _governed_by_norm(token):
            continue
        if modal_of(token) is not None or (token.lemma_.lower() in lists.perform and _is_performed(token)):
            yield token


def _is_performed(verb: Token) -> bool:
    """Tell whether a verb binds by being said: in the present, or "have agreed", "do hereby cede"."""
    if verb.tag_ in {"VBZ", "VBP", "VB"} and child(verb, "nsubj") is not None and verb.dep_ not in {"xcomp"}:
        return True
    has = {word.lower_ for word in children(verb, "aux")}
    return (
        verb.tag_ in {"VBN", "VBD"}
        and bool(has & {"have", "has", "hereby", "do", "does"})
        and verb.dep_ in {"ROOT", "conj", "ccomp"}
    )


def _norms_of(sentence: Sentence, verb: Token) -> Iterator[Norm]:
    lists = words()
    lemma = verb.lemma_.lower()
    modal = modal_of(verb)
    allowed = lemma in _PERMITTING
    bearer = agent_of(verb) if is_passive(verb) and not allowed else subject_of(verb)
    if modal is None and lemma in lists.perform:
        clauses = [c for c in children(verb, "ccomp") if modal_of(c) is not None and c.i > verb.i]
        if clauses and lemma in lists.agree | {"stipulate", "declare", "resolve", "decide"}:
            return  # "it is agreed that X shall …": the inner clause is the norm
        acts = [c for c in children(verb, "xcomp") if c.pos_ in {"VERB", "AUX"}]
        if acts and lemma in lists.agree | {"covenant", "bind", "engage", "resolve"}:
            yield from _split(sentence, verb, [a for act in acts for a in conjoined_verbs(act)], bearer, None)
            return
        modality = (
            Modality.AFFIRMATION
            if lemma in lists.perform_affirms
            else Modality.PERMISSION
            if lemma in lists.perform_permits
            else None
        )
        yield from _split(sentence, verb, conjoined_verbs(verb), bearer, modality)
        return
    yield from _split(sentence, verb, conjoined_verbs(verb), bearer, modal)


def _long_objects(act: Token) -> list[Token]:
    """Return further objects of an act that are whole undertakings: "an annuity of …, and a present sum of … in …"."""
    heads = [head for head in children(act, "dobj", "ccomp") if head.pos_ == "NOUN"]
    found = [conjunct for head in heads for conjunct in coordinated(head)[1:]]
    for verb in (act, act.head):
        found += [conjunct for conjunct in children(verb, "conj") if heads and conjunct not in found]
    return [thing for thing in found if thing.pos_ == "NOUN" and len(list(thing.subtree)) >= _WHOLE]


def _split(
    sentence: Sentence, verb: Token, acts: list[Token], bearer: Token | None, modality: Modality | None
) -> Iterator[Norm]:
    """Make one norm of each coordinated act; the first takes the subject with it, each other stands alone."""
    everyone = {act.i for act in acts}
    for index, act in enumerate(acts):
        others = everyone - {act.i}
        tokens = clause_tokens(verb, without=others) if index == 0 else clause_tokens(act, without=others)
        things = _long_objects(act)
        inner = {thing.i for thing in things}
        tokens = (
            [t for t in tokens if t.i not in {x.i for thing in things for x in thing.subtree}] if things else tokens
        )
        while tokens and (tokens[-1].is_punct or tokens[-1].dep_ == "cc"):
            tokens.pop()
        own = child(act, "nsubj", "nsubjpass")
        own_bearer = bearer
        if index and own is not None:
            own_bearer = agent_of(act) if is_passive(act) else own
        elif index and is_passive(act) and agent_of(act) is not None:
            own_bearer = agent_of(act)
        modal = modal_of(act) or modality
        yield Norm(
            sentence=sentence,
            head=act,
            tokens=tuple(tokens),
            modality=Modality.AFFIRMATION
            if modality is Modality.AFFIRMATION
            else modality_of(act, modal or Modality.OBLIGATION),
            bearer=own_bearer,
            said_by=verb,
        )
        for thing in things:
            part = clause_tokens(thing, without=inner - {thing.i})
            yield Norm(
                sentence=sentence,
                head=thing,
                tokens=tuple(part),
                modality=Modality.OBLIGATION,
                bearer=own_bearer,
                said_by=act,
            )
