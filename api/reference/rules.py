"""Rules: what the shapes demand, in their own words, and of which terms."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Final

from rdflib import BNode, Graph, Namespace, URIRef
from rdflib.term import Node

from api.reference.names import ROOT, Ref, iris, ref
from api.vocabulary import local_name
from kg.namespaces import DCTERMS, FDR, OWL, RDF
from kg.reason.ontology import ontology_graph
from kg.resources import ontology_files

__all__ = ["Group", "Rule", "groups", "rules_about", "titles"]

_SH: Final = Namespace("http://www.w3.org/ns/shacl#")
_TARGETS: Final = (_SH.targetClass, _SH.targetSubjectsOf, _SH.targetObjectsOf, _SH.targetNode)
#: What the severity of a rule means for the data.
_SEVERITIES: Final[dict[Node | None, str]] = {_SH.Warning: "should", _SH.Info: "may"}
#: A place in a message that a query fills in.
_BLANK = re.compile(r"\{[?$]\w+\}")


@dataclass(frozen=True, slots=True, order=True)
class Rule:
    """Be something that a shape demands.

    Args:
        name: The local name of the shape that says it.
        title: What it is about, in a few words.
        message: What is said where it is not met.
        force: How strictly it is meant: must, should, may.
        iri: The IRI of the shape.
        path: The terms that its path names.
    """

    name: str
    title: str
    message: str
    force: str
    iri: str
    path: tuple[Ref, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Be a node shape.

    Args:
        name: Its local name.
        iri: Its IRI.
        area: The file it stands in, as ``actor``.
        targets: The classes whose things, and the properties whose subjects or objects, are checked.
        rules: What is demanded of them.
    """

    name: str
    iri: str
    area: str
    targets: tuple[Ref, ...]
    rules: tuple[Rule, ...]


@cache
def groups() -> tuple[Group, ...]:
    """Return the node shapes, in the order of their files and names."""
    found = []
    for path in ontology_files("shapes"):
        graph = Graph().parse(path, format="turtle")
        for node in iris(graph.subjects(RDF.type, _SH.NodeShape)):
            targets = tuple(sorted(ref(str(item)) for verb in _TARGETS for item in graph.objects(node, verb)))
            found.append(Group(local_name(node), str(node), path.stem, targets, _rules(graph, node)))
    return tuple(found)


def titles() -> dict[str, str]:
    """Return the titles of the files of shapes, by the names of the files."""
    graph = ontology_graph("shapes")
    prefix = f"{ROOT}shapes/"
    return {
        str(node).removeprefix(prefix): str(graph.value(node, DCTERMS.title)).removeprefix("Foedera shapes: ")
        for node in iris(graph.subjects(RDF.type, OWL.Ontology))
    }


def _rules(graph: Graph, node: URIRef) -> tuple[Rule, ...]:
    """Return what a node shape says itself, and by the shapes and queries that belong to it."""
    parts = [item for verb in (_SH.property, _SH.sparql) for item in graph.objects(node, verb)]
    return tuple(sorted(_rule(graph, node, part) for part in (node, *parts) if graph.value(part, _SH.message)))


def _rule(graph: Graph, owner: URIRef, part: Node) -> Rule:
    severity = graph.value(part, _SH.severity) or graph.value(owner, _SH.severity)
    return Rule(
        name=local_name(str(part)),
        title=str(graph.value(part, _SH.name) or graph.value(owner, _SH.name) or ""),
        message=_BLANK.sub("…", str(graph.value(part, _SH.message))),
        force=_SEVERITIES.get(severity, "must"),
        iri=str(part) if isinstance(part, URIRef) else str(owner),
        path=tuple(sorted(set(_ours(graph, graph.value(part, _SH.path))))),
    )


def _ours(graph: Graph, node: Node | None) -> list[Ref]:
    """Return the terms of the ontology that a path names."""
    if isinstance(node, BNode):
        return [found for item in graph.objects(node) for found in _ours(graph, item)]
    return [ref(str(node))] if isinstance(node, URIRef) and node.startswith(str(FDR)) else []


@cache
def rules_about() -> dict[str, tuple[Rule, ...]]:
    """Return what is demanded of each term: of a class by what targets it, of a property by what has it in the path."""
    found: dict[str, set[Rule]] = {}
    for group in groups():
        for rule in group.rules:
            for item in {*group.targets, *rule.path}:
                found.setdefault(item.iri, set()).add(rule)
    return {iri: tuple(sorted(rules)) for iri, rules in found.items()}
