"""What goes on beside the rounds, each thing once, so that no round waits for it to its end?"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any

import structlog

from bot.clock import Clock

log = structlog.get_logger("beside")
# For so many seconds a round waits for what it has begun.
A_MOMENT = 1.0


class Beside:
    """Work that a round begins; where it takes longer than a moment, it goes on beside the rounds that follow.

    What goes wrong in it, and was not seen to there, is logged as `failed`.
    """

    def __init__(self, clock: Clock, failed: str) -> None:
        self._clock = clock
        self._failed = failed
        self._underway: dict[int, asyncio.Task[None]] = {}

    async def wait(self, id: int, work: Callable[[], Coroutine[Any, Any, None]]) -> bool:
        """Begin it, unless it goes on already; wait a moment, and tell whether it is over."""
        task = self._underway.get(id)
        if task is None:
            task = self._underway[id] = asyncio.create_task(self._through(id, work))
        return await self._clock.wait(task, A_MOMENT)

    async def close(self) -> None:
        """Leave what goes on to the next start."""
        tasks = list(self._underway.values())
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _through(self, id: int, work: Callable[[], Coroutine[Any, Any, None]]) -> None:
        try:
            await work()
        except Exception as error:
            log.error(self._failed, id=id, error=type(error).__name__)
        finally:
            self._underway.pop(id, None)
