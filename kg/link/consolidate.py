"""Consolidation: one node for what several documents tell of, with the claims of each behind every fact.

The documents' own graphs stay as they are. The consolidated graph is worked out from all of them, with the same bytes
for the same documents. Which things of two documents are the same depends on these two documents alone, so that of one
that comes or goes only those near it have to be looked at again; see `kg.link.renew`.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from itertools import combinations
from typing import Final

from rdflib import RDF, RDFS, Graph, Literal, URIRef
from rdflib.term import Node

from kg.link.candidates import candidates
from kg.link.disagree import Disagreement, disagreements
from kg.link.same import LEAST, Likeness, likeness
from kg.link.statement import link_name, link_triples
from kg.link.told import Claim, Told, told
from kg.namespaces import FDR, PROV, SKOS
from kg.store.base import Store
from kg.store.terms import to_rdflib

__all__ = ["Conflict", "Consolidated", "consolidate", "consolidated_name"]

#: Agreements come first: commitments are compared within those that are the same.
_ORDER: Final = ("Agreement", "Meeting", "Incident", "Commitment")
#: What is copied to the consolidated node only by way of its own triples.
_NOT_FACTS: Final = frozenset({RDFS.label, SKOS.altLabel, FDR.evidence, FDR.hasClause, FDR.quantity, FDR.reviewStatus})
_METHOD: Final = "likeness of what two documents tell: {reasons}"


@dataclass(frozen=True, slots=True)
class Conflict:
    """Be a disagreement of two documents on one thing, with who says what."""

    one: Told
    other: Told
    disagreement: Disagreement
    claims: tuple[Claim, Claim]


@dataclass(frozen=True, slots=True)
class Consolidated:
    """Be what consolidation found.

    Args:
        graph: What is to stand in the consolidated graph.
        groups: The things that are one, by the IRI of the node that stands for them.
        conflicts: What sources disagree on.
    """

    graph: Graph
    groups: Mapping[str, tuple[Told, ...]]
    conflicts: tuple[Conflict, ...]


def consolidated_name(base: str) -> str:
    """Return the name of the consolidated graph."""
    return f"{base}consolidated/graph"


def consolidate(store: Store, graphs: Iterable[str], *, base: str, only: Set[str] | None = None) -> Consolidated:
    """Find what several documents tell of, and what they disagree on.

    Args:
        store: The store.
        graphs: The names of the documents' graphs.
        base: The IRI that every minted IRI starts with.
        only: The IRIs of things; what stands for none of them is left out. None leaves out nothing.
    """
    names = sorted(graphs)
    things = told(store, names)
    statements = to_rdflib(store.quads(names))
    found = _alike(things)
    graph = Graph(identifier=URIRef(consolidated_name(base)))
    groups: dict[str, tuple[Told, ...]] = {}
    conflicts: list[Conflict] = []
    for kind in _ORDER:
        for members in _groups([thing for thing in things if thing.kind == kind], found):
            if only is not None and not any(thing.iri in only for thing in members):
                continue
            node = _mint(base, members)
            groups[str(node)] = members
            for triple in _described(node, members, statements, found, base):
                graph.add(triple)
            for one, other in combinations(members, 2):
                if one.document != other.document:
                    conflicts += _conflicts(one, other)
    for conflict in conflicts:
        for triple in _discrepancy(conflict, base):
            graph.add(triple)
    name = URIRef(consolidated_name(base))
    graph.add((name, RDF.type, FDR.ConsolidatedGraph))
    return Consolidated(graph, groups, tuple(conflicts))


def _alike(things: Sequence[Told]) -> dict[tuple[str, str], Likeness]:
    """Find the pairs that are the same; commitments, once it is known which agreements are."""
    found: dict[tuple[str, str], Likeness] = {}

    def same(one: str | None, other: str | None) -> bool:
        return one is not None and other is not None and (min(one, other), max(one, other)) in found

    for kind in _ORDER:
        scored: dict[tuple[str, str], Likeness] = {}
        for one, other in candidates([thing for thing in things if thing.kind == kind], same):
            like = likeness(one, other, same)
            if like is not None and like.score >= LEAST:
                scored[one.iri, other.iri] = like
        found |= _one_to_one(scored, {thing.iri: thing.document for thing in things})
    return found


def _one_to_one(
    scored: Mapping[tuple[str, str], Likeness], documents: Mapping[str, str]
) -> dict[tuple[str, str], Likeness]:
    """Let each thing be the same as at most one of every other document: the most alike."""
    chosen: dict[tuple[str, str], Likeness] = {}
    taken: set[tuple[str, str]] = set()
    for (one, other), like in sorted(scored.items(), key=lambda item: (-item[1].score, item[0])):
        ends = {(one, documents[other]), (other, documents[one])}
        if not ends & taken:
            chosen[one, other] = like
            taken |= ends
    return chosen


def _groups(things: Sequence[Told], found: Mapping[tuple[str, str], Likeness]) -> list[tuple[Told, ...]]:
    """Put together what is the same, also by way of a third; sorted, without what only one document tells."""
    root = {thing.iri: thing.iri for thing in things}

    def top(iri: str) -> str:
        while root[iri] != iri:
            iri = root[iri]
        return iri

    for one, other in sorted(pair for pair in found if pair[0] in root):
        first, second = sorted((top(one), top(other)))
        root[second] = first
    members: dict[str, list[Told]] = defaultdict(list)
    for thing in things:
        members[top(thing.iri)].append(thing)
    return [tuple(group) for _, group in sorted(members.items()) if len(group) > 1]


def _mint(base: str, members: Sequence[Told]) -> URIRef:
    """Return the IRI of what stands for several: from the first of them, so that more sources leave it as it is."""
    kind = members[0].kind.lower()
    return URIRef(f"{base}consolidated/{kind}/{_digest(min(thing.iri for thing in members))}")


def _described(
    node: URIRef,
    members: Sequence[Told],
    statements: Graph,
    found: Mapping[tuple[str, str], Likeness],
    base: str,
) -> Iterator[tuple[Node, Node, Node]]:
    """Say what the documents say of one thing, each fact once, with the claims that it rests on."""
    facts: dict[tuple[URIRef, Node], list[Told]] = defaultdict(list)
    for thing in members:
        for predicate, value in statements.predicate_objects(URIRef(thing.iri)):
            if isinstance(predicate, URIRef) and predicate not in _NOT_FACTS:
                facts[predicate, value].append(thing)
    for label in statements.objects(URIRef(members[0].iri), RDFS.label):
        yield node, RDFS.label, label
    for (predicate, value), sources in facts.items():
        yield node, predicate, value
        if predicate != RDF.type:
            fact = URIRef(f"{node}/fact/{_digest(f'{predicate} {value.n3()}')}")
            yield fact, RDF.type, RDF.Statement
            yield fact, RDF.subject, node
            yield fact, RDF.predicate, predicate
            yield fact, RDF.object, value
            for source in sources:
                for iri in [claim.iri for claim in source.claims] or [source.iri]:
                    yield fact, PROV.wasDerivedFrom, URIRef(iri)
    for thing in members:
        for passage in thing.evidence:
            yield node, FDR.evidence, URIRef(passage)
        for claim in thing.claims:
            yield URIRef(claim.iri), FDR.about, node
        yield from _link(node, thing, members, found, base)


def _link(
    node: URIRef, thing: Told, members: Sequence[Told], found: Mapping[tuple[str, str], Likeness], base: str
) -> Iterator[tuple[Node, Node, Node]]:
    """Say how sure it is that a document's thing is this one, and why: by its likeness to the nearest other."""
    likes = [like for pair, like in found.items() if thing.iri in pair and {m.iri for m in members} >= set(pair)]
    best = max(likes, key=lambda like: like.score)
    reasons = ", ".join(f"{name} {value:g}" for name, value in sorted(best.reasons.items()))
    yield URIRef(thing.iri), SKOS.exactMatch, node
    link, one = link_name(base, thing.iri, node), URIRef(thing.iri)
    method = _METHOD.format(reasons=reasons)
    yield from link_triples(link, one, node, SKOS.exactMatch, score=f"{best.score:g}", method=method)


def _conflicts(one: Told, other: Told) -> Iterator[Conflict]:
    if one.claims and other.claims:
        for disagreement in disagreements(one, other):
            yield Conflict(one, other, disagreement, (one.claims[0], other.claims[0]))


def _discrepancy(conflict: Conflict, base: str) -> Iterator[tuple[Node, Node, Node]]:
    found, claims = conflict.disagreement, conflict.claims
    node = URIRef(f"{base}discrepancy/{_digest(' '.join([*sorted(c.iri for c in claims), found.property]))}")
    comment = f"{conflict.one.label}: one source says {found.one}, another {found.other}."
    yield node, RDF.type, FDR.Discrepancy
    yield node, FDR.onProperty, FDR[found.property]
    yield node, RDFS.comment, Literal(comment, lang="en")
    for claim in claims:
        yield node, FDR.between, URIRef(claim.iri)
    for thing in (conflict.one, conflict.other):
        for passage in thing.evidence:
            yield node, FDR.evidence, URIRef(passage)


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]
