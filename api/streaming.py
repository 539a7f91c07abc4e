"""Streaming: a thread writes, a reply sends, and neither runs far ahead of the other."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Callable
from concurrent.futures import Executor
from typing import IO, Final, cast

__all__ = ["CHUNK", "Sink", "stream"]

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
        self._queue: asyncio.Queue[bytes | Exception | None] = asyncio.Queue(_AHEAD)
        self._waiting = bytearray()
        self.abandoned = False

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
        """Hand over what has been written."""
        if self.abandoned:
            raise BrokenPipeError("nobody reads any more")
        if self._waiting:
            self.put(bytes(self._waiting))
            self._waiting.clear()

    def put(self, item: bytes | Exception | None) -> None:
        """Hand over an item, from the thread, when there is room.

        Raises:
            BrokenPipeError: If there is none for too long.
        """
        handed = asyncio.run_coroutine_threadsafe(self._queue.put(item), self._loop)
        try:
            handed.result(_PATIENCE)
        except TimeoutError:
            handed.cancel()
            self.abandoned = True
            raise BrokenPipeError("nobody reads any more") from None

    async def get(self) -> bytes | None:
        """Wait for the next chunk; None at the end.

        Raises:
            Exception: What the thread raised.
        """
        item = await self._queue.get()
        if isinstance(item, Exception):
            raise item
        return item

    def abandon(self) -> None:
        """Stop reading: the thread ends at its next write."""
        self.abandoned = True
        while not self._queue.empty():
            self._queue.get_nowait()


async def stream(
    write: Callable[[Sink], None], executor: Executor, *, done: Callable[[], None] | None = None
) -> AsyncGenerator[bytes]:
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
        try:
            write(sink)
            sink.flush()
        except Exception as error:  # noqa: BLE001 - it is raised again where the reply is made
            if not sink.abandoned:
                sink.put(error)
        else:
            sink.put(None)

    future = loop.run_in_executor(executor, run)
    if done is not None:
        future.add_done_callback(lambda _: done())
    try:
        first = await sink.get()
    except BaseException:
        sink.abandon()
        raise
    return _rest(first, sink)


async def _rest(chunk: bytes | None, sink: Sink) -> AsyncGenerator[bytes]:
    try:
        while chunk is not None:
            yield chunk
            chunk = await sink.get()
    finally:
        sink.abandon()
