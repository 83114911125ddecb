"""How does a test get letters to say, a Slack to say them to, and a clock?"""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import aiohttp
from slack_sdk.web.async_client import AsyncWebClient
from sqlalchemy import select

import storage
from bot import letters, manifest, rules
from bot.clock import StillClock
from practice import story
from practice.reading import plain
from practice.slack import Practice
from scheduler.deliver import Deliverer
from scheduler.gather import gather
from scheduler.turns import Limits
from storage.database import Database, Db
from storage.migrate import migrate
from storage.tables import Outbox, table
from tests.keys import KEYS
from tests.scheduler import owing

OUTBOX = table(Outbox)


class HandClock(StillClock):
    """A clock whose seconds for limits and fences stand still as well until they are moved."""

    def __init__(self, start: datetime) -> None:
        super().__init__(start)
        self.seconds = 0.0

    def monotonic(self) -> float:
        """Tell the seconds it was moved to."""
        return self.seconds


@dataclass
class Office:
    """A deliverer with its letters; the clock stands at the morning they are due."""

    slack: Practice
    database: Database
    client: AsyncWebClient
    clock: HandClock
    limits: Limits

    def deliverer(self, client: AsyncWebClient | None = None) -> Deliverer:
        """A deliverer as of a process just started: it remembers nothing."""
        return Deliverer(self.database, client or self.client, owing.POLICY, self.clock, self.limits)

    async def owed(self, *numbers: int, candidates: int = 1) -> None:
        """Have a letter ready for each of these recruiters."""
        for number in numbers:
            await self.database.transact(owing.meet, number)
            await self.database.transact(owing.owe, number, candidates)
        await self.database.transact(gather, owing.POLICY, self.clock.now())

    async def rounds(self, deliverer: Deliverer) -> None:
        """Deliver until nothing more is due at this moment."""
        while await deliverer.deliver():
            pass

    async def passes(self, deliverer: Deliverer, time: timedelta, step: timedelta = timedelta(seconds=30)) -> None:
        """Let time pass in steps, and deliver at each."""
        end = self.clock.now() + time
        while self.clock.now() < end:
            self.clock.set(min(end, self.clock.now() + step))
            await self.rounds(deliverer)

    def heard(self, number: int) -> list[str]:
        """What the bot said to a recruiter."""
        return self.heard_by(owing.recruiter(number))

    def heard_by(self, person: str) -> list[str]:
        """What the bot said to anybody."""
        return [plain(message) for message in self.slack.seat(person).dm() if message.user == story.BOT]

    async def letter(self, number: int, kind: str = letters.MORNING, due_before: int = 1) -> None:
        """Put one more letter to a recruiter into the outbox, about candidates of its own, due some minutes ago."""
        await self.database.transact(_letter, number, kind, self.clock.now(), due_before)

    async def settles(self, number: int) -> None:
        """Have a recruiter's candidates told, so that what was said of them has to be redrawn."""
        await self.database.transact(_settled, number, self.clock.now())

    async def retries(self, letter: int) -> None:
        """Have a letter said after all that was given up."""
        assert await self.database.transact(storage.outbox.retry, owing.TEAM, letter, self.clock.now())

    async def strikes(self, number: int) -> None:
        """Have nothing owed any more by a recruiter."""
        await self.database.transact(_struck, number)

    def at(self, method: str) -> list[datetime]:
        """When a method was called."""
        return [call.at for call in self.slack.calls if call.method == method]

    def calls(self, method: str) -> int:
        return len(self.at(method))

    async def row(self, number: int) -> Any:
        """The letter of a recruiter as it is kept."""
        return (await self.rows(owing.recruiter(number)))[0]

    async def rows(self, recipient: str) -> list[Any]:
        return await self.database.ask(_rows, recipient)


def _letter(db: Db, number: int, kind: str, now: datetime, due_before: int) -> None:
    whom = owing.meet(db, number)
    ids = owing.owe(db, number, start=due_before)
    due_at = now - timedelta(minutes=due_before)
    letter = storage.outbox.letter(db, owing.TEAM, f"{whom}/{due_before}", kind, whom, due_at, now)
    owed = storage.promises.of(db, owing.TEAM, rules.updates.KIND, [str(id) for id in ids])
    storage.lines.add(db, owing.TEAM, letter or 0, owed)


def _settled(db: Db, number: int, now: datetime) -> None:
    whom = owing.recruiter(number)
    ids = storage.submissions.candidates_of(db, owing.TEAM, whom)
    for owed in storage.promises.of(db, owing.TEAM, rules.updates.KIND, [str(id) for id in ids]):
        storage.lines.settle(db, owing.TEAM, owed, "told", whom, now)


def _struck(db: Db, number: int) -> None:
    ids = storage.submissions.candidates_of(db, owing.TEAM, owing.recruiter(number))
    owed = storage.promises.of(db, owing.TEAM, rules.updates.KIND, [str(id) for id in ids])
    storage.promises.strike(db, owing.TEAM, owed)


def _rows(db: Db, recipient: str) -> list[Any]:
    return list(db.execute(select(OUTBOX).where(OUTBOX.c.recipient == recipient).order_by(OUTBOX.c.due_at)))


async def until(condition: Callable[[], Any]) -> None:
    """Wait for something to become true."""
    async with asyncio.timeout(10):
        while not condition():  # noqa: ASYNC110 - what is waited for sends no word
            await asyncio.sleep(0.005)


async def figures(office: Office) -> dict[str, float]:
    """What the metrics page would tell."""
    return await office.database.ask(storage.outbox.figures, office.clock.now())


def prepared(url: str) -> Database:
    """Open a database with the tables of this version, and with the practice team in it."""
    database = Database(url, KEYS)
    migrate(database.engine)
    database.run(owing.install)
    return database


@contextlib.asynccontextmanager
async def office(
    url: str, limits: Limits | None = None, start: datetime = owing.MORNING, scopes_without: str = ""
) -> AsyncIterator[Office]:
    """Open an office beside a practice workspace of a dozen recruiters, and Maya, who administers."""
    clock = HandClock(start)
    read = manifest.read()
    bot = read["oauth_config"]["scopes"]["bot"]
    read["oauth_config"]["scopes"]["bot"] = [scope for scope in bot if scope != scopes_without]
    people = [*story.people(), *(owing.member(number) for number in range(12))]
    async with (
        contextlib.AsyncExitStack() as stack,
        Practice(read, clock.now, people, story.channels()) as slack,
        aiohttp.ClientSession() as session,
    ):
        database = prepared(url)
        stack.push_async_callback(database.close)
        client = AsyncWebClient(token=slack.bot_token, base_url=slack.url, session=session, retry_handlers=[])
        yield Office(slack, database, client, clock, limits or Limits())
