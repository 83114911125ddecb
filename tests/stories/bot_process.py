"""How does a real bot run as a process of its own, which can be killed or stopped at a named point?

A nursery (`python -m tests.stories.bot_process`) imports everything once and forks a bot whenever it is told to, so
that a hundred bots can live and die within seconds. A bot's clock stands still until the test sets it. The named
points are the events of its debug log.
"""

import asyncio
import contextlib
import importlib
import json
import os
import signal
import sys
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import structlog

from bot import running, settings
from bot.clock import StillClock
from practice.slack import Practice
from scheduler.turns import Limits
from tests.keys import KEY

ROOT = Path(__file__).parent.parent.parent
NEEDED_LATER = ("alembic.command", "alembic.runtime.migration", "sqlalchemy.dialects.postgresql.psycopg", "psycopg")
READY, DONE, DIED, ENDED = "ready", "done", "died", "ended"


class Nursery:
    """The test's end: one bot at a time, given orders line by line and answering each."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        assert process.stdin is not None
        assert process.stdout is not None
        self._to, self._from = process.stdin, process.stdout
        self.pid: int | None = None

    async def start(
        self,
        slack: Practice,
        url: str,
        now: datetime,
        call: float = 10.0,
        lease: float = 60.0,
        ledger: Path | None = None,
    ) -> None:
        """Start a bot and wait until it is ready; `call` and `lease` are its limits in seconds."""
        given = {
            "token": slack.bot_token,
            "app_token": slack.app_token,
            "slack": slack.url,
            "url": url,
            "now": now.isoformat(),
            "call": call,
            "lease": lease,
            "ledger": str(ledger) if ledger else None,
        }
        answer = await self._asked(f"run {json.dumps(given)}")
        assert answer.startswith(READY), answer
        self.pid = int(answer.split()[1])

    async def hit_at(self, point: str, count: int = 1, by: signal.Signals = signal.SIGKILL) -> bool:
        """Have the bot send itself a signal the `count`th time it comes by a point; False where it is dead already."""
        return await self._does(f"hit {point} {count} {by.value}")

    async def tick(self, now: datetime) -> bool:
        """Set the bot's clock and have it tick; False where that killed it."""
        return await self._does(f"tick {now.isoformat()}")

    async def stop(self) -> None:
        """Have the bot end in good order."""
        answer = await self._asked("stop")
        assert answer == f"{ENDED} 0", answer
        self.pid = None

    async def _does(self, order: str) -> bool:
        answer = await self._asked(order)
        assert answer in (DONE, f"{DIED} {signal.SIGKILL.value}"), answer
        if answer != DONE:
            self.pid = None
        return answer == DONE

    async def _asked(self, order: str) -> str:
        self._to.write(f"{order}\n".encode())
        await self._to.drain()
        async with asyncio.timeout(30):
            return (await self._from.readline()).decode().strip()


@contextlib.asynccontextmanager
async def nursery() -> AsyncIterator[Nursery]:
    """Run a nursery until the block is left, and whatever it started with it."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "tests.stories.bot_process",
        cwd=ROOT,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        start_new_session=True,
    )
    try:
        yield Nursery(process)
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        await process.communicate()


# ------------------------------------------------------------------ in the other process


@dataclass
class Killpoint:
    """A processor of log events that sends its own process a signal at one of them."""

    event: str = ""
    count: int = 0
    signal: int = signal.SIGKILL

    def __call__(self, _logger: Any, _method: str, event: Any) -> Any:
        if event["event"] == self.event:
            self.count -= 1
            if self.count == 0:
                os.kill(os.getpid(), self.signal)
        raise structlog.DropEvent


def tend() -> None:
    """Fork a bot at each `run`, and tell how it ended."""
    for name in NEEDED_LATER:
        importlib.import_module(name)
    while order := line():
        word, _, given = order.partition(" ")
        if word != "run":
            continue
        child = os.fork()
        if child == 0:
            os._exit(born(json.loads(given)))
        _, status = os.waitpid(child, 0)
        answer(f"{DIED} {os.WTERMSIG(status)}" if os.WIFSIGNALED(status) else f"{ENDED} {os.WEXITSTATUS(status)}")


def line() -> str:
    """Read one line, and not a letter more: what follows is for whoever reads next."""
    read = bytearray()
    while (letter := os.read(0, 1)) not in (b"", b"\n"):
        read += letter
    return read.decode()


def answer(words: str) -> None:
    os.write(1, f"{words}\n".encode())


def born(given: dict[str, Any]) -> int:
    asyncio.run(live(given))
    return 0


async def live(given: dict[str, Any]) -> None:
    """Run the real bot and do as told until told to stop."""
    killpoint = Killpoint()
    structlog.configure(processors=[killpoint])
    clock = StillClock(datetime.fromisoformat(given["now"]))
    read = settings.read(
        slack_bot_token=given["token"],
        slack_app_token=given["app_token"],
        slack_api_url=given["slack"],
        database_url=given["url"],
        erasures=given["ledger"],
        pay_keys=KEY,
        _env_file=None,
    )
    limits = Limits(call=timedelta(seconds=given["call"]), lease=timedelta(seconds=given["lease"]))
    async with running.running(read, clock, limits=limits) as bot:
        answer(f"{READY} {os.getpid()}")
        while order := await asyncio.to_thread(line):
            word, *more = order.split()
            if word == "stop":
                return
            if word == "hit":
                killpoint.event, killpoint.count, killpoint.signal = more[0], int(more[1]), int(more[2])
            if word == "tick":
                clock.set(datetime.fromisoformat(more[0]))
                await bot.ticker.tick()
            answer(DONE)


if __name__ == "__main__":
    tend()
