"""Frames: the IRIs of an imported table and the statements that every row of it makes in the same way."""

from __future__ import annotations

import datetime
import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Final

from pyoxigraph import Literal, NamedNode, Quad
from rdflib import Namespace

from kg.graph import mint
from kg.link.importers.states import State
from kg.link.importers.table import Row
from kg.namespaces import DCTERMS, FDR, RDF, RDFS, SKOS, XSD

__all__ = ["Frame", "Told", "conflict", "day", "english", "plain", "term", "when"]

_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True, slots=True)
class Frame:
    """Be the place of an imported table in a store.

    Args:
        base: The IRI that every minted IRI starts with.
        key: What the table is called in IRIs: ``pax``.
        title: What a row of it is called, before its identifier.
        shelf: The key under which things are named, where two tables speak of the same things.
        dataset: The IRI of the table.
        graph: The name of the graph of what it says.
        states: The states that its rows name, by their keys.
    """

    base: str
    key: str
    title: str
    shelf: str = ""
    dataset: str = field(init=False)
    graph: NamedNode = field(init=False)
    states: dict[str, State] = field(init=False, default_factory=dict, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "dataset", f"{self.base}import/{self.key}")
        object.__setattr__(self, "graph", NamedNode(f"{self.dataset}/graph"))

    @property
    def text(self) -> NamedNode:
        """The name of the graph of the texts of its rows."""
        return NamedNode(f"{self.dataset}/text")

    @property
    def provenance(self) -> NamedNode:
        """The name of the graph of where it comes from."""
        return NamedNode(f"{self.dataset}/provenance")

    def iri(self, kind: str, identifier: str) -> NamedNode:
        """Return the IRI of a thing of the table: an agreement, an actor, a row."""
        return NamedNode(f"{self.base}import/{self.shelf or self.key}/{kind}/{mint.path(identifier.replace('/', '-'))}")

    def say(self, subject: NamedNode, predicate: NamedNode, value: NamedNode | Literal) -> Quad:
        """Return a statement of the graph of the table."""
        return Quad(subject, predicate, value, self.graph)

    def thing(self, node: NamedNode, *classes: str) -> Iterator[Quad]:
        """Say of what classes a thing is."""
        for name in classes:
            yield self.say(node, term(RDF, "type"), term(FDR, name))

    def names(self, node: NamedNode, label: str, others: Iterable[tuple[str, str]] = ()) -> Iterator[Quad]:
        """Say what a thing is called, and what else, each with its language."""
        yield self.say(node, term(RDFS, "label"), english(label))
        for text, language in others:
            if text != label:
                yield self.say(node, term(SKOS, "altLabel"), Literal(text, language=language))

    def identified(self, node: NamedNode, identifier: str) -> Quad:
        """Say by what a thing is known in the table."""
        return self.say(node, term(DCTERMS, "identifier"), plain(identifier))

    def state(self, state: State) -> NamedNode:
        """Return our IRI of a state, and keep in mind to describe it."""
        self.states[state.key] = state
        return NamedNode(str(mint.actor(self.base, state.key)))

    def described(self) -> Iterator[Quad]:
        """Describe the states that rows name, so that they need not be looked up elsewhere."""
        for state in self.states.values():
            node = self.state(state)
            yield from self.thing(node, "Actor", "State")
            yield from self.names(node, state.label)

    def spatial(self, node: NamedNode, states: Iterable[State]) -> Iterator[Quad]:
        """Say which states a thing is about."""
        for state in states:
            yield self.say(node, term(DCTERMS, "spatial"), self.state(state))


@dataclass(frozen=True, slots=True)
class Told:
    """Be a row as a document: a text of lines ``column: value``, in which every statement has its place.

    Args:
        node: The document.
        text: Its text.
        places: Where the value of each column begins and ends.
    """

    node: NamedNode
    text: str
    places: dict[str, tuple[int, int]]

    @classmethod
    def of(cls, frame: Frame, row: Row, identifier: str) -> Told:
        """Make a document of a row."""
        parts, places, at = [], {}, 0
        for column, value in row.cells.items():
            head = f"{column}: "
            places[column] = (at + len(head), at + len(head) + len(value))
            parts.append(f"{head}{value}")
            at += len(head) + len(value) + 1
        return cls(
            NamedNode(f"{frame.dataset}/row/{mint.path(identifier.replace('/', '-'))}"), "\n".join(parts), places
        )

    def quads(self, frame: Frame, identifier: str) -> Iterator[Quad]:
        """Describe the document, and keep its text in the graph of texts."""
        yield from frame.thing(self.node, "SourceDocument", "Report")
        yield frame.say(self.node, term(DCTERMS, "title"), english(f"{frame.title} {identifier}"))
        yield frame.say(self.node, term(DCTERMS, "source"), NamedNode(frame.dataset))
        digest = hashlib.sha256(self.text.encode("utf-8")).hexdigest()
        yield frame.say(self.node, term(FDR, "sha256"), plain(digest))
        yield Quad(self.node, term(FDR, "text"), plain(self.text), frame.text)

    def evidence(self, frame: Frame, node: NamedNode, column: str) -> Iterator[Quad]:
        """Say that a cell tells of a thing."""
        start, end = self.places[column]
        passage = NamedNode(f"{self.node.value}/passage/{start}-{end}")
        yield frame.say(node, term(FDR, "evidence"), passage)
        yield from frame.thing(passage, "Passage")
        yield frame.say(passage, term(FDR, "inDocument"), self.node)
        yield frame.say(passage, term(FDR, "start"), _number(start))
        yield frame.say(passage, term(FDR, "end"), _number(end))
        yield frame.say(passage, term(FDR, "exact"), plain(self.text[start:end]))


def conflict(frame: Frame, number: str) -> NamedNode:
    """Return the IRI of an armed conflict by its number at UCDP, which other tables use too.

    >>> conflict(Frame("https://example.org/", "pax", "PA-X"), "299").value
    'https://example.org/import/ucdp/conflict/299'
    """
    return NamedNode(f"{frame.base}import/ucdp/conflict/{mint.path(number)}")


@cache
def term(namespace: Namespace, name: str) -> NamedNode:
    """Return a term of a vocabulary."""
    return NamedNode(str(namespace[name]))


def plain(text: str) -> Literal:
    """Return a text without a language."""
    return Literal(text)


def english(text: str) -> Literal:
    """Return a text in English on one line."""
    return Literal(" ".join(text.split()), language="en")


def day(text: str) -> datetime.date | None:
    """Read a day as 2020-03-05, or tell that it is none."""
    if not _DAY.fullmatch(text):
        return None
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        return None


def when(value: datetime.date | tuple[int, int] | int) -> Literal:
    """Write a day, a month of a year, or a year.

    >>> str(when((2020, 3)))
    '"2020-03"^^<http://www.w3.org/2001/XMLSchema#gYearMonth>'
    """
    if isinstance(value, datetime.date):
        return Literal(value.isoformat(), datatype=term(XSD, "date"))
    if isinstance(value, tuple):
        return Literal(f"{value[0]:04}-{value[1]:02}", datatype=term(XSD, "gYearMonth"))
    return Literal(f"{value:04}", datatype=term(XSD, "gYear"))


def _number(value: int) -> Literal:
    return Literal(str(value), datatype=term(XSD, "nonNegativeInteger"))
