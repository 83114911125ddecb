"""Do several bots on one PostgreSQL say each thing once, also when PostgreSQL falls over in between?"""

import asyncio
import contextlib
import signal
from collections import Counter
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

import storage
from bot import manifest, promises
from bot.clock import StillClock
from bot.facts import Person, Stage
from bot.policy import Policy
from practice import shapes, story
from practice.reading import plain
from practice.slack import Practice
from storage.database import Database, Db
from tests.command import Command, begun
from tests.keys import KEYS
from tests.stories.house import MONDAY, prepared

TEAM = "T0PRACTICE"
DUE = datetime(2026, 11, 25, 8, 30, tzinfo=UTC)
SOON, A_MINUTE = timedelta(seconds=5), timedelta(minutes=1)
RECRUITERS = [f"U0REC{number}" for number in range(200)]
MOST_TYPED = 20
CANDIDATES = [f"Candidate {letter}" for letter in "Alpha Bravo Charlie Delta Echo Foxtrot Golf Hotel".split()]


@dataclass
class Replicas:
    """Two bots on one database, the workspace they share, and its clock."""

    slack: Practice
    clock: StillClock
    bots: Sequence[Command]
    database: Database

    async def move(self, moment: datetime) -> None:
        """Set everybody's clock, and wake the bots."""
        self.clock.set(moment)
        for bot in self.bots:
            if bot.running:
                await bot.reads(moment.isoformat())

    def heard(self) -> Counter[str]:
        """How many messages each recruiter has heard."""
        return Counter({id: len(self.slack.seat(id).dm()) for id in RECRUITERS})

    async def outstanding(self) -> int:
        """How much is still to be said, or was given up."""
        return await self.database.ask(unfinished)


@pytest.fixture
async def replicas(postgres_url: str, tmp_path: Path) -> AsyncIterator[Replicas]:
    clock = StillClock(MONDAY)
    people = [*story.people(), *(shapes.Person(id, id, id, "UTC") for id in RECRUITERS)]
    prepared(postgres_url)
    async with contextlib.AsyncExitStack() as stack:
        slack = await stack.enter_async_context(Practice(manifest.read(), clock.now, people, story.channels()))
        settings = {
            "SLACK_BOT_TOKEN": slack.bot_token,
            "SLACK_APP_TOKEN": slack.app_token,
            "SLACK_API_URL": slack.url,
            "DATABASE_URL": postgres_url,
        }
        start = ("tests.stories.replica", MONDAY.isoformat())
        bots = [await stack.enter_async_context(begun(tmp_path, *start, **settings)) for _ in range(2)]
        await asyncio.gather(*(bot.says("ready") for bot in bots))
        await slack.connected(2)
        database = Database(postgres_url, KEYS)
        stack.push_async_callback(database.close)
        yield Replicas(slack, clock, bots, database)


def everybody_owes_an_update(db: Db) -> None:
    """Each recruiter has a candidate in interview who hears nothing until Wednesday."""
    job = storage.jobs.titled(db, TEAM, "Backend engineer", story.MAYA, MONDAY)
    ids = []
    for id in RECRUITERS:
        storage.people.meet(db, Person(TEAM, id, id))
        ids.append(storage.candidates.add(db, TEAM, f"Candidate of {id}", [], id, MONDAY).id)
        storage.submissions.put_forward(db, TEAM, ids[-1], job.id, Stage.INTERVIEW, id, MONDAY)
    promises.plan(db, TEAM, ids, Policy(), MONDAY)


def unfinished(db: Db) -> int:
    following = storage.promises.next_moment(db)
    ungathered = following is not None and following <= DUE
    waiting = storage.outbox.figures(db, DUE + timedelta(days=1))["waiting"]
    return ungathered + int(waiting) + len(storage.outbox.given_up(db))


async def until(met: Callable[[], bool], within: float = 45.0) -> None:
    """Waits for a condition."""
    async with asyncio.timeout(within):
        while not met():  # noqa: ASYNC110 - what is waited for sends no word
            await asyncio.sleep(0.02)


async def test_each_of_hundreds_of_reminders_is_heard_once(replicas):
    await replicas.database.transact(everybody_owes_an_update)
    await replicas.move(DUE + SOON)
    await until(lambda: len(+replicas.heard()) == len(RECRUITERS))
    await nothing_is_left(replicas, DUE + SOON)
    assert set(replicas.heard().values()) == {1}


async def test_postgresql_falling_over_loses_nothing_and_doubles_nothing(replicas, postgres):
    await replicas.database.transact(everybody_owes_an_update)
    for name in CANDIDATES:
        await replicas.database.transact(storage.candidates.add, TEAM, name, [], story.RITA, MONDAY)
    replicas.slack.faults.add("chat.postMessage", "late", times=10_000, seconds=0.1)
    await replicas.move(DUE + SOON)
    await until(lambda: len(+replicas.heard()) >= 40)
    restarting = asyncio.create_task(asyncio.to_thread(postgres.restart, "immediate"))
    told_saved = await typed_while(replicas, restarting)
    await restarting

    await nothing_is_left(replicas, DUE + SOON)
    assert set(replicas.heard().values()) == {1}
    saved = Counter(await replicas.database.ask(notes_saved))
    assert set(saved.values()) <= {1}
    assert told_saved
    assert told_saved <= set(saved)
    assert all(bot.running for bot in replicas.bots)
    answer = await replicas.slack.seat(story.TOM).types(f"/touch {CANDIDATES[0]} - spoke")
    assert "Logged" in plain(answer[-1])


async def nothing_is_left(replicas: Replicas, moment: datetime) -> None:
    """Let minutes pass, as many as leases and quarantines take, until every letter is recorded."""
    for _ in range(12):
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(2):
                while await replicas.outstanding():  # noqa: ASYNC110 - what is waited for sends no word
                    await asyncio.sleep(0.05)
                return
        moment += A_MINUTE
        await replicas.move(moment)
    raise AssertionError(f"{await replicas.outstanding()} letters are left")


async def typed_while(replicas: Replicas, something: asyncio.Task[None]) -> set[str]:
    """Rita logs touches while something goes on, and once more; those notes that she was told are logged."""
    rita, told = replicas.slack.seat(story.RITA), set()
    for number in range(MOST_TYPED):
        over = something.done()
        answers = await rita.types(f"/touch {CANDIDATES[number % len(CANDIDATES)]} - spoke, note {number}")
        if any("Logged for" in plain(answer) for answer in answers):
            told.add(f"note {number}")
        if over and told:
            return told
        await asyncio.wait([something], timeout=0.1)
    return told


def notes_saved(db: Db) -> list[str]:
    long_ago = MONDAY - timedelta(days=1)
    return [touch.note for touch, _ in storage.touches.logged_since(db, TEAM, story.RITA, long_ago)]


async def test_what_both_are_handed_has_one_effect_and_either_answers(replicas):
    await replicas.database.transact(storage.candidates.add, TEAM, CANDIDATES[0], [], story.RITA, MONDAY)
    rita, slack = replicas.slack.seat(story.RITA), replicas.slack
    slack.repeat(2)
    for number in range(6):
        answer = await rita.types(f"/touch {CANDIDATES[0]} - spoke, note {number}")
        assert "Logged for Candidate Alpha" in plain(answer[-1])
    slack.repeat(1)
    assert [heard.outcome for heard in slack.repeated] == ["answered"] * 6
    assert Counter(await replicas.database.ask(notes_saved)) == Counter(f"note {number}" for number in range(6))


async def test_one_goes_and_the_other_goes_on(replicas):
    await replicas.database.transact(everybody_owes_an_update)
    first, second = replicas.bots
    first.hears(signal.SIGTERM)
    assert (await first.ends()).code == 0
    await replicas.move(DUE + SOON)
    await nothing_is_left(replicas, DUE + SOON)
    assert set(replicas.heard().values()) == {1}
    assert second.running
    assert "/touch" in plain((await replicas.slack.seat(story.RITA).types("/care help"))[-1])
