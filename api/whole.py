"""Whole replies: answers that are sent with their length, where it is known soon enough."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from starlette.responses import Response

from api.engine import Answer, Chunks
from api.reply import StreamReply

__all__ = ["whole_reply"]

#: An answer of fewer bytes is sent with its length.
_SHORT: Final = 262_144


class _Begun:
    """Be chunks of which the first were read already."""

    def __init__(self, first: bytes, rest: Chunks) -> None:
        self._first: bytes | None = first
        self._rest = rest

    def __aiter__(self) -> _Begun:
        return self

    async def __anext__(self) -> bytes:
        first, self._first = self._first, None
        return first if first is not None else await self._rest.__anext__()

    async def aclose(self) -> None:
        await self._rest.aclose()


async def whole_reply(answer: Answer, headers: Mapping[str, str], *, head: bool) -> Response:
    """Send an answer with its length, or while it is made if it is long.

    Args:
        answer: The answer.
        headers: Headers of the reply.
        head: Whether only its length is asked for; then it is always told.
    """
    body = bytearray()
    length = 0
    kind = {"Content-Type": answer.format.content_type}
    try:
        async for chunk in answer.chunks:
            length += len(chunk)
            if not head:
                body += chunk
                if length >= _SHORT:
                    return StreamReply(_Begun(bytes(body), answer.chunks), answer.format.content_type, headers)
    except BaseException:
        await answer.chunks.aclose()
        raise
    return Response(bytes(body), 200, {**headers, **kind, "Content-Length": str(length)})
