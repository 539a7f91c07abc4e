"""Leaving: a client that hangs up takes its request with it, also before the first byte of the answer."""

from __future__ import annotations

import asyncio
from typing import Final

from starlette.types import Receive

__all__ = ["Leaving"]

#: How long a request is answered before anybody looks whether its client is still there, in seconds; most are done.
_SOON: Final = 0.01


class Leaving:
    """Cancel the task that answers a request when its client hangs up, for the time of a ``with`` block.

    Args:
        receive: The request's; its body has been read.
    """

    def __init__(self, receive: Receive) -> None:
        self._receive = receive
        self._left = False

    def __enter__(self) -> Leaving:
        self._task = asyncio.current_task()
        self._watcher: asyncio.Task[None] | None = None
        self._timer = asyncio.get_running_loop().call_later(_SOON, self._begin)
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: object) -> bool:
        self._timer.cancel()
        if self._watcher is not None:
            self._watcher.cancel()
        if self._left and self._task is not None:
            self._task.uncancel()
        return self._left and kind is asyncio.CancelledError

    def _begin(self) -> None:
        self._watcher = asyncio.get_running_loop().create_task(self._watch())

    async def _watch(self) -> None:
        while (await self._receive())["type"] != "http.disconnect":
            pass
        self._left = True
        if self._task is not None:
            self._task.cancel()
