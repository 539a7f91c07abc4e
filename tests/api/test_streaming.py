import asyncio
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from api.streaming import CHUNK, Sink, stream


@pytest.fixture
def threads() -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor(2) as pool:
        yield pool


def test_what_is_written_arrives_in_order(threads: ThreadPoolExecutor):
    parts = [bytes([number]) * 50_000 for number in range(20)]

    def write(sink: Sink) -> None:
        for part in parts:
            sink.write(part)

    async def read() -> list[bytes]:
        return [chunk async for chunk in await stream(write, threads)]

    chunks = asyncio.run(read())
    assert b"".join(chunks) == b"".join(parts)
    assert len(chunks) > 1


def test_nothing_written_is_an_empty_answer(threads: ThreadPoolExecutor):
    async def read() -> list[bytes]:
        return [chunk async for chunk in await stream(lambda _: None, threads)]

    assert asyncio.run(read()) == []


def test_what_fails_at_first_is_raised_at_once(threads: ThreadPoolExecutor):
    def write(_: Sink) -> None:
        raise LookupError("at first")

    async def start() -> None:
        await stream(write, threads)

    with pytest.raises(LookupError, match="at first"):
        asyncio.run(start())


def test_what_fails_later_cuts_the_answer_off(threads: ThreadPoolExecutor):
    def write(sink: Sink) -> None:
        sink.write(b"x" * CHUNK)
        raise LookupError("later")

    async def read() -> None:
        chunks = await stream(write, threads)
        assert await anext(chunks) == b"x" * CHUNK
        with pytest.raises(LookupError, match="later"):
            await anext(chunks)

    asyncio.run(read())


def test_the_thread_ends_when_nobody_reads(threads: ThreadPoolExecutor):
    ended = threading.Event()

    def write(sink: Sink) -> None:
        try:
            while True:
                sink.write(b"x" * CHUNK)
        finally:
            ended.set()

    async def read() -> None:
        chunks = await stream(write, threads)
        await anext(chunks)
        await chunks.aclose()
        assert await asyncio.to_thread(ended.wait, 5)

    asyncio.run(read())


def test_a_thread_does_not_run_far_ahead(threads: ThreadPoolExecutor):
    written = 0

    def write(sink: Sink) -> None:
        nonlocal written
        for _ in range(100):
            sink.write(b"x" * CHUNK)
            written += 1

    async def read() -> None:
        chunks = await stream(write, threads)
        await asyncio.sleep(0.2)
        assert written < 10
        await chunks.aclose()  # unread: the thread must end all the same

    asyncio.run(read())
