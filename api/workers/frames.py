"""Frames: what the server and its workers say to each other, each with its kind and its length."""

from __future__ import annotations

import json
import socket
import struct
from collections import deque
from collections.abc import Iterator
from enum import IntEnum
from typing import Any, Final

__all__ = ["HEADER", "Frame", "Inbox", "Kind", "decode", "encode", "from_json", "receive", "to_json", "told"]

#: One byte for the kind, four for the length of what follows.
HEADER: Final = struct.Struct(">BI")

#: How many bytes are taken at a time.
_AT_ONCE: Final = 262_144

#: A kind with its content.
Frame = tuple[int, bytes]


class Kind(IntEnum):
    """Tell what a frame is."""

    QUESTION = 1
    """To a worker: a query as JSON."""
    UPDATE = 2
    """To a worker: an update as JSON; it is answered with its change, which the worker then makes by itself."""
    GRAPH = 9
    """To a worker: a graph to write, as a line of JSON and its content; answered as an update is."""
    UNDO = 11
    """To a worker: the change that it has made by itself is not to be."""
    CHANGE = 3
    """To a worker or the parent: quads that leave and enter; from a worker: what an update would change."""
    FORK = 4
    """To the parent of the workers: make one more."""
    HEAD = 5
    """From a worker: what kind of answer follows, and in which format (see `told`)."""
    WHOLE = 10
    """From a worker: a short answer, as a line that tells its format, and its bytes."""
    DATA = 6
    """From a worker: the next bytes of the answer."""
    END = 7
    """From a worker: the answer is whole."""
    ERROR = 8
    """From a worker: why there is no answer, as JSON."""


def encode(kind: Kind, content: bytes = b"") -> bytes:
    """Write a frame."""
    return HEADER.pack(kind, len(content)) + content


def decode(buffer: bytearray) -> Iterator[Frame]:
    """Take the whole frames off the front of a buffer."""
    position = 0
    while len(buffer) - position >= HEADER.size:
        kind, length = HEADER.unpack_from(buffer, position)
        end = position + HEADER.size + length
        if len(buffer) < end:
            break
        yield kind, bytes(memoryview(buffer)[position + HEADER.size : end])
        position = end
    del buffer[:position]


class Inbox:
    """Take frames from a connection, as many at a time as have come.

    Args:
        connection: To the other side.
    """

    def __init__(self, connection: socket.socket) -> None:
        self._connection = connection
        self._buffer = bytearray()
        self._frames: deque[Frame] = deque()

    def receive(self) -> Frame | None:
        """Wait for a frame; None when the other side has gone."""
        while not self._frames:
            data = self._connection.recv(_AT_ONCE)
            if not data:
                return None
            self._buffer += data
            self._frames.extend(decode(self._buffer))
        return self._frames.popleft()


def receive(connection: socket.socket) -> Frame | None:
    """Wait for a frame; None when the other side has gone."""
    head = _exactly(connection, HEADER.size)
    if head is None:
        return None
    kind, length = HEADER.unpack(head)
    content = _exactly(connection, length)
    return None if content is None else (kind, content)


def _exactly(connection: socket.socket, size: int) -> bytes | None:
    content = bytearray(size)
    view = memoryview(content)
    while view:
        count = connection.recv_into(view)
        if not count:
            return None
        view = view[count:]
    return bytes(content)


def told(name: str, *, graph: bool) -> bytes:
    """Write what kind of answer follows, in which format."""
    return f"{'graph' if graph else 'rows'} {name}".encode()


def to_json(value: object) -> bytes:
    """Write a value for a frame."""
    return json.dumps(value, ensure_ascii=False).encode()


def from_json(content: bytes) -> Any:  # noqa: ANN401 - whatever the other side wrote
    """Read a value of a frame."""
    return json.loads(content)
