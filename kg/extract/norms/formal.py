"""Norms of treaties and agreements: sentences with a modal, or a verb that binds by being said."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.extract.frames import Modality
from kg.extract.norms.acts import acts_of, is_verbal
from kg.extract.norms.binding import BINDING, HOLDING, PERMITTING, binding_verbs, modal_of
from kg.extract.norms.modality import modality_of
from kg.extract.norms.model import Norm
from kg.extract.roles import names_parties
from kg.extract.sentence import Sentence
from kg.extract.syntax import (
    agent_of,
    child,
    children,
    clause_tokens,
    coordinated,
    is_negated,
    is_passive,
    prepositional,
    subject_of,
)
from kg.extract.words import words

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["formal_norms", "is_own_rule", "modal_of"]


#: A coordinated object of at least this many words is an undertaking of its own.
_WHOLE = 8


def formal_norms(sentence: Sentence) -> Iterator[Norm]:
    """Yield the norms of one sentence of an agreement's text."""
    relatives = [clause for clause in sentence.tokens if is_own_rule(clause)]
    inside = {token.i for clause in relatives for token in clause.subtree}
    first, last = sentence.tokens.start, sentence.tokens.end
    for norm in _norms_in(sentence, relatives):
        outside = inside if norm.head.i not in inside else set()
        tokens = tuple(t for t in norm.tokens if first <= t.i < last and t.i not in outside)
        tokens = _without_loose_ends(tokens)
        if tokens:
            yield replace(norm, tokens=tokens)


def _norms_in(sentence: Sentence, relatives: list[Token]) -> Iterator[Norm]:
    used: set[int] = set()
    for verb in binding_verbs(sentence):
        if verb.i in used:
            continue
        used.update(i for act in acts_of(verb) for i in act.members)
        yield from _norms_of(sentence, verb)
    for clause in relatives:
        yield from _split(sentence, clause, clause.head, modal_of(clause))


def is_own_rule(verb: Token) -> bool:
    """Tell whether a relative clause is a rule of its own: "a commission, which shall report …"."""
    if verb.dep_ != "relcl" or modal_of(verb) is None:
        return False
    subject = child(verb, "nsubj", "nsubjpass")
    if subject is not None and any(p.i < subject.i for p in _by_which(verb)):
        return modal_of(verb) is Modality.OBLIGATION  # "a police, in which a special unit shall deal with …"
    if subject is None or subject.lower_ not in {"which", "who"} or _picks_out(verb):
        return False
    return subject.i > 0 and subject.nbor(-1).text in {",", ";"}


#: Prepositions before "which" in what is only said of a thing: "a principle, on which any solution must be based".
_ONLY_SAID = frozenset({"on", "upon", "of", "from", "under"})


def _by_which(verb: Token) -> list[Token]:
    """Return the prepositions of "in which", "by which" that begin a relative clause after a comma."""
    preps = [
        p for p in children(verb, "prep") if p.lower_ not in _ONLY_SAID and any(w.lower_ == "which" for w in p.children)
    ]
    return [p for p in preps if p.i and p.nbor(-1).text in {",", ";"}]


def _picks_out(verb: Token) -> bool:
    """Tell whether a relative clause only says which: "any persons, who shall be found", "one who may be born"."""
    anyone = any(
        word.lower_ in {"any", "every", "such", "all"} for word in children(verb.head, "det", "predet", "amod")
    )
    possible = modal_of(verb) is Modality.PERMISSION and is_passive(verb) and verb.lemma_.lower() not in PERMITTING
    return anyone or possible


def _without_loose_ends(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    while tokens and (tokens[-1].is_punct or tokens[-1].dep_ == "cc"):
        tokens = tokens[:-1]
    while tokens and (tokens[0].is_punct or tokens[0].dep_ == "cc") and tokens[0].text not in {"(", '"'}:
        tokens = tokens[1:]
    return tokens


def _norms_of(sentence: Sentence, verb: Token) -> Iterator[Norm]:
    lists = words()
    lemma = verb.lemma_.lower()
    modal = modal_of(verb)
    bearer = _bearer_of(verb)
    whole = _misread(verb)
    if whole is not None:
        bound = None if is_passive(verb) else child(whole, "nsubj", "nsubjpass")
        for norm in _split(sentence, verb, bound, modal):
            denied = is_negated(whole) and norm.modality is Modality.OBLIGATION
            tokens = tuple(clause_tokens(whole)) if norm.head == verb else norm.tokens
            yield replace(norm, tokens=tokens, modality=Modality.PROHIBITION if denied else norm.modality)
        return
    if modal is None and lemma in HOLDING and is_passive(verb):
        yield from _split(sentence, verb, bearer, Modality.AFFIRMATION)
        return
    if modal is not None or lemma not in lists.perform:
        yield from _split(sentence, verb, bearer, modal, fallback=_who_agrees(verb))
        return
    clauses = [c for c in children(verb, "ccomp") if modal_of(c) is not None and c.i > verb.i]
    if clauses and (lemma not in lists.perform_affirms or lemma == "declare" or _binds_a_party(clauses[0])):
        # "it is agreed that X shall …": the inner clause is the norm, and so is "and that Y shall …"
        for act in acts_of(verb)[1:]:
            if child(act.first, "mark") is not None and modal_of(act.first) is not None:
                bound, fallback = _bearer_of(act.first), subject_of(verb)
                yield from _split(sentence, act.first, bound, modal_of(act.first), fallback=fallback)
        return
    acts = [c for c in children(verb, "xcomp") if c.pos_ in {"VERB", "AUX"}]
    if acts and _is_done(verb, acts[0]):
        for act in acts_of(verb)[1:]:  # "agree to cede, and they do hereby cede": once is enough
            yield from _split(sentence, act.first, _bearer_of(act.first) or bearer, modal_of(act.first))
        return
    if acts and lemma in lists.agree | {"covenant", "bind", "engage", "resolve", "stipulate"}:
        yield from _split(sentence, verb, bearer, None, inner=acts[0])
        return
    affirms = lemma in lists.perform_affirms and not (lemma == "declare" and child(verb, "dobj") is not None)
    modality = Modality.AFFIRMATION if affirms else None
    yield from _split(sentence, verb, bearer, modality)


def _misread(verb: Token) -> Token | None:
    """Return the participle that the parser took for the main verb: "No prisoner affiliated to … shall benefit"."""
    head = verb.head
    misread = verb.dep_ == "ccomp" and head.dep_ == "ROOT" and head.tag_ in {"VBD", "VBN"}
    if not misread or child(verb, "nsubj", "nsubjpass", "mark", "expl") is not None or children(head, "aux", "auxpass"):
        return None
    return head if child(head, "nsubj", "nsubjpass") is not None and head.i < verb.i else None


def _is_done(verb: Token, act: Token) -> bool:
    """Tell whether what is agreed to is also done in the same sentence: "agree to cede, and they do hereby cede"."""
    return any(
        other.lemma_ == act.lemma_ and other.i > act.i and "hereby" in {word.lower_ for word in other.children}
        for other in verb.sent
    )


def _bearer_of(verb: Token) -> Token | None:
    """Return who is bound by the grammar: the subject, and the agent of a passive that does not itself allow."""
    if not is_passive(verb) or verb.lemma_.lower() in PERMITTING:
        subject = subject_of(verb)
        means_nobody = subject is not None and subject.lower_ in {"it", "there"} and verb.lemma_ == "be"
        return None if means_nobody else subject
    if verb.lemma_.lower() in BINDING and children(verb, "xcomp", "prep", "ccomp"):
        return agent_of(verb) or subject_of(verb)
    return agent_of(verb) or _far_agent(verb)


def _far_agent(verb: Token) -> Token | None:
    """Return the agent that the parser hung on another word: "may be evacuated to hospitals by the Red Cross"."""
    for place in prepositional(verb, "to", "from", "in", "at", "with"):
        for by in children(place, "prep"):
            agent = child(by, "pobj") if by.lower_ == "by" else None
            if agent is not None and agent.pos_ == "PROPN":
                return agent
    return None


def _who_agrees(verb: Token) -> Token | None:
    """Return who agrees to what a that-clause rules: "the Cherokees agree that the citizens shall have …"."""
    if verb.dep_ == "ccomp" and is_verbal(verb.head) and verb.head.lemma_.lower() in words().perform:
        return None if is_passive(verb.head) else subject_of(verb.head)
    return None


def _binds_a_party(clause: Token) -> bool:
    """Tell whether a that-clause has a party as its subject."""
    subject = child(clause, "nsubj", "nsubjpass")
    return subject is not None and (
        names_parties(subject) or subject.pos_ == "PROPN" or subject.lemma_.lower() in {"government", "state"}
    )


def _long_objects(act: Token) -> list[Token]:
    """Return further objects of an act that are whole undertakings: "an annuity of …, and a present sum of … in …"."""
    heads = [head for head in children(act, "dobj", "ccomp") if head.pos_ == "NOUN"]
    found = [conjunct for head in heads for conjunct in coordinated(head)[1:]]
    for verb in (act, act.head):
        found += [conjunct for conjunct in children(verb, "conj") if heads and conjunct not in found]
    return [
        thing
        for thing in found
        if thing.pos_ == "NOUN"
        and any(word.lower_ in {"a", "an", "the", "all"} for word in children(thing, "det"))
        and len(list(thing.subtree)) >= _WHOLE
    ]


def _split(
    sentence: Sentence,
    verb: Token,
    bearer: Token | None,
    modality: Modality | None,
    *,
    inner: Token | None = None,
    fallback: Token | None = None,
) -> Iterator[Norm]:
    """Make one norm of each coordinated act; the first takes the subject with it, each other stands alone.

    Args:
        sentence: Where they stand.
        verb: The first verb.
        bearer: Who is bound.
        modality: How, where no modal tells.
        inner: The first verb of what is agreed to, if the verb only agrees.
        fallback: Who is bound where the bearer names no actor.
    """
    acts = acts_of(inner or verb)
    beside = [act for act in acts_of(verb)[1:] if act.first != inner] if inner is not None else []
    agreed = len(acts)
    acts += beside
    everyone = {i for act in acts for i in act.members}
    for index, act in enumerate(acts):
        others = everyone - act.members
        tokens = clause_tokens(verb if index == 0 else act.first, without=others)
        things = _long_objects(act.head)
        among = {thing.i for thing in things}
        apart = {x.i for thing in things for x in thing.subtree}
        tokens = [t for t in tokens if t.i not in apart]
        own = child(act.first, "nsubj", "nsubjpass")
        bound = bearer
        if index and own is not None:
            bound = _bearer_of(act.first)
        elif index and is_passive(act.head) and agent_of(act.head) is not None:
            bound = agent_of(act.head)
        modal = modal_of(act.first) or (modality if index < agreed else None)
        affirms = modality is Modality.AFFIRMATION and modal_of(act.first) is None
        yield Norm(
            sentence=sentence,
            head=act.head,
            tokens=tuple(tokens),
            modality=Modality.AFFIRMATION if affirms else modality_of(act.first, modal or Modality.OBLIGATION),
            bearer=bound,
            verbs=tuple(verb.doc[i] for i in sorted(act.members)),
            fallback=fallback,
            said_by=verb,
        )
        for thing in things:
            yield Norm(
                sentence=sentence,
                head=thing,
                tokens=tuple(clause_tokens(thing, without=among - {thing.i})),
                modality=Modality.OBLIGATION,
                bearer=bound,
                said_by=act.head,
            )
