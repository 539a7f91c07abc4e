"""The quick look: whether nodes plainly conform, told in a hundredth of the time that the whole report takes.

The shapes are compiled once into functions over an index of the triples. What they need is all of SHACL Core that ours
use; whatever is not understood, and every value whose lexical form is not plain, makes the answer "perhaps not". Then,
and for the findings themselves, the report is made as ever.
"""

from __future__ import annotations

import datetime
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Set
from decimal import Decimal
from functools import cache
from typing import Final

import pyoxigraph
from pyoxigraph import Literal, NamedNode, Quad, QuerySolutions, Triple
from rdflib import Graph, Namespace, URIRef
from rdflib import Literal as Value
from rdflib.collection import Collection
from rdflib.term import Node

from kg.namespaces import GEO, PREFIXES, RDF, RDFS, SKOS, XSD
from kg.reason.ontology import ontology_graph
from kg.validate.shapes import shapes_graph

__all__ = ["plainly_conform", "warm"]

SH = Namespace("http://www.w3.org/ns/shacl#")
_TYPE: Final = str(RDF.type)
#: What says nothing of whether a node conforms.
_SILENT: Final = frozenset({RDF.type, SH.name, SH.message, SH.severity, SH.path})
_AIMS: Final = frozenset({SH.targetClass, SH.targetSubjectsOf, SH.targetObjectsOf})
_BELOW: Final = str(RDFS.subClassOf)
_CONCEPT: Final = str(SKOS.Concept)
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
_Check = Callable[["_Index", object], bool]
_Path = Callable[["_Index", object], set[object]]


class _UnsureError(Exception):
    """Say that only the whole report can tell."""


class _Index:
    """Find triples by subject and by object."""

    def __init__(self, triples: Iterable[Triple]) -> None:
        self._values: dict[tuple[object, str], set[object]] = defaultdict(set)
        self._back: dict[tuple[object, str], set[object]] = defaultdict(set)
        self._types: dict[object, set[str]] = {}
        for triple in triples:
            self._values[triple.subject, triple.predicate.value].add(triple.object)
            self._back[triple.object, triple.predicate.value].add(triple.subject)

    def values(self, node: object, step: str) -> set[object]:
        return self._values.get((node, step), set())

    def back(self, node: object, step: str) -> set[object]:
        return self._back.get((node, step), set())

    def is_a(self, node: object, kinds: frozenset[str]) -> bool:
        types = self._types.get(node)
        if types is None:
            types = {kind.value for kind in self.values(node, _TYPE) if isinstance(kind, NamedNode)}
            if isinstance(node, NamedNode) and node.value in _concepts():
                types.add(_CONCEPT)
            self._types[node] = types
        return not kinds.isdisjoint(types)


def plainly_conform(data: Set[Triple], nodes: Set[str]) -> bool:
    """Tell whether nodes conform to all shapes beyond doubt.

    Args:
        data: What is said of the nodes and around them; see `kg.store.context.surroundings`.
        nodes: Their IRIs.
    """
    if any(triple.predicate.value == _BELOW for triple in data):
        return False
    index = _Index(data)
    focus = [NamedNode(node) for node in nodes]
    try:
        for aims, check in _compiled():
            for node in focus:
                if any(aim(index, node) for aim in aims) and not check(index, node):
                    return False
        return not _asked(data, nodes)
    except _UnsureError:
        return False


def warm() -> None:
    """Compile the shapes."""
    _compiled()
    _queries()


@cache
def _compiled() -> tuple[tuple[list[_Check], _Check], ...]:
    shapes = shapes_graph()
    return tuple(
        (list(_aims(shapes, shape)), _check(shapes, shape))
        for shape in sorted({shape for aim in _AIMS for shape in shapes.subjects(aim)}, key=str)
        if shapes.value(shape, SH.severity) in (None, SH.Violation)
    )


def _aims(shapes: Graph, shape: Node) -> Iterator[_Check]:
    """Yield what tells whether a shape is about a node."""
    for kind in shapes.objects(shape, SH.targetClass):
        yield _is_of(kind)
    for step in shapes.objects(shape, SH.targetSubjectsOf):
        yield lambda index, node, name=str(step): bool(index.values(node, name))  # type: ignore[misc]
    for step in shapes.objects(shape, SH.targetObjectsOf):
        yield lambda index, node, name=str(step): bool(index.back(node, name))  # type: ignore[misc]


def _check(shapes: Graph, shape: Node) -> _Check:
    """Compile a shape."""
    if shapes.value(shape, SH.severity) not in (None, SH.Violation):
        return lambda _index, _node: True
    path = shapes.value(shape, SH.path)
    walk: _Path = (lambda _index, node: {node}) if path is None else _path(shapes, path)
    checks = [
        _constraint(shapes, name, parameter)
        for name, parameter in shapes.predicate_objects(shape)
        if name not in _SILENT | _AIMS | {SH.sparql}
    ]

    def all_hold(index: _Index, node: object) -> bool:
        values = walk(index, node)
        return all(check(index, node, values) for check in checks)

    return all_hold


#: Looks at a node and at the values that a path leads to from it.
_Constraint = Callable[[_Index, object, set[object]], bool]


def _constraint(shapes: Graph, name: Node, parameter: Node) -> _Constraint:
    """Compile one constraint of a shape."""
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
        inner = _check(shapes, parameter)
        return lambda index, _node, values: all(inner(index, value) for value in values)
    single = _single(shapes, name, parameter)
    return lambda index, _node, values: all(single(index, value) for value in values)


def _single(shapes: Graph, name: Node, parameter: Node) -> _Check:
    """Compile a constraint of each value by itself."""
    if name == SH["class"]:
        return _is_of(parameter)
    if name == SH["or"]:
        choices = [_check(shapes, choice) for choice in Collection(shapes, parameter)]
        return lambda index, value: any(choice(index, value) for choice in choices)
    if name == SH["not"]:
        inner = _check(shapes, parameter)
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
    return _unsure


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

        def follow(index: _Index, node: object) -> set[object]:
            reached: set[object] = {node}
            for part in parts:
                reached = {value for one in reached for value in part(index, one)}
            return reached

        return follow
    return _lost


def _is_of(kind: Node) -> _Check:
    kinds = frozenset(str(one) for one in ontology_graph().transitive_subjects(RDFS.subClassOf, kind)) | {str(kind)}
    return lambda index, node: index.is_a(node, kinds)


def _is_typed(value: object, datatype: str) -> bool:
    if not isinstance(value, Literal) or value.datatype.value != datatype:
        return False
    plain = _PLAIN.get(datatype)
    if plain is None or not plain.fullmatch(value.value):
        raise _UnsureError
    if datatype in _DAYS:
        try:
            datetime.datetime.fromisoformat(value.value)
        except ValueError:
            raise _UnsureError from None
    return True


def _number(value: object) -> Decimal:
    if isinstance(value, Literal) and value.datatype.value in _NUMBERS and _is_typed(value, value.datatype.value):
        return Decimal(value.value)
    raise _UnsureError


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
    raise _UnsureError


def _languages_differ(values: Iterable[object]) -> bool:
    languages = [value.language.lower() for value in values if isinstance(value, Literal) and value.language]
    return len(languages) == len(set(languages))


def _unsure(_index: _Index, _value: object) -> bool:
    raise _UnsureError


def _lost(_index: _Index, _node: object) -> set[object]:
    raise _UnsureError


@cache
def _concepts() -> frozenset[str]:
    return frozenset(str(concept) for concept in ontology_graph().subjects(RDF.type, SKOS.Concept))


@cache
def _queries() -> tuple[str, ...]:
    """Return what the shapes ask in SPARQL; asked of all nodes at once, each finds those it finds one by one."""
    prologue = "".join(f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in PREFIXES.items())
    return tuple(sorted(prologue + str(text) for text in shapes_graph().objects(None, SH.select)))


def _asked(data: Set[Triple], nodes: Set[str]) -> bool:
    """Tell whether a query of the shapes finds one of the nodes."""
    store = pyoxigraph.Store()
    store.extend(Quad(one.subject, one.predicate, one.object) for one in data)
    for text in _queries():
        rows = store.query(text)
        assert isinstance(rows, QuerySolutions)  # noqa: S101 - a SELECT query, told to mypy
        if any(isinstance(row["this"], NamedNode) and row["this"].value in nodes for row in rows):
            return True
    return False
