"""The zygote: the process that holds the data, and of which every worker is a copy.

A copy shares the memory of what it copies until one of them writes, so that a worker is there within milliseconds and
costs little. The zygote never evaluates anything itself. It ends when the server does, and the workers with it.
"""

from __future__ import annotations

import contextlib
import ctypes
import gc
import os
import resource
import signal
import socket
import struct
import sys
import threading
from pathlib import Path
from typing import Any, Final

import pyoxigraph

from api.workers.data import Data, load
from api.workers.evaluate import serve
from api.workers.frames import Kind, encode, from_json, receive
from kg.store.delta import Delta

__all__ = ["PID", "main"]

#: How the number of a new process is told, with the socket to it.
PID: Final = struct.Struct(">Q")
_SET_PDEATHSIG: Final = 1
_PAGE: Final = resource.getpagesize()


def main() -> None:
    """Run: the number of the socket to the server is the only argument."""
    control = socket.socket(fileno=int(sys.argv[1]))
    _die_with_parent()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    frame = receive(control)
    if frame is None:
        return
    told = from_json(frame[1])
    data = load(told["folder"], told["dump"]) if told["memory"] else None
    gc.collect()
    gc.freeze()
    _give_back()
    control.sendall(encode(Kind.END))
    while (frame := receive(control)) is not None:
        kind, content = frame
        if kind == Kind.FORK:
            _fork(control, data, told)
        elif kind == Kind.CHANGE and data is not None:
            data.change(Delta.from_bytes(content))


def _fork(control: socket.socket, data: Data | None, told: dict[str, Any]) -> None:
    ours, theirs = socket.socketpair()
    pid = os.fork()
    if pid:
        ours.close()
        socket.send_fds(control, [PID.pack(pid)], [theirs.fileno()])
        theirs.close()
        return
    status = 1
    try:
        _die_with_parent()
        _take_turns()
        control.close()
        theirs.close()
        if data is None:
            data = Data(pyoxigraph.Store.read_only(told["folder"]))
        # The allocator gives a thread a place of its own; what the data was loaded with is slow, and shared.
        thread = threading.Thread(target=_live, args=(ours, data, told))
        thread.start()
        thread.join()
        status = 0
    finally:
        os._exit(status)


def _give_back() -> None:
    """Give back memory that was only needed to load the data; every worker would count it as its own."""
    with contextlib.suppress(AttributeError):  # of GNU's C library alone
        ctypes.CDLL(None).malloc_trim(0)


def _take_turns() -> None:
    """Let a worker that wakes wait for its turn: the server, which wakes it, has something to do for others first."""
    with contextlib.suppress(OSError):
        os.sched_setscheduler(0, os.SCHED_BATCH, os.sched_param(0))


def _live(connection: socket.socket, data: Data, told: dict[str, Any]) -> None:
    _limit(told["query_memory"])
    serve(connection, data, default=told["default"])


def _limit(memory: int) -> None:
    """Allow a worker so many bytes more than it has; what needs more ends it, and it alone."""
    with Path("/proc/self/statm").open(encoding="ascii") as file:
        has = int(file.read().split()[0]) * _PAGE
    resource.setrlimit(resource.RLIMIT_AS, (has + memory, has + memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _die_with_parent() -> None:
    """Ask the system to end this process when its parent ends."""
    ctypes.CDLL(None, use_errno=True).prctl(_SET_PDEATHSIG, signal.SIGKILL)


if __name__ == "__main__":
    main()
