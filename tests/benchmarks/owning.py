"""B11, B12: how soon is it said who owns a candidate, and how fast do ten thousand ownerships lapse at one moment?

B11: the question that /own asks, among a million candidates, one after the other on one connection; the floor is the
same row read by its key with the raw driver.

B12: the bot's own tick at the moment at which all end, and the next one, in which each owner hears of theirs; the peer
writes the same rows (the owner, the change, the audit, the promise) in transactions of as many with the raw driver.
"""

import asyncio
import random
import secrets
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime
from statistics import median
from time import perf_counter
from typing import Any

import psycopg
from sqlalchemy import Connection, func, select

import storage
from bot.clock import StillClock
from bot.policy import Policy
from scheduler import gather
from scheduler.deliver import Deliverer
from scheduler.loop import Ticker
from scheduler.work import Work
from storage.database import Database
from storage.tables import Candidates, Lines, Outbox, OwnerChanges, Promises, table
from tests.benchmarks.bursts import client
from tests.benchmarks.facts import Facts
from tests.benchmarks.measures import Outcome, at_least, at_most, share
from tests.benchmarks.processes import running
from tests.benchmarks.world import ENGINES, LARGE, World, fill
from tests.keys import KEYS

ASKED, LAPSES, OWNERS = 2_000, 10_000, 100
CANDIDATES, CHANGES, PROMISES = table(Candidates), table(OwnerChanges), table(Promises)
OUTBOX, LINES = table(Outbox), table(Lines)
COLUMNS = "owner, owned_since, owned_how, held_at, held_by, held_until, dispute, credit"
ROUNDS = 3
WHAT = ("question", "row")


def against_a_bare_read(world: World) -> Outcome:
    """B11: p99 of the question, against that of the row alone; the worse engine counts."""
    found = {engine: answered(world, engine) for engine in ENGINES}
    parts = {f"{engine} {what}": us for engine, pair in found.items() for what, us in zip(WHAT, pair, strict=True)}
    ours, peer = max(found.values(), key=lambda pair: pair[0] / pair[1])
    words = "p99 of who owns a candidate at 1M, against the row read by the raw driver; the worse engine"
    return at_most("B11", words, 3.0, ours, peer, "µs", **parts)


def answered(world: World, engine: str) -> tuple[float, float]:
    """Microseconds of p99: the question, and the row, asked in turn."""
    url, facts = world.house(engine, LARGE)
    database, chance = Database(url, KEYS), random.Random(11)
    asked: dict[str, list[float]] = {"own": [], "row": []}
    with database.engine.connect() as db, raw(url) as read:
        for i in (chance.randrange(facts.candidates) for _ in range(ASKED)):
            of, id = facts.team(i), facts.id(i)
            own = timed(asked["own"], storage.ownership.of, db, of, id).owner
            row = timed(asked["row"], read, of, id)[0]
            if own != row or own != facts.recruiter(i):
                raise RuntimeError("the two do not agree on who owns a candidate")
    database.close_now()
    return share(asked["own"], 0.99), share(asked["row"], 0.99)


def timed(figures: list[float], work: Callable[..., Any], *args: Any) -> Any:
    began = perf_counter()
    answer = work(*args)
    figures.append((perf_counter() - began) * 1e6)
    return answer


@contextmanager
def raw(url: str) -> Iterator[Callable[[str, int], Any]]:
    """Reads the row by its key with the raw driver."""
    chosen = f"SELECT {COLUMNS} FROM candidates WHERE team = {{0}} AND id = {{0}}"
    if url.startswith("sqlite"):
        with closing(sqlite3.connect(url.removeprefix("sqlite:///"))) as file:
            yield lambda of, id: file.execute(chosen.format("?"), (of, id)).fetchone()
    else:
        with psycopg.connect(url) as server:
            yield lambda of, id: server.execute(chosen.format("%s").encode(), (of, id)).fetchone()


def against_raw_updates(world: World) -> Outcome:
    """B12: ownerships a second that lapse and are announced, against raw rows; the slower engine counts."""
    with running("tests.benchmarks.slack") as slack:
        rates: dict[str, list[float]] = {}
        for _ in range(ROUNDS):
            for engine in ENGINES:
                rates.setdefault(engine, []).append(asyncio.run(lapsed(world, engine, slack.address)))
                rates.setdefault(f"{engine} raw", []).append(written(world, engine))
    parts = {name: median(figures) for name, figures in rates.items()}
    ours, peer = min(
        ((parts[engine], parts[f"{engine} raw"]) for engine in ENGINES), key=lambda pair: pair[0] / pair[1]
    )
    words = "10,000 ownerships that lapse at one moment, committed and announced; the worse engine against raw rows"
    return at_least("B12", words, 0.3, ours, peer, "lapses/s", **parts)


def house(world: World, engine: str) -> tuple[str, Facts]:
    """A team of a hundred owners with a hundred candidates each, whose ownerships all end at one moment."""
    url = world.empty(engine)
    facts = Facts(LAPSES, world.now.replace(hour=12), teams=1, recruiters=OWNERS, stages=())
    fill(url, facts)
    return url, facts


async def lapsed(world: World, engine: str, slack: str) -> float:
    """Ownerships a second that end in the bot's own tick, and are told the next morning."""
    url, facts = house(world, engine)
    database, policy, clock = Database(url, KEYS), Policy(), StillClock(facts.ends(0).at)
    async with client(slack) as web:
        ticker = Ticker(database, Work(database, Deliverer(database, web, policy, clock), policy, clock), clock)
        before = (await web.api_call("counted"))["posted"]
        began = perf_counter()
        await ticker.tick()
        clock.set(await database.ask(told_at))
        await ticker.tick()
        seconds = perf_counter() - began
        posted = (await web.api_call("counted"))["posted"] - before - 1
        counts = await database.ask(counted)
    await database.close()
    if counts != (0, LAPSES, 0, LAPSES, OWNERS) or posted != OWNERS:
        raise RuntimeError(f"owned, changes, promises, news, letters: {counts}; posted: {posted}")
    return LAPSES / seconds


def told_at(db: Connection) -> datetime:
    """When the owners hear of it: the next morning on which they work."""
    found: datetime = db.execute(select(func.max(OUTBOX.c.next_at))).scalar_one()
    return found


def counted(db: Connection) -> tuple[int, ...]:
    """How many are owned still, have lapsed, are still to be looked at, are told of, and in how many letters."""
    asked = (
        select(func.count()).where(CANDIDATES.c.owner.is_not(None)),
        select(func.count()).where(CHANGES.c.how == "lapsed"),
        select(func.count()).where(PROMISES.c.kind == "ownership.ends"),
        select(func.count()).select_from(LINES),
        select(func.count()).where(OUTBOX.c.shown == OUTBOX.c.version),
    )
    return tuple(db.execute(each).scalar_one() for each in asked)


@dataclass(frozen=True)
class Rows:
    """The statements of one lapse, as the raw driver of an engine takes them."""

    mark: str
    now: Any

    def statements(self) -> tuple[str, ...]:
        """Free the candidate, write the change and the audit down, strike the promise."""
        m = self.mark
        nobody = ", ".join(f"{name} = NULL" for name in COLUMNS.split(", ") if name != "dispute")
        audit = "team, id, at, by, verb, subject_kind, subject, before, after"
        return (
            f"UPDATE candidates SET {nobody} WHERE team = {m} AND id = {m}",
            f"INSERT INTO owner_changes (team, id, candidate, before, how, at, by, touch) "
            f"VALUES ({', '.join([m] * 8)})",
            f"INSERT INTO audit ({audit}) VALUES ({', '.join([m] * 9)})",
            f"DELETE FROM promises WHERE team = {m} AND kind = {m} AND subject = {m} AND whom = {m}",
        )

    def values(self, facts: Facts, i: int) -> tuple[tuple[Any, ...], ...]:
        of, id, owner = facts.team(i), facts.id(i), facts.recruiter(i)
        return (
            (of, id),
            (of, secrets.randbits(63), id, owner, "lapsed", self.now, "", id),
            (of, secrets.randbits(63), self.now, "", "owner_lapsed", "candidate", str(id), owner, None),
            (of, "ownership.ends", str(id), owner),
        )


def written(world: World, engine: str) -> float:
    """Lapses a second where nothing is done but writing the same rows, in transactions of as many as a tick takes."""
    url, facts = house(world, engine)
    batches = [range(at, min(at + gather.ENDS_AT_ONCE, LAPSES)) for at in range(0, LAPSES, gather.ENDS_AT_ONCE)]
    if engine == "sqlite":
        return _written_sqlite(url, facts, batches)
    rows = Rows("%s", facts.ends(0).at)
    with psycopg.connect(url) as server:
        began = perf_counter()
        for batch in batches:
            values = [rows.values(facts, i) for i in batch]
            with server.transaction(), server.cursor() as cursor:
                for statement, each in zip(rows.statements(), zip(*values, strict=True), strict=True):
                    cursor.executemany(statement.encode(), each)
        return LAPSES / (perf_counter() - began)


def _written_sqlite(url: str, facts: Facts, batches: Sequence[range]) -> float:
    rows = Rows("?", _text(facts.ends(0).at))
    with closing(sqlite3.connect(url.removeprefix("sqlite:///"), isolation_level=None)) as file:
        for setting in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
            file.execute(f"PRAGMA {setting}")
        began = perf_counter()
        for batch in batches:
            values = [rows.values(facts, i) for i in batch]
            file.execute("BEGIN IMMEDIATE")
            for statement, each in zip(rows.statements(), zip(*values, strict=True), strict=True):
                file.executemany(statement, each)
            file.execute("COMMIT")
        return LAPSES / (perf_counter() - began)


def _text(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d %H:%M:%S.%f}"
