import asyncio

import pytest

from api.leaving import Leaving


async def _gone() -> dict[str, str]:
    return {"type": "http.disconnect"}


async def _never() -> dict[str, str]:
    await asyncio.Event().wait()
    raise AssertionError


def test_who_leaves_is_answered_no_further():
    reached = []

    async def answer() -> None:
        with Leaving(_gone):
            await asyncio.Event().wait()
            reached.append("the end")
        reached.append("what comes after")
        await asyncio.sleep(0)  # is not cancelled a second time

    asyncio.run(asyncio.wait_for(answer(), 5))
    assert reached == ["what comes after"]


def test_who_stays_is_answered():
    async def answer() -> str:
        with Leaving(_never):
            await asyncio.sleep(0.05)
            return "answer"

    assert asyncio.run(answer()) == "answer"


def test_another_reason_to_stop_is_passed_on():
    async def answer() -> None:
        with Leaving(_never):
            await asyncio.Event().wait()

    with pytest.raises(TimeoutError):
        asyncio.run(asyncio.wait_for(answer(), 0.05))


def test_errors_are_passed_on():
    async def answer() -> None:
        with Leaving(_never):
            raise LookupError

    with pytest.raises(LookupError):
        asyncio.run(answer())
