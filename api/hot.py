"""The hot path: from a question to the bytes of its reply, written to the server without a framework in between.

An answer that is there within a moment is sent whole, with its length and a strong ETag, and kept. A longer one is sent
while it is made; it is kept too if it turns out not to be too long.
"""

from __future__ import annotations

import asyncio
from typing import Final

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.types import Send

from api.cache import Alone, Flight, Kept, Key, ResultCache, fingerprint, key_of
from api.compress import Packer, choose
from api.engine import Answer, Chunks, Engine, Question, UnacceptableError
from api.leaving import Leaving
from api.validators import has
from kg.errors import FoederaError, QueryLimitError, StoreError

__all__ = ["BrokenReplyError", "reply_to"]

#: An answer of fewer bytes is sent whole if it is made within so many seconds of its first ones.
_SHORT: Final = 262_144
_SOON: Final = 0.01
_VARY: Final = (b"vary", b"Accept, Accept-Encoding")
_ASK_AGAIN: Final = (b"cache-control", b"no-cache")


class BrokenReplyError(RuntimeError):
    """Report that an answer ended after a part of it had been sent."""


async def reply_to(question: Question, request: Request, send: Send) -> None:
    """Answer a question, and stop when the client hangs up.

    Args:
        question: The question.
        request: The request it came with; its body has been read.
        send: Where the reply goes.

    Raises:
        QueryError: If it cannot be parsed or is not allowed.
        QueryLimitError: If it cannot be answered within the limits.
        StoreError: If it cannot be answered.
        BrokenReplyError: If it ends in the middle; then the reply has no end either, so that nobody takes it for whole.
        UnacceptableError: If the client accepts no format of that kind.
    """
    with Leaving(request.receive):
        await _Reply(question, request, send).make()


class _Reply:
    """Be a reply in the making."""

    def __init__(self, question: Question, request: Request, send: Send) -> None:
        self._question = question
        self._request = request
        self._send = send
        state = request.app.state
        self._engine: Engine = state.engine
        self._cache: ResultCache = state.cache
        self._encoding = choose(request.headers.get("accept-encoding", ""))

    async def make(self) -> None:
        key = key_of(self._question, self._engine.version) if self._cache.size else None
        if key is None:
            await self._evaluate(None, None)
            return
        while True:
            if (kept := self._cache.get(key)) is not None:
                await self._whole(key, kept)
                return
            flight = self._cache.flights.get(key)
            if flight is None:
                await self._lead(key)
                return
            found = await asyncio.shield(flight)
            if isinstance(found, Kept):
                await self._whole(key, found)
                return
            if found is Alone.ALONE:
                await self._evaluate(None, None)
                return

    async def _lead(self, key: Key) -> None:
        """Answer for all who ask the same meanwhile."""
        flight: Flight = asyncio.get_running_loop().create_future()
        self._cache.flights[key] = flight
        try:
            await self._evaluate(key, flight)
        except (QueryLimitError, StoreError) as error:
            if not flight.done():
                flight.set_exception(error)
                flight.exception()  # nobody need be waiting
            raise
        finally:
            self._over(key, flight, Alone.AGAIN)

    def _over(self, key: Key | None, flight: Flight | None, found: Kept | Alone) -> None:
        """Tell those who wait what was found; who comes from now on does not wait for this."""
        if flight is None or key is None:
            return
        if self._cache.flights.get(key) is flight:
            del self._cache.flights[key]
        if not flight.done():
            flight.set_result(found)

    async def _evaluate(self, key: Key | None, flight: Flight | None) -> None:
        try:
            answer = await self._engine.answer(self._question)
        except (UnacceptableError, HTTPException):
            self._over(key, flight, Alone.ALONE)
            raise
        try:
            begun = bytearray()
            whole = answer.whole
            if whole is None and await _gathered(answer.chunks, begun):
                whole = bytes(begun)
            if whole is not None:
                kept = _kept(answer, whole)
                if key is not None:
                    self._cache.put(key, kept)
                self._over(key, flight, kept)
                await self._whole(key, kept)
            else:
                self._over(key, flight, Alone.ALONE)
                await self._stream(key, answer, begun)
        finally:
            await answer.chunks.aclose()

    async def _whole(self, key: Key | None, kept: Kept) -> None:
        """Send a whole answer, or 304 to who has it."""
        tag = kept.tag(self._encoding)
        headers = [_VARY, _ASK_AGAIN, (b"etag", tag.encode("ascii"))]
        if self._request.method == "GET" and has(self._request, tag):
            await self._start(304, headers)
            await self._send({"type": "http.response.body", "body": b""})
            return
        body = kept.body
        if self._encoding is not None and kept.packs(self._encoding):
            body = await self._cache.encoded(key, kept, self._encoding)
            headers.append((b"content-encoding", self._encoding.encode("ascii")))
        headers.append((b"content-type", kept.content_type.encode("latin-1")))
        headers.append((b"content-length", str(len(body)).encode("ascii")))
        await self._start(200, headers)
        await self._send({"type": "http.response.body", "body": body})

    async def _stream(self, key: Key | None, answer: Answer, begun: bytearray) -> None:
        """Send an answer as it comes, and keep it if it fits."""
        packer = Packer(self._encoding) if self._encoding is not None else None
        content_type = answer.format.content_type
        headers = [_VARY, _ASK_AGAIN, (b"content-type", content_type.encode("latin-1"))]
        if self._encoding is not None:
            headers.append((b"content-encoding", self._encoding.encode("ascii")))
        await self._start(200, headers)
        if self._request.scope.get("head"):
            await self._send({"type": "http.response.body", "body": b""})
            return
        told = bytearray() if key is not None else None
        chunk = bytes(begun)
        begun.clear()
        while True:
            if chunk:
                sent = await packer.part(chunk) if packer is not None else chunk
                await self._send({"type": "http.response.body", "body": sent, "more_body": True})
                if told is not None:
                    told += chunk
                    told = told if len(told) <= self._cache.most else None
            try:
                chunk = await anext(answer.chunks)
            except StopAsyncIteration:
                break
            except FoederaError as error:
                raise BrokenReplyError("the answer broke off") from error
        if key is not None and told is not None:
            self._cache.put(key, _kept(answer, bytes(told)))
        await self._send({"type": "http.response.body", "body": packer.end() if packer is not None else b""})

    async def _start(self, status: int, headers: list[tuple[bytes, bytes]]) -> None:
        await self._send({"type": "http.response.start", "status": status, "headers": headers})


async def _gathered(chunks: Chunks, into: bytearray) -> bool:
    """Gather the chunks that come soon, and tell whether these are all."""
    try:
        into += await anext(chunks)
        async with asyncio.timeout(_SOON):
            while len(into) < _SHORT:
                into += await anext(chunks)
    except StopAsyncIteration:
        return True
    except TimeoutError:
        return False
    return False


def _kept(answer: Answer, body: bytes) -> Kept:
    content_type = answer.format.content_type
    return Kept(content_type, body, fingerprint(content_type, body))
