"""Axioms: the OWL 2 RL rules that the axioms of an ontology stand for.

Where the profile's tables (https://www.w3.org/TR/owl2-profiles/#Reasoning_in_OWL_2_RL_and_RDF_Graphs_using_Rules) have
one rule for all subclass axioms, which looks the axiom up each time, here every axiom becomes a rule of its own.
Left out are the rules that

* only find contradictions: that is what ``foedera reason --profile dl`` and the shapes are for;
* conclude that two things are one (functional properties, keys, at most one): a second value is a mistake to be shown,
  not two names of one thing;
* copy all that is said of a thing to what is ``owl:sameAs`` it: each commitment would be counted once for each name;
* are about classes without a name, which nobody can ask for.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

import pyoxigraph
from rdflib import BNode, Graph, Literal, URIRef
from rdflib.collection import Collection
from rdflib.term import Node

from kg.namespaces import OWL, RDF, RDFS, XSD
from kg.reason.rl.rule import Atom, Rule, Term, Variable

__all__ = ["TYPE", "rules_of"]

TYPE = pyoxigraph.NamedNode(str(RDF.type))
_SAME = pyoxigraph.NamedNode(str(OWL.sameAs))
_NAMELESS = {OWL.Thing, OWL.Nothing, RDFS.Resource, RDFS.Literal}
#: How deep class expressions may be nested in each other.
_DEEPEST = 8


def rules_of(ontology: Graph) -> list[Rule]:
    """Return the rules that the axioms stand for, in the order of their SPARQL."""
    rules = {rule for rule in _all(ontology) if set(rule.heads) - set(rule.body)}
    return sorted(rules, key=str)


def _all(ontology: Graph) -> Iterator[Rule]:
    yield Rule((("?x", _SAME, "?y"),), (("?y", _SAME, "?x"),))
    yield Rule((("?x", _SAME, "?y"), ("?y", _SAME, "?z")), (("?x", _SAME, "?z"),), repeated=True, apart=("?x", "?z"))
    yield from _of_classes(ontology)
    yield from _of_properties(ontology)


def _of_classes(ontology: Graph) -> Iterator[Rule]:
    pairs = list(ontology.subject_objects(RDFS.subClassOf))
    for one, other in ontology.subject_objects(OWL.equivalentClass):
        pairs += [(one, other), (other, one)]
    for listed in (OWL.unionOf, OWL.intersectionOf):
        # A class may be defined by a list without an equivalence.
        pairs += [(node, node) for node in ontology.subjects(listed, None)]
    for below, above in pairs:
        for body in _found(ontology, below, "?x"):
            for more, head in _said(ontology, above, "?x"):
                yield Rule((*body, *more), (head,))
    for predicate, variable in ((RDFS.domain, "?x"), (RDFS.range, "?y")):
        for name, kind in ontology.subject_objects(predicate):
            if not (predicate == RDFS.range and _is_datatype(ontology, kind)):
                for more, head in _said(ontology, kind, variable):
                    yield Rule((_step(ontology, name, "?x", "?y"), *more), (head,))


def _of_properties(ontology: Graph) -> Iterator[Rule]:
    for name, above in ontology.subject_objects(RDFS.subPropertyOf):
        yield Rule((_step(ontology, name, "?x", "?y"),), (_step(ontology, above, "?x", "?y"),))
    for one, other in ontology.subject_objects(OWL.equivalentProperty):
        for name, above in ((one, other), (other, one)):
            yield Rule((_step(ontology, name, "?x", "?y"),), (_step(ontology, above, "?x", "?y"),))
    for one, other in ontology.subject_objects(OWL.inverseOf):
        if isinstance(one, URIRef):
            yield Rule((_step(ontology, one, "?x", "?y"),), (_step(ontology, other, "?y", "?x"),))
            yield Rule((_step(ontology, other, "?x", "?y"),), (_step(ontology, one, "?y", "?x"),))
    for name in ontology.subjects(RDF.type, OWL.SymmetricProperty):
        yield Rule((_step(ontology, name, "?x", "?y"),), (_step(ontology, name, "?y", "?x"),))
    for name in ontology.subjects(RDF.type, OWL.TransitiveProperty):
        body = (_step(ontology, name, "?x", "?y"), _step(ontology, name, "?y", "?z"))
        yield Rule(body, (_step(ontology, name, "?x", "?z"),), repeated=True)
    for name, chain in ontology.subject_objects(OWL.propertyChainAxiom):
        steps = list(Collection(ontology, chain))
        walk = tuple(_step(ontology, step, f"?x{number}", f"?x{number + 1}") for number, step in enumerate(steps))
        yield Rule(walk, (_step(ontology, name, "?x0", f"?x{len(steps)}"),))


def _step(ontology: Graph, name: Node, subject: Variable, value: Variable) -> Atom:
    """Write a step of a property or, where it stands for the inverse of one, a step back."""
    back = ontology.value(name, OWL.inverseOf) if isinstance(name, BNode) else None
    if back is not None:
        return value, _named(back), subject
    return subject, _named(name), value


def _found(ontology: Graph, node: Node, variable: Variable, deep: int = 0) -> Iterator[tuple[Atom, ...]]:
    """Yield the patterns, each of which makes a thing a member of the class."""
    if deep > _DEEPEST or node in _NAMELESS:
        return
    if isinstance(node, URIRef):
        yield ((variable, TYPE, _named(node)),)
        if deep:
            return
    for part in _parts(ontology, node, OWL.unionOf):
        yield from _found(ontology, part, variable, deep + 1)
    parts = [list(_found(ontology, part, variable, deep + 1)) for part in _parts(ontology, node, OWL.intersectionOf)]
    if parts:
        for choice in product(*parts):
            yield tuple(atom for body in choice for atom in body)
    yield from _found_by_property(ontology, node, variable, deep)


def _found_by_property(ontology: Graph, node: Node, variable: Variable, deep: int) -> Iterator[tuple[Atom, ...]]:
    name = ontology.value(node, OWL.onProperty)
    if name is None:
        return
    other = f"{variable}{deep}"
    step = _step(ontology, name, variable, other)
    for value in ontology.objects(node, OWL.hasValue):
        yield (_with_value(step, other, value),)
    for kind in ontology.objects(node, OWL.someValuesFrom):
        if kind == OWL.Thing:
            yield (step,)
        elif not _is_datatype(ontology, kind):
            for body in _found(ontology, kind, other, deep + 1):
                yield (step, *body)


def _said(ontology: Graph, node: Node, variable: Variable, deep: int = 0) -> Iterator[tuple[tuple[Atom, ...], Atom]]:
    """Yield what is true of a member of the class, each with what must be found besides."""
    if deep > _DEEPEST or node in _NAMELESS:
        return
    if isinstance(node, URIRef):
        yield (), (variable, TYPE, _named(node))
    for part in _parts(ontology, node, OWL.intersectionOf):
        yield from _said(ontology, part, variable, deep + 1)
    name = ontology.value(node, OWL.onProperty)
    if name is None or isinstance(node, URIRef):
        return
    other = f"{variable}{deep}"
    step = _step(ontology, name, variable, other)
    for value in ontology.objects(node, OWL.hasValue):
        yield (), _with_value(step, other, value)
    for kind in ontology.objects(node, OWL.allValuesFrom):
        if not _is_datatype(ontology, kind):
            for more, head in _said(ontology, kind, other, deep + 1):
                yield (step, *more), head


def _parts(ontology: Graph, node: Node, predicate: URIRef) -> list[Node]:
    head = ontology.value(node, predicate)
    return [] if head is None else list(Collection(ontology, head))


def _is_datatype(ontology: Graph, node: Node) -> bool:
    return (
        str(node).startswith(str(XSD))
        or node in (RDF.langString, RDFS.Literal)
        or (node, RDF.type, RDFS.Datatype) in ontology
    )


def _with_value(step: Atom, variable: Variable, value: Node) -> Atom:
    subject, predicate, there = step
    return (_term(value), predicate, there) if subject == variable else (subject, predicate, _term(value))


def _named(node: Node) -> pyoxigraph.NamedNode:
    return pyoxigraph.NamedNode(str(node))


def _term(node: Node) -> Term:
    if not isinstance(node, Literal):
        return _named(node)
    if node.language:
        return pyoxigraph.Literal(str(node), language=node.language)
    return pyoxigraph.Literal(str(node), datatype=_named(node.datatype) if node.datatype else None)
