"""When does the clock tick, and is it still ticking?"""

from __future__ import annotations

import asyncio
import random
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from typing import Any, Protocol

import structlog
from apscheduler.events import EVENT_JOB_ERROR, EVENT_JOB_MAX_INSTANCES, EVENT_JOB_MISSED
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.base import BaseTrigger

import storage
from bot.clock import Clock
from scheduler.work import Work
from storage.database import Database, Db

log = structlog.get_logger("loop")
EVERY = timedelta(seconds=15)
JITTER = 0.1
STILL_TICKING = 3
MOST_ROUNDS = 1_000
AGREE_WITHIN = timedelta(seconds=5)


class Settable(Protocol):
    """A clock that can be moved."""

    def now(self) -> datetime:
        """Tell the present moment."""

    def set(self, moment: datetime) -> None:
        """Go to a moment."""


class Evenly(BaseTrigger):  # type: ignore[misc]
    """Fires every so often from now on: what was missed is not made up for, however far the wall clock jumps."""

    def __init__(self, every: timedelta) -> None:
        self._every = every

    def get_next_fire_time(self, _previous: datetime | None, now: datetime) -> datetime:
        """Tell when to fire next; a little earlier or later, so that replicas do not march in step."""
        return now + self._every * random.uniform(1 - JITTER, 1 + JITTER)


class Ticker:
    """Has the work done every few seconds and whenever it is woken; one tick at a time.

    APScheduler only calls `tick`, and so do tests. A watchdog on the monotonic clock ticks as well should the
    scheduler fall silent, as it does while the wall clock is set back. `wall` is this machine's own clock, to be
    compared with the database's: where they differ nothing is claimed, since leases would mean nothing.
    """

    def __init__(
        self,
        database: Database,
        work: Work,
        clock: Clock,
        *,
        every: timedelta = EVERY,
        wall: Clock | None = None,
    ) -> None:
        self._database = database
        self._work = work
        self._clock = clock
        self._every = every
        self._wall = wall or Clock()
        self._woken = asyncio.Event()
        self._one = asyncio.Lock()
        self._tasks: list[asyncio.Task[None]] = []
        self._stopping = False
        self.scheduler = AsyncIOScheduler(timezone=UTC)
        self.last_tick_ok = clock.monotonic()
        self.agrees = True
        self._trouble = 0

    async def tick(self) -> None:
        """Work until nothing more is due at this moment."""
        async with self._one:
            before = self._wall.now()
            pending = await self._database.ask(storage.pending.look)
            self.agrees = self._clocks_agree(before, pending.told)
            if self.agrees:
                if pending.at and pending.at <= self._clock.now():
                    await self._rounds()
                await self._work.tidy(unsealed=pending.unsealed)
            self.last_tick_ok = self._clock.monotonic()

    async def _rounds(self) -> None:
        for _ in range(MOST_ROUNDS):
            if self._stopping:
                return
            self._woken.clear()
            busy = await self._work.round()
            self.last_tick_ok = self._clock.monotonic()
            if not busy and not self._woken.is_set():
                return

    @property
    def trouble(self) -> int:
        """How often something went wrong that was lived through."""
        return self._trouble + self._work.trouble

    def gets_on(self) -> None:
        """Note that a long tick is still at work."""
        self.last_tick_ok = self._clock.monotonic()

    def wake(self) -> None:
        """Have a tick follow soon, for what cannot wait for the next one; may be called at any time."""
        self._woken.set()

    def start(self) -> None:
        """Begin to tick: at once, then every few seconds."""
        self.scheduler.add_listener(self._note_trouble, EVENT_JOB_ERROR | EVENT_JOB_MISSED | EVENT_JOB_MAX_INSTANCES)
        self.scheduler.add_job(
            self._guarded,
            Evenly(self._every),
            id="tick",
            next_run_time=Clock().now(),
            misfire_grace_time=None,
            coalesce=True,
            max_instances=1,
        )
        self.scheduler.start()
        self._tasks = [
            asyncio.create_task(self._follow(self._wakings)),
            asyncio.create_task(self._follow(self._watch)),
        ]

    async def stop(self) -> None:
        """Claim nothing more, let the present tick finish, and end."""
        self._stopping = True
        self._work.stop()
        if self.scheduler.running:
            self.scheduler.remove_all_jobs()
        async with self._one:
            for task in self._tasks:
                task.cancel()
            if self.scheduler.running:
                self.scheduler.shutdown(wait=False)
            await self._work.close()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def ticking(self) -> bool:
        """Tell whether the last good tick is recent."""
        return self._clock.monotonic() - self.last_tick_ok < STILL_TICKING * self._every.total_seconds()

    async def move(self, clock: Settable, moment: datetime) -> None:
        """Move a clock to a moment as time would: through every planned moment before it, with a tick at each."""
        while (following := await self._database.ask(next_moment)) is not None and following < moment:
            if following > clock.now():
                clock.set(following)
            await self.tick()
            if await self._database.ask(next_moment) == following:
                break
        clock.set(max(moment, clock.now()))
        await self.tick()

    async def _guarded(self) -> None:
        """Tick, and live on whatever happens."""
        try:
            await self.tick()
        except Exception as error:
            self._trouble += 1
            log.error("tick.failed", error=type(error).__name__)

    async def _follow(self, step: Callable[[], Awaitable[None]]) -> None:
        while True:
            await step()

    async def _wakings(self) -> None:
        await self._woken.wait()
        self._woken.clear()
        await self._guarded()

    async def _watch(self) -> None:
        await asyncio.sleep(self._every.total_seconds())
        if self._clock.monotonic() - self.last_tick_ok > 2 * self._every.total_seconds():
            log.warning("tick.overdue")
            await self._guarded()

    def _clocks_agree(self, before: datetime, told: datetime | None) -> bool:
        """Tell whether this machine and the database mean the same by now; say so where they do not."""
        agree = told is None or before - AGREE_WITHIN <= told <= self._wall.now() + AGREE_WITHIN
        if not agree:
            log.error("clock.differs", seconds=round((told - before).total_seconds()) if told else 0)
        return agree

    def _note_trouble(self, event: Any) -> None:
        self._trouble += 1
        log.warning("tick.trouble", code=event.code)


def next_moment(db: Db) -> datetime | None:
    """Tell when a tick has next something to do."""
    return storage.pending.look(db).at
