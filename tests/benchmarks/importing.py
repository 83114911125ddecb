"""C5: how fast do 100,000 lines of a CSV file become candidates?

By the command line (read, understood, compared, written, batch by batch) and by the bot's own worker, from the lines it
has staged. The peer writes the very rows that came of it into empty tables with the same indexes, and does nothing
else: `executemany` in one transaction on SQLite, `COPY` on PostgreSQL. So the ratio tells what reading, comparing with
who is there, and committing every 500 lines cost beside bare rows.

The goal is an eighth of bare rows, for the slowest of four ways (the worker on SQLite, which also keeps each line and
lets go of it). A line is about seven rows, each address is checked by the libraries that know them, and nobody waits
longer than one batch; measured on a busy machine, the slowest way reached a seventh, and the command line a sixth.
"""

import asyncio
import contextlib
import csv
import io
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from datetime import datetime
from itertools import islice
from pathlib import Path
from time import perf_counter
from typing import Any

import psycopg
from slack_sdk.web.async_client import AsyncWebClient
from sqlalchemy import Connection, text

import storage
from bot import importing, rules
from bot.clock import StillClock
from bot.facts import Counts, Import, ImportState, Person
from bot.policy import Policy
from scheduler.imports import Importer
from storage.database import Database
from tests.benchmarks.facts import Facts
from tests.benchmarks.measures import Outcome, at_least
from tests.benchmarks.world import ENGINES, World
from tests.keys import AT_HAND, KEYS

LINES = 100_000
TEAM, BY = "T0BENCH", "U0BENCH"
GOAL = 0.125
TABLES = """teams people jobs candidates name_words spellings contacts tags candidate_tags submissions stage_changes
promises audit""".split()
STAGED = 5_000


def against_bare_rows(world: World) -> Outcome:
    """C5: on each engine the slower of our ways against the bare rows; the worse engine counts."""
    path = written(world.folder / "candidates.csv", Facts(LINES, world.now))
    parts: dict[str, float] = {}
    worst: tuple[float, float, float] | None = None
    for engine in ENGINES:
        rates = measured(world, engine, path)
        parts |= {f"{engine} {way}": rate for way, rate in rates.items()}
        peer = rates.pop("bare rows")
        ours = min(rates.values())
        worst = min(worst or (ours / peer, ours, peer), (ours / peer, ours, peer))
    assert worst is not None
    words = f"{LINES:,} lines of CSV imported, against executemany or COPY of the same rows"
    return at_least("C5", words, GOAL, worst[1], worst[2], "lines/s", **parts)


def measured(world: World, engine: str, path: Path) -> dict[str, float]:
    """Lines a second by each way: the command line, the worker, and the bare rows of what came of it."""
    by_hand, by_worker, bare = (world.empty(engine) for _ in range(3))
    for url in (by_hand, by_worker):
        begun(url, lambda db: settle(db, world.now))
    wish = importing.Wish(path, TEAM, BY, region="PT")
    with contextlib.redirect_stderr(io.StringIO()):
        spent, counts = timed(lambda: importing.bring_in(by_hand, AT_HAND, wish, lambda: world.now))
    assert counts == Counts(added=LINES), counts
    rates = {"command line": LINES / spent, "worker": LINES / asyncio.run(worked(by_worker, path, world.now))}
    rows = begun(by_hand, lambda db: [(name, *kept(db, name)) for name in TABLES])
    copied = _copied if engine == "postgresql" else _inserted
    spent, _ = timed(lambda: copied(bare, rows))
    return rates | {"bare rows": LINES / spent}


async def worked(url: str, path: Path, now: datetime) -> float:
    """Seconds that the worker takes from the press on “Import” to the last line."""
    database = Database(url, KEYS)
    try:
        of = await database.transact(staged, path, now)
        importer = Importer(database, AsyncWebClient(), Policy(region="PT"), StillClock(now))
        began = perf_counter()
        while await importer.step():
            pass
        spent = perf_counter() - began
        over = await database.ask(storage.imports.one, of.team, of.id)
        assert over is not None
        assert (over.state, over.counts) == (ImportState.DONE, Counts(added=LINES)), over
        return spent
    finally:
        await database.close()


def staged(db: Connection, path: Path, now: datetime) -> Import:
    """Stages the lines of a file as if it had been fetched, and begins."""
    id = storage.imports.add(db, TEAM, BY, path.name, now, file="F0BENCH")
    of = storage.imports.one(db, TEAM, id)
    assert of is not None
    with path.open("rb") as file:
        sheet = rules.sheets.opened(file)
        while lines := list(islice(sheet.lines, STAGED)):
            storage.imports.stage(db, of, lines)
        storage.imports.read(db, of, sheet.read_as, LINES, Counts())
    storage.imports.begin(db, of, now)
    return of


def settle(db: Connection, now: datetime) -> None:
    """One team of one recruiter."""
    storage.teams.install(db, TEAM, "Bench", "U0BOT", "B0BOT", now)
    storage.people.meet(db, Person(TEAM, BY, "Rita", "Europe/Lisbon", "PT"))


def written(path: Path, facts: Facts) -> Path:
    """Writes a file of so many people: all with a name, an e-mail and a phone, some with more."""
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(["Name", "E-mail", "Phone", "Skills", "Job", "Stage"])
        writer.writerows(_people(facts))
    return path


def _people(facts: Facts) -> Iterator[list[str]]:
    for i in range(facts.candidates):
        name = facts.name(i)
        job = ["Backend engineer", "Phone screen"] if i % 10 == 0 else ["", ""]
        yield [name, f"{name.replace(' ', '.').lower()}@example.com", f"+351 91{i:07}", "Python; Go"[: i % 3 * 5], *job]


def begun(url: str, work: Callable[[Connection], Any]) -> Any:
    """Does something in a transaction of its own."""
    database = Database(url, KEYS)
    try:
        with database.engine.begin() as db:
            return work(db)
    finally:
        database.close_now()


def timed(work: Callable[[], Any]) -> tuple[float, Any]:
    began = perf_counter()
    result = work()
    return perf_counter() - began, result


def kept(db: Connection, name: str) -> tuple[tuple[str, ...], list[tuple[Any, ...]]]:
    """The columns and rows of a table, as the driver gives them."""
    found = db.execute(text(f"SELECT * FROM {name}"))
    return tuple(found.keys()), [tuple(row) for row in found]


def _inserted(url: str, tables: Iterable[tuple[str, tuple[str, ...], list[tuple[Any, ...]]]]) -> None:
    with closing(sqlite3.connect(url.removeprefix("sqlite:///"), isolation_level=None)) as file:
        file.execute("PRAGMA synchronous=FULL")
        file.execute("BEGIN")
        for name, columns, rows in tables:
            named = ", ".join(f'"{column}"' for column in columns)
            file.executemany(f"INSERT INTO {name} ({named}) VALUES ({', '.join('?' * len(columns))})", rows)
        file.execute("COMMIT")


def _copied(url: str, tables: Iterable[tuple[str, tuple[str, ...], list[tuple[Any, ...]]]]) -> None:
    with psycopg.connect(url) as server:
        for name, columns, rows in tables:
            named = ", ".join(f'"{column}"' for column in columns)
            with server.cursor().copy(f"COPY {name} ({named}) FROM STDIN".encode()) as copy:
                for row in rows:
                    copy.write_row(row)
