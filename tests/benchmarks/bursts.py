"""B6: 10,000 reminders are due at one moment; how fast are they said, and is one lost?

Ours is the bot's own tick: 10,000 mornings, each to another recruiter about another candidate, are gathered, claimed,
drawn, posted and recorded. The peers post the same message to the same Slack, which answers at once: APScheduler with
one stored job for each, told to drop none (as it is, it drops most), and a Procrastinate worker on PostgreSQL. The
first round has all 10,000, on every side; the others have fewer, so that all of it is over in minutes.
"""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable, Coroutine
from datetime import datetime
from statistics import median
from time import perf_counter
from typing import Any

import aiohttp
import procrastinate
from apscheduler.jobstores.sqlalchemy import SQLAlchemyJobStore
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from slack_sdk.web.async_client import AsyncWebClient
from sqlalchemy import Connection, func, select

from bot import messages, promises
from bot.blocks import Message
from bot.clock import StillClock
from bot.facts import Item, Shade, Stage
from bot.policy import Policy
from scheduler.deliver import Deliverer
from scheduler.loop import Ticker
from scheduler.work import Work
from storage.database import Database
from storage.tables import Outbox, Promises, table
from tests.benchmarks.facts import Facts
from tests.benchmarks.measures import ROUNDS, Outcome
from tests.benchmarks.processes import running
from tests.benchmarks.world import ENGINES, World, fill
from tests.keys import KEYS

REMINDERS = 10_000
FEWER = 2_000
TOGETHER = 10
OUTBOX, PROMISES = table(Outbox), table(Promises)
Rate = Callable[[World, str, int], Coroutine[Any, Any, float]]


def against_job_queues(world: World) -> Outcome:
    """B6: the slower of our engines against the faster of the peers."""
    found: dict[str, list[float]] = {}
    with running("tests.benchmarks.slack") as slack:
        for count in (REMINDERS, *[FEWER] * (ROUNDS - 1)):
            for name, rate in RATES.items():
                found.setdefault(name, []).append(asyncio.run(rate(world, slack.address, count)))
    rates = {name: median(figures) for name, figures in found.items()}
    ours = min(rate for name, rate in rates.items() if name.startswith("ours"))
    peer = max(rate for name, rate in rates.items() if not name.startswith("ours"))
    words = "10,000 reminders due at once, all delivered; the slower engine against the faster peer"
    return Outcome("B6", words, ours / peer, 5.0, ours >= 5 * peer, ours, peer, "reminders/s", rates)


def our_tick(engine: str) -> Rate:
    async def rate(world: World, slack: str, count: int) -> float:
        """Reminders a second of one tick; an error where one was not said, or said twice."""
        url = world.empty(engine)
        facts = Facts(count, world.now, teams=1, recruiters=count, stages=(Stage.INTERVIEW,))
        fill(url, facts)
        database, policy = Database(url, KEYS), Policy()
        async with client(slack) as web:
            due = await database.ask(morning)
            clock = StillClock(due)
            ticker = Ticker(database, Work(database, Deliverer(database, web, policy, clock), policy, clock), clock)
            before = (await web.api_call("counted"))["posted"]
            began = perf_counter()
            await ticker.tick()
            seconds = perf_counter() - began
            posted = (await web.api_call("counted"))["posted"] - before - 1
            shown = await database.ask(said)
        await database.close()
        if (posted, shown) != (count, count):
            raise RuntimeError(f"{posted} of {count} reminders were posted, {shown} recorded")
        return count / seconds

    return rate


def morning(db: Connection) -> datetime:
    """The one moment at which all mornings are due."""
    found: datetime = db.execute(
        select(func.max(PROMISES.c.alone_at)).where(PROMISES.c.kind == promises.MORNING)
    ).scalar_one()
    return found


def said(db: Connection) -> int:
    return db.execute(select(func.count()).where(OUTBOX.c.shown == OUTBOX.c.version)).scalar_one()


async def by_apscheduler(world: World, slack: str, count: int) -> float:
    """One stored job for each reminder."""
    async with client(slack) as web:
        burst = Burst.begin(web, world.now, count)
        store = SQLAlchemyJobStore(f"{world.empty('sqlite')}")
        scheduler = AsyncIOScheduler(jobstores={"default": store}, job_defaults={"misfire_grace_time": None})
        scheduler.start(paused=True)
        for place in range(count):
            scheduler.add_job(remind, "date", run_date=world.now, args=[place])
        began = perf_counter()
        scheduler.resume()
        await burst.over.wait()
        seconds = perf_counter() - began
        scheduler.shutdown()
    return count / seconds


async def by_procrastinate(world: World, slack: str, count: int) -> float:
    """One job in the queue for each reminder, and a worker that does as many at once as ours says."""
    app = procrastinate.App(connector=procrastinate.PsycopgConnector(conninfo=world.empty("postgresql")))
    task = app.task(name="remind")(remind)
    async with client(slack) as web, app.open_async():
        burst = Burst.begin(web, world.now, count)
        await app.schema_manager.apply_schema_async()
        for place in range(count):
            await task.defer_async(place=place)
        began = perf_counter()
        await app.run_worker_async(wait=False, concurrency=TOGETHER, install_signal_handlers=False)
        seconds = perf_counter() - began
        assert burst.over.is_set()
    return count / seconds


class Burst:
    """The reminders that the peers say: whose they are, and whether all have been said."""

    current: "Burst"

    def __init__(self, web: AsyncWebClient, message: Message, count: int) -> None:
        self.web, self.message, self.count = web, message, count
        self.said, self.over = 0, asyncio.Event()

    @classmethod
    def begin(cls, web: AsyncWebClient, now: datetime, count: int) -> "Burst":
        item = Item(1, "updates.owed", 1, "Ana Silva", "U0R00001", now, Shade.AMBER, Stage.INTERVIEW, "Engineer")
        cls.current = cls(web, messages.mornings.morning([item], 0, 1, now, now, False), count)
        return cls.current


async def remind(place: int) -> None:
    """Post one reminder as ours does."""
    burst = Burst.current
    metadata = {"event_type": "reminder", "event_payload": {"place": str(place)}}
    await burst.web.chat_postMessage(
        channel=f"D0{place}",
        text=burst.message.text,
        blocks=burst.message.blocks,
        metadata=metadata,
        unfurl_links=False,
    )
    burst.said += 1
    if burst.said == burst.count:
        burst.over.set()


@contextlib.asynccontextmanager
async def client(slack: str) -> AsyncIterator[AsyncWebClient]:
    async with aiohttp.ClientSession() as session:
        yield AsyncWebClient(token="xoxb-bench", base_url=slack, session=session)


RATES: dict[str, Rate] = {f"ours on {engine}": our_tick(engine) for engine in ENGINES} | {
    "APScheduler": by_apscheduler,
    "Procrastinate": by_procrastinate,
}
