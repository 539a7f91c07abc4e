"""The state of a document: what the software read, what persons decided, and the text; from the store and back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, QuerySolutions
from rdflib import Graph, URIRef

from kg.errors import ConformanceError, NotFoundError
from kg.graph import mint
from kg.graph.model import new_graph
from kg.namespaces import PREFIXES
from kg.review.frame import Frame, base_of
from kg.review.overlay import Conflict, Overlaid, overlay, raw
from kg.review.rdf import frames_of
from kg.review.review import Review, review_graph, reviews_in
from kg.store.base import Store
from kg.store.terms import to_rdflib
from kg.validate.graph import validate

__all__ = ["State", "documents", "find_document", "load", "review_again", "save"]

_DOCUMENTS = "SELECT DISTINCT ?d ?digest ?title { ?d fdr:sha256 ?digest ; rdfs:label ?title } ORDER BY ?title ?d"


@dataclass(frozen=True, slots=True, eq=False)
class State:
    """Be what is known of a document for its review.

    Args:
        document: The document.
        title: What it is called.
        digest: The SHA-256 of its text.
        text: What it says.
        machine: What the software read.
        reviews: What persons decided, by the keys of the frames.
        former: Frames as the review graph describes them, by their keys.
    """

    document: URIRef
    title: str
    digest: str
    text: str
    machine: Graph
    reviews: Mapping[str, Review]
    former: Mapping[str, Frame]

    @property
    def found(self) -> dict[str, Frame]:
        """The frames that the software found, by their keys."""
        return frames_of(self.machine, self.document)

    def laid(self, reviews: Mapping[str, Review] | None = None) -> Overlaid:
        """Return what those who ask see, with these reviews or with those there are."""
        return overlay(self.machine, self.reviews if reviews is None else reviews, self.former, self.text)


def documents(store: Store) -> list[tuple[URIRef, str, str]]:
    """List the documents of a store: the IRI, the SHA-256 and the title of each, sorted by title."""
    rows = store.query(_DOCUMENTS, prefixes=PREFIXES)
    assert isinstance(rows, QuerySolutions)  # noqa: S101 - a SELECT query, told to mypy
    found = []
    for row in rows:
        document, digest, title = row["d"], row["digest"], row["title"]
        if isinstance(document, NamedNode) and isinstance(digest, Literal) and isinstance(title, Literal):
            found.append((URIRef(document.value), digest.value, title.value))
    return found


def find_document(store: Store, name: str) -> tuple[URIRef, str, str]:
    """Find a document by its IRI, the end of it, its SHA-256 or its title.

    Raises:
        NotFoundError: If there is none, or several.
    """
    known = documents(store)
    found = [row for row in known if name in (str(row[0]), row[1], row[0].rsplit("/", 1)[-1], row[2])]
    if len(found) == 1:
        return found[0]
    problem = "the store has several documents" if found else "the store has no document"
    listed = "; ".join(f"{document.rsplit('/', 1)[-1]} “{title}”" for document, _, title in (found or known)[:10])
    hint = f"Name one of: {listed}." if listed else "Read a text first: foedera ingest PATH"
    raise NotFoundError(f"{problem} {name!r}", hint=hint)


def load(store: Store, name: str) -> State:
    """Load the state of a document.

    Raises:
        NotFoundError: If the store does not have it, or not its text.
    """
    document, digest, title = find_document(store, name)
    text = next(
        (quad.object.value for quad in store.quads([mint.text(document)]) if isinstance(quad.object, Literal)), None
    )
    if text is None:
        raise NotFoundError(
            f"the store does not keep the text of {document}", hint="Read it again: foedera ingest PATH"
        )
    decided = to_rdflib(store.quads([mint.review(document)]))
    name_of_machine = mint.machine(document) if len(decided) else mint.graph(document)
    machine = new_graph(name_of_machine, to_rdflib(store.quads([name_of_machine])))  # type: ignore[arg-type]
    reviews = reviews_in(decided, document)
    return State(document, title, digest, text, raw(machine), reviews, frames_of(decided, document))


def save(store: Store, state: State, reviews: Mapping[str, Review]) -> bool:
    """Make the reviews those of the document, in one transaction; tell whether anything changed.

    Raises:
        ConformanceError: If what those who ask would see does not conform.
        StoreError: If the store cannot be written.
    """
    laid = state.laid(reviews)
    graphs = {str(mint.graph(state.document)): laid.graph}
    mine = {str(mint.machine(state.document)), str(mint.review(state.document))}
    if reviews:
        cast = {**state.former, **state.found}
        decided = review_graph(state.document, reviews.values(), cast, state.text)
        graphs |= {str(decided.identifier): decided, str(mint.machine(state.document)): state.machine}
    return bool(store.replace(graphs, remove=mine - graphs.keys()))


def review_again(store: Store, graphs: Mapping[str, Graph]) -> tuple[dict[str, Graph], tuple[str, ...]]:
    """Lay the reviews that a store holds over documents that were read anew.

    Args:
        store: The store, as it was before.
        graphs: The graphs of documents as the software made them, by their names.

    Returns:
        The graphs to store instead, and a sentence for each disagreement of a review with what the software found.

    Raises:
        ConformanceError: If what those who ask would see does not conform.
    """
    stored, told = dict(graphs), []
    for name in [name for name in graphs if name.endswith("/graph") and f"{name[:-6]}/text" in graphs]:
        document = URIRef(name.removesuffix("/graph"))
        decided = to_rdflib(store.quads([mint.review(document)]))
        text = str(next(graphs[str(mint.text(document))].objects()))
        reviews = reviews_in(decided, document)
        former = frames_of(decided, document) if reviews else {}
        laid = overlay(graphs[name], reviews, former, text)
        stored[name] = laid.graph
        if reviews:
            _conforming(laid.graph, text, document)
            machine = raw(graphs[name])
            cast = {**former, **frames_of(machine, document)}
            stored[str(mint.machine(document))] = machine
            stored[str(mint.review(document))] = review_graph(document, reviews.values(), cast, text)
            told += sentences(document, laid.conflicts)
    return stored, tuple(told)


def sentences(document: URIRef, conflicts: Iterable[Conflict]) -> list[str]:
    """Write disagreements as sentences that name the document."""
    name = document.rsplit("/", 1)[-1]
    return [f"{name}, {conflict.key}: {conflict.message}" for conflict in conflicts]


def _conforming(graph: Graph, text: str, document: URIRef) -> None:
    from kg.text.normalise import sha256

    report = validate(graph, {sha256(text): text}, base=base_of(document))
    if not report.conforms:
        raise ConformanceError(
            f"{document}: with the reviews of persons, what was found in it does not conform, so it was not stored",
            tuple(finding.sentence for finding in report.violations),
            hint=f"Withdraw the reviews that are named, then read it again: foedera review export {document}",
        )
