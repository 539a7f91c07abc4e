"""The neighbourhood: how far the shapes see, so that one document can be checked without the rest of a store.

Whether a node conforms depends on what is said of it, on the types of what it points at, on the second step of the few
paths that have two, and on what points at it where a path leads back. Two things are the affair of the document that
says them, and not of each that speaks of the same actor or place: which terms it uses, and whether its evidence of a
thing of which no shape counts the evidence is a passage. The latter would grow with the store.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass
from functools import cache
from typing import Final

from rdflib import Graph, Namespace, URIRef
from rdflib.collection import Collection
from rdflib.term import Node

from kg.errors import ModelError
from kg.namespaces import FDR, RDF, RDFS
from kg.reason.ontology import ontology_graph
from kg.validate.addresses import check_addresses
from kg.validate.evidence import check_passages
from kg.validate.report import Report
from kg.validate.shapes import shapes_graph, validate_shapes
from kg.validate.terms import check_terms

__all__ = ["Reach", "reach", "reach_of", "validate_nodes"]

SH = Namespace("http://www.w3.org/ns/shacl#")
#: What a property shape may say that is about one value at a time, or about nothing.
_VALUE_BY_VALUE: Final = {RDF.type, SH["class"], SH.path, SH.name, SH.message, SH.severity, SH.nodeKind}
_HINT: Final = "Validate the whole store instead: foedera validate --store"


@dataclass(frozen=True, slots=True)
class Reach:
    """Tell how far the shapes see from a node.

    Args:
        onward: The second steps of paths of two.
        back: The properties that are followed against their direction, each with the classes of which it is.
        counted: The classes whose members' evidence is looked at as a whole.
    """

    onward: frozenset[str]
    back: tuple[tuple[str, frozenset[str]], ...]
    counted: frozenset[str]


@cache
def reach() -> Reach:
    """Return how far the shapes of the ontology see."""
    return reach_of(shapes_graph())


def reach_of(shapes: Graph) -> Reach:
    """Tell how far shapes see.

    Raises:
        ModelError: If one sees further than two steps.
    """
    onward: set[str] = set()
    back: dict[Node, set[Node]] = {}
    counted: set[Node] = set()
    for shape, path in shapes.subject_objects(SH.path):
        for steps in _walks(shapes, path):
            for name in (name for name, backwards in steps if backwards):
                back.setdefault(name, set()).update(_targets(shapes, shape))
            onward |= {str(name) for name, backwards in steps[1:]}
            if len(steps) > 2 or any(backwards for _, backwards in steps[1:]):
                raise ModelError(f"the path of the shape {shape} has too many steps", hint=_HINT)
            if len(steps) == 2 and (_looks_on(shapes, shape) or (shape, SH["class"], None) in shapes):
                raise ModelError(f"the shape {shape} looks at what comes after two steps", hint=_HINT)
            if any(name == FDR.evidence for name, _ in steps) and set(shapes.predicates(shape)) - _VALUE_BY_VALUE:
                counted |= _targets(shapes, shape)
        if _looks_on(shapes, shape):
            raise ModelError(f"the shape {shape} looks at the properties of values", hint=_HINT)
    ordered = tuple((str(name), _below(back[name])) for name in sorted(back, key=str))
    return Reach(frozenset(onward), ordered, _below(counted))


def validate_nodes(
    data: Graph, said: Graph, nodes: Set[str], texts: Mapping[str, str], *, base: str | None = None
) -> Report:
    """Check nodes of a graph that holds their neighbourhood; see `kg.validate.graph.validate`.

    Args:
        data: The graph.
        said: The part of it that a document says.
        nodes: The IRIs of the nodes.
        texts: Normalised texts by their SHA-256.
        base: What the IRIs of all described things must start with, or None where they may lie anywhere.
    """
    report = validate_shapes(data) + check_passages(data, texts) + check_terms(data, said)
    report += Report() if base is None else check_addresses(data, base)
    return Report.of(finding for finding in report.findings if finding.focus in nodes)


def _walks(shapes: Graph, path: Node) -> Iterator[list[tuple[Node, bool]]]:
    """Yield the ways that a path can be walked: properties, each with whether it is followed backwards."""
    if isinstance(path, URIRef):
        yield [(path, False)]
    elif (inverse := shapes.value(path, SH.inversePath)) is not None and isinstance(inverse, URIRef):
        yield [(inverse, True)]
    elif (choices := shapes.value(path, SH.alternativePath)) is not None:
        for choice in Collection(shapes, choices):
            yield from _walks(shapes, choice)
    elif (path, RDF.first, None) in shapes:
        walks: list[list[tuple[Node, bool]]] = [[]]
        for part in Collection(shapes, path):
            walks = [[*walk, *more] for walk in walks for more in _walks(shapes, part)]
        yield from walks
    else:
        raise ModelError("a shape has a path of unbounded length", hint=_HINT)


def _looks_on(shapes: Graph, shape: Node) -> bool:
    """Tell whether a property shape looks at the properties of its values."""
    inner = {
        node
        for step in (SH.node, SH.property, SH.qualifiedValueShape, SH["not"], SH["or"], SH["and"], SH.xone)
        for start in shapes.objects(shape, step)
        for node in _inside(shapes, start)
    }
    return any((node, SH.path, None) in shapes for node in inner)


def _inside(shapes: Graph, start: Node) -> set[Node]:
    found: set[Node] = set()
    waiting = [start]
    while waiting:
        node = waiting.pop()
        if node not in found:
            found.add(node)
            waiting += shapes.objects(node)
    return found


def _targets(shapes: Graph, shape: Node) -> set[Node]:
    targets: set[Node] = set()
    for owner in shapes.subjects(SH.property, shape):
        targets |= set(shapes.objects(owner, SH.targetClass))
        if any((owner, target, None) in shapes for target in (SH.targetSubjectsOf, SH.targetObjectsOf)):
            raise ModelError(f"the shape {shape} looks at evidence, or back, from things of any class", hint=_HINT)
    return targets


def _below(classes: Set[Node]) -> frozenset[str]:
    found = {kind for top in classes for kind in ontology_graph().transitive_subjects(RDFS.subClassOf, top)}
    return frozenset(str(kind) for kind in found if isinstance(kind, URIRef))
