"""The engine: what answers a stranger's query.

A question and its answer are plain values and bytes, so that another engine, one that evaluates in processes of its
own, can take the place of this one without the routes knowing.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Protocol

import pyoxigraph
from pyoxigraph import QueryTriples

from api.formats import GraphFormat, RowFormat
from api.streaming import Sink, stream
from kg.errors import StoreBusyError, StoreError
from kg.namespaces import PREFIXES
from kg.settings import Settings
from kg.store.base import Store

__all__ = ["Answer", "Chunks", "Engine", "Question", "ThreadEngine", "UnacceptableError"]


class UnacceptableError(Exception):
    """Report that the client accepts no format of the kind that its query answers with."""


@dataclass(frozen=True, slots=True)
class Question:
    """Be a query with its dataset, and the formats the client likes best.

    Args:
        sparql: The query.
        rows: What to write if it answers rows, or yes or no; None if the client accepts no such format.
        graph: What to write if it answers a graph.
        default_graphs: The dataset that the client names, or None.
        named_graphs: As above.
        base: What relative IRIs are resolved against where the query does not say.
        dataset: Whether all graphs but hidden ones are asked for, instead of what the query says.
    """

    sparql: str
    rows: RowFormat | None
    graph: GraphFormat | None
    default_graphs: tuple[str, ...] | None = None
    named_graphs: tuple[str, ...] | None = None
    base: str | None = None
    dataset: bool = False


class Chunks(Protocol):
    """Be the chunks of an answer, as they come; to close them, even unread, stops what makes them."""

    def __aiter__(self) -> Chunks:
        """Return itself."""
        ...

    async def __anext__(self) -> bytes:
        """Wait for the next chunk."""
        ...

    async def aclose(self) -> None:
        """Read no further."""
        ...


@dataclass(frozen=True, slots=True)
class Answer:
    """Be what a query answers: its format, and its bytes as they are made.

    Args:
        format: Its format.
        chunks: Its bytes.
        whole: All of them, if they are there already.
    """

    format: RowFormat | GraphFormat
    chunks: Chunks
    whole: bytes | None = None


class Engine(Protocol):
    """Be what answers queries."""

    @property
    def version(self) -> int | None:
        """How many times the data has changed; None if it may change without notice."""
        ...

    async def answer(self, question: Question) -> Answer:
        """Answer a question.

        Raises:
            QueryError: If it cannot be parsed or is not allowed.
            StoreBusyError: If too many are waiting.
            UnacceptableError: If the client accepts no format of that kind.
        """
        ...

    def counts(self) -> dict[str, int]:
        """Return how many queries are ``busy`` and ``waiting``, and how many workers have ``ended`` meanwhile."""
        ...

    def close(self) -> None:
        """Stop answering."""
        ...


class ThreadEngine:
    """Answer queries in threads of this process; Oxigraph evaluates without the interpreter's lock."""

    #: Who holds the store may change it.
    version = None

    def __init__(self, store: Store, settings: Settings) -> None:
        self._store = store
        self._threads = ThreadPoolExecutor(settings.query_threads, thread_name_prefix="sparql")
        self._at_once = settings.query_threads
        self._most = settings.query_threads + settings.query_waiting
        self._running = 0

    async def answer(self, question: Question) -> Answer:
        """Answer a question, see `Engine.answer`."""
        if self._running >= self._most:
            raise StoreBusyError("too many queries are waiting")
        chosen: list[RowFormat | GraphFormat] = []

        def write(sink: Sink) -> None:
            if question.dataset:
                assert question.graph is not None  # noqa: S101 - told to mypy
                chosen.append(question.graph)
                names = set(self._store.graph_names()) - self._store.hidden_names()
                pyoxigraph.serialize(self._store.quads(sorted(names)), sink.file, question.graph.engine)
                return
            results = self._store.query(
                question.sparql,
                default_graphs=question.default_graphs,
                named_graphs=question.named_graphs,
                base=question.base,
            )
            wanted = question.graph if isinstance(results, QueryTriples) else question.rows
            if wanted is None:
                raise UnacceptableError
            chosen.append(wanted)
            try:
                if isinstance(results, QueryTriples):
                    assert isinstance(wanted, GraphFormat)  # noqa: S101 - told to mypy
                    pyoxigraph.serialize(results, sink.file, wanted.engine, prefixes=_prefixes(wanted))
                else:
                    assert isinstance(wanted, RowFormat)  # noqa: S101
                    results.serialize(sink.file, wanted.engine)
            except (RuntimeError, ValueError) as error:
                raise StoreError(f"the query could not be answered to its end: {error}") from error

        self._running += 1
        chunks = await stream(write, self._threads, done=self._done)
        return Answer(chosen[0], chunks)

    def counts(self) -> dict[str, int]:
        """Tell how things stand, see `Engine.counts`."""
        waiting = max(0, self._running - self._at_once)
        return {"busy": self._running - waiting, "waiting": waiting}

    def close(self) -> None:
        """Stop answering; what runs is not waited for."""
        self._threads.shutdown(wait=False, cancel_futures=True)

    def _done(self) -> None:
        self._running -= 1


def _prefixes(wanted: GraphFormat) -> dict[str, str] | None:
    return PREFIXES if wanted.name in ("ttl", "trig", "rdf") else None
