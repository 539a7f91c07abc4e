"""Values: terms of the graph as the words of a sheet, and back."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Mapping
from decimal import Decimal, InvalidOperation
from functools import cache
from types import MappingProxyType
from typing import Final, NamedTuple

from rdflib import Literal, URIRef
from rdflib.term import Node

from kg.errors import InputError
from kg.graph import literals, mint
from kg.namespaces import AGREEMENT_TYPE, FDR, OWL, RDF, SKOS, THEME
from kg.reason.ontology import ontology_graph
from kg.review.frame import iri_of, key_of
from kg.review.table import FrameType, Slot, classes_below
from kg.text.moment import Moment
from kg.text.units import signs, time_units, units

__all__ = ["QuantityWords", "read_quantity", "to_term", "to_words"]

_MOMENT: Final = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d)(?:T(\d\d):(\d\d)(?::00)?)?)?)?", re.ASCII)
_QUANTITY: Final = re.compile(r"(\S+) ([A-Za-z][\w-]*) ([A-Za-z][\w-]*)(?:: (.+))?", re.ASCII | re.DOTALL)
#: The lists of terms that a slot may choose from: the scheme of each.
_SCHEMES: Final[Mapping[str, URIRef]] = MappingProxyType(
    {
        "theme": URIRef(str(THEME)),
        "agreement-type": URIRef(str(AGREEMENT_TYPE)),
        "modality": FDR.ModalityScheme,
        "stance": FDR.StanceScheme,
    }
)
_YES: Final = {"yes": True, "no": False}
#: The unit of what is counted one by one.
_ONE: Final = "NUM"


class QuantityWords(NamedTuple):
    """Be the parts of a quantity as it is written: “6 KiloM Width: width”."""

    value: Decimal
    unit: str
    kind: str
    aspect: str | None


def to_words(slot: Slot, term: Node, document: URIRef) -> str | None:
    """Write a value of a slot in words, or return None where it is nothing that the slot can hold."""
    if slot.kind == "frame":
        return key_of(document, term) if isinstance(term, URIRef) else None
    if slot.kind == "yes":
        return "yes" if str(term) in ("true", "1") else "no"
    if slot.kind in _SCHEMES:
        return next((word for word, known in _choices(slot.kind).items() if known == term), None)
    if slot.kind in ("class", "property"):
        return str(term).removeprefix(str(FDR))
    return str(term)


def to_term(slot: Slot, words: str, document: URIRef, kind: FrameType) -> Node:
    """Return what words in a slot mean.

    Raises:
        InputError: If they mean nothing there.
    """
    if slot.kind == "frame":
        return iri_of(document, words)
    if slot.kind in _SCHEMES:
        return _chosen(_choices(slot.kind), words, slot.name)
    if slot.kind == "class":
        return _chosen({name.rsplit("#", 1)[-1]: name for name in _kinds(kind)}, words, slot.name)
    return _WRITERS[slot.kind](words)


def read_quantity(words: str) -> QuantityWords:
    """Read the words of a quantity: value, unit and kind by their names in QUDT, and what is measured.

    Raises:
        InputError: If they are none.

    >>> read_quantity("6 KiloM Width: width of the corridor").unit
    'KiloM'
    """
    match = _QUANTITY.fullmatch(words)
    try:
        value = Decimal(match[1]) if match else Decimal("NaN")
    except InvalidOperation:
        value = Decimal("NaN")
    if match is None or not value.is_finite():
        raise InputError(f"{words!r} is no quantity", hint="Write value, unit and kind: 6 KiloM Width: width")
    known = {unit.name for unit in units().values()} | {*time_units().values(), *signs().values(), _ONE}
    if match[2] not in known:
        near = difflib.get_close_matches(match[2], sorted(known), n=1)
        hint = f"Did you mean {near[0]}?" if near else f"Use one of: {', '.join(sorted(known))}."
        raise InputError(f"{match[2]!r} is no unit that is known", hint=hint)
    literals.decimal(value)
    return QuantityWords(value, match[2], match[3], match[4])


def _chosen(choices: Mapping[str, URIRef], words: str, name: str) -> URIRef:
    if words in choices:
        return choices[words]
    near = difflib.get_close_matches(words.lower(), list(choices), n=1)
    hint = f"Did you mean {near[0]!r}? " if near else ""
    raise InputError(f"{words!r} is no value of “{name}”", hint=f"{hint}Use one of: {', '.join(choices)}.")


@cache
def _choices(kind: str) -> Mapping[str, URIRef]:
    """Return the terms of a list by the words for them, in the order of the words."""
    concepts = ontology_graph().subjects(SKOS.inScheme, _SCHEMES[kind])
    names = {re.split("[/#]", str(concept))[-1]: URIRef(str(concept)) for concept in concepts}
    return MappingProxyType({name.lower(): names[name] for name in sorted(names)})


def _kinds(kind: FrameType) -> tuple[URIRef, ...]:
    return (kind.classes[0], *classes_below(kind.classes[0]))


def _moment(words: str) -> Literal:
    match = _MOMENT.fullmatch(words)
    try:
        if match:
            return literals.moment(Moment(*(None if part is None else int(part) for part in match.groups())))  # type: ignore[arg-type]
    except ValueError:
        pass
    raise InputError(f"{words!r} is no date", hint="Write 2020, 2020-03, 2020-03-05 or 2020-03-05T18:00.")


def _count(words: str) -> Literal:
    if not re.fullmatch(r"\d{1,9}", words, re.ASCII):
        raise InputError(f"{words!r} is no number of things", hint="Write it in digits: 34.")
    return literals.count(int(words))


def _yes(words: str) -> Literal:
    if words not in _YES:
        raise InputError(f"{words!r} is neither yes nor no")
    return literals.boolean(_YES[words])


def _iri(words: str) -> URIRef:
    if not mint.is_iri(words):
        raise InputError(f"{words!r} is not an IRI", hint="Give the whole IRI: https://…")
    return URIRef(words)


def _property(words: str) -> URIRef:
    term, graph = FDR[words] if re.fullmatch(r"\w+", words) else None, ontology_graph()
    if term is None or not {OWL.ObjectProperty, OWL.DatatypeProperty} & set(graph.objects(term, RDF.type)):
        raise InputError(f"{words!r} is no property of the ontology", hint="Look it up: foedera serve, then /ontology")
    return term


_WRITERS: Final[Mapping[str, Callable[[str], Node]]] = MappingProxyType(
    {
        "english": literals.english,
        "text": literals.plain,
        "moment": _moment,
        "count": _count,
        "duration": literals.duration,
        "yes": _yes,
        "iri": _iri,
        "property": _property,
    }
)
