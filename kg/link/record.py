"""Records: what is known of an agreement or an actor in one graph, as far as it helps to find it in another."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

__all__ = ["ActorRecord", "AgreementRecord"]


@dataclass(frozen=True, slots=True)
class AgreementRecord:
    """Be an agreement of one graph.

    Args:
        iri: What it is called.
        titles: Its titles.
        date: The day it was signed.
        countries: The states that it is about, by keys that both graphs use.
        parties: The names of its parties.
        others: The names of mediators and other third parties.
        themes: The themes it has provisions on.
        comment: Prose about it, if there is any.
        recalls: The agreements of its own graph that it recalls.
    """

    iri: str
    titles: tuple[str, ...]
    date: datetime.date | None
    countries: frozenset[str] = frozenset()
    parties: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    themes: frozenset[str] = frozenset()
    comment: str = ""
    recalls: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ActorRecord:
    """Be an actor of one graph.

    Args:
        iri: What it is called.
        names: Its names; the first is the preferred one.
        kind: Its class in the contract, if it is known.
        countries: The states that it belongs to or acts in.
    """

    iri: str
    names: tuple[str, ...]
    kind: str | None = None
    countries: frozenset[str] = frozenset()
