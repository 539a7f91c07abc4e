"""Norms that a report tells of: what parties agreed to do, and what an agreement provides."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.extract.norms.agreed import agreed_norms, agreement_norms
from kg.extract.norms.modality import modality_of
from kg.extract.norms.model import Norm
from kg.extract.norms.provided import provided_norms
from kg.extract.norms.standing import starting_norms, upheld_norms
from kg.extract.norms.telling import acts_among, own_bearer
from kg.extract.norms.terms import term_norms
from kg.extract.norms.under import norms_under
from kg.extract.sentence import Sentence
from kg.extract.syntax import (
    agent_of,
    child,
    children,
    clause_tokens,
    conjoined_verbs,
    coordinated,
    is_passive,
)
from kg.extract.tables import claim_words
from kg.extract.words import words

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["item_norms", "reported_norms"]


def reported_norms(sentence: Sentence) -> Iterator[Norm]:
    """Yield the norms that one sentence of a report tells of."""
    seen: set[int] = set()
    for token in sentence.tokens:
        for norm in (
            *agreed_norms(sentence, token),
            *agreement_norms(sentence, token),
            *provided_norms(sentence, token),
            *starting_norms(sentence, token),
            *upheld_norms(sentence, token),
            *norms_under(sentence, token),
        ):
            if norm.head.i not in seen:
                seen.add(norm.head.i)
                yield norm


#: Verbs of what is told beside a list of terms.
_TELLS = claim_words().say | claim_words().say_phrase
_TELLS |= {"call", "voice", "urge", "move", "meet", "end", "begin", "hold", "fail", "last", "collapse", "follow"}


def _doer(thing: Token) -> Token | None:
    """Return who does what a noun names: "a withdrawal of A's troops", "weapons pulled back by both sides"."""
    done = next((word for word in children(thing, "acl") if word.tag_ == "VBN"), None)
    return (agent_of(done) if done is not None else None) or own_bearer(thing)


def item_norms(sentence: Sentence) -> Iterator[Norm]:
    """Yield the norms of a point in a list of what was agreed; a point without any verb of its own is one whole."""
    found = list(reported_norms(sentence)) or [norm for norm in term_norms(sentence) if norm.told is None]
    if found:
        yield from found
        return
    root = sentence.tokens.root
    tokens = clause_tokens(root)
    if len(tokens) < 3:
        return
    if root.tag_ == "VBD" and child(root, "nsubj") is not None and root.lemma_.lower() in _TELLS:
        return  # "the envoy called it historic": told, not agreed
    acts = conjoined_verbs(root) if root.pos_ == "VERB" else acts_among(coordinated(root))
    for index, act in enumerate(acts):
        others = {other.i for other in acts} - {act.i}
        own = clause_tokens(root if index == 0 else act, without=others)
        bearer = (agent_of(act) if is_passive(act) else child(act, "nsubj")) if act.pos_ == "VERB" else _doer(act)
        if bearer is not None and bearer.lemma_.lower() in words().agreement:
            bearer = None
        yield Norm(sentence=sentence, head=act, tokens=tuple(own), modality=modality_of(act), bearer=bearer)
