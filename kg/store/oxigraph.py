"""The Oxigraph store: on disk, or in memory."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import pyoxigraph
from pyoxigraph import DefaultGraph, NamedNode, Quad, RdfFormat
from rdflib import Graph

from kg.errors import QueryError, StoreError
from kg.reason.rl.incremental import Increment
from kg.reason.rl.plan import standard_plan
from kg.store.ask import ask
from kg.store.base import Change, Inferred, Results
from kg.store.delta import Delta
from kg.store.guard import refuse_service
from kg.store.inference import find_inferred, follow, forget_inferred, infer
from kg.store.journal import Journal
from kg.store.keep import kept
from kg.store.lock import release
from kg.store.terms import to_oxigraph
from kg.store.union import Triples, UnionChange, graph_triples, hidden_graphs, union_change

__all__ = ["OxigraphStore", "syntax_error"]

_POSITION = re.compile(r"error at (\d+):(\d+): (.*)", re.DOTALL)


class OxigraphStore:
    """Keep named graphs in Oxigraph.

    Args:
        store: Oxigraph's own store.
        where: The folder, or ``memory:``.
        lock: What `kg.store.lock.acquire` returned for the folder.
        journal: Where changes are safe before they are in the store, for one on disk that is written to.
    """

    def __init__(
        self,
        store: pyoxigraph.Store,
        where: str = "memory:",
        lock: int | None = None,
        journal: Journal | None = None,
    ) -> None:
        self._open: pyoxigraph.Store | None = store
        self._where = where
        self._lock = lock
        self._journal = journal
        self._writing = threading.Lock()
        if journal is not None and not journal.is_empty():
            for delta in journal.changes():
                delta.apply(store)
            self._settle()

    @property
    def where(self) -> str:
        """The folder, or ``memory:``."""
        return self._where

    @property
    def _store(self) -> pyoxigraph.Store:
        if self._open is None:
            raise StoreError(f"the store {self._where} has been closed")
        return self._open

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
        new: dict[NamedNode, Triples] = {NamedNode(name): frozenset() for name in remove}
        new |= {NamedNode(name): _normalised(graph, name) for name, graph in graphs.items()}
        with self._writing:
            store = self._store
            old: dict[NamedNode, Triples] = {graph: graph_triples(store, graph) for graph in new}
            new = {graph: triples for graph, triples in new.items() if triples != old[graph]}
            if not new:
                return Change()
            old = {graph: old[graph] for graph in new}
            try:
                self._settle()
                self._write(store, old, new)
                store.flush()
            except StoreError:
                raise
            except (OSError, RuntimeError, SyntaxError) as error:
                raise StoreError(f"the store {self._where} could not be written: {error}") from error
        return Change(
            written=tuple(sorted(graph.value for graph, triples in new.items() if triples)),
            removed=tuple(sorted(graph.value for graph, triples in new.items() if not triples)),
        )

    def _write(
        self, store: pyoxigraph.Store, old: Mapping[NamedNode, Triples], new: Mapping[NamedNode, Triples]
    ) -> None:
        """Change named graphs, their union and what follows from it."""
        inferred = find_inferred(store)
        if inferred is not None and inferred in new:
            raise StoreError(f"the graph {inferred.value} holds what follows from the others; nothing else writes it")
        told = union_change(store, old, new, leaving_out={inferred} if inferred else frozenset())
        if inferred is None:
            store.update(_update(old, new, told, {}))
            return
        step = follow(store, standard_plan(), told)
        if step is None:
            store.update(_update(old, new, told, {}))
            infer(store, standard_plan(), inferred.value)
            return
        added = told.added | step.added
        union = UnionChange(removed=(told.removed | step.removed) - added, added=added)
        store.update(_update(old, new, union, {inferred: step}))

    def write(self, delta: Delta) -> None:
        """Make a change that was worked out before, whole or not at all; it is on the disk afterwards.

        Args:
            delta: The change, with what it changes in the union; see `kg.store.keep.kept`.

        Raises:
            StoreError: If it cannot be written.
        """
        with self._writing:
            store = self._store
            try:
                full = self._journal.append(delta.to_bytes()) if self._journal is not None else False
                delta.apply(store)
                if full:
                    self._settle()
            except (OSError, RuntimeError, ValueError) as error:
                raise StoreError(f"the store {self._where} could not be written: {error}") from error

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
        new = frozenset(scratch)
        if strangers := {str(name) for name in scratch.named_graphs() if name not in names}:
            raise StoreError(f"{min(strangers)} is none of the graphs that are to be written")
        old = frozenset(quad for name in names for quad in self._store.quads_for_pattern(None, None, None, name))
        gone = {
            name for name in names if self._store.contains_named_graph(name) and not scratch.contains_named_graph(name)
        }
        delta = Delta(old - new, new - old, dropped=frozenset(name.value for name in gone))
        if not delta:
            return Change()
        self.write(kept(self._store, delta, default=""))
        changed = {name for name in delta.graphs if NamedNode(name) not in gone}
        return Change(tuple(sorted(changed)), tuple(sorted(name.value for name in gone)))

    def amend(self, name: str, *, gone: Iterable[Quad], come: Graph) -> bool:
        """Take quads out of a named graph and put triples in, see `kg.store.base.Store.amend`."""
        new = frozenset(
            Quad(one.subject, one.predicate, one.object, NamedNode(name)) for one in _normalised(come, name)
        )
        delta = Delta(frozenset(gone) - new, frozenset(quad for quad in new if quad not in self._store))
        if delta:
            self.write(kept(self._store, delta, default=""))
        return bool(delta)

    def _settle(self) -> None:
        """Sync the store, so that the journal is no longer needed."""
        if self._journal is not None and not self._journal.is_empty():
            self._store.flush()
            self._journal.empty()

    def infer(self, name: str) -> Inferred:
        """Make the inferred graph hold all that follows from what is told, see `kg.store.base.Store.infer`."""
        with self._writing:
            store = self._store
            try:
                self._settle()
                former = find_inferred(store)
                if former is not None and former.value != name:
                    forget_inferred(store)
                return infer(store, standard_plan(), name)
            except (OSError, RuntimeError) as error:
                raise StoreError(f"the store {self._where} could not be written: {error}") from error

    def forget(self) -> bool:
        """Take the inferred graph out, see `kg.store.base.Store.forget`."""
        with self._writing:
            try:
                self._settle()
                return forget_inferred(self._store)
            except (OSError, RuntimeError) as error:
                raise StoreError(f"the store {self._where} could not be written: {error}") from error

    def load(self, quads: Iterable[Quad]) -> None:
        """Fill an empty store with the quads of named graphs, many times faster than by `replace`.

        Raises:
            StoreError: If the store is not empty, or cannot be written. What was loaded before a failure may stay:
                throw the store away.
        """
        with self._writing:
            store = self._store
            if any(True for _ in store.named_graphs()):
                raise StoreError(f"the store {self._where} is not empty, and only an empty one can be loaded")
            try:
                store.bulk_extend(_named(quads))
                hidden = hidden_graphs(store)
                seen = (graph for graph in store.named_graphs() if graph not in hidden)
                told = (quad for graph in seen for quad in store.quads_for_pattern(None, None, None, graph))
                store.bulk_extend(Quad(quad.subject, quad.predicate, quad.object) for quad in told)
                store.flush()
            except (OSError, RuntimeError, ValueError) as error:
                raise StoreError(f"the store {self._where} could not be written: {error}") from error

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
        if self._open is not None and self._journal is not None:
            self._settle()
            self._journal.close()
        self._open = None
        lock, self._lock = self._lock, None
        release(lock)

    def __enter__(self) -> OxigraphStore:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def syntax_error(error: SyntaxError) -> QueryError:
    """Turn Oxigraph's syntax error into one with line and column that people can read."""
    match = _POSITION.match(str(error))
    if match is None:
        return QueryError(f"the query cannot be read: {error}")
    line, column, expected = int(match[1]), int(match[2]), match[3]
    if "Prefix not found" in expected:
        message = "the prefix used here is not declared"
    elif line == 1 and "CONSTRUCT" in expected:
        message = "only SELECT, ASK, CONSTRUCT and DESCRIBE queries are answered"
    else:
        words = sorted(set(re.findall(r"\b[A-Z]{2,}\b", expected)) - {"SEP"})
        message = "the query cannot be read from here on"
        message += f"; {', '.join(words)} could stand here" if 0 < len(words) <= 6 else ""
    return QueryError(message, source="query", line=line, column=column)


def _named(quads: Iterable[Quad]) -> Iterator[Quad]:
    """Leave out the union, which only repeats what the named graphs hold."""
    return (quad for quad in quads if not isinstance(quad.graph_name, DefaultGraph))


def _normalised(graph: Graph, name: str) -> Triples:
    """Return the triples in the lexical forms that Oxigraph keeps, so that they compare equal to those stored."""
    scratch = pyoxigraph.Store()
    scratch.extend(to_oxigraph(graph, name))
    return {quad.triple for quad in scratch}


def _update(
    old: Mapping[NamedNode, Triples],
    new: Mapping[NamedNode, Triples],
    union: UnionChange,
    steps: Mapping[NamedNode, Increment],
) -> str:
    """Write the one SPARQL update that makes the change; Oxigraph runs it as one transaction."""
    out = {graph: old[graph] - triples for graph, triples in new.items() if triples}
    into = {graph: triples - old[graph] for graph, triples in new.items() if triples}
    out |= {graph: step.removed for graph, step in steps.items()}
    into |= {graph: step.added for graph, step in steps.items()}
    removed = _block(union.removed) + "".join(f"GRAPH {graph} {{ {_block(part)} }}\n" for graph, part in out.items())
    added = _block(union.added) + "".join(f"GRAPH {graph} {{ {_block(part)} }}\n" for graph, part in into.items())
    dropped = "".join(f"DROP SILENT GRAPH {graph} ;\n" for graph, triples in new.items() if not triples)
    return f"{dropped}DELETE DATA {{\n{removed}}} ;\nINSERT DATA {{\n{added}}}"


def _block(triples: Iterable[pyoxigraph.Triple]) -> str:
    return "".join(f"{triple} .\n" for triple in triples)
