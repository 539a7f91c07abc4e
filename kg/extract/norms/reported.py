"""Norms that a report tells of: what parties agreed to do, and what an agreement provides."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.extract.frames import Modality
from kg.extract.norms.formal import modality_of
from kg.extract.norms.model import Norm
from kg.extract.sentence import Sentence
from kg.extract.syntax import (
    agent_of,
    auxiliaries,
    child,
    children,
    clause_tokens,
    conjoined_verbs,
    is_hypothetical,
    is_negated,
    is_passive,
    prepositional,
    subject_of,
)
from kg.extract.tables import claim_words
from kg.extract.words import words

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["item_norms", "opens_terms", "reported_norms", "term_norms"]

_WILL = frozenset({"will", "shall", "would", "must", "should"})
_MAY = frozenset({"may", "can", "could"})
#: Nouns of agreements that stop the fighting and start at a time.
_CEASEFIRE = frozenset({"ceasefire", "cease-fire", "truce", "armistice", "cessation", "fire"})
_UNDER = frozenset({"under", "per", "as", "in", "during", "with", "by"})


def reported_norms(sentence: Sentence) -> Iterator[Norm]:
    """Yield the norms that one sentence of a report tells of."""
    seen: set[int] = set()
    for token in sentence.tokens:
        for norm in (
            *_agreed(sentence, token),
            *_agreement_on(sentence, token),
            *_provided(sentence, token),
            *_starting(sentence, token),
            *_upheld(sentence, token),
            *_under_it(sentence, token),
        ):
            if norm.head.i not in seen:
                seen.add(norm.head.i)
                yield norm


def item_norms(sentence: Sentence) -> Iterator[Norm]:
    """Yield the norms of a point in a list of what was agreed; a point without any verb of its own is one whole."""
    found = list(reported_norms(sentence)) or list(term_norms(sentence))
    if found:
        yield from found
        return
    root = sentence.tokens.root
    tokens = clause_tokens(root)
    if len(tokens) < 3:
        return
    acts = conjoined_verbs(root) if root.pos_ == "VERB" else [root]
    for index, act in enumerate(acts):
        others = {other.i for other in acts} - {act.i}
        own = clause_tokens(root if index == 0 else act, without=others)
        bearer = (agent_of(act) if is_passive(act) else child(act, "nsubj")) if act.pos_ == "VERB" else None
        if bearer is not None and bearer.lemma_.lower() in words().agreement:
            bearer = None
        yield Norm(sentence=sentence, head=act, tokens=tuple(own), modality=modality_of(act), bearer=bearer)


def opens_terms(sentence: Sentence) -> bool:
    """Tell whether what follows a sentence is likely to tell the terms of an agreement."""
    lists = words()
    for token in sentence.tokens:
        lemma = token.lemma_.lower()
        if lemma in lists.agree and token.pos_ == "VERB" and _real(token):
            return True
        if lemma in lists.agreement and token.pos_ in {"NOUN", "PROPN"}:
            verb = token.head
            under = token.dep_ == "pobj" and token.head.lower_ in _UNDER
            made = verb.pos_ == "VERB" and verb.lemma_.lower() in lists.make_agreement | lists.terms and _real(verb)
            if under or made:
                return True
    return bool(
        re.search(
            r"\bunder\s+(?:its|the|their)\s+(?:terms|provisions|deal|agreement|accord)\b", str(sentence.tokens), re.I
        )
    )


def term_norms(sentence: Sentence) -> Iterator[Norm]:
    """Yield the norms of a sentence that stands among the terms of an agreement: "X is to …", "X will …"."""
    for verb in sentence.tokens:
        if verb.pos_ not in {"VERB", "AUX"} or verb.dep_ in {"aux", "auxpass"}:
            continue
        if not _binds(verb) or _is_told(verb) or _on_condition(verb):
            continue
        if verb.dep_ == "conj" and not children(verb, "nsubj", "nsubjpass", "aux"):
            continue
        acts = conjoined_verbs(verb)
        for index, act in enumerate(acts):
            others = {other.i for other in acts} - {act.i}
            clause = act.head if _is_to(act) else act
            tokens = clause_tokens(clause if index == 0 else act, without=others)
            own = child(clause, "nsubj", "nsubjpass") or subject_of(act)
            if own is None and verb.dep_ in {"acl", "relcl"}:
                own = verb.head
            bearer = agent_of(act) if is_passive(act) else own
            yield Norm(
                sentence=sentence,
                head=act,
                tokens=tuple(tokens),
                modality=modality_of(act, _modal(act)),
                bearer=bearer or _troops(own),
                subject=own,
                said_by=verb,
            )


def _troops(subject: Token | None) -> Token | None:
    """Return the subject of a passive if it is somebody's own force: "a Russian force is to be deployed"."""
    if subject is not None and subject.lemma_.lower() in {
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
    if _is_to(verb):
        return True
    if verb.tag_ in {"VB", "VBN"} and "to" in helpers:
        subject = child(verb, "nsubj", "nsubjpass")
        return (
            verb.dep_ in {"ROOT", "conj"}
            or (subject is not None and verb.dep_ in {"ccomp", "parataxis"})
            or (verb.dep_ in {"relcl", "acl"} and verb.head.dep_ == "ROOT")
        )
    return (
        verb.lemma_.lower() in words().perform_past
        and verb.tag_ in {"VBD", "VBN", "VBZ"}
        and verb.dep_ in {"ROOT", "conj"}
    )


def _on_condition(verb: Token) -> bool:
    """Tell whether a term stands under a condition of its own telling: "if the deal held, X would"."""
    return any(
        mark.lower_ in {"if", "should", "had"}
        for clause in children(verb, "advcl")
        for mark in clause.children
        if mark.i <= clause.i and mark.dep_ in {"mark", "aux"}
    ) and bool({"would", "could"} & set(auxiliaries(verb)))


def _is_told(verb: Token) -> bool:
    """Tell whether somebody merely says a thing: "Turkey will take part, A. insisted"."""
    token = verb
    while token.head != token:
        if token.dep_ in {"ccomp", "parataxis"} and token.head.lemma_.lower() in claim_words().say - words().agree:
            return True
        token = token.head
    return any(c.lemma_.lower() in claim_words().say and c.dep_ == "parataxis" for c in verb.children)


def _real(verb: Token) -> bool:
    """Tell whether an act of agreeing is told as a fact."""
    return not is_negated(verb) and not is_hypothetical(verb)


def _agreed(sentence: Sentence, verb: Token) -> Iterator[Norm]:
    """Find "X agreed to do", "agreed on a thing", "agreed that X will do"."""
    lists = words()
    if verb.lemma_.lower() not in lists.agree or verb.pos_ not in {"VERB", "AUX", "ADJ"} or not _real(verb):
        return
    bearer = agent_of(verb) if is_passive(verb) and verb.lemma_ != "commit" else subject_of(verb)
    acts = [act for head in children(verb, "xcomp", "advcl") if head.tag_ == "VB" for act in conjoined_verbs(head)]
    if acts:
        yield from _each(sentence, verb, acts, bearer)
        return
    clauses = [act for head in children(verb, "ccomp") for act in conjoined_verbs(head)]
    if clauses:
        for index, act in enumerate(clauses):
            own = child(act, "nsubj", "nsubjpass")
            inner = agent_of(act) if is_passive(act) else own
            tokens = clause_tokens(act, without={c.i for c in clauses} - {act.i})
            yield Norm(
                sentence=sentence,
                head=act,
                tokens=tuple(tokens),
                modality=modality_of(act, _modal(act)),
                bearer=inner or (bearer if index else None),
                said_by=verb,
            )
        return
    things = prepositional(verb, "on", "upon", "to", "for")
    for index, thing in enumerate(things):
        others = {other.i for other in things} - {thing.i}
        tokens = (
            clause_tokens(verb, without=_subject_subtrees(verb) | others)
            if index == 0
            else clause_tokens(thing, without=others)
        )
        if len(tokens) > 1 and not thing.is_digit and thing.ent_type_ not in {"DATE", "TIME"}:
            yield Norm(
                sentence=sentence,
                head=thing,
                tokens=tuple(tokens),
                modality=Modality.OBLIGATION,
                bearer=_own_bearer(thing) or bearer,
                said_by=verb,
            )


def _own_bearer(thing: Token) -> Token | None:
    """Return the parties that a thing itself names: "a cease-fire between A and B"."""
    for word in thing.subtree:
        if word.lower_ == "between" and word.dep_ == "prep" and word.head.lemma_.lower() in _CEASEFIRE:
            return child(word, "pobj")
    return None


def _subject_subtrees(verb: Token) -> set[int]:
    before = {word.i for word in children(verb, "advcl") if word.i < verb.i}
    return before | {word.i for word in children(verb, "nsubj", "nsubjpass", "aux", "auxpass", "mark")}


def _modal(verb: Token) -> Modality:
    return Modality.PERMISSION if set(auxiliaries(verb)) & _MAY else Modality.OBLIGATION


def _each(sentence: Sentence, verb: Token, acts: list[Token], bearer: Token | None) -> Iterator[Norm]:
    everyone = {act.i for act in acts}
    for index, act in enumerate(acts):
        purposes = {c.i for c in children(act, "advcl") if c.tag_ == "VB" and c.i > act.i}
        others = (everyone - {act.i}) | purposes
        tokens = clause_tokens(act, without=others)
        if index == 0:
            tokens = [t for t in clause_tokens(verb, without=others | _subject_subtrees(verb)) if t.i >= verb.i]
            stray = [other for other in conjoined_verbs(verb) if other != verb]
            cut = {t.i for other in stray for t in other.subtree}
            tokens = [t for t in tokens if t.i not in cut] or [act]
            while tokens and (tokens[-1].is_punct or tokens[-1].dep_ == "cc"):
                tokens.pop()
        yield Norm(
            sentence=sentence, head=act, tokens=tuple(tokens), modality=modality_of(act), bearer=bearer, said_by=verb
        )


def _agreement_on(sentence: Sentence, noun: Token) -> Iterator[Norm]:
    """Find "reached a deal on …", "signed an agreement to …", "their commitment to release …"."""
    lists = words()
    lemma = noun.lemma_.lower()
    promise = lemma in lists.promise_noun
    if noun.pos_ not in {"NOUN", "PROPN"} or not (promise or lemma in lists.agreement):
        return
    verb = noun.head
    made = noun.dep_ in {"dobj", "nsubjpass"} and verb.lemma_.lower() in lists.make_agreement | {"see"} and _real(verb)
    if not made and not promise:
        return
    bearer = agent_of(verb) if is_passive(verb) else subject_of(verb)
    if promise:
        owner = child(noun, "poss")
        bearer = owner if owner is not None else bearer
    acts = [act for head in children(noun, "acl") if head.tag_ == "VB" for act in conjoined_verbs(head)]
    if promise and not acts:
        acts = [t for t in noun.subtree if t.tag_ == "VB" and t.dep_ in {"acl", "xcomp"}][:1]
    things = acts or prepositional(noun, "on", "for", "to") or (prepositional(verb, "on", "for") if made else [])
    things = [
        t for t in things if t.ent_type_ not in {"DATE", "TIME"} and not (t.pos_ == "PROPN" and noun.pos_ == "PROPN")
    ]
    for index, thing in enumerate(things):
        others = {other.i for other in things} - {thing.i}
        tokens = clause_tokens(noun if index == 0 else thing, without=others)
        if index == 0 and made:
            tokens = [t for t in clause_tokens(verb, without=others | _subject_subtrees(verb)) if t.i >= verb.i]
        if len(tokens) > 2:
            inner = _own_bearer(thing)
            if inner is not None and made:
                tokens = clause_tokens(thing, without=others)
            modality = modality_of(thing) if thing.pos_ == "VERB" else Modality.OBLIGATION
            yield Norm(
                sentence=sentence,
                head=thing,
                tokens=tuple(tokens),
                modality=modality,
                bearer=inner or bearer,
                said_by=verb,
                agreement=None if promise else noun,
            )


def _provided(sentence: Sentence, verb: Token) -> Iterator[Norm]:
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
    tokens = clause_tokens(verb, without=set() if is_negated(verb) else _subject_subtrees(verb) - {a.i for a in acts})
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
                clause_tokens(verb, without=others | _subject_subtrees(verb))
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
                clause_tokens(verb, without=others | (set() if is_negated(verb) else _subject_subtrees(verb)))
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


def _starting(sentence: Sentence, verb: Token) -> Iterator[Norm]:
    """Find a ceasefire that starts: "an announced ceasefire set to begin …", "the truce takes effect at …"."""
    if verb.lemma_.lower() not in words().take_effect or verb.pos_ != "VERB":
        return
    subject = child(verb, "nsubj", "nsubjpass")
    if subject is None and verb.dep_ in {"acl", "relcl", "xcomp"}:
        subject = verb.head if verb.dep_ != "xcomp" else subject_of(verb.head) or verb.head
        if subject.lemma_.lower() not in _CEASEFIRE and subject.dep_ in {"acl", "relcl"}:
            subject = subject.head
    if subject is None or subject.lemma_.lower() not in _CEASEFIRE or not _real(verb):
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
        bearer=_own_bearer(subject),
        said_by=verb,
        agreement=subject,
    )


def _upheld(sentence: Sentence, token: Token) -> Iterator[Norm]:
    """Find a principle that parties uphold: "remain committed to the territorial integrity of …"."""
    lists = words()
    if token.lemma_.lower() not in lists.principle or token.pos_ not in {"NOUN", "PROPN"}:
        return
    if token.dep_ == "conj" and token.head.lemma_.lower() in lists.principle:
        return
    head = token.head
    path = [token]
    while head is not path[-1] and head.pos_ not in {"VERB", "AUX"}:
        path.append(head)
        head = head.head
    verb = head
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


def _under_it(sentence: Sentence, verb: Token) -> Iterator[Norm]:
    """Find what an agreement makes somebody do: "under the deal, X will …", "a truce during which X will …"."""
    lists = words()
    if verb.pos_ != "VERB" or not (set(auxiliaries(verb)) & (_WILL | _MAY) or _is_to(verb)):
        return
    if verb.dep_ == "conj" and not children(verb, "nsubj", "nsubjpass"):
        return
    agreement = None
    for prep in [p for p in children(verb, "prep") if p.lower_ in _UNDER]:
        thing = child(prep, "pobj")
        if thing is not None and thing.lemma_.lower() in {"term", "condition", "provision", "part"}:
            thing = next(iter(prepositional(thing, "of")), thing)
        if thing is not None and thing.lemma_.lower() in lists.agreement:
            agreement = thing
        if (
            thing is not None
            and thing.tag_ == "WDT"
            and verb.dep_ == "relcl"
            and verb.head.lemma_.lower() in lists.agreement
        ):
            agreement = verb.head
    understood = verb.dep_ in {"acl", "ccomp", "relcl"} and verb.head.lemma_.lower() in {
        "understanding",
        "agreement",
        "deal",
        "condition",
    }
    if agreement is None and understood:
        agreement = verb.head
    if agreement is None:
        return
    acts = conjoined_verbs(verb)
    for _index, act in enumerate(acts):
        others = {other.i for other in acts} - {act.i}
        own = child(act, "nsubj")
        bearer = agent_of(act) if is_passive(act) else own or subject_of(act)
        tokens = clause_tokens(act, without=others)
        yield Norm(
            sentence=sentence,
            head=act,
            tokens=tuple(tokens),
            modality=modality_of(act, _modal(act)),
            bearer=bearer,
            said_by=verb,
            agreement=agreement,
        )


def _is_to(verb: Token) -> bool:
    """Tell whether a verb is "is to", "are to"."""
    return verb.dep_ == "xcomp" and verb.head.lemma_ == "be" and any(a.lower_ == "to" for a in children(verb, "aux"))
