"""Content: which boxes and arrows the graph asks for in the diagram of a module."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cache
from typing import Final

from api.diagram.model import ANYTHING, Line
from api.reference.names import Ref
from api.reference.terms import Term, terms
from api.vocabulary import local_name
from kg.namespaces import SKOS, XSD

__all__ = ["Content", "content", "key_of"]

#: What classes of other vocabularies are called in a diagram.
_WORDS: Final = {str(SKOS.Concept): Ref("concept (SKOS)", str(SKOS.Concept), "")}


@dataclass(frozen=True, slots=True)
class Content:
    """Be what a diagram has to show.

    Args:
        titles: The classes of each box, by its key.
        own: The keys of the boxes of the module's own classes.
        lines: The properties with values, by the key of their box.
        arrows: The properties between things, each with its inverse, by the keys of the two boxes.
        broader: The keys of the narrower classes, by the key of the broader one.
    """

    titles: dict[str, tuple[Ref, ...]]
    own: frozenset[str]
    lines: dict[str, tuple[Line, ...]]
    arrows: dict[tuple[str, str], tuple[tuple[Ref, ...], ...]]
    broader: dict[str, tuple[str, ...]]


def key_of(refs: Iterable[Ref]) -> str:
    """Return the key of the box of some classes.

    >>> key_of([Ref("state", "https://w3id.org/foedera/ontology#State")])
    'State'
    """
    return "|".join(sorted(local_name(item.iri) for item in refs)) or ANYTHING


@cache
def content(module: str, unions: frozenset[str] = frozenset()) -> Content:
    """Gather what the diagram of a module has to show.

    Args:
        module: The name of the module, as ``actor``.
        unions: The keys of unions that have a box of their own; of others, each member has.
    """
    own = {term.ref: term for term in terms() if term.area == f"core/{module}"}
    titles: dict[str, tuple[Ref, ...]] = {key_of([item]): (item,) for item, term in own.items() if term.kind == "class"}
    lines: dict[str, list[Line]] = defaultdict(list)
    arrows: dict[tuple[str, str], list[tuple[Ref, ...]]] = defaultdict(list)
    for term in own.values():
        if term.kind == "class" or (term.inverse and term.inherited):
            continue
        sources = _boxes(term.domain, unions, titles)
        if term.kind == "property between things" and term.range:
            for target in _boxes(term.range, unions, titles):
                for source in sources:
                    arrows[source, target].append((term.ref, *term.inverse))
        else:
            for source in sources:
                lines[source].append(Line(term.ref, _type(term)))
    broader: dict[str, list[str]] = defaultdict(list)
    for term in own.values():
        for above in term.supers:
            if term.kind == "class" and above in own:
                broader[key_of([above])].append(key_of([term.ref]))
    return Content(
        titles=titles,
        own=frozenset(key_of([item]) for item, term in own.items() if term.kind == "class"),
        lines={key: tuple(sorted(found, key=lambda line: line.ref)) for key, found in lines.items()},
        arrows={ends: tuple(sorted(found)) for ends, found in sorted(arrows.items())},
        broader={key: tuple(sorted(found)) for key, found in sorted(broader.items())},
    )


def _boxes(refs: tuple[Ref, ...], unions: Collection[str], titles: dict[str, tuple[Ref, ...]]) -> list[str]:
    """Return the keys of the boxes that stand for a domain or range, and note what they are called."""
    if not refs:
        titles[ANYTHING] = (Ref("any thing", ""),)
        return [ANYTHING]
    together = key_of(refs)
    if together in unions:
        titles[together] = refs
        return [together]
    for item in refs:
        titles[key_of([item])] = (_WORDS.get(item.iri, item),)
    return [key_of([item]) for item in refs]


def _type(term: Term) -> str:
    """Return in a word what the values of a property are."""
    names = [item.iri for item in term.range]
    if term.kind == "property between things":
        return "any thing"
    return (
        {
            str(XSD.nonNegativeInteger): "0, 1, 2 …",
            str(XSD.decimal): "number",
            str(XSD.boolean): "true or false",
            str(XSD.duration): "duration",
            str(XSD.string): "text",
        }.get(names[0], local_name(names[0]))
        if names
        else ""
    )
