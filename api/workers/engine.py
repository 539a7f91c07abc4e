"""The engine that answers in processes of its own."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import secrets
from collections.abc import Awaitable, Callable, Sequence
from typing import Final

from api.engine import Answer, Question
from api.formats import GRAPHS, ROWS, GraphFormat, RowFormat
from api.workers.chunks import CRASHED, ProcessChunks, WholeChunks, error_of
from api.workers.frames import Frame, Kind, from_json, to_json, told
from api.workers.pool import Pool, RetiredError
from api.workers.source import copied, is_small
from api.workers.worker import Worker
from kg.errors import QueryLimitError, StoreBusyError, StoreError
from kg.settings import Settings
from kg.store.base import Store
from kg.store.delta import Delta

__all__ = ["Gate", "ProcessEngine"]

_LOG = logging.getLogger(__name__)

#: Is asked before a change is made; raises what forbids it.
Gate = Callable[[Delta], Awaitable[None]]
#: The formats by how a worker tells of them.
_FORMATS: Final[dict[bytes, RowFormat | GraphFormat]] = {
    told(item.name, graph=isinstance(item, GraphFormat)): item for item in (*ROWS, *GRAPHS)
}
#: A change of fewer bytes is read at once; another thread would take longer to be called.
_SMALL: Final = 65_536
#: After so many seconds it is tried again to load the data.
_AGAIN: Final = 5.0


class ProcessEngine:
    """Answer queries in worker processes.

    Those of a large store read a copy of it on disk at first, so that it is answered from at once; when the data is in
    memory, others take their place. Writes wait for that.

    Args:
        settings: How many, and their limits.
        store: Where writes are made durable.
    """

    def __init__(self, settings: Settings, store: Store) -> None:
        self._settings = settings
        self._store = store
        self._pool = Pool(settings)
        self._ready = asyncio.Event()
        self._task: asyncio.Task[None] | None = None
        self._writing = asyncio.Lock()
        self._writers = 0
        self._finishing: set[asyncio.Task[Delta]] = set()
        #: How many times the data has changed.
        self.version = 0
        #: What tells this run from others, in which the data may have had another state of the same version.
        self.epoch = secrets.token_hex(4)
        self._changed: dict[str, int] = {}

    async def start(self) -> None:
        """Begin to answer.

        Raises:
            StoreError: If the data cannot be loaded.
        """
        started = asyncio.Event()
        self._task = asyncio.get_running_loop().create_task(self._supervise(started))
        waiting = asyncio.get_running_loop().create_task(started.wait())
        await asyncio.wait([self._task, waiting], return_when=asyncio.FIRST_COMPLETED)
        if self._task.done():
            waiting.cancel()
            self._task.result()

    async def _supervise(self, started: asyncio.Event) -> None:
        """Keep a pool that answers, as long as the server runs."""
        if not is_small(self._settings):
            async with copied(self._settings, self._store, memory=False) as source:
                await self._pool.start(source)
                started.set()
                await self._load()
        while True:
            if not self._ready.is_set():
                try:
                    await self._load()
                except StoreError as error:
                    if not started.is_set():
                        raise
                    _LOG.error("the data cannot be loaded into memory: %s", error)
                    await asyncio.sleep(_AGAIN)
                    continue
            started.set()
            await self._pool.broken.wait()
            self._ready.clear()

    async def _load(self) -> None:
        """Put a pool that holds the data in memory in the place of the one before."""
        async with self._writing:
            fresh = Pool(self._settings)
            async with copied(self._settings, self._store, memory=True) as source:
                await fresh.start(source)
            former, self._pool = self._pool, fresh
            self._ready.set()
        former.retire()

    async def answer(self, question: Question) -> Answer:
        """Answer a question, see `api.engine.Engine.answer`."""
        asked = {
            "sparql": question.sparql,
            "rows": question.rows.name if question.rows else None,
            "graph": question.graph.name if question.graph else None,
            "default_graphs": question.default_graphs,
            "named_graphs": question.named_graphs,
            "base": question.base,
            "dataset": question.dataset,
        }
        pool, worker, (kind, content) = await self._ask(Kind.QUESTION, to_json(asked))
        if kind == Kind.HEAD:
            worker.answered = True
            return Answer(_FORMATS[content], ProcessChunks(worker, pool))
        pool.give_back(worker)
        if kind == Kind.ERROR:
            raise error_of(from_json(content))
        head, _, body = content.partition(b"\n")
        return Answer(_FORMATS[head], WholeChunks(body), body)

    async def _ask(self, kind: Kind, content: bytes) -> tuple[Pool, Worker, Frame]:
        """Let a worker begin to answer; who gets it back gives it to the pool again.

        One that had ended before it heard the question is no reason to lose it: another is asked, once.
        """
        again = True
        while True:
            pool, worker = await self._take()
            try:
                worker.send(kind, content)
                frame = await worker.frame()
                if frame is not None:
                    return pool, worker, frame
                if worker.reason is not None or not (worker.deaf and again):
                    raise worker.reason or QueryLimitError(CRASHED)
            except BaseException:
                pool.end(worker)
                raise
            pool.end(worker)
            again = False

    async def _take(self) -> tuple[Pool, Worker]:
        while True:
            pool = self._pool
            with contextlib.suppress(RetiredError):
                return pool, await pool.take()

    async def update(
        self,
        sparql: str,
        *,
        default_graphs: Sequence[str] | None = None,
        named_graphs: Sequence[str] | None = None,
        base: str | None = None,
        within: str | None = None,
        gate: Gate | None = None,
    ) -> Delta:
        """Evaluate an update (see `kg.store.update.evaluate_update`) and make its change; see `_write`.

        Raises:
            QueryError: If it cannot be read or is not allowed.
        """
        asked = {"sparql": sparql, "default_graphs": default_graphs, "named_graphs": named_graphs}
        asked |= {"base": base, "within": within}
        return await self._write(Kind.UPDATE, to_json(asked), gate)

    async def put(
        self,
        graph: str | None,
        content: bytes | None,
        *,
        media_type: str = "",
        replace: bool = True,
        base: str | None = None,
        dataset: bool = False,
        gate: Gate | None = None,
    ) -> Delta:
        """Replace, add to or delete (if the content is None) a graph, or all of them; see `_write`.

        Raises:
            InputError: If the content cannot be read.
        """
        asked = {"graph": graph, "media_type": media_type, "replace": replace, "base": base, "dataset": dataset}
        head = to_json(asked | {"written": content is not None})
        return await self._write(Kind.GRAPH, head + b"\n" + (content or b""), gate)

    async def _write(self, kind: Kind, content: bytes, gate: Gate | None) -> Delta:
        """Let a worker tell what changes, ask the gate, make it durable, and only then let everybody see it.

        One write at a time. A query that is sent after this has returned sees the change, whichever worker answers.
        """
        if self._writers >= self._settings.query_waiting:
            raise StoreBusyError("too many writes are waiting")
        self._writers += 1
        try:
            async with asyncio.timeout(self._settings.answer_seconds):
                await self._ready.wait()
                await self._writing.acquire()
        except TimeoutError:
            raise StoreBusyError("the store is still being loaded, or others write for long") from None
        finally:
            self._writers -= 1
        try:
            pool, worker, content = await self._evaluated(kind, content)
        except BaseException:
            self._writing.release()
            raise
        # From here on it is no matter whether the client waits: what the gate has noted down is made.
        task = asyncio.get_running_loop().create_task(self._finish(pool, worker, content, gate))
        self._finishing.add(task)
        task.add_done_callback(self._finished)
        return await asyncio.shield(task)

    async def _evaluated(self, kind: Kind, content: bytes) -> tuple[Pool, Worker, bytes]:
        """Let a worker tell what a write changes; it makes the change by itself meanwhile, and nobody asks it."""
        pool, worker, (answered, told_) = await self._ask(kind, content)
        if answered == Kind.ERROR:
            pool.give_back(worker)
            raise error_of(from_json(told_))
        worker.answered = True
        return pool, worker, told_

    async def _finish(self, pool: Pool, worker: Worker, content: bytes, gate: Gate | None) -> Delta:
        try:
            small = len(content) < _SMALL
            delta = Delta.from_bytes(content) if small else await asyncio.to_thread(Delta.from_bytes, content)
            if delta:
                if gate is not None:
                    await gate(delta)
                await asyncio.to_thread(self._store.write, delta)
                pool.tell(content, but=worker)
                self.version += 1
                self._changed |= dict.fromkeys(delta.graphs, self.version)
        except BaseException:
            worker.note(Kind.UNDO)
            raise
        finally:
            pool.give_back(worker)
        return delta

    def _finished(self, task: asyncio.Task[Delta]) -> None:
        self._finishing.discard(task)
        self._writing.release()
        if not task.cancelled():
            task.exception()  # who has left does not ask for it

    def version_of(self, graph: str | None) -> int:
        """Return the version of the data in which a graph, or any of them for None, was changed last."""
        return self.version if graph is None else self._changed.get(graph, 0)

    def counts(self) -> dict[str, int]:
        """Tell how things stand, see `api.engine.Engine.counts`."""
        return {"busy": self._pool.busy, "waiting": self._pool.waiting, "ended": self._pool.ended}

    def close(self) -> None:
        """Stop answering."""
        if self._task is not None:
            self._task.cancel()
        self._pool.close()
