"""Kinds of things that are linked: how each is read, compared and chosen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from kg.link import actors, agreements
from kg.link.agreements import Pair
from kg.link.read import actor_records, agreement_records
from kg.link.record import ActorRecord, AgreementRecord
from kg.store.base import Store

__all__ = ["KINDS", "Kind", "Linked", "Record", "kind_of"]

Record = AgreementRecord | ActorRecord


class Linked(StrEnum):
    """Name what is linked."""

    AGREEMENTS = "agreements"
    ACTORS = "actors"


@dataclass(frozen=True, slots=True)
class Kind:
    """Be a kind of things that are linked.

    Args:
        what: Its name.
        features: What is measured of a pair.
        read: What reads the things of a graph.
        compare: What finds the pairs of two graphs and measures them.
        method: How links are found, in words.
        least: The least score of a link, if nobody says another.
        many: Whether several things of the left graph may be one thing of the right: PAA-X has "Colombia" and "Armed
            Forces of Colombia" where UCDP has "Government of Colombia".
    """

    what: Linked
    features: tuple[str, ...]
    read: Callable[[Store, str], Sequence[Record]]
    compare: Callable[..., list[Pair]]
    method: str
    least: float
    many: bool = False


#: The kinds by their names.
KINDS: Final = {
    Linked.AGREEMENTS: Kind(
        what=Linked.AGREEMENTS,
        features=agreements.FEATURES,
        read=agreement_records,
        compare=agreements.pairs,
        method="agreements by date, country, titles, parties and themes, and by their lead over rivals",
        least=0.1,
    ),
    Linked.ACTORS: Kind(
        what=Linked.ACTORS,
        features=actors.FEATURES,
        read=actor_records,
        compare=actors.actor_pairs,
        method="actors by names, abbreviations, sounds, governments, countries, our list, and their lead over rivals",
        least=0.15,
        many=True,
    ),
}


def kind_of(store: Store, graph: str) -> Kind:
    """Return what a graph has to be linked: its actors if it has some and no agreements, else its agreements.

    Args:
        store: The store.
        graph: The name of the graph.
    """
    actors_only = not agreement_records(store, graph) and actor_records(store, graph)
    return KINDS[Linked.ACTORS if actors_only else Linked.AGREEMENTS]
