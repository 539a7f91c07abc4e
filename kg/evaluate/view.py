"""A view: what a graph says of one text, read by the terms of the vocabulary only."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from rdflib import Graph, Literal, URIRef
from rdflib.term import Node

from kg.evaluate.names import name_key
from kg.evaluate.spans import Stretch
from kg.extract.frames import ActorType
from kg.namespaces import DCTERMS, FDR, RDF, RDFS, SKOS
from kg.text.normalise import sha256

__all__ = ["ROLES", "View", "view"]

#: Properties whose value is an actor in a role.
ROLES: Final = (
    *("party", "signatory", "guarantor", "mediator", "participant", "perpetrator", "target"),
    *("obligor", "obligee", "claimant", "holder", "officeOf", "concerns"),
)
_ACTORS: Final = {"Actor", *ActorType}
_DOCUMENTS: Final = ("SourceDocument", "NewsArticle", "AgreementText", "Resolution", "Report")
_WITH_EVIDENCE: Final = ("Meeting", "Agreement", "Clause", "Commitment", "Incident", "Claim")
_NAMES: Final = (RDFS.label, SKOS.altLabel, SKOS.prefLabel, SKOS.notation)


@dataclass(frozen=True, slots=True)
class View:
    """Hold what the matching of one text needs to know of its graph.

    Args:
        text: The text.
        values: The values of each property, by local name, of each node.
        labels: What each node is called.
        types: The classes of actor that each actor has, without ``Actor`` itself.
        nodes: The nodes of each class, sorted.
        actors: The actors that stand in a role or have evidence, sorted.
        stretches: Where each passage of this text is.
        violations: The passages that do not say what the text says there, and why.
        unproven: The nodes that ought to have evidence and have none, each with its class.
        makers: The authors and publishers of documents.
        documents: The documents.
        knows_text: Whether the graph has the SHA-256 of the text.
        foreign: How many passages are of another document.
    """

    text: str
    values: Mapping[str, Mapping[Node, Sequence[Node]]]
    labels: Mapping[Node, Sequence[str]]
    types: Mapping[Node, frozenset[str]]
    nodes: Mapping[str, Sequence[Node]]
    actors: Sequence[Node]
    stretches: Mapping[Node, Stretch]
    violations: Sequence[tuple[str, str]]
    unproven: Sequence[tuple[str, str]]
    makers: frozenset[Node]
    documents: frozenset[Node]
    knows_text: bool
    foreign: int

    def get(self, node: Node, name: str) -> Sequence[Node]:
        """Return the values of a property."""
        return self.values.get(name, {}).get(node, ())

    def strings(self, node: Node, name: str) -> list[str]:
        """Return the values of a property as text."""
        return [str(value) for value in self.get(node, name)]

    def local(self, node: Node, name: str, namespace: str) -> set[str]:
        """Return the local names of the values of a property."""
        return {value.removeprefix(namespace) for value in self.strings(node, name)}

    def names(self, node: Node) -> Sequence[str]:
        """Return what a node is called; a literal calls itself."""
        return [str(node)] if isinstance(node, Literal) else self.labels.get(node, ())

    def keys(self, node: Node) -> set[str]:
        """Return what the names of a node come down to."""
        return {key for key in map(name_key, self.names(node)) if key}

    def spans(self, node: Node) -> list[Stretch]:
        """Return where the evidence of a node is."""
        return [self.stretches[passage] for passage in self.get(node, "evidence") if passage in self.stretches]

    def words(self, node: Node) -> str:
        """Return the evidence of a node on one line, for people."""
        quotes = (" ".join(self.text[start:end].split()) for start, end in sorted(self.spans(node)))
        return " … ".join(quotes) or str(node)


def view(graph: Graph, text: str) -> View:
    """Read what a graph says of a text.

    Args:
        graph: The graph; further documents in it do no harm.
        text: The text, normalised.
    """
    values, labels, classes = _index(graph)
    nodes = {name: sorted(members, key=str) for name, members in classes.items()}
    documents = frozenset(node for name in _DOCUMENTS for node in nodes.get(name, ()))
    makers = frozenset(
        maker
        for node in documents
        for term in (DCTERMS.creator, DCTERMS.publisher)
        for maker in graph.objects(node, term)
    )
    digest = sha256(text)
    own = {node for node in documents if any(str(v).lower() == digest for v in values["sha256"].get(node, ()))}
    passages = {*nodes.get("Passage", ()), *(value for found in values["evidence"].values() for value in found)}
    stretches: dict[Node, Stretch] = {}
    violations: list[tuple[str, str]] = []
    foreign = 0
    for passage in sorted(passages, key=str):
        of = values["inDocument"].get(passage, ())
        if own and of and not own.intersection(of):
            foreign += 1
            continue
        offsets, wrong = _offsets([values[name].get(passage, ()) for name in ("start", "end", "exact")], text)
        if wrong is not None:
            violations.append((str(passage), wrong))
        if offsets is not None:
            stretches[passage] = offsets
    types = {
        node: frozenset(kind for kind in _ACTORS if kind != "Actor" and node in classes.get(kind, ()))
        for kind in _ACTORS
        for node in classes.get(kind, ())
    }
    cast = {value for role in ROLES for found in values[role].values() for value in found}
    return View(
        text=text,
        values=values,
        labels=labels,
        types=types,
        nodes=nodes,
        actors=sorted((node for node in types if node in cast or values["evidence"].get(node)), key=str),
        stretches=stretches,
        violations=violations,
        unproven=[(c, str(n)) for c in _WITH_EVIDENCE for n in nodes.get(c, ()) if not values["evidence"].get(n)],
        makers=makers,
        documents=documents,
        knows_text=bool(own),
        foreign=foreign,
    )


def _index(
    graph: Graph,
) -> tuple[dict[str, dict[Node, list[Node]]], dict[Node, list[str]], dict[str, set[Node]]]:
    """Return the values by property and node, the names by node, and the members of each class, in one pass."""
    values: dict[str, dict[Node, list[Node]]] = defaultdict(lambda: defaultdict(list))
    labels: dict[Node, list[str]] = defaultdict(list)
    classes: dict[str, set[Node]] = defaultdict(set)
    triples: Iterable[tuple[Node, Node, Node]] = sorted(graph, key=lambda triple: tuple(map(str, triple)))
    for subject, predicate, value in triples:
        if predicate == RDF.type:
            if isinstance(value, URIRef) and value.startswith(FDR):
                classes[value.removeprefix(FDR)].add(subject)
        elif predicate in _NAMES:
            labels[subject].append(str(value))
        elif str(predicate).startswith(FDR):
            values[str(predicate).removeprefix(FDR)][subject].append(value)
    return values, labels, classes


def _offsets(given: list[Sequence[Node]], text: str) -> tuple[Stretch | None, str | None]:
    """Return where a passage is, or why nobody can tell; both where it is there but says something else."""
    try:
        (start,), (end,), (exact,) = ([int(str(v)) for v in given[0]], [int(str(v)) for v in given[1]], given[2])
    except ValueError:
        return None, "start, end and exact are not one each"
    if not 0 <= start < end <= len(text):
        return None, f"{start}–{end} is outside the text of {len(text)} characters"
    if text[start:end] != str(exact):
        return (start, end), f"the text says {text[start:end][:40]!r}, the passage {str(exact)[:40]!r}"
    return (start, end), None
