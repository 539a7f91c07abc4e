"""Shapes: check a graph against the SHACL shapes of the ontology."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from functools import cache
from typing import Any, Final

from rdflib import Graph, Literal, Namespace, URIRef
from rdflib.plugins.sparql import prepareQuery
from rdflib.plugins.sparql.sparql import Query
from rdflib.query import Result
from rdflib.term import Node

from kg.errors import ModelError
from kg.namespaces import RDF, RDFS, SKOS
from kg.reason.dialect import triples_of
from kg.reason.ontology import ontology_graph
from kg.resources import ontology_dir, ontology_files
from kg.validate.labels import label_of
from kg.validate.report import Finding, Report, Severity

__all__ = ["AIMS", "shapes_graph", "validate_shapes"]

SH = Namespace("http://www.w3.org/ns/shacl#")

#: What says which nodes a shape is about.
AIMS: Final = frozenset({SH.targetClass, SH.targetSubjectsOf, SH.targetObjectsOf})
_SEVERITIES = {SH.Violation: Severity.VIOLATION, SH.Warning: Severity.WARNING, SH.Info: Severity.INFO}


class _Focus(Graph):
    """Be a graph that parses each query once; pyshacl asks the same one for every node."""

    def query(self, query_object: str | Query, *args: Any, **kwargs: Any) -> Result:  # noqa: ANN401
        """Ask the graph, with the query parsed at most once."""
        if isinstance(query_object, str):
            query_object = _prepared(query_object)
        return super().query(query_object, *args, **kwargs)


@cache
def _prepared(text: str) -> Query:
    return prepareQuery(text)


@cache
def shapes_graph() -> Graph:
    """Return all shapes, with the prefixes that their queries use."""
    graph = Graph()
    for path in (ontology_dir() / "prefixes.ttl", *ontology_files("shapes")):
        graph.parse(path, format="turtle")
    return graph


@cache
def _background() -> Graph:
    """Return what the shapes must know of the ontology: which class is below which, and the code lists."""
    ontology = ontology_graph()
    graph = Graph()
    for child, parent in ontology.subject_objects(RDFS.subClassOf):
        if isinstance(child, URIRef) and isinstance(parent, URIRef):
            graph.add((child, RDFS.subClassOf, parent))
    for concept in ontology.subjects(RDF.type, SKOS.Concept):
        graph.add((concept, RDF.type, SKOS.Concept))
    return graph


def validate_shapes(data: Graph, only: Mapping[str, Set[str]] | None = None) -> Report:
    """Check a graph against the shapes.

    Args:
        data: The graph, or a dataset, whose graphs are read as one. It is not changed.
        only: The shapes to apply, by their IRIs, each with the nodes to apply it to, which must be such as it is about;
            or None for all shapes and nodes.
    """
    if only is not None and not only:
        return Report()
    import pyshacl  # which takes long, and is not needed by who only asks how far shapes see

    focus = _Focus()
    for subject, predicate, value in triples_of(data):
        focus.add((subject, predicate, value))
    for triple in _background():
        focus.add(triple)
    shapes = shapes_graph() if only is None else _aimed(only)
    _, results, text = pyshacl.validate(focus, shacl_graph=shapes, inplace=True)
    if not isinstance(results, Graph):
        raise ModelError(f"the shapes cannot be applied: {text}", hint="Check the files in ontology/shapes.")
    return Report.of(_findings(results, focus))


def _aimed(only: Mapping[str, Set[str]]) -> Graph:
    """Return shapes that are about no nodes but those given."""
    graph = Graph(bind_namespaces="none")
    for shape, nodes in only.items():
        for triple in _told_of(URIRef(shape)):
            graph.add(triple)
        for node in nodes:
            graph.add((URIRef(shape), SH.targetNode, URIRef(node)))
    return graph


@cache
def _told_of(shape: URIRef) -> tuple[tuple[Node, Node, Node], ...]:
    """Return what is said of a shape and of all that it is made of, but for what it is about."""
    shapes = shapes_graph()
    found: set[tuple[Node, Node, Node]] = set()
    seen: set[Node] = set()
    waiting: list[Node] = [shape]
    while waiting:
        node = waiting.pop()
        if node not in seen:
            seen.add(node)
            told = {triple for triple in shapes.triples((node, None, None)) if triple[1] not in AIMS}
            found |= told
            waiting += (value for _, _, value in told)
    return tuple(found)


def _findings(results: Graph, data: Graph) -> Iterator[Finding]:
    for result in results.subjects(RDF.type, SH.ValidationResult):
        node = results.value(result, SH.focusNode)
        path = results.value(result, SH.resultPath)
        value = results.value(result, SH.value)
        messages = sorted(str(message) for message in results.objects(result, SH.resultMessage))
        severity = results.value(result, SH.resultSeverity)
        yield Finding(
            severity=_SEVERITIES.get(URIRef(str(severity)), Severity.VIOLATION),
            focus=str(node),
            label=label_of(data, node) if node is not None else "",
            message=" ".join(messages),
            path=str(path) if isinstance(path, URIRef) else None,
            value=str(value) if isinstance(value, (Literal, URIRef)) else None,
        )
