"""Evidence: the passages that say things, and who claims them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from pyoxigraph import NamedNode

from api.link import Link, Links, page_path
from api.read import Term, select
from api.vocabulary import local_name
from kg.store.base import Store

__all__ = ["ClaimRows", "Claimed", "Quote", "QuoteRows", "claim_rows", "claims_on", "quote_rows", "quotes_for"]

Row = dict[str, Term]
QuoteRows = dict[str, list[Row]]
ClaimRows = dict[str, list[Row]]


@dataclass(frozen=True, slots=True)
class Quote:
    """Be a passage as it is shown: what it says, and the place in the document."""

    exact: str
    href: str
    iri: str
    document: Link


@dataclass(frozen=True, slots=True)
class Claimed:
    """Be a claim as it is shown: who says it, how, and in which document."""

    link: Link
    claimants: tuple[Link, ...]
    stance: Link
    document: Link

    @property
    def own_voice(self) -> bool:
        """Whether the document says it itself."""
        return [claimant.iri for claimant in self.claimants] == [self.document.iri]

    @property
    def stance_name(self) -> str:
        """The local name of the stance."""
        return local_name(self.stance.iri)


def quote_rows(store: Store, nodes: Iterable[str]) -> QuoteRows:
    """Look up the passages of nodes, in one query."""
    return _by_node(store, "evidence", nodes)


def claim_rows(store: Store, nodes: Iterable[str]) -> ClaimRows:
    """Look up the claims about nodes, in one query."""
    return _by_node(store, "claims", nodes)


def quotes_for(node: str, rows: QuoteRows, links: Links, base: str) -> list[Quote]:
    """Return the passages of a node, in the order of the text."""
    return [
        Quote(
            row["exact"].value,
            f"{page_path(row['document'].value, base)}#p-{row['start'].value}-{row['end'].value}",
            row["passage"].value,
            links[row["document"].value],
        )
        for row in sorted(
            rows.get(node, []),
            key=lambda row: (row["document"].value, int(row["start"].value), -int(row["end"].value)),
        )
    ]


def claims_on(node: str, rows: ClaimRows, links: Links) -> list[Claimed]:
    """Return the claims about a node, each with all who make it."""
    grouped: dict[str, list[Row]] = defaultdict(list)
    for row in rows.get(node, []):
        grouped[row["claim"].value].append(row)
    return [
        Claimed(
            links[claim],
            tuple(links[row["claimant"].value] for row in group if "claimant" in row),
            links[group[0]["stance"].value],
            links[group[0]["document"].value],
        )
        for claim, group in grouped.items()
    ]


def _by_node(store: Store, query: str, nodes: Iterable[str]) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = defaultdict(list)
    wanted = sorted(set(nodes))
    if wanted:
        for row in select(store, query, nodes=[NamedNode(iri) for iri in wanted]):
            found[row["node"].value].append(row)
    return dict(found)
