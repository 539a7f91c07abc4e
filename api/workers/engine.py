"""The engine that answers in processes of its own."""

from __future__ import annotations

from typing import Final

from api.engine import Answer, Question, UnacceptableError
from api.formats import graph_named, row_named
from api.workers.frames import Kind, from_json, to_json
from api.workers.pool import Pool
from api.workers.worker import Worker
from kg.errors import InputError, QueryError, QueryLimitError, StoreError
from kg.settings import Settings

__all__ = ["ProcessEngine"]

_CRASHED: Final = "the query ended the process that answered it: it needs too much memory, or is too deep"


class ProcessEngine:
    """Answer queries in worker processes.

    Args:
        settings: How many, and their limits.
        pool: The workers; started.
    """

    def __init__(self, settings: Settings, pool: Pool) -> None:
        self._settings = settings
        self._pool = pool

    async def answer(self, question: Question) -> Answer:
        """Answer a question, see `api.engine.Engine.answer`."""
        worker = await self._pool.take()
        try:
            worker.send(
                Kind.QUESTION,
                to_json(
                    {
                        "sparql": question.sparql,
                        "rows": question.rows.name if question.rows else None,
                        "graph": question.graph.name if question.graph else None,
                        "default_graphs": question.default_graphs,
                        "named_graphs": question.named_graphs,
                    }
                ),
            )
            frame = await worker.frame()
            if frame is None:
                raise worker.reason or QueryLimitError(_CRASHED)
        except BaseException:
            self._pool.end(worker)
            raise
        kind, content = frame
        told = from_json(content)
        if kind == Kind.ERROR:
            self._pool.give_back(worker)
            raise error_of(told)
        worker.answered = True
        named = graph_named(told["format"]) if told["graph"] else row_named(told["format"])
        assert named is not None  # noqa: S101 - it is the one that was sent
        return Answer(named, ProcessChunks(worker, self._pool))

    def close(self) -> None:
        """Stop answering."""
        self._pool.close()


class ProcessChunks:
    """Be the chunks of an answer, as they come from a worker; to close them before the end, ends the worker."""

    def __init__(self, worker: Worker, pool: Pool) -> None:
        self._worker = worker
        self._pool = pool
        self._over = False

    def __aiter__(self) -> ProcessChunks:
        return self

    async def __anext__(self) -> bytes:
        """Wait for the next chunk.

        Raises:
            StopAsyncIteration: At the end.
            FoederaError: If the answer ends before its end.
        """
        if self._over:
            raise StopAsyncIteration
        frame = await self._worker.frame()
        if frame is not None and frame[0] == Kind.DATA:
            return frame[1]
        self._over = True
        if frame is None:
            self._pool.end(self._worker)
            raise self._worker.reason or QueryLimitError(_CRASHED)
        self._pool.give_back(self._worker)
        if frame[0] == Kind.ERROR:
            raise error_of(from_json(frame[1]))
        raise StopAsyncIteration

    async def aclose(self) -> None:
        """Read no further."""
        if not self._over:
            self._over = True
            self._pool.end(self._worker)


def error_of(told: dict[str, object]) -> Exception:
    """Make the error that a worker tells of."""
    kind, message, hint = told["type"], str(told.get("message")), told.get("hint")
    if kind == "UnacceptableError":
        return UnacceptableError()
    given = str(hint) if hint is not None else None
    if kind in ("QueryError", "InputError"):
        place = {name: told[name] for name in ("source", "line", "column")}
        make = QueryError if kind == "QueryError" else InputError
        return make(message, hint=given, **place)  # type: ignore[arg-type]
    return StoreError(message, hint=given)
