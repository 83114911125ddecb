"""How is the bot run in a practice workspace?"""

from __future__ import annotations

import asyncio
import contextlib
import errno
import tempfile
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import datetime, timedelta
from pathlib import Path

import click

from bot import manifest, settings
from bot.clock import Clock, MovableClock
from bot.errors import Misconfigured
from bot.running import Bot, running
from practice import page, story, story_opening
from practice.rooms.clockwork import Move
from practice.slack import Practice

THURSDAY = 3
# From Thursday, half past nine, to Monday, nine: the first morning messages have just come.
TO_MONDAY = timedelta(days=3, hours=23, minutes=30)


async def practise(port: int, database: str | None, stopped: asyncio.Event) -> None:
    """Serve the practice workspace until it is stopped; the bot in it is the real one, on SQLite.

    A database that cannot be used is told by the name of our own option.
    """
    try:
        await _practise(port, database, stopped)
    except Misconfigured as error:
        raise Misconfigured(str(error).replace("DATABASE_URL", "--database")) from None


async def _practise(port: int, database: str | None, stopped: asyncio.Event) -> None:
    with tempfile.TemporaryDirectory() as folder:
        url = database or f"sqlite:///{Path(folder) / 'practice.db'}"
        thursday = last_thursday(Clock().now())
        start = thursday if database else thursday - story_opening.BEFORE
        async with workspace(url, start) as (slack, _, move):
            if database is None:
                await story_opening.opening(slack, move)
            await move(thursday + TO_MONDAY)
            address, stop = await _served(slack, move, port)
            click.echo(f"ready: open {address} in your browser; Ctrl-C ends the practice")
            try:
                await stopped.wait()
            finally:
                await stop()
    click.echo("stopped: the practice is over")


def last_thursday(now: datetime) -> datetime:
    """Tell when the opening of the practice workspace was typed: last Thursday morning."""
    day = now - timedelta(days=(now.weekday() - THURSDAY) % 7)
    return day.replace(hour=9, minute=30, second=0, microsecond=0)


async def _served(slack: Practice, move: Move, port: int) -> tuple[str, Callable[[], Awaitable[None]]]:
    try:
        return await page.serve(slack, move, port)
    except OSError as error:
        taken = error.errno == errno.EADDRINUSE
        why = "is taken, perhaps by another practice" if taken else f"cannot be used ({error.strerror})"
        raise Misconfigured(
            f"Port {port} {why}: stop what runs there, or choose another with --port (0 takes a free one)."
        ) from None


@contextlib.asynccontextmanager
async def workspace(url: str, start: datetime | None = None) -> AsyncIterator[tuple[Practice, Bot, Move]]:
    """Run a practice Slack and the bot in it: the workspace, the bot, and how to move their clock."""
    clock = MovableClock(start)
    async with Practice(manifest.read(), clock.now, story.people(), story.channels()) as slack:
        read = settings.read(
            slack_bot_token=slack.bot_token,
            slack_app_token=slack.app_token,
            slack_api_url=slack.url,
            database_url=url,
            managers=(story.MAYA, story.NINA),
            administrators=(story.MAYA,),
            port=None,
            _env_file=None,
        )
        async with running(read, clock) as bot:
            await slack.connected()

            async def move(moment: datetime) -> None:
                await bot.ticker.move(clock, moment)

            yield slack, bot, move
