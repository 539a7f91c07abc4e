"""Compiled shapes: functions over an index of triples, which tell what plainly holds of a node.

What is compiled is all of SHACL Core that our shapes use. Of a value whose lexical form is not plain they say that they
are not sure.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, partial
from typing import Final

from pyoxigraph import Literal, NamedNode
from rdflib import Graph, Namespace, URIRef
from rdflib import Literal as Value
from rdflib.collection import Collection
from rdflib.term import Node

from kg.errors import ModelError
from kg.namespaces import GEO, PREFIXES, RDF, RDFS, XSD
from kg.reason.ontology import ontology_graph
from kg.validate.index import CONCEPT, Index
from kg.validate.shapes import AIMS, shapes_graph

__all__ = ["Shape", "UnsureError", "compiled"]

SH = Namespace("http://www.w3.org/ns/shacl#")
_TYPE: Final = str(RDF.type)
#: What says nothing of whether a node conforms.
_SILENT: Final = frozenset({RDF.type, SH.name, SH.message, SH.severity, SH.path, SH.qualifiedValueShape})
_BELOW: Final = str(RDFS.subClassOf)
_DAYS: Final = frozenset({str(XSD.date), str(XSD.dateTime)})
_NUMBERS: Final = frozenset(str(XSD[name]) for name in ("integer", "decimal", "nonNegativeInteger"))
#: The plain forms of literals, by datatype.
_PLAIN: Final = {
    str(XSD.string): re.compile(r"(?s:.*)"),
    str(RDF.langString): re.compile(r"(?s:.*)"),
    str(GEO.wktLiteral): re.compile(r"(?s:.*)"),
    str(XSD.boolean): re.compile(r"true|false"),
    str(XSD.integer): re.compile(r"-?\d{1,18}"),
    str(XSD.nonNegativeInteger): re.compile(r"\d{1,18}"),
    str(XSD.decimal): re.compile(r"-?\d{1,18}(?:\.\d{1,18})?"),
    str(XSD.double): re.compile(r"-?\d{1,18}(?:\.\d{1,18})?(?:E-?\d{1,2})?"),
    str(XSD.gYear): re.compile(r"[12]\d{3}"),
    str(XSD.gYearMonth): re.compile(r"[12]\d{3}-(?:0[1-9]|1[0-2])"),
    str(XSD.date): re.compile(r"[12]\d{3}-\d\d-\d\d"),
    str(XSD.dateTime): re.compile(r"[12]\d{3}-\d\d-\d\dT\d\d:\d\d:\d\d(?:Z|[+-]\d\d:\d\d)?"),
    str(XSD.duration): re.compile(r"P(?:\d{1,6}D(?:T\d{1,6}H)?|T\d{1,6}[HM]|\d{1,6}[YM])"),
}

#: Tells whether a node, or a value of it, is as it should be.
_Check = Callable[[Index, object], bool]
#: Finds the nodes that a shape is about.
_Aim = Callable[[Index], Iterable[object]]
#: Finds what a path leads to from a node.
_Path = Callable[[Index, object], set[object]]


class UnsureError(Exception):
    """Say that only the whole report can tell."""


@dataclass(frozen=True, slots=True)
class Shape:
    """Be a compiled shape that says which nodes it is about.

    Args:
        iri: Its name.
        aims: Each finds some of the nodes that it is about.
        check: Tells whether a node is as it says, as far as it does not ask a query.
        queries: What it asks in SPARQL; of all nodes at once, each finds those it finds one by one.
    """

    iri: str
    aims: tuple[_Aim, ...]
    check: _Check
    queries: tuple[str, ...]

    def targets(self, index: Index) -> set[object]:
        """Return the nodes that it is about."""
        return {node for aim in self.aims for node in aim(index)}


@cache
def compiled(*, lenient: bool) -> tuple[Shape, ...]:
    """Return the shapes.

    Args:
        lenient: Leave out what only warns.

    Raises:
        ModelError: If one says what is not understood.
    """
    shapes = shapes_graph()
    prologue = "".join(f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in PREFIXES.items())
    return tuple(
        Shape(
            str(shape),
            tuple(_aims(shapes, shape)),
            _check(shapes, shape, lenient=lenient),
            tuple(sorted(prologue + text for text in _selects(shapes, shape))),
        )
        for shape in sorted({shape for aim in AIMS for shape in shapes.subjects(aim)}, key=str)
    )


def _selects(shapes: Graph, shape: Node) -> Iterator[str]:
    """Yield the queries of a shape and of the shapes of its properties."""
    for constraint in shapes.objects(shape, SH.sparql):
        yield from map(str, shapes.objects(constraint, SH.select))
    for inner in shapes.objects(shape, SH.property):
        yield from _selects(shapes, inner)


def _aims(shapes: Graph, shape: Node) -> Iterator[_Aim]:
    """Yield what finds the nodes that a shape is about."""
    for kind in shapes.objects(shape, SH.targetClass):
        yield partial(_all_of, kinds=_at_or_below(kind))
    for step in shapes.objects(shape, SH.targetSubjectsOf):
        yield partial(Index.subjects, step=str(step))
    for step in shapes.objects(shape, SH.targetObjectsOf):
        yield partial(Index.objects, step=str(step))


def _all_of(index: Index, kinds: frozenset[str]) -> set[object]:
    """Find the nodes that are of one of the classes."""
    found = {node for kind in kinds for node in index.back(NamedNode(kind), _TYPE)}
    return found if CONCEPT not in kinds else found | {node for node in index.terms() if index.is_a(node, kinds)}


def _check(shapes: Graph, shape: Node, *, lenient: bool) -> _Check:
    """Compile a shape."""
    if lenient and shapes.value(shape, SH.severity) not in (None, SH.Violation):
        return lambda _index, _node: True
    path = shapes.value(shape, SH.path)
    walk: _Path = (lambda _index, node: {node}) if path is None else _path(shapes, path)
    checks = [
        _constraint(shapes, shape, name, parameter, lenient=lenient)
        for name, parameter in shapes.predicate_objects(shape)
        if name not in _SILENT | AIMS | {SH.sparql}
    ]

    def all_hold(index: Index, node: object) -> bool:
        values = walk(index, node)
        return all(check(index, node, values) for check in checks)

    return all_hold


#: Looks at a node and at the values that a path leads to from it.
_Constraint = Callable[[Index, object, set[object]], bool]


def _constraint(shapes: Graph, shape: Node, name: Node, parameter: Node, *, lenient: bool) -> _Constraint:
    """Compile one constraint of a shape."""
    if name == SH.qualifiedMinCount:
        least = int(str(parameter))
        fits = [_check(shapes, inner, lenient=False) for inner in shapes.objects(shape, SH.qualifiedValueShape)]
        return lambda index, _node, values: sum(all(fit(index, one) for fit in fits) for one in values) >= least
    if name in (SH.minCount, SH.maxCount):
        count = int(str(parameter))
        if name == SH.minCount:
            return lambda _index, _node, values: len(values) >= count
        return lambda _index, _node, values: len(values) <= count
    if name == SH.uniqueLang:
        return lambda _index, _node, values: _languages_differ(values)
    if name == SH.equals:
        step = str(parameter)
        return lambda index, node, values: values == index.values(node, step)
    if name == SH.lessThan:
        step = str(parameter)
        return lambda index, node, values: all(
            _number(one) < _number(other) for one in values for other in index.values(node, step)
        )
    if name == SH.property:
        inner = _check(shapes, parameter, lenient=lenient)
        return lambda index, _node, values: all(inner(index, value) for value in values)
    single = _single(shapes, name, parameter)
    return lambda index, _node, values: all(single(index, value) for value in values)


def _single(shapes: Graph, name: Node, parameter: Node) -> _Check:
    """Compile a constraint of each value by itself."""
    if name == SH["class"]:
        return _is_of(parameter)
    if name == SH["or"]:
        choices = [_check(shapes, choice, lenient=False) for choice in Collection(shapes, parameter)]
        return lambda index, value: any(choice(index, value) for choice in choices)
    if name == SH["not"]:
        inner = _check(shapes, parameter, lenient=False)
        return lambda index, value: not inner(index, value)
    if name == SH.datatype:
        datatype = str(parameter)
        return lambda _index, value: _is_typed(value, datatype)
    if name == SH.nodeKind and parameter in (SH.IRI, SH.Literal):
        kind = NamedNode if parameter == SH.IRI else Literal
        return lambda _index, value: isinstance(value, kind)
    if name == SH["in"]:
        allowed = {_term(one) for one in Collection(shapes, parameter)}
        return lambda _index, value: value in allowed
    if name == SH.pattern:
        pattern = re.compile(str(parameter))
        return lambda _index, value: pattern.search(_text(value)) is not None
    if name == SH.minLength:
        length = int(str(parameter))
        return lambda _index, value: len(_text(value)) >= length
    if name in (SH.minInclusive, SH.maxInclusive) and isinstance(parameter, Value):
        bound = Decimal(str(parameter))
        if name == SH.minInclusive:
            return lambda _index, value: _number(value) >= bound
        return lambda _index, value: _number(value) <= bound
    raise ModelError(f"the quick look does not know {name}", hint="Teach it in kg/validate/compiled.py.")


def _path(shapes: Graph, path: Node) -> _Path:
    if isinstance(path, URIRef):
        step = str(path)
        return lambda index, node: index.values(node, step)
    inverse = shapes.value(path, SH.inversePath)
    if isinstance(inverse, URIRef):
        backwards = str(inverse)
        return lambda index, node: index.back(node, backwards)
    choices = shapes.value(path, SH.alternativePath)
    if choices is not None:
        walks = [_path(shapes, choice) for choice in Collection(shapes, choices)]
        return lambda index, node: {value for walk in walks for value in walk(index, node)}
    if (path, RDF.first, None) in shapes:
        parts = [_path(shapes, part) for part in Collection(shapes, path)]

        def follow(index: Index, node: object) -> set[object]:
            reached: set[object] = {node}
            for part in parts:
                reached = {value for one in reached for value in part(index, one)}
            return reached

        return follow
    raise ModelError("the quick look does not know a path of the shapes", hint="Teach it in kg/validate/compiled.py.")


def _is_of(kind: Node) -> _Check:
    kinds = _at_or_below(kind)
    return lambda index, node: index.is_a(node, kinds)


def _at_or_below(kind: Node) -> frozenset[str]:
    below = ontology_graph().transitive_subjects(RDFS.subClassOf, kind)
    return frozenset(str(one) for one in below) | {str(kind)}


def _is_typed(value: object, datatype: str) -> bool:
    if not isinstance(value, Literal) or value.datatype.value != datatype:
        return False
    plain = _PLAIN.get(datatype)
    if plain is None or not plain.fullmatch(value.value):
        raise UnsureError
    if datatype in _DAYS:
        try:
            datetime.datetime.fromisoformat(value.value)
        except ValueError:
            raise UnsureError from None
    return True


def _number(value: object) -> Decimal:
    if isinstance(value, Literal) and value.datatype.value in _NUMBERS and _is_typed(value, value.datatype.value):
        return Decimal(value.value)
    raise UnsureError


def _term(node: Node) -> NamedNode | Literal:
    """Return a term of the shapes as Oxigraph has it."""
    if not isinstance(node, Value):
        return NamedNode(str(node))
    if node.language:
        return Literal(str(node), language=node.language)
    return Literal(str(node), datatype=NamedNode(str(node.datatype or XSD.string)))


def _text(value: object) -> str:
    if isinstance(value, (Literal, NamedNode)):
        return value.value
    raise UnsureError


def _languages_differ(values: Iterable[object]) -> bool:
    languages = [value.language.lower() for value in values if isinstance(value, Literal) and value.language]
    return len(languages) == len(set(languages))
