"""Does the clock go on ticking, whatever happens to it, and does everybody see where it does not?"""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any

import pytest
from apscheduler.jobstores.memory import MemoryJobStore
from sqlalchemy import text

import storage
from bot import letters
from bot.clock import Clock, StillClock
from bot.policy import Policy
from bot.running import Bot
from practice import story
from scheduler.deliver import Deliverer
from scheduler.loop import AGREE_WITHIN, JITTER, Evenly, Ticker
from scheduler.work import Work
from storage.database import Db
from tests.stories.house import MONDAY, House, house

OFTEN = timedelta(seconds=0.1)
TEAM = "T0PRACTICE"
NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)


@contextlib.asynccontextmanager
async def ticking(there: House, every: timedelta = OFTEN, wall: Clock | None = None) -> AsyncIterator[Bot]:
    """The bot of the house with another ticker; the first one has stopped."""
    await there.bot.ticker.stop()
    deliverer = Deliverer(there.bot.database, there.bot.client, Policy(), there.clock)
    work = Work(there.bot.database, deliverer, Policy(), there.clock)
    ticker = Ticker(there.bot.database, work, there.clock, every=every, wall=wall)
    there.bot.database.on_wake = ticker.wake
    ticker.start()
    yield replace(there.bot, ticker=ticker)
    await ticker.stop()


async def until(met: Callable[[], bool], within: float = 20.0) -> None:
    """Waits for a condition."""
    async with asyncio.timeout(within):
        while not met():  # noqa: ASYNC110 - what is waited for sends no word
            await asyncio.sleep(0.005)


def a_letter(db: Db, key: str, recipient: str) -> None:
    """Something is to be said: that something was given up, which is put there the first time."""
    lost = storage.outbox.letter(db, TEAM, "lost", letters.GIVEN_UP, story.MAYA, MONDAY, MONDAY)
    if lost is not None:
        storage.outbox.claim(db, "token", MONDAY, MONDAY, 1)
        held = storage.outbox.held(db, TEAM, lost, "token")
        assert held is not None
        storage.outbox.bury(db, held, "token", "channel_not_found")
    storage.outbox.letter(db, TEAM, key, letters.GIVEN_UP, recipient, MONDAY, MONDAY)


def heard(there: House) -> int:
    return len(there.slack.seat(story.RITA).dm())


class Broken(MemoryJobStore):  # type: ignore[misc]
    """A job store that cannot be read, at which APScheduler falls silent for good."""

    def get_next_run_time(self) -> Any:
        raise OSError("the store cannot be read")


def newer(ticker: Ticker, moment: float) -> bool:
    return ticker.last_tick_ok > moment


def breaks(ticker: Ticker) -> None:
    ticker.scheduler.add_jobstore(Broken(), "broken")


@pytest.mark.parametrize(
    "falls_silent",
    [
        pytest.param(lambda ticker: ticker.scheduler.pause(), id="nothing is run"),
        pytest.param(breaks, id="its store breaks"),
    ],
)
async def test_the_watchdog_ticks_when_the_scheduler_falls_silent(tmp_path, falls_silent):
    async with house(f"sqlite:///{tmp_path / 'rapport.db'}") as there, ticking(there) as bot:
        await until(lambda: bot.ticker.last_tick_ok > 0)
        asyncio.get_running_loop().set_exception_handler(lambda loop, context: None)
        falls_silent(bot.ticker)
        for _ in range(3):
            before = bot.ticker.last_tick_ok
            await until(partial(newer, bot.ticker, before))
        assert bot.ticker.ticking()


@pytest.mark.parametrize(
    "previous",
    [
        pytest.param(None, id="the first time"),
        pytest.param(NOW - timedelta(seconds=15), id="in time"),
        pytest.param(NOW - timedelta(days=3650), id="the wall clock has jumped ahead by ten years"),
        pytest.param(NOW + timedelta(days=3650), id="or back"),
    ],
)
def test_what_was_missed_is_not_made_up_for(previous):
    every = timedelta(seconds=15)
    for _ in range(100):
        following = Evenly(every).get_next_fire_time(previous, NOW)
        assert every * (1 - JITTER) <= following - NOW <= every * (1 + JITTER)


async def test_a_tick_that_fails_does_not_stop_the_next(database_url):
    async with house(database_url) as there, ticking(there) as bot:
        await bot.database.transact(lambda db: db.execute(text("ALTER TABLE promises RENAME TO elsewhere")))
        await until(lambda: bot.ticker.trouble >= 2)
        await until(lambda: not bot.ticker.ticking())
        assert not (await bot.ready())["ticking"]
        await bot.database.transact(lambda db: db.execute(text("ALTER TABLE elsewhere RENAME TO promises")))
        await bot.database.transact(a_letter, "first", story.RITA)
        await until(lambda: heard(there) == 1)
        await until(bot.ticker.ticking)
        assert all((await bot.ready()).values())


async def test_what_is_committed_while_a_tick_ends_is_heard_at_once(tmp_path):
    every_day = timedelta(days=1)
    async with house(f"sqlite:///{tmp_path / 'rapport.db'}") as there, ticking(there, every_day) as bot:
        there.slack.workspace.listen(lambda change: came.set())
        for number in range(100):
            came = asyncio.Event()
            await asyncio.sleep(number % 25 * 0.0004)  # now and then this falls between a tick's last look and its end
            await bot.database.transact(a_letter, f"letter {number}", story.RITA)
            async with asyncio.timeout(5):
                while heard(there) <= number:
                    await came.wait()
                    came.clear()


async def test_tables_of_another_version_turn_it_red(database_url):
    async with house(database_url) as there:
        assert all((await there.bot.ready()).values())
        await there.bot.database.transact(lambda db: db.execute(text("UPDATE alembic_version SET version_num = '0'")))
        assert [part for part, fine in (await there.bot.ready()).items() if not fine] == ["tables"]


async def test_a_database_that_is_gone_turns_it_red_until_it_is_back(postgres, postgres_url):
    async with house(postgres_url) as there:
        postgres.stop("immediate")
        found = await there.bot.ready()
        assert [part for part, fine in found.items() if not fine] == ["database", "tables"]
        postgres.start()
        assert all((await there.bot.ready()).values())


@pytest.mark.parametrize("ahead", [timedelta(minutes=1), -timedelta(minutes=1)])
async def test_nothing_is_claimed_while_the_clocks_differ(postgres_url, ahead):
    wall = StillClock(Clock().now() + ahead)
    async with house(postgres_url) as there, ticking(there, wall=wall) as bot:
        await until(lambda: not bot.ticker.agrees)
        await bot.database.transact(a_letter, "first", story.RITA)
        await bot.ticker.tick()
        assert heard(there) == 0
        assert [part for part, fine in (await bot.ready()).items() if not fine] == ["clock"]
        wall.set(Clock().now() + AGREE_WITHIN / 2)
        await bot.ticker.tick()
        assert heard(there) == 1
        assert all((await bot.ready()).values())


async def test_sqlite_has_no_clock_to_differ_from(tmp_path):
    wall = StillClock(Clock().now() + timedelta(days=1))
    async with house(f"sqlite:///{tmp_path / 'rapport.db'}") as there, ticking(there, wall=wall) as bot:
        await bot.ticker.tick()
        assert bot.ticker.agrees


async def test_nothing_is_begun_after_the_end(tmp_path):
    async with house(f"sqlite:///{tmp_path / 'rapport.db'}") as there:
        await there.bot.ticker.stop()
        await there.bot.database.transact(a_letter, "first", story.RITA)
        await there.bot.ticker.tick()
        assert heard(there) == 0
