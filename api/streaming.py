"""Streaming: a thread writes, a reply sends, and neither runs far ahead of the other."""

from __future__ import annotations

import asyncio
import contextlib
import threading
import traceback
from collections.abc import Callable
from concurrent.futures import Executor
from typing import IO, Final, cast

__all__ = ["CHUNK", "Chunks", "Sink", "stream"]

#: How many bytes are sent at a time; an answer that is smaller is sent with its length.
CHUNK: Final = 65_536
_AHEAD = 4
#: How many seconds a client may take to make room for a chunk; after that it has left.
_PATIENCE: Final = 30.0


class Sink:
    """Be the file that a thread writes to; each full chunk waits until there is room for it.

    Args:
        loop: The event loop of the reply.
    """

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self._loop = loop
        self._queue: asyncio.Queue[bytes | Exception | None] = asyncio.Queue()
        self._room = threading.Semaphore(_AHEAD)
        self._waiting = bytearray()
        self._abandoned = False

    def write(self, data: bytes) -> int:
        """Take bytes from the thread.

        Raises:
            BrokenPipeError: If nobody reads any more.
        """
        self._waiting += data
        if len(self._waiting) >= CHUNK:
            self.flush()
        return len(data)

    @property
    def file(self) -> IO[bytes]:
        """This, as what serialisers take: they only write and flush."""
        return cast("IO[bytes]", self)

    def flush(self) -> None:
        """Hand over what has been written, from the thread.

        Raises:
            BrokenPipeError: If nobody reads any more.
        """
        if self._waiting:
            self.put(bytes(self._waiting))
            self._waiting.clear()

    def put(self, item: bytes | Exception | None) -> None:
        """Hand over an item, from the thread, when there is room.

        Raises:
            BrokenPipeError: If nobody reads any more, or not for too long.
        """
        if self._abandoned or not self._room.acquire(timeout=_PATIENCE) or self._abandoned:
            self._abandoned = True
            raise BrokenPipeError("nobody reads any more")
        try:
            self._loop.call_soon_threadsafe(self._queue.put_nowait, item)
        except RuntimeError as error:
            raise BrokenPipeError("the server has stopped") from error

    async def get(self) -> bytes | None:
        """Wait for the next chunk; None at the end.

        Raises:
            Exception: What the thread raised.
        """
        item = await self._queue.get()
        self._room.release()
        if isinstance(item, Exception):
            raise item
        return item

    def abandon(self) -> None:
        """Stop reading: the thread ends at its next write."""
        self._abandoned = True
        self._room.release(_AHEAD)


class Chunks:
    """Be the chunks of an answer, as they come; to close them, even unread, stops the thread."""

    def __init__(self, first: bytes | None, sink: Sink) -> None:
        self._next = first
        self._read = False
        self._sink = sink

    def __aiter__(self) -> Chunks:
        return self

    async def __anext__(self) -> bytes:
        """Wait for the next chunk.

        Raises:
            StopAsyncIteration: At the end.
        """
        if self._read and self._next is not None:
            self._next = await self._sink.get()
        self._read = True
        if self._next is None:
            raise StopAsyncIteration
        return self._next

    async def aclose(self) -> None:
        """Read no further."""
        self._next = None
        self._sink.abandon()


async def stream(
    write: Callable[[Sink], None], executor: Executor, *, done: Callable[[], None] | None = None
) -> Chunks:
    """Start writing in a thread, and wait for the first chunk.

    Args:
        write: What writes, in a thread of the executor.
        executor: The threads.
        done: Called in the event loop when the thread has ended.

    Returns:
        The chunks. What fails before the first is raised here; what fails later ends the reply without its end, so
        that no client takes a part for the whole.
    """
    loop = asyncio.get_running_loop()
    sink = Sink(loop)

    def run() -> None:
        end: Exception | None = None
        try:
            write(sink)
            sink.flush()
        except Exception as error:  # noqa: BLE001 - it is raised again where the reply is made
            end = _without_frames(error)
        with contextlib.suppress(BrokenPipeError):
            sink.put(end)

    future = loop.run_in_executor(executor, run)
    if done is not None:
        future.add_done_callback(lambda _: done())
    try:
        first = await sink.get()
    except BaseException:
        sink.abandon()
        raise
    return Chunks(first, sink)


def _without_frames(error: Exception) -> Exception:
    """Let go of what the frames of an error hold: Oxigraph's results may only be dropped in their own thread."""
    found: BaseException | None = error
    while found is not None:
        traceback.clear_frames(found.__traceback__)
        found = found.__cause__ or found.__context__
    return error
