"""A norm: what was detected, before its roles are filled."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.extract.frames import Modality
from kg.extract.sentence import Sentence

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["Norm"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Norm:
    """Be one thing that somebody is bound to.

    Args:
        sentence: Where it is said.
        head: The verb or noun of the act itself: "stop" in "agree to stop".
        tokens: The words that say it, from which the passage is cut.
        modality: How it binds.
        bearer: The head of the phrase that names who is bound, if one does.
        partner: Who is bound beside the bearer: "agreed with B on …".
        verbs: All verbs of the act: "cedes", "relinquishes" and "conveys".
        fallback: Who is bound where the bearer names no actor: those who agree that something shall be.
        subject: The grammatical subject of a term, whether it is an actor or a thing.
        obligors: Who is bound, where the rule knows better than the grammar.
        said_by: The verb that carries the norm: "agree", "decides".
        agreement: The noun of the agreement that is said to hold it, if one is.
        told: The verb of saying that hands the norm to somebody, if one does: "…, the mediators said".
        parties_if_open: Whether the document's parties are bound where nobody is named.
    """

    sentence: Sentence
    head: Token
    tokens: tuple[Token, ...]
    modality: Modality
    bearer: Token | None = None
    partner: Token | None = None
    verbs: tuple[Token, ...] = ()
    fallback: Token | None = None
    subject: Token | None = None
    obligors: tuple[str, ...] = ()
    said_by: Token | None = None
    agreement: Token | None = None
    told: Token | None = None
    parties_if_open: bool = True
