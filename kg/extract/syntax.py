"""Syntax: small questions that rules ask of a dependency parse."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = [
    "agent_of",
    "auxiliaries",
    "child",
    "children",
    "clause_tokens",
    "conjoined_verbs",
    "coordinated",
    "is_hypothetical",
    "is_negated",
    "is_passive",
    "objects_of",
    "prepositional",
    "subject_of",
]

_SUBJECTS = ("nsubj", "nsubjpass", "csubj", "expl")
_OBJECTS = ("dobj", "dative", "oprd", "attr")
_CONDITIONAL = frozenset({"if", "unless", "whether", "should"})


def child(token: Token, *deps: str) -> Token | None:
    """Return the first child with one of the dependencies."""
    return next((word for word in token.children if word.dep_ in deps), None)


def children(token: Token, *deps: str) -> list[Token]:
    """Return the children with one of the dependencies, in the order of the text."""
    return [word for word in token.children if word.dep_ in deps]


def coordinated(token: Token) -> list[Token]:
    """Return the token and what is coordinated with it to its right."""
    found = [token]
    for word in found:
        found += [c for c in word.children if c.dep_ == "conj"]
    return found


def conjoined_verbs(verb: Token) -> list[Token]:
    """Return the verb and the verbs that share its subject through "and"."""
    return [word for word in coordinated(verb) if word == verb or word.pos_ in {"VERB", "AUX"}]


def is_passive(verb: Token) -> bool:
    """Tell whether the verb is passive, also as the second of "were disbanded or absorbed"."""
    if child(verb, "auxpass", "nsubjpass") is not None:
        return True
    shares = verb.dep_ == "conj" and verb.tag_ == "VBN" and child(verb, "aux", "nsubj") is None
    return shares and verb.head != verb and is_passive(verb.head)


def agent_of(verb: Token) -> Token | None:
    """Return who does a passive verb: "by …"."""
    by = child(verb, "agent")
    if by is None:
        by = next((p for p in children(verb, "prep") if p.lower_ == "by"), None)
    doer = None if by is None else child(by, "pobj")
    return None if doer is not None and _measures(doer) else doer


def _measures(noun: Token) -> bool:
    """Tell whether "by …" says how much or by when, and not who: "cut by half", "by 1 June"."""
    return noun.pos_ == "NUM" or noun.ent_type_ in {"PERCENT", "CARDINAL", "DATE", "TIME"} or noun.lower_ in _SHARES


_SHARES = frozenset({"half", "third", "quarter", "percent"})


def subject_of(verb: Token) -> Token | None:
    """Return the subject, inherited where the syntax shares it.

    A conjunct takes the subject of the first verb, an infinitive that of the verb that governs it, a relative or
    participial clause the noun it belongs to.
    """
    seen: set[int] = set()
    while verb.i not in seen:
        seen.add(verb.i)
        own = child(verb, *_SUBJECTS)
        if own is not None:
            if verb.dep_ == "relcl" and own.tag_ in {"WDT", "WP"}:
                return verb.head
            return own
        if verb.dep_ == "relcl" or (verb.dep_ == "acl" and verb.tag_ in {"VBG", "VBN"}):
            return verb.head
        if verb.dep_ in {"conj", "xcomp", "advcl", "ccomp", "dep"} and verb.head.pos_ in {"VERB", "AUX", "NOUN", "ADJ"}:
            if verb.dep_ == "xcomp":
                controller = child(verb.head, "dobj", "dative")
                if controller is not None and controller.i < verb.i:
                    return controller
            verb = verb.head
            continue
        return None
    return None


def objects_of(verb: Token) -> list[Token]:
    """Return the direct objects and complements of a verb, with what is coordinated."""
    return [word for head in children(verb, *_OBJECTS) for word in coordinated(head)]


def prepositional(token: Token, *words: str) -> list[Token]:
    """Return the objects of the prepositions below a token, with what is coordinated."""
    return [
        word
        for prep in children(token, "prep", "agent", "dative")
        if prep.lower_ in words
        for pobj in children(prep, "pobj", "pcomp")
        for word in coordinated(pobj)
    ]


def auxiliaries(verb: Token) -> list[str]:
    """Return the auxiliaries in lower case, inherited by a conjunct that has none."""
    own = [word.lower_ for word in children(verb, "aux", "auxpass")]
    if not own and verb.dep_ == "conj" and verb.head.pos_ in {"VERB", "AUX"}:
        return auxiliaries(verb.head)
    return own


def is_negated(verb: Token) -> bool:
    """Tell whether a verb is denied: "have not agreed", "failed to agree", "no party shall"."""
    if child(verb, "neg") is not None or any(w.lower_ in {"neither", "never", "nor"} for w in verb.children):
        return True
    if any(w.lower_ == "never" for adverb in children(verb, "advmod") for w in adverb.children):
        return True  # "will never again attack"
    if verb.dep_ == "conj" and any(w.lower_ == "nor" and w.i < verb.i for w in children(verb.head, "cc", "preconj")):
        return True
    alternative = verb.dep_ == "conj" and any(w.lower_ == "or" and w.i < verb.i for w in children(verb.head, "cc"))
    if alternative and not children(verb, "aux", "nsubj", "nsubjpass") and child(verb.head, "neg") is not None:
        return True  # "will never raid or make war"
    for prep in children(verb, "prep"):
        if any(word.lower_ == "neither" for word in prep.children) or (prep.i and prep.nbor(-1).lower_ == "neither"):
            return True
    if verb.dep_ == "xcomp" and verb.head.lemma_ in {"fail", "refuse", "decline"}:
        return True
    if any(d.lower_ == "no" for thing in children(verb, "dobj") for d in children(thing, "det")):
        return True  # "may levy no duty"
    subject = child(verb, "nsubj", "nsubjpass")
    return subject is not None and (
        subject.lower_ in {"none", "neither", "nobody", "nothing"}
        or any(d.lower_ in {"no", "neither"} and not _counts(d) for d in children(subject, "det", "preconj"))
    )


def _counts(no: Token) -> bool:
    """Tell whether "no" only counts: "no fewer than 200 monitors"."""
    return no.i + 1 < len(no.doc) and no.nbor(1).lower_ in {"fewer", "less", "more", "later"}


def is_hypothetical(verb: Token) -> bool:
    """Tell whether a verb stands under "if", "could", "would", or another word that makes it not a fact."""
    token: Token | None = verb
    while token is not None:
        if any(word.lower_ in _CONDITIONAL for word in children(token, "mark")):
            return True
        if any(word.lower_ in {"could", "would", "might"} for word in children(token, "aux")):
            return True
        if token.dep_ not in {"conj", "xcomp", "advcl"} or token.head == token:
            return False
        token = token.head
    return False


def _walk(token: Token, cut: set[int]) -> Iterator[Token]:
    yield token
    for word in token.children:
        if word.i not in cut:
            yield from _walk(word, cut)


def clause_tokens(verb: Token, *, without: set[int] | None = None) -> list[Token]:
    """Return the tokens of a clause in the order of the text, without given subtrees and loose punctuation."""
    tokens = sorted(_walk(verb, without or set()), key=lambda token: token.i)
    while (
        tokens
        and (tokens[-1].is_punct or tokens[-1].is_space or tokens[-1].dep_ == "cc")
        and tokens[-1].text not in {")", '"', "'"}
    ):
        tokens.pop()
    while (
        tokens
        and (tokens[0].is_punct or tokens[0].is_space or tokens[0].dep_ == "cc")
        and tokens[0].text not in {"(", '"', "'", "#"}
    ):
        tokens.pop(0)
    return tokens
