"""Compression: what a client can unpack, and how it is packed."""

from __future__ import annotations

import asyncio
import zlib
from functools import lru_cache
from typing import Final, Protocol

import zstandard

__all__ = ["LEAST", "Packer", "choose", "pack", "packed"]

#: Bodies of fewer bytes are sent as they are.
LEAST: Final = 1_400
#: What is packed while somebody waits is packed lightly.
_LEVEL: Final = 1
#: How many bytes are packed at once in the event loop; more are packed in a thread.
_INLINE: Final = 32_768
#: zlib's window of 15 bits, with the head and tail of a gzip file.
_GZIP: Final = 31
_ZSTD_NOW: Final = zstandard.COMPRESSOBJ_FLUSH_BLOCK


class _Made(Protocol):
    def compress(self, data: bytes, /) -> bytes: ...

    def flush(self, mode: int = ..., /) -> bytes: ...


@lru_cache(256)
def choose(accepted: str) -> str | None:
    """Choose an encoding by an Accept-Encoding header; None for none (RFC 9110, section 12.5.3).

    >>> choose("gzip, deflate, br, zstd"), choose("gzip;q=0.5, zstd;q=0"), choose("br"), choose("*;q=0")
    ('zstd', 'gzip', None, None)
    """
    weights: dict[str, float] = {}
    for part in accepted.lower().split(","):
        name, _, option = part.partition(";")
        weight = option.replace(" ", "").partition("q=")[2]
        try:
            weights[name.strip()] = float(weight) if weight else 1.0
        except ValueError:
            weights[name.strip()] = 0.0
    anything = weights.get("*", 0.0)
    plain = weights.get("identity", 0.0)
    best = max(("zstd", "gzip"), key=lambda name: weights.get(name, anything))
    found = weights.get(best, anything)
    return best if found > 0 and found >= plain else None


class Packer:
    """Pack a body that comes in parts; what has come can be unpacked at once.

    Args:
        encoding: As `choose` returned it.
    """

    def __init__(self, encoding: str) -> None:
        self._made: _Made
        if encoding == "zstd":
            self._made, self._now = zstandard.ZstdCompressor(level=_LEVEL).compressobj(), _ZSTD_NOW
        else:
            self._made, self._now = zlib.compressobj(_LEVEL, zlib.DEFLATED, _GZIP), zlib.Z_SYNC_FLUSH

    async def part(self, data: bytes) -> bytes:
        """Pack a part; a large one in a thread, so that nobody else waits."""
        return self._packed(data) if len(data) <= _INLINE else await asyncio.to_thread(self._packed, data)

    def end(self) -> bytes:
        """Return the rest."""
        return self._made.flush()

    def _packed(self, data: bytes) -> bytes:
        return self._made.compress(data) + self._made.flush(self._now)


def pack(body: bytes, encoding: str) -> bytes:
    """Pack a whole body; the same body gives the same bytes."""
    if encoding == "zstd":
        return zstandard.ZstdCompressor(level=_LEVEL).compress(body)
    return zlib.compress(body, _LEVEL, _GZIP)


async def packed(body: bytes, encoding: str) -> bytes:
    """Pack a whole body; a large one in a thread, so that nobody else waits."""
    return pack(body, encoding) if len(body) <= _INLINE else await asyncio.to_thread(pack, body, encoding)
