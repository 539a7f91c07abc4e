"""The pool: how many workers there are, who gets one, and which is ended.

There are always a few that are quick to take a query. A worker that has used a processor for a while steps back: it
runs at a lower priority, in the end only when nobody else wants to, and another takes its place. When it is done it
goes on if the system lets it have its priority again, else it ends. So a light query finds a worker and a processor
however many heavy ones run. If these become too many, the one that has used most ends; a query that needs little more
than a light one is answered even while others try to fill all places.
"""

from __future__ import annotations

import asyncio
import time
from collections import deque
from typing import Final

from api.workers.frames import Kind
from api.workers.nursery import Nursery, Source
from api.workers.worker import Turn, Worker
from kg.errors import QueryLimitError, StoreBusyError
from kg.settings import Settings

__all__ = ["Pool", "RetiredError"]

#: How often busy workers are looked at, in seconds.
_TICK: Final = 0.02
#: Workers are told of a change after so many seconds, or when they are asked something.
_SOON: Final = 0.01
#: A query that takes so many times as long as a slow one is a heavy one.
_VERY: Final = 10
#: So many times as many slow queries as heavy ones run at the same time.
_LIGHTER: Final = 3
#: When somebody has waited for a worker for so many seconds, a query that has used a processor as long is slow.
_STUCK: Final = 0.03
#: What is slow by the clock, though it uses no processor, takes so many times as long: it waits for its turn or a disk.
_WAITS: Final = 5
#: Who has not taken its answer for so many seconds is the first to give way.
_STALLED: Final = 2.0
#: So many times as many workers as are set may be quick, if they have become so again.
_MORE: Final = 1.5
#: A worker that has grown by more bytes is ended when it can be.
_GROWN: Final = 67_108_864
_WAITING: Final = "too many queries are waiting"
_HEAVY: Final = "Too many heavy queries are running. Try again later, or ask for less."


class RetiredError(Exception):
    """Report that another pool has taken the place of this one."""


class Pool:
    """Keep workers that all have the same data.

    Args:
        settings: How many, and their limits.
    """

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._nursery = Nursery(self._born, self._lost)
        self._idle: list[Worker] = []
        self._busy: set[Worker] = set()
        self._waiting: deque[tuple[float, asyncio.Future[Worker]]] = deque()
        self._watch: asyncio.Task[None] | None = None
        self._later: asyncio.TimerHandle | None = None
        self._closed = False
        self._retired = False
        #: How many workers were ended, or ended by themselves, while they answered.
        self.ended = 0
        #: Set when the data is gone and the pool is of no more use.
        self.broken = asyncio.Event()

    async def start(self, source: Source) -> None:
        """Load the data and make the first workers.

        Raises:
            StoreError: If the data cannot be loaded.
        """
        await self._nursery.start(source)
        self._fill()
        self._watch = asyncio.get_running_loop().create_task(self._look_after())

    async def take(self) -> Worker:
        """Take a worker; it must be given back, or ended.

        Raises:
            StoreBusyError: If too many wait for one, or for too long.
            RetiredError: If another pool has taken the place of this one meanwhile.
        """
        while self._idle:
            worker = self._idle.pop()
            if worker.alive:
                return self._begun(worker)
        self._fill()
        if len(self._waiting) >= self._settings.query_waiting:
            raise StoreBusyError(_WAITING)
        future: asyncio.Future[Worker] = asyncio.get_running_loop().create_future()
        self._waiting.append((time.monotonic(), future))
        try:
            async with asyncio.timeout(self._settings.query_seconds):
                return await future
        except TimeoutError:
            self._unwanted(future)
            raise StoreBusyError(_WAITING) from None
        except asyncio.CancelledError:
            self._unwanted(future)
            raise

    def _unwanted(self, future: asyncio.Future[Worker]) -> None:
        """Take back a worker that came at the moment when nobody waited for it any more."""
        if not future.cancel() and not future.cancelled() and future.exception() is None:
            self.give_back(future.result())

    def give_back(self, worker: Worker) -> None:
        """Give back a worker that has answered to the end."""
        self._busy.discard(worker)
        worker.since = None
        if self._closed or self._retired or (worker.slow and not self._is_fit(worker)):
            worker.end()
        elif worker.alive:
            self._next(worker)
        self._fill()

    def _is_fit(self, worker: Worker) -> bool:
        """Tell whether a slow worker can go on as a quick one: it has touched its data, a new one is slow at first."""
        quick = len(self._idle) + sum(not other.slow for other in self._busy)
        few = quick < self._settings.query_workers * _MORE
        return few and worker.grown() < _GROWN and worker.step_forward()

    def end(self, worker: Worker) -> None:
        """End a worker that is not to go on, or has ended by itself."""
        if worker in self._busy:
            self._busy.discard(worker)
            self.ended += 1
        worker.end()
        self._fill()

    def tell(self, content: bytes, *, but: Worker) -> None:
        """Let all workers but one, and all that will be, make a change before they answer anything more.

        They do so a moment later, so that who waits for the change to be made does not wait for them.
        """
        self._nursery.change(content)
        for worker in (*self._idle, *self._busy):
            if worker is not but:
                worker.note(Kind.CHANGE, content)
        if self._later is None:
            self._later = asyncio.get_running_loop().call_later(_SOON, self._catch_up)

    def _catch_up(self) -> None:
        self._later = None
        self._nursery.catch_up()
        for worker in (*self._idle, *self._busy):
            worker.catch_up()

    @property
    def busy(self) -> int:
        """How many workers are busy."""
        return len(self._busy)

    @property
    def waiting(self) -> int:
        """How many queries wait for a worker."""
        return len(self._waiting)

    async def drain(self, seconds: float) -> None:
        """Wait until no worker is busy, but not longer than so many seconds."""
        until = time.monotonic() + seconds
        while self._busy and time.monotonic() < until:
            await asyncio.sleep(_TICK)

    def retire(self) -> None:
        """Answer what is being answered, and end; who waits for a worker is sent to the pool that takes its place."""
        self._retired = True
        while self._waiting:
            _, future = self._waiting.popleft()
            if not future.done():
                future.set_exception(RetiredError())
        if not self._busy:
            self.close()

    def close(self) -> None:
        """End all workers."""
        self._closed = True
        if self._watch is not None:
            self._watch.cancel()
        if self._later is not None:
            self._later.cancel()
        for worker in (*self._idle, *self._busy):
            worker.end()
        for _, future in self._waiting:
            if not future.done():
                future.set_exception(StoreBusyError("the server stops"))
        self._nursery.close()

    def _begun(self, worker: Worker) -> Worker:
        worker.begin()
        self._busy.add(worker)
        return worker

    def _born(self, worker: Worker) -> None:
        if self._closed or self._retired:
            worker.end()
        else:
            self._next(worker)

    def _lost(self) -> None:
        self.broken.set()

    def _next(self, worker: Worker) -> None:
        """Hand a free worker to who has waited longest, or let it wait."""
        while self._waiting:
            _, future = self._waiting.popleft()
            if not future.done():
                future.set_result(self._begun(worker))
                return
        self._idle.append(worker)

    def _fill(self) -> None:
        """Ask for the workers that are missing."""
        if self._retired and not self._busy:
            self.close()
        if self._closed or self._retired:
            return
        quick = len(self._idle) + sum(not worker.slow for worker in self._busy if worker.alive)
        for _ in range(self._settings.query_workers - quick - self._nursery.expected):
            self._nursery.fork()

    async def _look_after(self) -> None:
        """Let slow workers step back, and end those that take too long or too much."""
        while True:
            await asyncio.sleep(_TICK)
            self._idle = [worker for worker in self._idle if worker.alive]
            now = time.monotonic()
            stuck = bool(self._waiting) and now - self._waiting[0][0] > _STUCK
            for worker in [worker for worker in self._busy if worker.alive]:
                assert worker.since is not None  # noqa: S101 - it is busy
                taken = now - worker.since
                if taken > self._settings.query_seconds and not worker.answered:
                    worker.end(QueryLimitError(f"the query took longer than {self._settings.query_seconds:g} seconds"))
                elif taken > self._settings.answer_seconds:
                    worker.end(QueryLimitError("the answer took too long to send"))
                elif worker.turn != Turn.LAST:
                    self._set_back(worker, taken, stuck=stuck)
            self._make_way()
            self._save_memory()
            self._fill()

    def _set_back(self, worker: Worker, taken: float, *, stuck: bool) -> None:
        """Let a worker that has used much step back; if all wait for such, sooner."""
        slow, used = self._settings.query_slow_after, worker.used()
        if used > slow * _VERY:
            worker.step_back(Turn.LAST)
        elif used > (min(_STUCK, slow) if stuck else slow) or taken > slow * _WAITS:
            worker.step_back(Turn.LATER)

    def _make_way(self) -> None:
        """End slow workers that are too many: those whose clients do not listen, and then those that have used most."""
        for turn, most in ((Turn.LAST, 1), (Turn.LATER, _LIGHTER)):
            slow = [worker for worker in self._busy if worker.turn >= turn and worker.alive]
            more = len(slow) - most * self._settings.query_slow
            if more > 0:
                slow.sort(key=lambda worker: (worker.stalled() > _STALLED, worker.used()))
                for worker in slow[-more:]:
                    worker.end(StoreBusyError(_HEAVY))

    def _save_memory(self) -> None:
        """End the greediest workers while they take too much together."""
        taken = {worker: worker.grown() for worker in self._busy if worker.alive}
        while sum(taken.values()) > self._settings.queries_memory:
            greediest = max(taken, key=lambda worker: taken[worker])
            greediest.end(QueryLimitError("the query needed more memory than there is for queries"))
            del taken[greediest]
