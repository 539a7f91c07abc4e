"""The Oxigraph store: on disk, or in memory."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import pyoxigraph
from pyoxigraph import DefaultGraph, NamedNode, Quad, RdfFormat
from rdflib import Graph

from kg.errors import StoreError
from kg.reason.rl.plan import standard_plan
from kg.store.ask import ask
from kg.store.base import Change, Inferred, Results
from kg.store.delta import Delta
from kg.store.guard import refuse_service
from kg.store.inference import find_inferred, forget_inferred, infer, is_current
from kg.store.journal import Journal
from kg.store.keep import kept
from kg.store.lock import release
from kg.store.syntax import syntax_error
from kg.store.terms import to_oxigraph
from kg.store.union import hidden_graphs, union_quads
from kg.store.writer import MEMORY, Writer

__all__ = ["OxigraphStore"]


class OxigraphStore:
    """Keep named graphs in Oxigraph.

    Args:
        store: Oxigraph's own store.
        where: The folder, or ``memory:``.
        lock: What `kg.store.lock.acquire` returned for the folder.
        journal: Where changes are safe before they are in the store, for one on disk that is written to.
        own: Whether the default graph is a graph like others, not the union of them.
    """

    def __init__(
        self,
        store: pyoxigraph.Store,
        where: str = MEMORY,
        lock: int | None = None,
        journal: Journal | None = None,
        *,
        own: bool = False,
    ) -> None:
        self._where = where
        self._lock = lock
        self._own = own
        self._writer = Writer(store, where, journal)

    @property
    def where(self) -> str:
        """The folder, or ``memory:``."""
        return self._where

    @property
    def _store(self) -> pyoxigraph.Store:
        return self._writer.store

    def query(
        self,
        sparql: str,
        *,
        prefixes: Mapping[str, str] | None = None,
        default_graphs: Sequence[str] | None = None,
        named_graphs: Sequence[str] | None = None,
        base: str | None = None,
    ) -> Results:
        """Answer a SPARQL query, see `kg.store.base.Store.query`."""
        refuse_service(sparql)
        try:
            return ask(
                self._store,
                sparql,
                base=base,
                prefixes=dict(prefixes or {}),
                default_graph=None if default_graphs is None else [NamedNode(name) for name in default_graphs],
                named_graphs=None if named_graphs is None else [NamedNode(name) for name in named_graphs],
            )
        except SyntaxError as error:
            raise syntax_error(error) from error
        except (OSError, RuntimeError, ValueError) as error:
            raise StoreError(f"the store {self._where} could not answer: {error}") from error

    def replace(self, graphs: Mapping[str, Graph], *, remove: Iterable[str] = ()) -> Change:
        """Make each named graph hold exactly the given triples, see `kg.store.base.Store.replace`."""
        quads = (quad for name, graph in graphs.items() for quad in to_oxigraph(graph, name))
        return self.exchange({*graphs, *remove}, quads)

    def write(self, delta: Delta) -> None:
        """Make a change that was worked out before, whole or not at all; it is on the disk afterwards.

        Args:
            delta: The change, with what it changes in the union; see `kg.store.keep.kept`.

        Raises:
            StoreError: If it cannot be written.
        """
        self._writer.write(delta)

    def exchange(self, graphs: Iterable[str], quads: Iterable[Quad]) -> Change:
        """Make the named graphs hold exactly the given quads, whole or not at all; for many quads at once.

        Args:
            graphs: The names of the graphs.
            quads: What they are to hold; none is of another graph.

        Returns:
            What changed; a graph that held the same before is not among it.

        Raises:
            StoreError: If it cannot be written.
        """
        names = {NamedNode(graph) for graph in graphs}
        scratch = pyoxigraph.Store()
        scratch.bulk_extend(quads)  # for the lexical forms that Oxigraph keeps
        if strangers := {str(name) for name in scratch.named_graphs() if name not in names}:
            raise StoreError(f"{min(strangers)} is none of the graphs that are to be written")
        new = frozenset(scratch)
        with self._writer.alone() as store:
            old = frozenset(quad for name in names for quad in store.quads_for_pattern(None, None, None, name))
            emptied = names - {name for name in scratch.named_graphs() if isinstance(name, NamedNode)}
            gone = frozenset(name.value for name in emptied if store.contains_named_graph(name))
            delta = Delta(old - new, new - old, dropped=gone)
            if delta:
                self._follow(store, delta)
        return Change(tuple(sorted(delta.graphs - gone)), tuple(sorted(gone)))

    def amend(self, name: str, *, gone: Iterable[Quad], come: Graph) -> bool:
        """Take quads out of a named graph and put triples in, see `kg.store.base.Store.amend`."""
        scratch = pyoxigraph.Store()
        scratch.bulk_extend(to_oxigraph(come, name))  # for the lexical forms that Oxigraph keeps
        new = frozenset(scratch)
        with self._writer.alone() as store:
            delta = Delta(frozenset(gone) - new, frozenset(quad for quad in new if quad not in store))
            if delta:
                self._follow(store, delta)
        return bool(delta)

    def _follow(self, store: pyoxigraph.Store, delta: Delta) -> None:
        """Make a change of named graphs, with that of their union and of what follows from it."""
        inferred = find_inferred(store)
        if inferred is not None and inferred.value in delta.graphs:
            raise StoreError(f"the graph {inferred.value} holds what follows from the others; nothing else writes it")
        plan = standard_plan()
        stale = inferred is not None and not is_current(store, plan)
        self._writer.make(kept(store, delta, default=None if self._own else "", following=not stale))
        if inferred is not None and stale:
            self._writer.settle()
            infer(store, plan, inferred.value)

    def infer(self, name: str) -> Inferred:
        """Make the inferred graph hold all that follows from what is told, see `kg.store.base.Store.infer`."""
        if self._own:
            raise StoreError(
                f"the default graph of the store {self._where} is its own, so that nothing shows what follows",
                hint="Infer in a store that was made with FOEDERA_DEFAULT_GRAPH=union.",
            )
        with self._writer.alone() as store:
            self._writer.settle()
            former = find_inferred(store)
            if former is not None and former.value != name:
                forget_inferred(store)
            return infer(store, standard_plan(), name)

    def forget(self) -> bool:
        """Take the inferred graph out, see `kg.store.base.Store.forget`."""
        with self._writer.alone() as store:
            self._writer.settle()
            return forget_inferred(store)

    def load(self, quads: Iterable[Quad]) -> None:
        """Fill an empty store with the quads of named graphs, many times faster than by `replace`.

        Raises:
            StoreError: If the store is not empty, or cannot be written. What was loaded before a failure may stay:
                throw the store away.
        """
        with self._writer.alone() as store:
            if any(True for _ in store.named_graphs()):
                raise StoreError(f"the store {self._where} is not empty, and only an empty one can be loaded")
            store.bulk_extend(_named(quads))
            if not self._own:
                store.bulk_extend(union_quads(store))
            store.flush()

    def graph_names(self) -> list[str]:
        """List the names of all graphs, sorted."""
        return sorted(graph.value for graph in self._store.named_graphs())

    def hidden_names(self) -> set[str]:
        """Return the names of the graphs that are not part of the default graph."""
        return {graph.value for graph in hidden_graphs(self._store)}

    def quads(self, names: Iterable[str] | None = None) -> Iterator[Quad]:
        """Walk the quads of the named graphs, or of all."""
        if names is not None:
            for name in names:
                yield from self._store.quads_for_pattern(None, None, None, NamedNode(name))
            return
        yield from _named(self._store)

    def about(self, subject: str) -> Iterator[Quad]:
        """Walk the quads of all graphs that have the subject."""
        return _named(self._store.quads_for_pattern(NamedNode(subject), None, None, None))

    def pointing_at(self, value: str, predicate: str) -> Iterator[Quad]:
        """Walk the quads of all graphs that have the IRI as object of the predicate."""
        return _named(self._store.quads_for_pattern(None, NamedNode(predicate), NamedNode(value), None))

    def checkpoint(self, folder: Path) -> None:
        """Write a copy of the store, as it is now, to a new folder.

        Raises:
            StoreError: If the folder exists, or the store is in memory.
        """
        try:
            self._store.backup(folder)
        except (OSError, RuntimeError) as error:
            raise StoreError(f"no copy of the store {self._where} could be written to {folder}: {error}") from error

    def dump(self, path: Path) -> None:
        """Write all quads, those of the default graph too, to a new file of N-Quads.

        Raises:
            StoreError: If it cannot be written.
        """
        try:
            with path.open("wb") as file:
                self._store.dump(file, RdfFormat.N_QUADS)
        except OSError as error:
            raise StoreError(f"the store {self._where} could not be written to {path}: {error}") from error

    def close(self) -> None:
        """Let go of the store, so that another process can open it."""
        self._writer.close()
        lock, self._lock = self._lock, None
        release(lock)

    def __enter__(self) -> OxigraphStore:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def _named(quads: Iterable[Quad]) -> Iterator[Quad]:
    """Leave out the union, which only repeats what the named graphs hold."""
    return (quad for quad in quads if not isinstance(quad.graph_name, DefaultGraph))
