"""The overlay: what a document says to those who ask, from what the software read and what persons decided."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from rdflib import Graph, URIRef
from rdflib.term import Node

from kg.graph import mint
from kg.graph.model import Triple, new_graph
from kg.namespaces import FDR, RDF
from kg.review.frame import Frame, iri_of, key_of, reading
from kg.review.match import Fit, Match, match
from kg.review.rdf import frames_of, owned, triples_of
from kg.review.review import Review, Status, named_by
from kg.review.stored import as_stored
from kg.review.table import DOCUMENT, frame_types, type_of_class

__all__ = ["Conflict", "ConflictKind", "Overlaid", "overlay", "raw"]


class ConflictKind(StrEnum):
    """Name how a review and what the software finds disagree."""

    DIFFERENT = "different"
    GONE = "gone"
    BROKEN = "broken"


@dataclass(frozen=True, slots=True, order=True)
class Conflict:
    """Be one disagreement, for a person to settle.

    Args:
        key: The key of the reviewed frame.
        kind: How they disagree.
        message: What is the matter, in a sentence.
    """

    key: str
    kind: ConflictKind
    message: str


@dataclass(frozen=True, slots=True, eq=False)
class Overlaid:
    """Hold the graph for those who ask, and where reviews and software disagree."""

    graph: Graph
    conflicts: tuple[Conflict, ...] = ()


def raw(graph: Graph) -> Graph:
    """Return what the software read from a graph that also says how far it is reviewed, as one without reviews does."""
    left_out = (FDR.reviewStatus, FDR.reviewedBy)
    return new_graph(mint.machine(_document(graph)), (t for t in graph if t[1] not in left_out))  # type: ignore[misc]


def overlay(machine: Graph, reviews: Mapping[str, Review], cast: Mapping[str, Frame], text: str) -> Overlaid:
    """Lay reviews over what the software read.

    Rejected frames are left out with all that points at them and with what makes no sense without them; reviewed frames
    stand as the person wants them; every other frame is said to be machine-made.

    Args:
        machine: What the software read.
        reviews: The reviews by the keys of their frames.
        cast: Descriptions of actors and places that reviews name and the software may no longer find.
        text: What the document says.
    """
    return _Overlay(machine, reviews, cast, text).result()


def _document(graph: Graph) -> URIRef:
    name = str(graph.identifier)
    return URIRef(name.rsplit("/", 1)[0])


class _Overlay:
    """Be the work of one overlay: the triples as they are after each step."""

    def __init__(self, machine: Graph, reviews: Mapping[str, Review], cast: Mapping[str, Frame], text: str) -> None:
        self.document = _document(machine)
        self.machine, self.reviews, self.cast, self.text = machine, reviews, cast, text
        self.frames = frames_of(machine, self.document) if reviews else {}
        self.matches = match(reviews, self.frames)
        said = as_stored(machine) if reviews else machine
        self.graph = new_graph(mint.graph(self.document), said)  # type: ignore[arg-type]
        self.conflicts: list[Conflict] = []

    def result(self) -> Overlaid:
        if self.reviews:
            self._take_out()
            self._put_in()
            self._tidy()
        self._mark()
        return Overlaid(self.graph, tuple(sorted(self.conflicts)))

    def _take_out(self) -> None:
        """Take out the frames that were rejected or are to be replaced."""
        gone: list[str] = []
        for key, fit in self.matches.items():
            review = self.reviews[key]
            self._tell(review, fit)
            if fit.key is None:
                continue
            frame = self.frames[fit.key]
            node = iri_of(self.document, fit.key)
            if review.status is Status.REJECTED:
                if frame_types()[frame.type].shared and (who := self._named_by_others(fit.key)):
                    message = (
                        f"it is rejected, but {', '.join(who)} still names it; correct or reject what names it first"
                    )
                    self.conflicts.append(Conflict(key, ConflictKind.BROKEN, message))
                else:
                    gone.append(fit.key)
                continue
            for triple in list(owned(self.graph, frame, self.document)):
                self.graph.remove(triple)
            if fit.key != key:
                self._redirect(node, iri_of(self.document, key))
        self._drop(gone)

    def _drop(self, keys: list[str]) -> None:
        """Take out frames, and those that make no sense without them."""
        waiting, dropped = list(keys), set[str]()
        while waiting:
            key = waiting.pop()
            if key in dropped or key not in self.frames:
                continue
            dropped.add(key)
            node = iri_of(self.document, key)
            clauses = [URIRef(str(s)) for s in self.graph.subjects(FDR.states, node)]
            waiting += [other for other, frame in self.frames.items() if self._needs(frame, key, dropped)]
            for triple in list(owned(self.graph, self.frames[key], self.document)):
                self.graph.remove(triple)
            self.graph.remove((node, None, None))
            self.graph.remove((None, None, node))
            for clause in clauses:
                bare = (clause, FDR.states, None) not in self.graph and (clause, FDR.number, None) not in self.graph
                if bare and (other := key_of(self.document, clause)) is not None and other not in self.reviews:
                    waiting.append(other)

    def _needs(self, frame: Frame, key: str, dropped: set[str]) -> bool:
        """Tell whether a frame makes no sense once those dropped are gone, one of which it names."""
        slots = frame_types()[frame.type].slots
        kept = frame.key in self.reviews and self.reviews[frame.key].frame is not None
        named = [(values, slots[name].least) for name, values in frame.slots.items() if key in values]
        return not kept and any(len(set(values) - dropped) < least for values, least in named)

    def _named_by_others(self, key: str) -> list[str]:
        """Return the keys of the frames that name one and are not rejected themselves."""
        final = {
            other: frame
            for other, frame in self.frames.items()
            if (found := self._review_of(other)) is None or found.status is not Status.REJECTED
        }
        final |= {other: review.frame for other, review in self.reviews.items() if review.frame is not None}
        return sorted(other for other, frame in final.items() if other != key and key in named_by(frame))

    def _review_of(self, key: str) -> Review | None:
        return next((self.reviews[name] for name, fit in self.matches.items() if fit.key == key), None)

    def _put_in(self) -> None:
        """Put in the frames as persons want them."""
        wanted = {key: review.frame for key, review in self.reviews.items() if review.frame is not None}
        there = {*wanted, DOCUMENT} | {
            key
            for node in self.graph.subjects(RDF.type)
            if (key := key_of(self.document, URIRef(str(node)))) is not None
        }
        put_in = new_graph(mint.graph(self.document), ())
        for key in sorted(wanted):
            for triple in self._described(wanted[key], there):
                put_in.add(triple)
        self.graph += as_stored(put_in)

    def _described(self, frame: Frame, there: set[str]) -> Iterator[Triple]:
        """Write a frame without the names of what is no longer there, and with the actors and places it names."""
        known, slots = frame_types()[frame.type], dict(frame.slots)
        for name, values in frame.slots.items():
            if known.slots[name].kind != "frame":
                continue
            kept = []
            for key in (self._now(value) for value in values):
                if key not in there and key in self.cast and not self._is_rejected(key):
                    there.add(key)
                    yield from self._described(self.cast[key], there)
                if key in there:
                    kept.append(key)
                else:
                    message = f"it names {key} under “{name}”, which is rejected or no longer found"
                    self.conflicts.append(Conflict(frame.key, ConflictKind.BROKEN, message))
            slots[name] = tuple(kept)
        yield from triples_of(replace(frame, slots=slots), self.document, self.text, like=self.machine)

    def _now(self, key: str) -> str:
        """Return the key under which a frame of the software is shown."""
        return next((name for name, fit in self.matches.items() if fit.key == key and self.reviews[name].frame), key)

    def _is_rejected(self, key: str) -> bool:
        return key in self.reviews and self.reviews[key].status is Status.REJECTED

    def _redirect(self, old: URIRef, new: URIRef) -> None:
        for subject, verb, _ in list(self.graph.triples((None, None, old))):
            self.graph.remove((subject, verb, old))
            self.graph.add((subject, verb, new))
        for _, verb, value in list(self.graph.triples((old, None, None))):
            self.graph.remove((old, verb, value))
            self.graph.add((new, verb, value))

    def _tidy(self) -> None:
        """Take out passages that are no longer evidence of anything."""
        for passage in list(self.graph.subjects(RDF.type, FDR.Passage)):
            if (None, FDR.evidence, passage) not in self.graph:
                self.graph.remove((passage, None, None))

    def _mark(self) -> None:
        """Say of every frame of the document how far it is reviewed, and by whom."""
        for node, kind in list(self.graph.subject_objects(RDF.type)):
            known, key = type_of_class().get(URIRef(str(kind))), key_of(self.document, URIRef(str(node)))
            if known is None or known.shared or key is None:
                continue
            review = self.reviews.get(key)
            status: Node = Status.MACHINE_MADE.term if review is None else review.status.term
            self.graph.add((node, FDR.reviewStatus, status))
            if review is not None:
                self.graph.add((node, FDR.reviewedBy, review.reviewer.iri))
                for triple in review.reviewer.triples(mail=False):
                    self.graph.add(triple)

    def _tell(self, review: Review, fit: Match) -> None:
        """Note where the software no longer finds what was reviewed, or finds it otherwise."""
        if fit.fit is Fit.GONE and review.status in (Status.ACCEPTED, Status.CORRECTED):
            message = f"it was {review.status}, and the software no longer finds it; it stays as the person wants it"
            self.conflicts.append(Conflict(review.key, ConflictKind.GONE, message))
        if fit.fit is Fit.DIFFERENT and fit.key is not None:
            stays = "it stays out" if review.status is Status.REJECTED else "it stays as the person wants it"
            changes = "; ".join(_changes(review.found or "", self.frames[fit.key]))
            message = f"it was {review.status}, and the software now finds it otherwise ({changes}); {stays}"
            self.conflicts.append(Conflict(review.key, ConflictKind.DIFFERENT, message))


def _changes(before: str, frame: Frame) -> Iterator[str]:
    """Say which slots read otherwise."""
    old, new = _rows(before), _rows(reading(frame))
    for name in [*old, *(name for name in new if name not in old)]:
        if old.get(name) != new.get(name):
            yield f"{name or 'passage'}: {old.get(name) or 'nothing'} → {new.get(name) or 'nothing'}"


def _rows(told: str) -> dict[str, str]:
    head, *lines = told.split("\n")
    return {"": head.partition(" ")[2]} | {name: rest for name, _, rest in (line.partition(": ") for line in lines)}
