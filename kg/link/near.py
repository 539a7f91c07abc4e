"""Nearness: of a consolidated graph, what documents that come or go bear on, found without reading the rest."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass, field
from typing import Final

from pyoxigraph import Literal, NamedNode, Quad, QuerySolutions

from kg.link.candidates import WHEN, months
from kg.link.moments import days_apart
from kg.link.same import DAYS
from kg.link.told import Told
from kg.namespaces import FDR, PREFIXES, RDF, SKOS
from kg.store.base import Store
from kg.store.kinds import is_document_name

__all__ = ["Grouped", "grouped", "near", "sources"]

#: The dates of the things of one kind that begin with one of some years or months.
_DATED: Final = """
SELECT ?graph ?when {{
  VALUES ?step {{ {steps} }}
  GRAPH ?graph {{ ?thing a fdr:{kind} ; ?step ?when }}
  FILTER(SUBSTR(STR(?when), 1, 7) IN ({starts}))
}}
"""
_MATCH: Final = str(SKOS.exactMatch)
_ABOUT: Final = str(FDR.about)


@dataclass(frozen=True, slots=True)
class Grouped:
    """Be a part of a consolidated graph that shares no claim with the rest of it.

    Args:
        nodes: The nodes that stand for several things.
        members: The things that they stand for.
        quads: All that the graph says of them.
    """

    nodes: Set[str] = field(default_factory=frozenset)
    members: Set[str] = field(default_factory=frozenset)
    quads: Set[Quad] = field(default_factory=frozenset)


def near(store: Store, things: Iterable[Told], *, base: str) -> set[str]:
    """Return the names of the graphs of documents that tell of a thing of the same kind at nearly the same time.

    Commitments are compared only within agreements that are the same, and need no look of their own.

    Args:
        store: The store.
        things: What the documents at hand tell; their own graphs are near too, if they tell when.
        base: The IRI that every minted IRI starts with.
    """
    found: set[str] = set()
    for kind, steps in WHEN.items():
        mine = {value for thing in things if thing.kind == kind for step in steps for value in thing.get(step)}
        starts = {start for when in mine for month in months(when) for start in (_month(month), _month(month)[:4])}
        if not starts:
            continue
        rows = store.query(
            _DATED.format(
                kind=kind,
                steps=" ".join(f"fdr:{step}" for step in steps),
                starts=", ".join(f'"{start}"' for start in sorted(starts)),
            ),
            prefixes=PREFIXES,
        )
        assert isinstance(rows, QuerySolutions)  # noqa: S101 - a SELECT query, told to mypy
        for row in rows:
            graph, when = row["graph"], row["when"]
            if isinstance(graph, NamedNode) and isinstance(when, Literal) and graph.value not in found:
                apart = (days_apart(one, when.value) for one in mine)
                if is_document_name(graph.value, base) and any(days is not None and days <= DAYS for days in apart):
                    found.add(graph.value)
    return found


def sources(store: Store, things: Iterable[str], *, base: str) -> set[str]:
    """Return the names of the graphs of the documents that tell of things."""
    quads = (quad for thing in things for quad in store.about(thing) if quad.predicate.value == str(RDF.type))
    return {name for quad in quads if is_document_name(name := _name(quad), base)}


def grouped(store: Store, things: Iterable[str], *, name: str) -> Grouped:
    """Find the nodes that stand for things, and those that rest on a claim together with them.

    Args:
        store: The store.
        things: The IRIs of the things; a thing that no node stands for is not among the members.
        name: The name of the consolidated graph.
    """
    nodes: set[str] = set()
    members: set[str] = set()
    quads: set[Quad] = set()
    waiting = {end for thing in things for quad in _about(store, thing, name, _MATCH) if (end := _object(quad))}
    while waiting:
        node = waiting.pop()
        nodes.add(node)
        quads |= set(_said_of(store, node, name))
        matches, claims = _back(store, node, _MATCH, name), _back(store, node, _ABOUT, name)
        members |= {_subject(quad) for quad in matches}
        for claim in {_subject(quad) for quad in claims}:
            waiting |= {_object(quad) for quad in _about(store, claim, name, _ABOUT)} - nodes - {""}
            for between in _back(store, claim, str(FDR.between), name):
                quads |= set(_about(store, _subject(between), name))
    return Grouped(nodes, members, quads)


def _said_of(store: Store, node: str, name: str) -> Iterator[Quad]:
    """Walk what the consolidated graph says of a node: by itself, by its facts, its claims and its links."""
    yield from _about(store, node, name)
    for step in (_MATCH, _ABOUT):
        yield from _back(store, node, step, name)
    for step in (str(RDF.subject), str(FDR.object)):
        for quad in _back(store, node, step, name):
            yield from _about(store, _subject(quad), name)


def _about(store: Store, subject: str, name: str, predicate: str | None = None) -> list[Quad]:
    found = (quad for quad in store.about(subject) if _name(quad) == name)
    return [quad for quad in found if predicate in (None, quad.predicate.value)]


def _back(store: Store, value: str, predicate: str, name: str) -> list[Quad]:
    return [quad for quad in store.pointing_at(value, predicate) if _name(quad) == name]


def _month(number: int) -> str:
    return f"{number // 12:04}-{number % 12 + 1:02}"


def _name(quad: Quad) -> str:
    return quad.graph_name.value if isinstance(quad.graph_name, NamedNode) else ""


def _subject(quad: Quad) -> str:
    return quad.subject.value if isinstance(quad.subject, NamedNode) else ""


def _object(quad: Quad) -> str:
    return quad.object.value if isinstance(quad.object, NamedNode) else ""
