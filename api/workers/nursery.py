"""The nursery: the server's side of the zygote, where workers come from."""

from __future__ import annotations

import asyncio
import contextlib
import os
import socket
import subprocess
import sys
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from api.workers.frames import HEADER, Kind, encode, to_json
from api.workers.worker import Worker
from api.workers.zygote import PID
from kg.errors import StoreError

__all__ = ["Nursery", "Source"]

#: Asks GNU's C library for large pages: to copy a process takes as long as it has pages, and to walk the data less.
_ALLOCATOR: Final = {"GLIBC_TUNABLES": "glibc.malloc.hugetlb=1"}


@dataclass(frozen=True, slots=True)
class Source:
    """Tell where the workers' data is, and how they are held.

    Args:
        folder: A copy of the store that nobody writes to, or None.
        dump: A file of N-Quads, if there is no folder.
        memory: Whether it is loaded into memory.
        default: The graph that takes what is written to no graph; None if the default graph is one like others.
        query_memory: How many bytes a worker may take for its queries.
    """

    folder: Path | None
    dump: Path | None
    memory: bool
    default: str | None
    query_memory: int


class Nursery:
    """Hold the zygote and ask it for workers.

    Args:
        born: Called with each new worker.
        lost: Called when the zygote has ended by itself.
    """

    def __init__(self, born: Callable[[Worker], None], lost: Callable[[], None]) -> None:
        self._born = born
        self._lost = lost
        self._control: socket.socket | None = None
        self._process: subprocess.Popen[bytes] | None = None
        self._untold = bytearray()
        self._outgoing = bytearray()
        #: For each worker that is on its way the changes that it was made without.
        self._missed: list[list[bytes]] = []
        self._asked: deque[list[bytes]] = deque()
        self._tasks: set[asyncio.Task[None]] = set()

    @property
    def expected(self) -> int:
        """How many workers are on their way."""
        return len(self._missed)

    async def start(self, source: Source) -> None:
        """Load the data.

        Raises:
            StoreError: If it cannot be loaded.
        """
        loop = asyncio.get_running_loop()
        ours, theirs = socket.socketpair()
        command = [sys.executable, "-m", "api.workers.zygote", str(theirs.fileno())]
        # Not in a thread: the process would end with the thread that made it.
        self._process = subprocess.Popen(
            command, pass_fds=[theirs.fileno()], stdin=subprocess.DEVNULL, env={**os.environ, **_ALLOCATOR}
        )
        theirs.close()
        ours.setblocking(False)
        self._control = ours
        told = {
            "folder": str(source.folder) if source.folder else None,
            "dump": str(source.dump) if source.dump else None,
            "memory": source.memory,
            "default": source.default,
            "query_memory": source.query_memory,
        }
        try:
            await loop.sock_sendall(ours, encode(Kind.QUESTION, to_json(told)))
            ready = len(await loop.sock_recv(ours, HEADER.size)) == HEADER.size
        except ConnectionError:
            ready = False
        if not ready:
            self.close()
            raise StoreError("the processes that answer queries could not load the store")
        loop.add_reader(ours.fileno(), self._arrived)

    def fork(self) -> None:
        """Ask for a worker."""
        missed: list[bytes] = []
        self._missed.append(missed)
        self._asked.append(missed)
        self._untold += encode(Kind.FORK)
        self.catch_up()

    def change(self, content: bytes) -> None:
        """Let every worker that is made from now on, or is on its way, have a change."""
        for missed in self._missed:
            missed.append(content)
        self._untold += encode(Kind.CHANGE, content)

    def catch_up(self) -> None:
        """Tell the zygote of the changes that it has not been told of."""
        if self._untold:
            self._say(bytes(self._untold))
            self._untold.clear()

    def close(self) -> None:
        """End the zygote, and with it the workers."""
        if self._control is not None:
            loop = asyncio.get_running_loop()
            loop.remove_reader(self._control.fileno())
            loop.remove_writer(self._control.fileno())
            self._control.close()
            self._control = None
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None

    def _say(self, frame: bytes) -> None:
        if self._control is None:
            return
        idle = not self._outgoing
        self._outgoing += frame
        if idle:
            self._flush()

    def _flush(self) -> None:
        if self._control is None:
            return
        loop = asyncio.get_running_loop()
        with contextlib.suppress(BlockingIOError, BrokenPipeError, ConnectionResetError):
            while self._outgoing:
                del self._outgoing[: self._control.send(self._outgoing)]
        if self._outgoing:
            loop.add_writer(self._control.fileno(), self._flush)
        else:
            loop.remove_writer(self._control.fileno())

    def _arrived(self) -> None:
        """Take the new workers that the zygote sends."""
        while self._control is not None:
            try:
                content, sockets, _, _ = socket.recv_fds(self._control, PID.size, 1)
            except BlockingIOError:
                return
            except ConnectionError:
                content, sockets = b"", []
            if not content:
                self.close()
                self._lost()
                return
            connection = socket.socket(fileno=sockets[0])
            connection.setblocking(False)
            task = asyncio.get_running_loop().create_task(self._welcome(PID.unpack(content)[0], connection))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    async def _welcome(self, pid: int, connection: socket.socket) -> None:
        missed = self._asked.popleft()
        _, worker = await asyncio.get_running_loop().create_connection(lambda: Worker(pid), sock=connection)
        self._missed = [other for other in self._missed if other is not missed]
        for content in missed:
            worker.send(Kind.CHANGE, content)
        self._born(worker)
