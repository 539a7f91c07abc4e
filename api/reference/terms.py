"""Terms: what the ontology says of each of its classes, properties and datatypes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Final

from rdflib import BNode, Graph, URIRef
from rdflib.term import Node

from api.reference.names import ROOT, Ref, iris, members, named, ref
from api.vocabulary import local_name
from kg.namespaces import FDR, OWL, RDF, RDFS, SKOS
from kg.reason.ontology import ontology_graph

__all__ = ["CHARACTERISTICS", "KINDS", "Bound", "Term", "area_of", "terms"]

#: What kinds of term there are, and what people call them.
KINDS: Final[dict[URIRef, str]] = {
    OWL.Class: "class",
    OWL.ObjectProperty: "property between things",
    OWL.DatatypeProperty: "property with a value",
    RDFS.Datatype: "datatype",
}
#: What may be true of a property everywhere, and what that means.
CHARACTERISTICS: Final[dict[URIRef, str]] = {
    OWL.FunctionalProperty: "functional: at most one value",
    OWL.InverseFunctionalProperty: "inverse functional: a value belongs to one thing only",
    OWL.TransitiveProperty: "transitive: holds along a chain",
    OWL.SymmetricProperty: "symmetric: holds both ways",
    OWL.AsymmetricProperty: "asymmetric: never holds both ways",
    OWL.ReflexiveProperty: "reflexive: everything has itself",
    OWL.IrreflexiveProperty: "irreflexive: nothing has itself",
}
_CARDINALITIES: Final[dict[URIRef, str]] = {
    OWL.cardinality: "exactly",
    OWL.qualifiedCardinality: "exactly",
    OWL.minCardinality: "at least",
    OWL.minQualifiedCardinality: "at least",
    OWL.maxCardinality: "at most",
    OWL.maxQualifiedCardinality: "at most",
}


@dataclass(frozen=True, slots=True, order=True)
class Bound:
    """Be how many values of a property each thing of a class has.

    Args:
        property: The property.
        words: How many.
        of: Of which class they are, if that is said.
    """

    property: Ref
    words: str
    of: tuple[Ref, ...] = ()


@dataclass(frozen=True, slots=True)
class Term:
    """Be a class, a property or a datatype.

    Args:
        ref: What it is called, and where it stands.
        name: Its local name.
        kind: One of the words of ``KINDS``.
        area: The file that defines it, as ``core/actor``.
        definition: What it means.
        example: A real case.
        supers: The terms that it is a kind of, directly.
        subs: The terms that are a kind of it, directly.
        domain: What has it, one of these.
        range: What its values are, one of these.
        inherited: Whether domain and range are those of a broader or of the inverse property.
        inverse: What it is the other way round.
        characteristics: What is true of it everywhere, in words.
        chains: The paths that it follows from.
        bounds: How many values of which properties each thing of it has.
        disjoint: What nothing of it is.
        keys: The properties that together tell one thing of it from another.
        owned: The properties whose domain names it.
        pointing: The properties whose range names it.
    """

    ref: Ref
    name: str
    kind: str
    area: str
    definition: str
    example: str
    supers: tuple[Ref, ...] = ()
    subs: tuple[Ref, ...] = ()
    domain: tuple[Ref, ...] = ()
    range: tuple[Ref, ...] = ()
    inherited: bool = False
    inverse: tuple[Ref, ...] = ()
    characteristics: tuple[str, ...] = ()
    chains: tuple[tuple[Ref, ...], ...] = ()
    bounds: tuple[Bound, ...] = ()
    disjoint: tuple[Ref, ...] = ()
    keys: tuple[Ref, ...] = ()
    owned: tuple[Ref, ...] = ()
    pointing: tuple[Ref, ...] = ()


@cache
def terms() -> tuple[Term, ...]:
    """Return the terms of the ontology, sorted by label."""
    graph = ontology_graph("core", "themes")
    found = [
        _term(graph, subject, words)
        for kind, words in KINDS.items()
        for subject in graph.subjects(RDF.type, kind)
        if isinstance(subject, URIRef) and subject.startswith(str(FDR))
    ]
    return tuple(sorted(found, key=lambda term: (term.ref.label, term.name)))


def area_of(graph: Graph, term: Node) -> str:
    """Return the file that defines a term, as ``core/actor``."""
    return str(graph.value(term, RDFS.isDefinedBy)).removeprefix(f"{ROOT}ontology/")


def _term(graph: Graph, iri: URIRef, kind: str) -> Term:
    domain, range_, inherited = _ends(graph, iri)
    is_class = kind == KINDS[OWL.Class]
    verb = RDFS.subClassOf if is_class else RDFS.subPropertyOf
    return Term(
        ref=ref(str(iri)),
        name=local_name(iri),
        kind=kind,
        area=area_of(graph, iri),
        definition=str(graph.value(iri, SKOS.definition)),
        example=str(graph.value(iri, SKOS.example) or ""),
        supers=_refs(graph.objects(iri, verb)),
        subs=_refs(graph.subjects(verb, iri)),
        domain=domain,
        range=range_,
        inherited=inherited,
        inverse=_refs({*graph.objects(iri, OWL.inverseOf), *graph.subjects(OWL.inverseOf, iri)}),
        characteristics=tuple(words for type_, words in CHARACTERISTICS.items() if (iri, RDF.type, type_) in graph),
        chains=tuple(
            sorted(
                tuple(ref(str(step)) for step in members(graph, chain))
                for chain in graph.objects(iri, OWL.propertyChainAxiom)
            )
        ),
        bounds=tuple(sorted(_bounds(graph, iri))),
        disjoint=_disjoint(graph, iri),
        keys=tuple(ref(str(key)) for chain in graph.objects(iri, OWL.hasKey) for key in members(graph, chain)),
        owned=_using(graph, iri, RDFS.domain) if is_class else (),
        pointing=_using(graph, iri, RDFS.range) if is_class else (),
    )


def _refs(nodes: Iterable[Node]) -> tuple[Ref, ...]:
    """Return what points at those nodes that have a name."""
    return tuple(sorted(ref(str(node)) for node in nodes if isinstance(node, URIRef)))


def _ends(graph: Graph, iri: URIRef) -> tuple[tuple[Ref, ...], tuple[Ref, ...], bool]:
    """Return domain and range; where a property has none of its own, those of its inverse or broader property."""
    ends = _own_ends(graph, iri)
    if ends != ((), ()):
        return *ends, False
    for other in iris([*graph.objects(iri, OWL.inverseOf), *graph.subjects(OWL.inverseOf, iri)]):
        range_, domain = _own_ends(graph, other)
        return domain, range_, True
    for other in iris(graph.objects(iri, RDFS.subPropertyOf)):
        return *_own_ends(graph, other), True
    return (), (), False


def _own_ends(graph: Graph, iri: Node) -> tuple[tuple[Ref, ...], tuple[Ref, ...]]:
    domain, range_ = (
        tuple(item for node in graph.objects(iri, verb) for item in named(graph, node))
        for verb in (RDFS.domain, RDFS.range)
    )
    return domain, range_


def _bounds(graph: Graph, iri: URIRef) -> list[Bound]:
    found = []
    for node in graph.objects(iri, RDFS.subClassOf):
        on = graph.value(node, OWL.onProperty)
        if isinstance(node, BNode) and on is not None:
            of = graph.value(node, OWL.onClass)
            for verb, words in _CARDINALITIES.items():
                found += [
                    Bound(ref(str(on)), f"{words} {number}", named(graph, of) if of is not None else ())
                    for number in graph.objects(node, verb)
                ]
    return found


def _disjoint(graph: Graph, iri: URIRef) -> tuple[Ref, ...]:
    apart = {*graph.objects(iri, OWL.disjointWith), *graph.subjects(OWL.disjointWith, iri)}
    for axiom in graph.subjects(RDF.type, OWL.AllDisjointClasses):
        group = members(graph, graph.value(axiom, OWL.members))
        if iri in group:
            apart.update(group)
    return _refs(apart - {iri})


def _using(graph: Graph, iri: URIRef, verb: URIRef) -> tuple[Ref, ...]:
    return tuple(
        sorted(
            ref(str(subject))
            for subject, node in graph.subject_objects(verb)
            if any(item.iri == str(iri) for item in named(graph, node))
        )
    )
