"""Is every reminder heard, and heard once, however often the bot is killed and whatever Slack answers?"""

import asyncio
import os
import random
import signal
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from slack_sdk.web.async_client import AsyncWebClient
from sqlalchemy import select

import storage
from bot import manifest, rules
from practice import story
from practice.faults import Fault
from practice.reading import plain
from practice.slack import Practice
from scheduler.deliver import Deliverer
from scheduler.turns import Limits
from storage.database import Database, Db
from storage.tables import Outbox, Promises, table
from tests.keys import KEYS
from tests.scheduler import owing
from tests.scheduler.office import HandClock, prepared, until
from tests.stories.bot_process import Nursery, nursery

GROUPS, IN_GROUP, CANDIDATES = 21, 10, 2
CALL = 0.3
POST, UPDATE, OPEN, ASK = "chat.postMessage", "chat.update", "conversations.open", "conversations.history"
GATHERING = ("gather.begun", "gather.written", "gather.committed")
OFTEN = ("deliver.claimed", "deliver.opening", "deliver.posting", "deliver.posted", "deliver.recorded")
SELDOM = ("deliver.asking", "deliver.asked", "deliver.updating")
FAULTS: dict[str, dict[str, Any]] = {
    "reply lost": {"kind": "lose_reply"},
    "cut before": {"kind": "refuse"},
    "late": {"kind": "late"},
    "429 with Retry-After": {"kind": "status", "status": 429, "retry_after": 7},
    "429 without": {"kind": "status", "status": 429},
    "500": {"kind": "status", "status": 500},
    "500 done": {"kind": "status", "status": 500, "done": True},
    "503": {"kind": "status", "status": 503},
    "fatal_error": {"kind": "error", "code": "fatal_error"},
    "fatal_error done": {"kind": "error", "code": "fatal_error", "done": True},
    "web page": {"kind": "garbage", "body": "html", "done": True},
    "half an answer": {"kind": "garbage", "body": "truncated", "done": True},
    "empty answer": {"kind": "garbage", "body": "empty"},
}


@dataclass
class Ordeal:
    """A bot, what it goes through, and the tally."""

    slack: Practice
    bot: Nursery
    url: str
    clock: HandClock
    chance: random.Random
    to_hit: list[str] = field(default_factory=lambda: [*GATHERING, *OFTEN, *SELDOM] * 3)
    planned: list[tuple[str, Fault]] = field(default_factory=list)
    kills: Counter[str] = field(default_factory=Counter)
    starts: int = 0
    aim: str = ""

    async def start(self) -> None:
        """Start the bot."""
        self.starts += 1
        await self.bot.start(self.slack, self.url, self.clock.now(), call=CALL)

    def goes_wrong(self, method: str, name: str) -> None:
        """Plan a fault."""
        self.planned.append((name, self.slack.faults.add(method, times=self.chance.randint(1, 4), **FAULTS[name])))

    async def goes_on(self, by: timedelta, aim_at: Sequence[str] = ()) -> None:
        """Let time pass, and the bot tick; it is to die at one of these points. When it does, start it again."""
        self.clock.set(self.clock.now() + by)
        aims = [point for point in self.to_hit if point in aim_at]
        aim = self.chance.choice(aims) if aims else ""
        how_manieth = self.chance.randint(1, 6) if aim in OFTEN else 1
        lives = await self.bot.hit_at(aim or "nothing", how_manieth)
        if lives:
            self.aim = aim
            lives = await self.bot.tick(self.clock.now())
        await self._all_arrived(lives)
        if not lives:
            self.kills[self.aim] += 1
            self.to_hit.remove(self.aim)
            await self.start()

    async def _all_arrived(self, lives: bool) -> None:
        """Wait until Slack has done what reached it late, or was sent by who is dead now."""
        late = [fault for name, fault in self.planned if name == "late"]
        for fault in late:
            fault.release()
        await until(lambda: sum(call.fault == "late" for call in self.slack.calls) == sum(fault.met for fault in late))
        await until(lambda: lives or not self.slack.sockets())

    def heard(self, number: int) -> list[str]:
        """What a recruiter has heard."""
        return [plain(message) for message in self.slack.seat(owing.recruiter(number)).dm()]

    def tally(self, wanted: range) -> str:
        """Say in a line how it went."""
        met = Counter[str]()
        for name, fault in self.planned:
            met[name] += fault.met
        times = [len(self.heard(number)) for number in wanted]
        faults = ", ".join(f"{name} {count}" for name, count in sorted(met.items()) if count)
        return (
            f"{len(wanted)} reminders, {self.starts} runs, {self.kills.total()} kills, faults: {faults}; "
            f"lost {times.count(0)}, duplicates {sum(count - 1 for count in times if count > 1)}"
        )


def facts(db: Db) -> None:
    """Write the team down: groups of recruiters, each group with a morning hour of its own."""
    for number in range(GROUPS * IN_GROUP):
        owing.meet(db, number, morning_of(number // IN_GROUP).time())
        owing.owe(db, number, CANDIDATES)


def morning_of(group: int) -> datetime:
    return owing.WEDNESDAY + timedelta(hours=7, minutes=6 * group)


def kept(db: Db) -> tuple[set[tuple[object, ...]], set[int]]:
    """How the letters were left, and how often each promise counts as said."""
    outbox, promises = table(Outbox), table(Promises)
    rows = db.execute(select(outbox.c.state, outbox.c.token, outbox.c.lease_until, outbox.c.next_at))
    twice = db.execute(select(outbox.c.possibly_twice, outbox.c.shown == outbox.c.version))
    said = db.execute(select(promises.c.said).where(promises.c.kind == rules.updates.KIND))
    return {(*row, *more) for row, more in zip(rows, twice, strict=True)}, set(said.scalars())


@pytest.mark.timeout(180)
async def test_nothing_is_lost_and_nothing_heard_twice(database_url, capsys):
    chance = random.Random(f"{database_url.partition(':')[0]} 1")
    database = prepared(database_url)
    database.run(facts)
    await database.close()
    everyone = range(GROUPS * IN_GROUP)
    clock = HandClock(morning_of(0) - timedelta(minutes=1))
    people = [*story.people(), *(owing.member(number) for number in everyone)]
    async with Practice(manifest.read(), clock.now, people) as slack, nursery() as bot:
        ordeal = Ordeal(slack, bot, database_url, clock, chance)
        await ordeal.start()
        for group in range(GROUPS):
            await one_morning(ordeal, group)
        slack.faults.clear()
        for _ in range(20):
            await ordeal.goes_on(timedelta(seconds=40))
        await bot.stop()
        with capsys.disabled():
            sys.stdout.write(f"\n{database_url.partition(':')[0]}: {ordeal.tally(everyone)}\n")
        for number in everyone:
            names = [owing.candidate(number, which) for which in range(CANDIDATES)]
            assert [[name in words for name in names] for words in ordeal.heard(number)] == [[True] * CANDIDATES]
        assert set(ordeal.kills) == {*GATHERING, *OFTEN, *SELDOM}
    database = Database(database_url, KEYS)
    left, said = database.run(kept)
    await database.close()
    assert left == {("open", None, None, None, False, True)}
    assert said == {1}


async def one_morning(ordeal: Ordeal, group: int) -> None:
    """Let a group's morning come, with trouble, and go on until each of them has heard."""
    mine = range(group * IN_GROUP, (group + 1) * IN_GROUP)
    names = list(FAULTS)
    ordeal.goes_wrong(POST, names[group % len(names)])
    ordeal.goes_wrong(ordeal.chance.choice([POST, OPEN, ASK, UPDATE]), ordeal.chance.choice(names))
    until_then = max(timedelta(seconds=1), morning_of(group) - ordeal.clock.now())
    await ordeal.goes_on(until_then, ordeal.chance.choice([GATHERING, OFTEN]))
    for _ in range(40):
        if all(ordeal.heard(number) for number in mine):
            break
        await ordeal.goes_on(timedelta(seconds=ordeal.chance.choice([5, 20, 61, 95])), SELDOM + OFTEN)


async def test_a_process_frozen_beyond_its_lease_says_nothing_when_it_goes_on(postgres_url):
    """One that nobody froze takes over meanwhile; on SQLite there is no other."""
    clock = HandClock(owing.MORNING)
    database = prepared(postgres_url)
    await database.transact(lambda db: [(owing.meet(db, number), owing.owe(db, number)) for number in range(5)])
    people = [*story.people(), *(owing.member(number) for number in range(5))]
    async with Practice(manifest.read(), clock.now, people) as slack, nursery() as frozen:
        await frozen.start(slack, postgres_url, owing.MORNING - timedelta(hours=1), call=0.5, lease=1.0)
        await frozen.hit_at("deliver.claimed", by=signal.SIGSTOP)
        ticking = asyncio.create_task(frozen.tick(owing.MORNING))
        await until(lambda: is_stopped(frozen.pid))
        await asyncio.sleep(1.0)  # the lease runs out by the real clock
        client = AsyncWebClient(token=slack.bot_token, base_url=slack.url, retry_handlers=[])
        other = Deliverer(database, client, owing.POLICY, clock)
        clock.set(owing.MORNING + timedelta(seconds=1))
        assert await other.deliver() == 5
        clock.set(owing.MORNING + Limits().quarantine)
        while await other.deliver():
            pass
        assert [len(slack.seat(owing.recruiter(number)).dm()) for number in range(5)] == [1] * 5
        os.kill(frozen.pid or 0, signal.SIGCONT)
        assert await ticking
        await frozen.stop()
        assert [len(slack.seat(owing.recruiter(number)).dm()) for number in range(5)] == [1] * 5
    assert await database.ask(storage.outbox.next_moment) is None
    await database.close()


def is_stopped(pid: int | None) -> bool:
    """Whether a process is frozen by a signal."""
    return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "T"
