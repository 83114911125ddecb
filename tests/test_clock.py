"""Is time measured by the clock that is given, also where it stands still?"""

import asyncio
from datetime import UTC, datetime, timedelta

from bot.clock import Clock, StillClock

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


async def test_whoever_sleeps_by_a_clock_that_stands_still_wakes_when_it_is_set():
    clock = StillClock(NOON)
    asleep = asyncio.create_task(clock.sleep(10))
    await asyncio.sleep(0)
    for seconds, awake in ((9, False), (10, True)):
        clock.set(NOON + timedelta(seconds=seconds))
        await asyncio.wait({asleep}, timeout=0)
        assert asleep.done() is awake


async def test_a_task_is_waited_for_until_it_is_over_or_has_taken_long_enough():
    clock, over = StillClock(NOON), asyncio.Event()
    task = asyncio.create_task(over.wait())
    waiting = asyncio.create_task(clock.wait(task, 1))
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    clock.set(NOON + timedelta(seconds=1))
    assert await waiting is False
    over.set()
    assert await clock.wait(task, 1) is True


async def test_who_is_no_longer_waited_for_leaves_nobody_asleep():
    clock = StillClock(NOON)
    never = asyncio.create_task(asyncio.Event().wait())
    before = asyncio.all_tasks()
    waiting = asyncio.create_task(clock.wait(never, 1))
    await asyncio.sleep(0)
    waiting.cancel()
    await asyncio.wait({waiting})
    await asyncio.sleep(0)
    assert asyncio.all_tasks() == before
    never.cancel()


async def test_the_real_clock_waits_in_real_time():
    never = asyncio.create_task(asyncio.Event().wait())
    assert await Clock().wait(never, 0.001) is False
    never.cancel()
