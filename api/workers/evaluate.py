"""Evaluate: the life of a worker, from question to answer, one at a time."""

from __future__ import annotations

import socket
from functools import lru_cache
from itertools import chain
from typing import IO, Final, cast

import pyoxigraph
from pyoxigraph import NamedNode, QueryTriples

from api.formats import graph_named, row_named
from api.workers.data import Data
from api.workers.frames import Inbox, Kind, encode, from_json, to_json, told
from kg.errors import InputError, QueryError, RefusedError, StoreError
from kg.namespaces import PREFIXES
from kg.store.ask import ask
from kg.store.delta import Delta
from kg.store.graphs import evaluate_graph
from kg.store.guard import refuse_service
from kg.store.syntax import syntax_error
from kg.store.union import hidden_graphs
from kg.store.update import evaluate_update

__all__ = ["CHUNK", "serve"]

#: How many bytes a worker sends at a time.
CHUNK: Final = 65_536
#: How many before the first is sent, so that the first rows come soon.
_FIRST: Final = 8_192


#: Of so many queries it is kept that they are allowed.
_KEPT: Final = 256


class _Output:
    """Be the file that Oxigraph writes an answer to; a short answer is sent whole, with its head and end."""

    def __init__(self, connection: socket.socket, head: bytes) -> None:
        self._connection = connection
        self._head: bytes | None = head
        self._waiting = bytearray()
        self._most = _FIRST

    def write(self, data: bytes) -> int:
        self._waiting += data
        if len(self._waiting) >= self._most:
            before = encode(Kind.HEAD, self._head) if self._head is not None else b""
            self._connection.sendall(before + encode(Kind.DATA, bytes(self._waiting)))
            self._head, self._most = None, CHUNK
            self._waiting.clear()
        return len(data)

    def flush(self) -> None:
        """Wait for more: what is left is sent at the end."""

    def end(self) -> None:
        if self._head is not None:
            self._connection.sendall(encode(Kind.WHOLE, self._head + b"\n" + self._waiting))
            return
        data = encode(Kind.DATA, bytes(self._waiting)) if self._waiting else b""
        self._connection.sendall(data + encode(Kind.END))


def serve(connection: socket.socket, data: Data, *, default: str | None) -> None:
    """Answer questions until the server hangs up.

    Args:
        connection: To the server.
        data: The data, which is this process's own.
        default: As of `kg.store.update.evaluate_update`.
    """
    inbox, thought = Inbox(connection), Delta()
    while (frame := inbox.receive()) is not None:
        kind, content = frame
        try:
            if kind == Kind.CHANGE:
                data.change(Delta.from_bytes(content))
            elif kind in (Kind.UPDATE, Kind.GRAPH):
                thought = _evaluated(data, kind, content, default=default)
                connection.sendall(encode(Kind.CHANGE, thought.to_bytes()))
                data.change(thought)  # while the server looks at it and makes it durable
            elif kind == Kind.UNDO:
                data.change(thought.undo())
            else:
                _answer(connection, data, from_json(content), union=default is not None)
        except BrokenPipeError:
            return
        except (InputError, StoreError) as error:
            connection.sendall(encode(Kind.ERROR, to_json(_told(error))))


def _evaluated(data: Data, kind: int, content: bytes, *, default: str | None) -> Delta:
    """Tell what a write changes."""
    if kind == Kind.UPDATE:
        return evaluate_update(data.quads, default=default, **from_json(content))
    head, _, body = content.partition(b"\n")
    given = from_json(head)
    return evaluate_graph(data.quads, content=body if given.pop("written") else None, default=default, **given)


def _answer(connection: socket.socket, data: Data, asked: dict[str, object], *, union: bool) -> None:
    if asked["dataset"]:
        _dump(connection, data.quads, str(asked["graph"]), union=union)
        return
    sparql = str(asked["sparql"])
    _allow(sparql)
    try:
        named = asked["default_graphs"] is not None or asked["named_graphs"] is not None
        results = ask(
            data.quads if named else data.store_for(sparql),
            sparql,
            base=cast("str | None", asked["base"]),
            default_graph=_graphs(asked["default_graphs"]),
            named_graphs=_graphs(asked["named_graphs"]),
        )
    except SyntaxError as error:
        raise syntax_error(error) from error
    except (OSError, RuntimeError, ValueError) as error:
        raise StoreError(f"the query could not be answered: {error}") from error
    triples = isinstance(results, QueryTriples)
    wanted = asked["graph" if triples else "rows"]
    if wanted is None:
        connection.sendall(encode(Kind.ERROR, to_json({"type": "UnacceptableError"})))
        return
    output = _Output(connection, told(str(wanted), graph=triples))
    file = cast("IO[bytes]", output)
    try:
        if isinstance(results, QueryTriples):
            graph = graph_named(str(wanted))
            assert graph is not None  # noqa: S101 - the server sends names of its own table
            prefixes = PREFIXES if graph.name in ("ttl", "trig", "rdf") else None
            pyoxigraph.serialize(results, file, graph.engine, prefixes=prefixes)
        else:
            rows = row_named(str(wanted))
            assert rows is not None  # noqa: S101
            results.serialize(file, rows.engine)
    except (RuntimeError, ValueError) as error:
        raise StoreError(f"the query could not be answered to its end: {error}") from error
    output.end()


@lru_cache(_KEPT)
def _allow(sparql: str) -> None:
    """Refuse a query that would ask another endpoint; what is allowed is remembered."""
    refuse_service(sparql)


def _dump(connection: socket.socket, store: pyoxigraph.Store, wanted: str, *, union: bool) -> None:
    """Send all graphs, but for hidden ones; where the default graph is their union, without that."""
    format_ = graph_named(wanted)
    assert format_ is not None  # noqa: S101 - the server sends names of its own table
    graphs = set(store.named_graphs()) - hidden_graphs(store) if union else ()
    quads = chain.from_iterable(store.quads_for_pattern(None, None, None, graph) for graph in graphs)
    output = _Output(connection, told(format_.name, graph=True))
    pyoxigraph.serialize(quads if union else store, cast("IO[bytes]", output), format_.engine)
    output.end()


def _graphs(names: object) -> list[NamedNode] | None:
    return None if names is None else [NamedNode(str(name)) for name in cast("list[str]", names)]


def _told(error: InputError | StoreError) -> dict[str, object]:
    """Write down of an error what the server makes the same error of."""
    told: dict[str, object] = {"type": "StoreError", "message": error.message, "hint": error.hint}
    if isinstance(error, InputError):
        placed = error.source is not None or error.line is not None
        bare = error.message.partition(": ")[2] if placed else error.message
        told |= {"type": "InputError", "message": bare, "source": error.source}
        told |= {"line": error.line, "column": error.column}
    kinds = (RefusedError, QueryError)
    return told | next(({"type": kind.__name__} for kind in kinds if isinstance(error, kind)), {})
