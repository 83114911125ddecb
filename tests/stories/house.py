"""How does a story get a real bot in a practice workspace, on a real database?"""

import contextlib
import socket
import tempfile
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any, Literal

from bot import manifest, settings
from bot.clock import Clock, StillClock
from bot.running import Bot, running
from practice import story
from practice.shapes import Channel, Person
from practice.slack import Practice
from tests import tables
from tests.keys import KEY
from tests.stories.watch import watching

Way = Literal["socket", "http"]
# A Monday morning in a week without holidays in Portugal, Germany or Britain.
MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
# Slack waits for three seconds; where many tests run at once, answers take longer, and speed is measured elsewhere.
PATIENCE = 15.0


@dataclass
class House:
    """A bot, the workspace it lives in, and the clock of both."""

    slack: Practice
    bot: Bot
    clock: StillClock

    async def move(self, moment: datetime) -> None:
        """Let time pass until a moment, as it would: through everything that is planned before it."""
        await self.bot.ticker.move(self.clock, moment)


@contextlib.asynccontextmanager
async def house(
    url: str,
    way: Way = "socket",
    start: datetime = MONDAY,
    people: list[Person] | None = None,
    channels: list[Channel] | None = None,
    **more: Any,
) -> AsyncIterator[House]:
    """Run the bot in a practice workspace of a few people; Maya manages and administers, unless `more` says who.

    Nobody may get to see pay in it who may not: a story in which that happens fails.
    """
    clock = StillClock(start)
    places = story.channels() + (channels or [])
    async with (
        Practice(_manifest(), clock.now, people or story.people(), places) as slack,
        running_in(slack, url, clock, way, **more) as bot,
    ):
        slack.gateway.answer_within = PATIENCE
        with watching(slack, bot.database):
            yield House(slack, bot, clock)


@contextlib.asynccontextmanager
async def running_in(slack: Practice, url: str, clock: Clock, way: Way = "socket", **more: Any) -> AsyncIterator[Bot]:
    """Run the bot in a workspace that is there already, as after a restart; `more` are settings."""
    prepared(url)
    port = free_port() if way == "http" else None
    with tempfile.TemporaryDirectory() as folder:
        # Beside a SQLite file the ledger stands by itself; one for PostgreSQL would stand where the tests run.
        ledger = None if url.startswith("sqlite") else Path(folder) / "rapport.erasures"
        async with running(_settings(slack, url, way, port, ledger, more), clock) as bot:
            if way == "http":
                slack.deliver_by("http", f"{bot.address}/slack/events")
            else:
                slack.deliver_by("socket")
                await slack.connected()
            yield bot


@cache
def _manifest() -> dict[str, Any]:
    """Read what the bot asks of Slack, once for all stories."""
    return manifest.read()


def _settings(
    slack: Practice, url: str, way: Way, port: int | None, ledger: Path | None, more: dict[str, Any]
) -> settings.Settings:
    given: dict[str, Any] = {
        "slack_bot_token": slack.bot_token,
        "slack_app_token": slack.app_token if way == "socket" else None,
        "slack_signing_secret": slack.signing_secret,
        "slack_api_url": slack.url,
        "database_url": url,
        "erasures": ledger,
        "pay_keys": KEY,
        "managers": (story.MAYA,),
        "administrators": (story.MAYA,),
        "port": port,
        "_env_file": None,
    }
    return settings.read(**given | more)


def prepared(url: str) -> None:
    """Bring a database to the tables of this version; a SQLite file that is not there yet is made with them."""
    file = Path(url.removeprefix("sqlite:///"))
    if url.startswith("postgresql"):
        tables.made(url)
    elif not file.exists():
        tables.copied(file)


def free_port() -> int:
    """Find a port of the loopback that nobody listens on."""
    with socket.socket() as tried:
        tried.bind(("127.0.0.1", 0))
        port: int = tried.getsockname()[1]
        return port
