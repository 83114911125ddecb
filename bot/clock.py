"""What time is it?"""

from __future__ import annotations

import asyncio
import time
from datetime import UTC, datetime, timedelta
from typing import Any


class Clock:
    """The real time: `now` is an aware UTC moment, `monotonic` counts seconds for limits and fences."""

    def now(self) -> datetime:
        """Tell the present moment in UTC."""
        return datetime.now(UTC)

    def monotonic(self) -> float:
        """Tell seconds that only ever go forward."""
        return time.monotonic()

    async def sleep(self, seconds: float) -> None:
        """Sleep for so long by this clock."""
        await asyncio.sleep(seconds)

    async def wait(self, task: asyncio.Task[Any], seconds: float) -> bool:
        """Wait for a task, at most so long by this clock; tell whether it is over. It goes on where it is not."""
        enough = asyncio.create_task(self.sleep(seconds))
        try:
            await asyncio.wait({task, enough}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            enough.cancel()
        return task.done()


class MovableClock(Clock):
    """A clock that runs like the real one from wherever it was last set; practice and tests move it."""

    def __init__(self, start: datetime | None = None) -> None:
        self._ahead = timedelta(0) if start is None else start - super().now()

    def now(self) -> datetime:
        """Tell the present moment of the practice world in UTC."""
        return super().now() + self._ahead

    def set(self, moment: datetime) -> None:
        """Go to a moment; time runs on from there."""
        self._ahead = moment - super().now()


class StillClock(Clock):
    """A clock that stands still until it is set; for tests that name exact moments."""

    def __init__(self, start: datetime) -> None:
        self._now = start
        self._asleep: list[tuple[datetime, asyncio.Event]] = []

    def now(self) -> datetime:
        """Tell the moment it was last set to."""
        return self._now

    def set(self, moment: datetime) -> None:
        """Go to a moment and stay there; who was to sleep until then wakes up."""
        self._now = moment
        for until, woken in self._asleep:
            if until <= moment:
                woken.set()

    async def sleep(self, seconds: float) -> None:
        """Sleep until it is set to a moment that much later."""
        sleeper = self._now + timedelta(seconds=seconds), asyncio.Event()
        self._asleep.append(sleeper)
        try:
            await sleeper[1].wait()
        finally:
            self._asleep.remove(sleeper)
