"""Does work beside the rounds go on once, hold up none of them, and fail without a noise of its own?"""

import asyncio

from bot.clock import Clock, StillClock
from scheduler.beside import Beside
from tests.stories.desk import logged
from tests.stories.house import MONDAY


async def test_what_takes_longer_goes_on_once_and_is_over_in_the_end():
    clock, go = StillClock(MONDAY), asyncio.Event()
    begun = []

    async def work() -> None:
        begun.append(1)
        await go.wait()

    there = Beside(clock, "it.left")
    for round_ in range(1, 3):
        waiting = asyncio.create_task(there.wait(7, work))
        for _ in range(5):
            await asyncio.sleep(0)
        clock.set(MONDAY.replace(second=round_ * 2))
        assert await waiting is False
    go.set()
    assert await there.wait(7, work) is True
    assert begun == [1]


async def test_what_fails_is_logged_by_its_kind_alone_and_may_be_begun_again():
    async def work() -> None:
        raise RuntimeError("of Ana Silva")

    there = Beside(Clock(), "it.left")
    with logged() as log:
        assert [await there.wait(7, work) for _ in range(2)] == [True, True]
    assert log.getvalue().count("it.left") == 2
    assert "RuntimeError" in log.getvalue()
    assert "Ana" not in log.getvalue()


async def test_what_goes_on_at_the_end_is_left():
    begun, left = asyncio.Event(), asyncio.Event()

    async def work() -> None:
        begun.set()
        try:
            await asyncio.Event().wait()
        finally:
            left.set()

    there = Beside(StillClock(MONDAY), "it.left")
    waiting = asyncio.create_task(there.wait(7, work))
    await begun.wait()
    await there.close()
    assert left.is_set()
    assert await waiting is True
