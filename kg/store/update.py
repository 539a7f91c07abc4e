"""Evaluate updates: what a SPARQL update would change, worked out without changing anything.

Oxigraph tells of an update only that it is done. Here its WHERE part is asked as a query, its templates are filled in
by Oxigraph in a store of their own, and the result is a delta. So no update needs to be evaluated twice, with other
random numbers, blank nodes and times, and none is written before it has been looked at.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any, Final

import pyoxigraph
from pyoxigraph import BlankNode, DefaultGraph, NamedNode, Quad, QuerySolution, QuerySolutions, Variable

from kg.errors import QueryError, RefusedError, StoreError
from kg.store.ask import ask
from kg.store.delta import Delta
from kg.store.guard import refuse_service
from kg.store.keep import kept
from kg.store.operations import Operation, operations
from kg.store.syntax import syntax_error

__all__ = ["evaluate_update"]

_GraphName = NamedNode | DefaultGraph
_BATCH: Final = 2000
_BLANK: Final = "urn:x-foedera-blank:"
_LOAD: Final = re.compile(r"\bLOAD\b", re.IGNORECASE)
_LOADING: Final = re.compile(r"LOAD( SILENT)? (<\S*>|\S*:\S*)( INTO GRAPH (<\S*>|\S*:\S*))?")
#: An operation of no effect, shorter than any LOAD.
_NO_LOAD: Final = "DROP ALL"
_NOTHING: Final = "LOAD is not available: nothing is fetched from other places"


def evaluate_update(
    store: pyoxigraph.Store,
    sparql: str,
    *,
    default: str | None = None,
    default_graphs: Sequence[str] | None = None,
    named_graphs: Sequence[str] | None = None,
    base: str | None = None,
    within: str | None = None,
) -> Delta:
    """Tell what an update changes. The store is the same afterwards.

    Args:
        store: The store.
        sparql: The update.
        default: The graph that takes what is written to no graph, where the default graph is the union of the others.
        default_graphs: ``using-graph-uri``: the default graph of WHERE, where the update names none.
        named_graphs: ``using-named-graph-uri``.
        base: What relative IRIs are resolved against where the update does not say.
        within: The graph that stands for the default graph, where an update is sent to one graph.

    Raises:
        QueryError: If the update cannot be read, or is not allowed.
        StoreError: If it cannot be evaluated.
    """
    refuse_service(sparql)
    given = list(operations(sparql, base=base))
    _check(sparql, given, base)
    done = seen = Delta()
    try:
        for left, operation in zip(reversed(range(len(given))), given, strict=True):
            using = (default_graphs, named_graphs)
            evaluation = _Evaluation(store, operation, default if within is None else within, using)
            change = kept(store, evaluation.delta(), default=default)
            done = done.then(change)
            if left:  # the next one sees it
                seen = done
                change.apply(store)
    except (QueryError, StoreError):
        raise
    except (OSError, RuntimeError, ValueError) as error:
        raise StoreError(f"the update could not be evaluated: {error}") from error
    finally:
        seen.undo().apply(store)
    return done


def _check(sparql: str, given: Sequence[Operation], base: str | None) -> None:
    """Let Oxigraph read the update, on nothing; something else stands for LOAD, for it would be carried out."""
    loads = [operation for operation in given if operation.words[0] == "LOAD"]
    for operation in loads:
        if not _LOADING.fullmatch(" ".join(operation.words)) or operation.blocks:
            raise QueryError("LOAD takes an IRI, and INTO GRAPH with another", source="update")
    text = sparql
    if _LOAD.search(text):
        for one in loads:
            text = text[: one.start] + _NO_LOAD.ljust(len(one.text)) + text[one.start + len(one.text) :]
        if any("LOAD" in one.words[1:] for one in given):
            raise QueryError("a semicolon is missing before LOAD", source="update")
    try:
        pyoxigraph.Store().update(text, base_iri=base)
    except SyntaxError as error:
        raise syntax_error(error) from error
    except (OSError, RuntimeError, ValueError):
        pass  # such as a graph that is not there
    if any("SILENT" not in operation.words for operation in loads):
        raise RefusedError(_NOTHING, source="update")


class _Evaluation:
    """Evaluate one operation."""

    def __init__(
        self,
        store: pyoxigraph.Store,
        operation: Operation,
        default: str | None,
        using: tuple[Sequence[str] | None, Sequence[str] | None],
    ) -> None:
        self._store = store
        self._operation = operation
        self._own = DefaultGraph() if default is None else NamedNode(default)
        self._using = using

    def delta(self) -> Delta:
        """Tell what the operation changes."""
        words, blocks = self._operation.words, self._operation.blocks
        if words[0] == "LOAD":
            return Delta()
        if words[0] in ("CLEAR", "DROP"):
            return self._emptied(words[-1], drop=words[0] == "DROP")
        if words[0] == "CREATE":
            graph = self._graph(words[-1])
            if "SILENT" not in words and self._exists(graph):
                raise QueryError(f"the graph {graph} is there already", source="update")
            if self._exists(graph) or not isinstance(graph, NamedNode):
                return Delta()
            return Delta(created=frozenset({graph.value}))
        if words[0] in ("ADD", "MOVE", "COPY"):
            return self._transferred(words)
        if "DATA" in blocks:
            quads = self._filled(f"INSERT DATA {blocks['DATA']}")
            return self._change(quads if words[0] == "DELETE" else (), quads if words[0] == "INSERT" else ())
        if "DELETE" not in blocks and "INSERT" not in blocks:
            return self._modified({"DELETE": blocks["WHERE"]}, blocks["WHERE"])
        where = next(block for keyword, block in reversed(blocks.items()) if keyword not in ("DELETE", "INSERT"))
        return self._modified(blocks, where)

    def _modified(self, blocks: dict[str, str], where: str) -> Delta:
        words = self._operation.words
        base: NamedNode | None = None
        if words[0] == "WITH":
            name = self._graph(words[1])
            base = name if isinstance(name, NamedNode) else None
        clauses = ""
        for number, word in enumerate(words):
            if word == "USING":
                named = words[number + 1] == "NAMED"
                clauses += f" FROM {'NAMED ' if named else ''}{words[number + 1 + named]}"
        default, others = self._using
        if (clauses or base) and (default is not None or others is not None):
            raise QueryError(
                "the update has USING or WITH, and the request using-graph-uri; only one may", source="update"
            )
        query = f"{self._operation.prologue}SELECT *{clauses} WHERE {where}"
        results = ask(
            self._store,
            query,
            default_graph=[*map(NamedNode, default)]
            if default is not None
            else [base]
            if base and not clauses
            else None,
            named_graphs=[*map(NamedNode, others or ())] if default is not None or others is not None else None,
        )
        assert isinstance(results, QuerySolutions)  # noqa: S101 - a SELECT query, told to mypy
        variables = results.variables
        gone: set[Quad] = set()
        come: set[Quad] = set()
        while rows := list(islice(results, _BATCH)):
            values = _values(variables, rows)
            for keyword, quads in (("DELETE", gone), ("INSERT", come)):
                if keyword in blocks:
                    quads.update(self._from_template(blocks[keyword], base, values))
        return self._change(gone, come)

    def _from_template(self, block: str, base: NamedNode | None, values: str) -> Iterator[Quad]:
        quads = self._filled(f"INSERT {block} WHERE {{ {values} }}")
        for quad in quads:
            graph = base if base is not None and isinstance(quad.graph_name, DefaultGraph) else quad.graph_name
            predicate, name = _unmasked(quad.predicate), _unmasked(graph)
            if isinstance(predicate, NamedNode) and not isinstance(name, BlankNode):
                yield Quad(_unmasked(quad.subject), predicate, _unmasked(quad.object), name)

    def _filled(self, text: str) -> list[Quad]:
        scratch = pyoxigraph.Store()
        scratch.update(self._operation.prologue + text)
        return list(scratch)

    def _change(self, gone: Iterable[Quad], come: Iterable[Quad]) -> Delta:
        removed, added = frozenset(map(self._placed, gone)), frozenset(map(self._placed, come))
        return Delta(
            frozenset(quad for quad in removed - added if quad in self._store),
            frozenset(quad for quad in added if quad not in self._store),
        )

    def _placed(self, quad: Quad) -> Quad:
        if isinstance(quad.graph_name, DefaultGraph):
            return Quad(quad.subject, quad.predicate, quad.object, self._own)
        return quad

    def _emptied(self, what: str, *, drop: bool) -> Delta:
        graphs: list[_GraphName] = []
        if what in ("DEFAULT", "ALL"):
            graphs.append(self._own)
        if what in ("NAMED", "ALL"):
            graphs += [name for name in self._store.named_graphs() if isinstance(name, NamedNode) and name != self._own]
        if what not in ("DEFAULT", "NAMED", "ALL"):
            graphs.append(self._graph(what))
        removed = frozenset(quad for graph in graphs for quad in self._held(graph))
        names = frozenset(graph.value for graph in graphs if isinstance(graph, NamedNode))
        return Delta(removed, dropped=names if drop else frozenset())

    def _transferred(self, words: Sequence[str]) -> Delta:
        """Tell what ADD, MOVE or COPY changes; a graph that is not there is an empty one."""
        names = [word for word in words[1:] if word not in ("SILENT", "GRAPH")]
        source, target = self._graph(names[0]), self._graph(names[names.index("TO") + 1])
        if source == target:
            return Delta()
        moved = frozenset(Quad(quad.subject, quad.predicate, quad.object, target) for quad in self._held(source))
        removed = frozenset() if words[0] == "ADD" else frozenset(self._held(target)) - moved
        dropped: frozenset[str] = frozenset()
        if words[0] == "MOVE":
            removed |= frozenset(self._held(source))
            dropped = frozenset({source.value} if isinstance(source, NamedNode) else ())
        return Delta(removed, frozenset(quad for quad in moved if quad not in self._store), dropped=dropped)

    def _graph(self, word: str) -> _GraphName:
        """Return the graph that a name means; Oxigraph resolves it."""
        if word == "DEFAULT":
            return self._own
        scratch = pyoxigraph.Store()
        scratch.update(f"{self._operation.prologue}INSERT DATA {{ GRAPH {word} {{ <urn:x> <urn:x> <urn:x> }} }}")
        return next(name for name in scratch.named_graphs() if isinstance(name, NamedNode))

    def _exists(self, graph: _GraphName) -> bool:
        return not isinstance(graph, NamedNode) or graph == self._own or self._store.contains_named_graph(graph)

    def _held(self, graph: _GraphName) -> Iterator[Quad]:
        return self._store.quads_for_pattern(None, None, None, graph)


def _values(variables: Sequence[Variable], rows: Sequence[QuerySolution]) -> str:
    """Write solutions as a table, with blank nodes as IRIs of a sort that nothing else has."""
    lines = "\n".join(f"({' '.join(map(_masked, row))})" for row in rows)
    return f"VALUES ({' '.join(map(str, variables))}) {{\n{lines}\n}}"


def _masked(term: object) -> str:
    if term is None:
        return "UNDEF"
    return f"<{_BLANK}{term.value}>" if isinstance(term, BlankNode) else str(term)


def _unmasked(term: Any) -> Any:  # noqa: ANN401 - a term of any kind, and the same kind but for blank nodes
    if isinstance(term, NamedNode) and term.value.startswith(_BLANK):
        return BlankNode(term.value.removeprefix(_BLANK))
    return term
