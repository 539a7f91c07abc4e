"""The set of links of two graphs: a named graph with the plain matches, what each rests on, and what people said."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping

from pyoxigraph import QuerySolutions
from rdflib import VOID, Graph, Literal, URIRef

from kg.graph.literals import english
from kg.graph.model import Triple, new_graph
from kg.link.links import Link, Verdict, decided, in_words
from kg.link.statement import link_name, link_triples
from kg.namespaces import FDR, PROV, RDF, RDFS, SKOS, XSD
from kg.store.base import Store
from kg.text.slug import slug

__all__ = ["linkset_graph", "linkset_name", "review_triples", "said_before"]

_SAID = f"""
SELECT ?left ?right ?status ?who {{
  GRAPH ?set {{
    ?link a <{FDR.Link}> ; <{FDR.subject}> ?left ; <{FDR.object}> ?right ; <{FDR.reviewStatus}> ?status ;
      <{FDR.reviewedBy}>/<{RDFS.label}> ?who .
  }}
}}
"""


def linkset_name(base: str, left: str, right: str) -> str:
    """Return the name of the graph of the links between two graphs, which are given by short names or IRIs."""
    ends = [end if ":" not in end else hashlib.sha256(end.encode()).hexdigest()[:16] for end in (left, right)]
    return f"{base}links/{ends[0]}/{ends[1]}"


def linkset_graph(
    name: str,
    found: Iterable[Link],
    *,
    rejected: Mapping[tuple[str, str], Verdict],
    titles: tuple[str, str],
    base: str,
) -> Graph:
    """Write links, and what people have rejected, as a graph.

    A link is an ``fdr:Link`` with its score, method and reviewer beside the plain match. Of a rejected pair there is an
    ``fdr:Link`` with the status of rejected, and no match.

    Args:
        name: The name of the graph.
        found: The links.
        rejected: The pairs that people have said are not one.
        titles: What the two graphs are called.
        base: The IRI that every minted IRI starts with.
    """
    graph = new_graph(URIRef(name), ())
    links = list(found)
    graph.add((URIRef(name), RDF.type, VOID.Linkset))
    graph.add((URIRef(name), RDFS.label, english(f"links between {titles[0]} and {titles[1]}")))
    graph.add((URIRef(name), VOID.triples, Literal(len(links), datatype=XSD.integer)))
    for link in links:
        graph.add((URIRef(link.left), SKOS[decided(link)], URIRef(link.right)))
        status = FDR.MachineMade if link.reviewer is None else FDR.Accepted
        _add(graph, base, link, in_words(link), status)
    for (left, right), verdict in sorted(rejected.items()):
        link = Link(left, right, 0.0, "", {}, verdict.reviewer)
        _add(graph, base, link, f"rejected by {verdict.reviewer}", FDR.Rejected)
    return graph


def said_before(store: Store, name: str) -> dict[tuple[str, str], Verdict]:
    """Return what people have said of pairs, as a set of links in the store has it."""
    found: dict[tuple[str, str], Verdict] = {}
    rows = store.query(_SAID.replace("?set", f"<{name}>"))
    assert isinstance(rows, QuerySolutions)  # noqa: S101 - a SELECT query, told to mypy
    for row in rows:
        left, right, status, who = (row[key].value for key in ("left", "right", "status", "who"))
        if status in (str(FDR.Accepted), str(FDR.Rejected)):
            found[left, right] = Verdict(status == str(FDR.Accepted), who)
    return found


def review_triples(base: str, node: URIRef, status: URIRef, reviewer: str | None) -> Iterator[Triple]:
    """Say of a link how its review stands, and who has reviewed it, if anybody has."""
    yield node, FDR.reviewStatus, status
    if reviewer is not None:
        digest = hashlib.sha256(reviewer.encode()).hexdigest()[:8]
        person = URIRef(f"{base}reviewer/{slug(reviewer) or 'person'}-{digest}")
        yield node, FDR.reviewedBy, person
        yield person, RDF.type, PROV.Person
        yield person, RDFS.label, english(reviewer)


def _add(graph: Graph, base: str, link: Link, method: str, status: URIRef) -> None:
    left, right = URIRef(link.left), URIRef(link.right)
    node = link_name(base, left, right)
    for triple in link_triples(node, left, right, SKOS[decided(link)], score=f"{link.score:.4f}", method=method):
        graph.add(triple)
    for triple in review_triples(base, node, status, link.reviewer):
        graph.add(triple)
