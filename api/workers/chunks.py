"""Chunks: the bytes of an answer as they come from a worker, and the errors that a worker tells of."""

from __future__ import annotations

from typing import Final

from api.engine import UnacceptableError
from api.workers.frames import Kind, from_json
from api.workers.pool import Pool
from api.workers.worker import Worker
from kg.errors import InputError, QueryError, QueryLimitError, RefusedError, StoreError

__all__ = ["CRASHED", "ProcessChunks", "WholeChunks", "error_of"]

#: Why there is no answer when a worker has ended by itself.
CRASHED: Final = "the query ended the process that answered it: it needs too much memory, or is too deep"


class WholeChunks:
    """Be the chunk of a short answer."""

    def __init__(self, body: bytes) -> None:
        self._body = body

    def __aiter__(self) -> WholeChunks:
        return self

    async def __anext__(self) -> bytes:
        """Return it once.

        Raises:
            StopAsyncIteration: At the end.
        """
        body, self._body = self._body, b""
        if not body:
            raise StopAsyncIteration
        return body

    async def aclose(self) -> None:
        """Read no further."""
        self._body = b""


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
            raise self._worker.reason or QueryLimitError(CRASHED)
        self._pool.give_back(self._worker)
        if frame[0] == Kind.ERROR:
            raise error_of(from_json(frame[1]))
        raise StopAsyncIteration

    async def aclose(self) -> None:
        """Read no further."""
        if not self._over:
            self._over = True
            self._pool.end(self._worker)


def error_of(members: dict[str, object]) -> Exception:
    """Make the error that a worker tells of."""
    kind, message, hint = members["type"], str(members.get("message")), members.get("hint")
    if kind == "UnacceptableError":
        return UnacceptableError()
    given = str(hint) if hint is not None else None
    kinds = {"RefusedError": RefusedError, "QueryError": QueryError, "InputError": InputError}
    if kind in kinds:
        place = {name: members[name] for name in ("source", "line", "column")}
        return kinds[str(kind)](message, hint=given, **place)  # type: ignore[arg-type]
    return StoreError(message, hint=given)
