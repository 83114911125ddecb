"""Who presses at the same moment, on two bots that share one PostgreSQL and one workspace?"""

import asyncio
import contextlib
from collections import Counter
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import select

import storage
from bot import manifest
from bot.clock import StillClock
from bot.facts import Person
from practice import shapes, story
from practice.reading import plain
from practice.seat import Seat
from practice.shapes import Message, View
from practice.slack import Practice
from storage.database import Database, Db
from storage.tables import Audit, Outbox, table
from tests.command import Command, begun
from tests.keys import KEY, KEYS
from tests.stories.court import NINA
from tests.stories.desk import open_form
from tests.stories.house import MONDAY, prepared

OUTBOX, AUDIT = table(Outbox), table(Audit)
TEAM = "T0PRACTICE"
TEN = 10
ANA = 4_000
MANAGERS = (story.MAYA, NINA)
# Who presses with them: none of them manages.
CROWD = [f"U0REC{number}" for number in range(TEN)]


@dataclass
class Two:
    """Two bots on one database, and the workspace they share."""

    slack: Practice
    database: Database
    bots: Sequence[Command]

    def seat(self, id: str) -> Seat:
        return self.slack.seat(id)

    async def quiet(self, now: datetime = MONDAY) -> None:
        """Let it be some moment for both bots, and wait until all that was to be said is said, and recorded."""
        async with asyncio.timeout(30):
            while (await self.database.ask(storage.outbox.figures, now))["waiting"]:
                for bot in self.bots:
                    await bot.reads(now.isoformat())
                await asyncio.sleep(0.1)

    def heard(self, id: str, *, at_once: bool = False) -> list[str]:
        """What the bot said to someone unasked, or at once to what they did."""
        mine = [message for message in self.seat(id).dm() if message.user == story.BOT]
        return [plain(message) for message in mine if (message.ephemeral_to is not None) is at_once]

    async def forms(self, seat: Seat, number: int, message: Message, press: str, given: dict[str, str]) -> list[View]:
        """Open a form so many times, each filled in and not sent yet."""
        ready = []
        for _ in range(number):
            await seat.clicks(message, press)
            await seat.fills(given)
            ready.append(open_form(seat))
            self.slack.workspace.modals(seat.person_id).clear()
        return ready

    async def sends(self, seat: Seat, form: View) -> str:
        """Send a form, and read what became of it."""
        assert await seat.deeds.submit(seat.person, form) == ""
        return plain(form)


@contextlib.asynccontextmanager
async def two_bots(postgres_url: str, tmp_path: Path) -> AsyncIterator[Two]:
    clock = StillClock(MONDAY)
    people = [*story.people(), shapes.Person(NINA, "nina", "Nina Berg", "UTC")]
    people += [shapes.Person(id, id, id, "UTC") for id in CROWD]
    prepared(postgres_url)
    async with contextlib.AsyncExitStack() as stack:
        slack = await stack.enter_async_context(Practice(manifest.read(), clock.now, people, story.channels()))
        settings = {
            "SLACK_BOT_TOKEN": slack.bot_token,
            "SLACK_APP_TOKEN": slack.app_token,
            "SLACK_API_URL": slack.url,
            "DATABASE_URL": postgres_url,
            "MANAGERS": ",".join(MANAGERS),
            "PAY_KEYS": KEY,
        }
        start = ("tests.stories.replica", MONDAY.isoformat())
        bots = [await stack.enter_async_context(begun(tmp_path, *start, **settings)) for _ in range(2)]
        await asyncio.gather(*(bot.says("ready") for bot in bots))
        await slack.connected(2)
        database = Database(postgres_url, KEYS)
        stack.push_async_callback(database.close)
        await database.transact(moves_in)
        yield Two(slack, database, bots)
        assert slack.refused == []


def moves_in(db: Db) -> None:
    """Everybody is known; Ana is nobody's."""
    for id in (story.RITA, story.TOM, *MANAGERS, *CROWD):
        storage.people.meet(db, Person(TEAM, id, id))
    storage.people.appoint(db, TEAM, MANAGERS, ())
    storage.candidates.add_many(db, TEAM, [(ANA, "Ana Silva", ())], story.RITA, MONDAY)


def known(db: Db, id: str) -> Person:
    found = storage.people.known(db, TEAM, id)
    assert found is not None
    return found


def told_of(db: Db, kind: str) -> list[str]:
    """To whom letters of a kind were written."""
    return sorted(db.execute(select(OUTBOX.c.recipient).where(OUTBOX.c.kind == kind)).scalars())


def verbs(db: Db) -> Counter[str]:
    """How often each deed is on record."""
    return Counter(db.execute(select(AUDIT.c.verb).where(AUDIT.c.team == TEAM)).scalars())
