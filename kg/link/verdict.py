"""Verdicts: what a person says of a link that the store holds, as a change of its set of links."""

from __future__ import annotations

from dataclasses import dataclass

from pyoxigraph import NamedNode, QuerySolutions
from rdflib import VOID, Graph, URIRef

from kg.errors import InputError, NotFoundError
from kg.link.linkset import reviewer_triples
from kg.namespaces import FDR, SKOS
from kg.store.base import Store

__all__ = ["KeptLink", "kept_links", "link_called", "verdict_update"]

#: The most links that are told at once.
MOST = 1000
_STATUSES = {str(FDR.Accepted): "accepted", str(FDR.Rejected): "rejected", str(FDR.MachineMade): "open"}
_LINKS = f"""
SELECT ?set ?link ?left ?right ?predicate ?score ?method ?status ?person ?who {{
  GRAPH ?set {{
    ?link a <{FDR.Link}> ; <{FDR.subject}> ?left ; <{FDR.object}> ?right ; <{FDR.linkPredicate}> ?predicate ;
      <{FDR.score}> ?score ; <{FDR.method}> ?method .
    OPTIONAL {{ ?link <{FDR.reviewStatus}> ?status }}
    OPTIONAL {{ ?link <{FDR.reviewedBy}> ?person . ?person <http://www.w3.org/2000/01/rdf-schema#label> ?who }}
    FILTER EXISTS {{ ?set a <{VOID.Linkset}> }}
  }}
  # only
}} ORDER BY ?link ?set
"""


@dataclass(frozen=True, slots=True)
class KeptLink:
    """Be a link of the store.

    Args:
        iri: The link.
        linkset: The graph that holds it.
        left: The thing of the one graph.
        right: The thing of the other.
        predicate: The property of the plain match.
        score: How sure it is, as written.
        method: How it was found, in words.
        status: The IRI of its review status; empty if it has none.
        person: The IRI of who judged it; empty if nobody did.
        reviewer: What that person is called.
    """

    iri: str
    linkset: str
    left: str
    right: str
    predicate: str
    score: str
    method: str
    status: str = ""
    person: str = ""
    reviewer: str = ""

    @property
    def verdict(self) -> str:
        """What was said of it: "accepted", "rejected", or "open" as long as nobody has said anything."""
        return _STATUSES.get(self.status, "open")


def kept_links(store: Store, *, after: int = 0, most: int = 100) -> list[KeptLink]:
    """Return some of the links of a store, in the order of their IRIs.

    Args:
        store: The store.
        after: How many to leave out before them.
        most: How many to return.
    """
    return _read(store, f"{_LINKS.replace('# only', '')} LIMIT {min(most, MOST)} OFFSET {after}")


def link_called(store: Store, iri: str) -> KeptLink:
    """Return the link with an IRI.

    Raises:
        InputError: If that is no IRI, or several sets hold the link.
        NotFoundError: If the store holds no such link.
    """
    try:
        node = NamedNode(iri)
    except ValueError as error:
        raise InputError(f"{iri[:200]!r} is not an IRI", source="link") from error
    found = _read(store, _LINKS.replace("# only", f"FILTER (?link = {node})"))
    if not found:
        raise NotFoundError(f"the store holds no link {iri[:200]}", hint="GET /links lists those that it holds.")
    if len(found) > 1:
        raise InputError(f"{len(found)} sets hold the link {iri[:200]}", source="link")
    return found[0]


def _read(store: Store, query: str) -> list[KeptLink]:
    rows = store.query(query)
    assert isinstance(rows, QuerySolutions)  # noqa: S101 - a SELECT query, told to mypy
    names = ("link", "set", "left", "right", "predicate", "score", "method", "status", "person", "who")
    return [KeptLink(*(row[name].value if row[name] is not None else "" for name in names)) for row in rows]


def verdict_update(link: KeptLink, *, accepted: bool, reviewer: str, base: str) -> str:
    """Return the SPARQL update that makes a set of links hold what a person says of one of them.

    The plain match stands only while the link is not rejected; an accepted one is exact, as in `foedera link --write`.

    Args:
        link: The link as it is.
        accepted: Whether the person accepts it.
        reviewer: What the person is called.
        base: The IRI that every minted IRI starts with.

    Raises:
        InputError: If the person has no name.
    """
    if not reviewer.strip():
        raise InputError("nobody is named who says it", source="reviewer")
    node, left, right = URIRef(link.iri), URIRef(link.left), URIRef(link.right)
    old, new = Graph(), Graph()
    for status, graph in ((link.status, old), (str(FDR.Accepted if accepted else FDR.Rejected), new)):
        if status:
            graph.add((node, FDR.reviewStatus, URIRef(status)))
    if link.person:
        old.add((node, FDR.reviewedBy, URIRef(link.person)))
    for triple in reviewer_triples(base, node, reviewer.strip()):
        new.add(triple)
    old.add((left, URIRef(link.predicate), right))
    if accepted:
        old.add((node, FDR.linkPredicate, URIRef(link.predicate)))
        new.add((node, FDR.linkPredicate, SKOS.exactMatch))
        new.add((left, SKOS.exactMatch, right))
    return (
        f"{_data('DELETE', link.linkset, old - new)} ;\n{_data('INSERT', link.linkset, new)} ;\n{_count(link.linkset)}"
    )


def _data(what: str, graph: str, triples: Graph) -> str:
    lines = sorted(f"{s.n3()} {p.n3()} {o.n3()} ." for s, p, o in triples)
    return f"{what} DATA {{ GRAPH {URIRef(graph).n3()} {{ {' '.join(lines)} }} }}"


def _count(linkset: str) -> str:
    """Return the update that counts the plain matches of a set anew."""
    name = URIRef(linkset).n3()
    rejected = f"?link <{FDR.reviewStatus}> <{FDR.Rejected}>"
    return (
        f"DELETE {{ GRAPH {name} {{ {name} <{VOID.triples}> ?old }} }} "
        f"INSERT {{ GRAPH {name} {{ {name} <{VOID.triples}> ?new }} }} "
        f"WHERE {{ GRAPH {name} {{ {name} <{VOID.triples}> ?old }} "
        f"{{ SELECT (COUNT(?link) AS ?new) {{ GRAPH {name} {{ ?link a <{FDR.Link}> "
        f"FILTER NOT EXISTS {{ {rejected} }} }} }} }} }}"
    )
