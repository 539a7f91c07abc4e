"""Verdicts: the links that the store keeps, and what a person says of one of them, as an update."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from pyoxigraph import NamedNode, QuerySolutions
from rdflib import VOID, URIRef

from kg.graph.literals import english
from kg.graph.model import Triple
from kg.link.links import Verdict
from kg.link.linkset import review_triples
from kg.namespaces import FDR, RDFS, SKOS
from kg.store.base import Store

__all__ = ["Kept", "count_kept", "find_kept", "verdict_update"]

_WHERE: Final = f"""
  GRAPH ?graph {{
    ?graph a <{VOID.Linkset}> .
    ?link a <{FDR.Link}> ; <{FDR.subject}> ?subject ; <{FDR.object}> ?object ; <{FDR.linkPredicate}> ?predicate ;
      <{FDR.score}> ?score ; <{FDR.method}> ?method ; <{FDR.reviewStatus}> ?status .
    OPTIONAL {{ ?link <{FDR.reviewedBy}>/<{RDFS.label}> ?reviewer }}
  }}
"""
_VERDICTS: Final = {str(FDR.Accepted): "accepted", str(FDR.Rejected): "rejected"}
#: What a verdict has added to the method of a link.
_SAID: Final = re.compile(r"(?:^|; )(?:accepted|rejected) by .*", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Kept:
    """Be a link as the store keeps it.

    Args:
        link: Its IRI.
        graph: The set of links that it is in.
        subject: The thing of the one graph.
        object: The thing of the other.
        predicate: The property of the match.
        score: How probable it is, 0 to 1.
        method: How it was found, in words.
        verdict: ``accepted`` or ``rejected``, or None where nobody has said anything.
        reviewer: Who has said so.
    """

    link: str
    graph: str
    subject: str
    object: str
    predicate: str
    score: float
    method: str
    verdict: str | None
    reviewer: str | None


def count_kept(store: Store, named: Mapping[str, str]) -> int:
    """Count the links that `find_kept` finds."""
    rows = store.query(f"SELECT (COUNT(*) AS ?n) {{ {_values(named)} {_WHERE} }}")
    assert isinstance(rows, QuerySolutions)  # noqa: S101 - a SELECT query, told to mypy
    return int(next(rows)["n"].value)


def find_kept(store: Store, named: Mapping[str, str], *, limit: int, offset: int = 0) -> list[Kept]:
    """Return links of the store, in the order of their sets and ends.

    Args:
        store: The store.
        named: The ``graph``, ``link``, ``subject`` or ``object`` that they must have.
        limit: The most of them.
        offset: How many are passed over.
    """
    query = f"SELECT * {{ {_values(named)} {_WHERE} }} ORDER BY ?graph ?subject ?object LIMIT {limit} OFFSET {offset}"
    rows = store.query(query)
    assert isinstance(rows, QuerySolutions)  # noqa: S101 - a SELECT query, told to mypy
    return [
        Kept(
            link=row["link"].value,
            graph=row["graph"].value,
            subject=row["subject"].value,
            object=row["object"].value,
            predicate=row["predicate"].value,
            score=float(row["score"].value),
            method=row["method"].value,
            verdict=_VERDICTS.get(row["status"].value),
            reviewer=None if row["reviewer"] is None else row["reviewer"].value,
        )
        for row in rows
    ]


def verdict_update(kept: Kept, verdict: Verdict, *, base: str) -> str:
    """Return the update that makes a verdict the one on a link, in place of any before.

    It makes nothing of a link that is no longer there. An accepted link has the plain match, a rejected one has none;
    `kg.link.linkset.said_before` finds the verdict, so that linking anew keeps it.
    """
    link, graph, left, right = (NamedNode(iri) for iri in (kept.link, kept.graph, kept.subject, kept.object))
    there = f"GRAPH {graph} {{ {link} <{FDR.subject}> {left} ; <{FDR.object}> {right} }}"
    added = " ".join(f"{s.n3()} {p.n3()} {o.n3()} ." for s, p, o in _said(kept, verdict, base))
    replaced = " ".join(f"<{name}>" for name in (FDR.linkPredicate, FDR.method, FDR.reviewStatus, FDR.reviewedBy))
    matches = f"VALUES ?match {{ <{SKOS.exactMatch}> <{SKOS.closeMatch}> }}"
    return f"""
DELETE {{ GRAPH {graph} {{ {left} ?match {right} }} }} WHERE {{ {there} {matches} }} ;
DELETE {{ GRAPH {graph} {{ {link} ?p ?o . ?person ?q ?v }} }} WHERE {{
  {there} VALUES ?p {{ {replaced} }} GRAPH {graph} {{ {link} ?p ?o }}
  OPTIONAL {{
    GRAPH {graph} {{ {link} <{FDR.reviewedBy}> ?person . ?person ?q ?v }}
    FILTER NOT EXISTS {{ GRAPH {graph} {{ ?another <{FDR.reviewedBy}> ?person }} FILTER(?another != {link}) }}
  }}
}} ;
INSERT {{ GRAPH {graph} {{ {added} }} }} WHERE {{ {there} }} ;
DELETE {{ GRAPH {graph} {{ {graph} <{VOID.triples}> ?before }} }}
INSERT {{ GRAPH {graph} {{ {graph} <{VOID.triples}> ?n }} }}
WHERE {{
  {there} GRAPH {graph} {{ {graph} <{VOID.triples}> ?before }}
  {{ SELECT (COUNT(*) AS ?n) {{ {matches} GRAPH {graph} {{ ?one ?match ?other }} }} }}
}}"""


def _said(kept: Kept, verdict: Verdict, base: str) -> Iterator[Triple]:
    node = URIRef(kept.link)
    said = f"{'accepted' if verdict.accepted else 'rejected'} by {verdict.reviewer}"
    found = _SAID.sub("", kept.method)
    yield node, FDR.method, english(f"{found}; {said}" if found else said)
    yield node, FDR.linkPredicate, SKOS.exactMatch if verdict.accepted else URIRef(kept.predicate)
    yield from review_triples(base, node, FDR.Accepted if verdict.accepted else FDR.Rejected, verdict.reviewer)
    if verdict.accepted:
        yield URIRef(kept.subject), SKOS.exactMatch, URIRef(kept.object)


def _values(named: Mapping[str, str]) -> str:
    return " ".join(f"VALUES ?{name} {{ {NamedNode(iri)} }}" for name, iri in named.items())
