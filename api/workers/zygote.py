"""The zygote: the process that holds the data, and of which every worker is a copy.

A copy shares the memory of what it copies until one of them writes, so that a worker is there within milliseconds and
costs little. The zygote never evaluates anything itself. It ends when the server does, and the workers with it.
"""

from __future__ import annotations

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
from pyoxigraph import RdfFormat

from api.workers.evaluate import serve
from api.workers.frames import Kind, encode, from_json, receive
from kg.store.delta import Delta

__all__ = ["PID", "main"]

#: How the number of a new process is told, with the socket to it.
PID: Final = struct.Struct(">Q")
_SET_PDEATHSIG: Final = 1
#: Of `mallopt`.
_TRIM_THRESHOLD: Final = -1
_MMAP_THRESHOLD: Final = -3
_KEPT: Final = 33_554_432
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
    store = _load(told)
    _keep_memory()
    gc.collect()
    gc.freeze()
    control.sendall(encode(Kind.END))
    while (frame := receive(control)) is not None:
        kind, content = frame
        if kind == Kind.FORK:
            _fork(control, store, told)
        elif kind == Kind.CHANGE and store is not None:
            Delta.from_bytes(content).apply(store)


def _load(told: dict[str, Any]) -> pyoxigraph.Store | None:
    """Load the data into memory; None where each worker opens the folder for itself."""
    if not told["memory"]:
        return None
    store = pyoxigraph.Store()
    if told["dump"] is not None:
        store.bulk_load(path=told["dump"], format=RdfFormat.N_QUADS, lenient=True)
    else:
        _copy(told["folder"], store)
    return store


def _copy(folder: str, store: pyoxigraph.Store) -> None:
    """Copy a store on disk into memory, through a pipe of N-Quads: twice as fast as quad by quad."""
    kept = pyoxigraph.Store.read_only(folder)
    out, into = os.pipe()

    def dump() -> None:
        with os.fdopen(into, "wb", buffering=1 << 20) as file:
            kept.dump(file, RdfFormat.N_QUADS)

    thread = threading.Thread(target=dump)
    thread.start()
    with os.fdopen(out, "rb", buffering=1 << 20) as file:
        store.bulk_load(input=file, format=RdfFormat.N_QUADS, lenient=True)
    thread.join()


def _fork(control: socket.socket, store: pyoxigraph.Store | None, told: dict[str, Any]) -> None:
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
        control.close()
        theirs.close()
        if store is None:
            store = pyoxigraph.Store.read_only(told["folder"])
        _limit(told["query_memory"])
        serve(ours, store, default=told["default"])
        status = 0
    finally:
        os._exit(status)


def _keep_memory() -> None:
    """Let the allocator keep some of what was freed instead of asking the system anew for each query."""
    libc = ctypes.CDLL(None)
    if hasattr(libc, "mallopt"):
        for parameter in (_TRIM_THRESHOLD, _MMAP_THRESHOLD):
            libc.mallopt(parameter, _KEPT)


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
