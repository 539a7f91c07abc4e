"""A worker as the server sees it: a connection, what came over it, and since when it has been busy."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import time
from collections import deque
from enum import IntEnum
from pathlib import Path
from typing import Final, cast

from api.workers.frames import Frame, Kind, decode, encode
from kg.errors import FoederaError

__all__ = ["Turn", "Worker"]

#: How many bytes may wait to be sent to a client before the worker is no longer read.
_AHEAD: Final = 262_144
_PAGE: Final = os.sysconf("SC_PAGE_SIZE")


class Turn(IntEnum):
    """Tell when a worker may run."""

    QUICK = 0
    """As others do, but for the server, which goes first."""
    LATER = 1
    """After others, with a smaller share."""
    LAST = 2
    """When nobody else wants to."""


#: Policies of Linux's scheduler, by its numbers: module os names them on Linux alone.
_BATCH: Final = 3
_IDLE: Final = 5
#: The policy and the priority of each; the last gives way at once to who wakes, as at no priority.
_TURNS: Final = {Turn.QUICK: (_BATCH, 0), Turn.LATER: (_BATCH, 5), Turn.LAST: (_IDLE, 19)}


class Worker(asyncio.Protocol):
    """Be one worker.

    Args:
        pid: Its process.
    """

    def __init__(self, pid: int) -> None:
        self.pid = pid
        #: Since when it has been answering, by the monotonic clock; None while it waits.
        self.since: float | None = None
        #: When it may run; later than others if its query takes long.
        self.turn = Turn.QUICK
        #: Whether the first part of its answer has come.
        self.answered = False
        #: Why it was ended, if it was.
        self.reason: FoederaError | None = None
        self.alive = True
        self._clock = ~pid << 3 | 2  # of the processor time of another process; see clock_getcpuclockid(3)
        self._used = 0.0
        self._stalled: float | None = None
        self._transport: asyncio.Transport | None = None
        #: Whether it ended before it had read all that it was told.
        self.deaf = False
        self._untold = bytearray()
        self._buffer = bytearray()
        self._frames: deque[Frame] = deque()
        self._size = 0
        self._paused = False
        self._waiter: asyncio.Future[None] | None = None
        self._own = self.memory()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Keep the transport."""
        self._transport = cast("asyncio.Transport", transport)  # a socket's, which uvloop derives from nothing

    def data_received(self, data: bytes) -> None:
        """Take what the worker says."""
        self._buffer += data
        for frame in decode(self._buffer):
            self._frames.append(frame)
            self._size += len(frame[1])
        if self._size > _AHEAD and not self._paused and self._transport is not None:
            self._paused, self._stalled = True, time.monotonic()
            self._transport.pause_reading()
        self._wake()

    def connection_lost(self, exc: Exception | None) -> None:
        """Take note that the worker has ended; the connection is reset if it had something left to read."""
        self.alive, self.deaf = False, isinstance(exc, (BrokenPipeError, ConnectionResetError))
        self._wake()

    def send(self, kind: Kind, content: bytes) -> None:
        """Say something to the worker, after what it has not been told yet."""
        if self._transport is not None and self.alive:
            self._transport.write(bytes(self._untold) + encode(kind, content))
            self._untold.clear()

    def note(self, kind: Kind, content: bytes = b"") -> None:
        """Keep what the worker is to do before it does anything more."""
        self._untold += encode(kind, content)

    def catch_up(self) -> None:
        """Tell the worker what it has not been told yet."""
        if self._untold and self._transport is not None and self.alive:
            self._transport.write(bytes(self._untold))
            self._untold.clear()

    async def frame(self) -> Frame | None:
        """Wait for the next frame; None if the worker has ended."""
        while not self._frames:
            if not self.alive:
                return None
            self._waiter = asyncio.get_running_loop().create_future()
            await self._waiter
        frame = self._frames.popleft()
        self._size -= len(frame[1])
        if self._paused and self._size < _AHEAD // 2 and self._transport is not None and self.alive:
            self._paused, self._stalled = False, None
            self._transport.resume_reading()
        return frame

    def begin(self) -> None:
        """Note that it is busy from now on."""
        self.since, self.answered, self._used = time.monotonic(), False, self._processor()

    @property
    def slow(self) -> bool:
        """Whether it has been told to step back."""
        return self.turn != Turn.QUICK

    def used(self) -> float:
        """Return how many seconds of a processor it has used since it began."""
        return self._processor() - self._used

    def stalled(self) -> float:
        """Return for how many seconds nobody has taken what it says."""
        return time.monotonic() - self._stalled if self._stalled is not None else 0.0

    def step_back(self, turn: Turn) -> None:
        """Let others go first."""
        if turn > self.turn:
            self.turn = turn
            self._schedule(turn)

    def step_forward(self) -> bool:
        """Try to be like others again, which not every system allows, and tell whether it is."""
        if self.slow and self._schedule(Turn.QUICK):
            self.turn = Turn.QUICK
        return not self.slow

    def _schedule(self, turn: Turn) -> bool:
        policy, priority = _TURNS[turn]
        try:
            for name in os.listdir(f"/proc/{self.pid}/task"):  # noqa: PTH208 - names are all that is needed
                thread = int(name)
                os.setpriority(os.PRIO_PROCESS, thread, priority)  # of a thread, whatever it is called
                os.sched_setscheduler(thread, policy, os.sched_param(0))
        except OSError:
            return False
        return True

    def _processor(self) -> float:
        try:
            return time.clock_gettime(self._clock)
        except OSError:  # it has ended
            return self._used

    def memory(self) -> int:
        """Return how many bytes it has that it shares with nobody, or nearly so."""
        with contextlib.suppress(OSError, IndexError, ValueError), Path(f"/proc/{self.pid}/statm").open("rb") as file:
            fields = file.read().split()
            return (int(fields[1]) - int(fields[2])) * _PAGE
        return 0

    def grown(self) -> int:
        """Return how many bytes it has taken since it was made."""
        return self.memory() - self._own

    def end(self, reason: FoederaError | None = None) -> None:
        """End it at once, whatever it does."""
        self.reason = self.reason or reason
        if self.alive:
            self.alive = False
            if self.slow:  # it gives its memory back when it has its turn
                self._schedule(Turn.QUICK)
            with contextlib.suppress(OSError):
                os.kill(self.pid, signal.SIGKILL)
            if self._transport is not None:
                self._transport.abort()
            self._wake()

    def _wake(self) -> None:
        if self._waiter is not None and not self._waiter.done():
            self._waiter.set_result(None)
