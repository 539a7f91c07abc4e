"""The store protocol: all that the rest of Foedera may ask of a store."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from pyoxigraph import Quad, QueryBoolean, QuerySolutions, QueryTriples
from rdflib import Graph

from kg.store.delta import Delta

__all__ = ["Change", "Inferred", "Results", "Store"]

#: What a query answers: rows, yes or no, or triples. All are lazy where they can be.
Results = QuerySolutions | QueryBoolean | QueryTriples


@dataclass(frozen=True, slots=True)
class Change:
    """Tell what a write did; ``written`` and ``removed`` name graphs, each sorted."""

    written: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.written or self.removed)


@dataclass(frozen=True, slots=True)
class Inferred:
    """Tell what inferring did: how much is told, how much follows, and how much of that came and went."""

    told: int
    triples: int
    added: int
    removed: int


class Store(Protocol):
    """Be a place that keeps named graphs and answers SPARQL queries.

    The default graph of a query is the set union of all named graphs, but for those that are typed
    ``fdr:ProvenanceGraph`` or ``fdr:TextGraph``; these are reached by ``GRAPH``. No query reads a file or an address.
    """

    @property
    def where(self) -> str:
        """The folder or address of the store, for messages."""
        ...

    def query(
        self,
        sparql: str,
        *,
        prefixes: Mapping[str, str] | None = None,
        default_graphs: Sequence[str] | None = None,
        named_graphs: Sequence[str] | None = None,
        base: str | None = None,
    ) -> Results:
        """Answer a SPARQL query; ``prefixes`` are declared where the query does not declare them itself.

        Args:
            sparql: The query.
            prefixes: Namespaces by prefix.
            default_graphs: The graphs whose union is the default graph; None leaves it to the query and the store.
            named_graphs: The graphs that ``GRAPH`` reaches; None leaves it to the query and the store.
            base: What relative IRIs are resolved against where the query does not say.

        Raises:
            QueryError: If it cannot be parsed or is not allowed.
        """
        ...

    def replace(self, graphs: Mapping[str, Graph], *, remove: Iterable[str] = ()) -> Change:
        """Make each named graph hold exactly the given triples, and remove others, whole or not at all.

        Returns:
            What changed; a graph that held the same triples before is not among it.

        Raises:
            StoreError: If it cannot be written; then nothing is.
        """
        ...

    def amend(self, name: str, *, gone: Iterable[Quad], come: Graph) -> bool:
        """Take quads out of a named graph and put triples in, in one step; the rest of the graph is not read.

        Args:
            name: The name of the graph.
            gone: Quads of it, as the store spells them.
            come: What it is to hold; what is also among those that are to go stays.

        Returns:
            Whether that changed anything.

        Raises:
            StoreError: If it cannot be written; then nothing is.
        """
        ...

    def write(self, delta: Delta) -> None:
        """Make a change that was worked out before, whole or not at all; it is on the disk afterwards.

        Args:
            delta: The change, with what it changes in the union; see `kg.store.keep.kept`.

        Raises:
            StoreError: If it cannot be written.
        """
        ...

    def infer(self, name: str) -> Inferred:
        """Make the inferred graph hold what follows from the other visible graphs by OWL 2 RL and none of them holds.

        From then on every write keeps it so.

        Args:
            name: What to call the graph; one of another name is forgotten.

        Raises:
            StoreError: If it cannot be written.
        """
        ...

    def forget(self) -> bool:
        """Take the inferred graph out and infer no more; tell whether there was one.

        Raises:
            StoreError: If it cannot be written.
        """
        ...

    def graph_names(self) -> list[str]:
        """List the names of all graphs, sorted."""
        ...

    def hidden_names(self) -> set[str]:
        """Return the names of the graphs that are not part of the default graph."""
        ...

    def quads(self, names: Iterable[str] | None = None) -> Iterator[Quad]:
        """Walk the quads of the named graphs, or of all, in no particular order."""
        ...

    def about(self, subject: str) -> Iterator[Quad]:
        """Walk the quads of all graphs that have the subject."""
        ...

    def pointing_at(self, value: str, predicate: str) -> Iterator[Quad]:
        """Walk the quads of all graphs that have the IRI as object of the predicate."""
        ...

    def checkpoint(self, folder: Path) -> None:
        """Write a copy of the store, as it is now, to a new folder."""
        ...

    def dump(self, path: Path) -> None:
        """Write all quads, those of the default graph too, to a new file of N-Quads."""
        ...

    def close(self) -> None:
        """Let go of the store, so that another process can open it."""
        ...
