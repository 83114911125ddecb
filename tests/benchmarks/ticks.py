"""B4, B5: what does a tick cost when nothing is due?

The tick is the whole of it: what is due is gathered, what is to be said is claimed, the audit is sealed. The peer of B5
is one statement that derives from the facts which updates are due, without what is written down about them.
"""

import asyncio
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import datetime, timedelta

from slack_sdk.web.async_client import AsyncWebClient
from sqlalchemy import Connection, case, func, select

from bot.clock import StillClock
from bot.facts import IN_PROCESS
from bot.policy import Policy
from scheduler.deliver import Deliverer
from scheduler.loop import Ticker
from scheduler.work import Work
from storage.database import Database
from storage.tables import Candidates, Submissions, table
from tests.benchmarks.measures import Outcome, at_least, at_most, in_turn, timed
from tests.benchmarks.world import ENGINES, LARGE, SMALL, World
from tests.keys import KEYS

TICKS = 100
CANDIDATES, SUBMISSIONS = table(Candidates), table(Submissions)


def growth(world: World) -> Outcome:
    """B4: an idle tick among a million, against one among ten thousand; the worse of the two engines counts."""
    found = []
    for engine in ENGINES:
        with ExitStack() as stack:
            large, small = (stack.enter_context(idle(world, engine, size)) for size in (LARGE, SMALL))
            ours, peer = in_turn(large.tick, small.tick, rounds=7)
        found.append((engine, ours, peer))
    parts = {f"{engine} {size}": us for engine, large, small in found for size, us in (("1M", large), ("10k", small))}
    _, ours, peer = max(found, key=lambda each: each[1] / each[2])
    return at_most("B4", "idle tick at 1M candidates, against 10k; the worse engine", 1.1, ours, peer, "µs", **parts)


def against_a_scan(world: World) -> Outcome:
    """B5: an idle tick among a million, against a scan that derives what is due; the worse engine counts."""
    found = []
    for engine in ENGINES:
        with idle(world, engine, LARGE) as house:
            ours, peer = in_turn(house.tick, house.scan)
        found.append((engine, ours, peer))
    parts = {f"{engine} {what}": us for engine, tick, scan in found for what, us in (("tick", tick), ("scan", scan))}
    _, ours, peer = min(found, key=lambda each: each[2] / each[1])
    words = "a scan that derives what is due at 1M, as many idle ticks; the worse engine"
    outcome = at_least("B5", words, 1000, peer, ours, "µs", **parts)
    return Outcome(**{**outcome.__dict__, "ours": ours, "peer": peer})


class Idle:
    """A house in which nothing is due, and its ticker."""

    def __init__(self, database: Database, now: datetime, runner: asyncio.Runner) -> None:
        clock, policy = StillClock(now), Policy()
        nobody = AsyncWebClient(token="xoxb-bench", base_url="http://127.0.0.1:9/api/")
        self._ticker = Ticker(
            database, Work(database, Deliverer(database, nobody, policy, clock), policy, clock), clock
        )
        self._database, self._now, self._runner = database, now, runner
        runner.run(self._ticker.tick())

    def tick(self) -> float:
        """Microseconds of one tick."""
        return self._runner.run(self._ticks()) / TICKS * 1e6

    def scan(self) -> float:
        """Microseconds of one scan."""
        return timed(lambda: self._runner.run(self._database.ask(derived, self._now))) * 1e6

    async def _ticks(self) -> float:
        loop = asyncio.get_running_loop()
        began = loop.time()
        for _ in range(TICKS):
            await self._ticker.tick()
        return loop.time() - began


@contextmanager
def idle(world: World, engine: str, size: int) -> Iterator[Idle]:
    """Open a house of that size for the length of a `with`."""
    url, facts = world.house(engine, size)
    database = Database(url, KEYS)
    with asyncio.Runner() as runner:
        try:
            yield Idle(database, facts.now, runner)
        finally:
            database.close_now()


def derived(db: Connection, now: datetime) -> list[int]:
    """Derive which updates are due, by the rule as far as SQL can: the stage's limit in days of the calendar."""
    policy = Policy()
    late = [
        (SUBMISSIONS.c.stage == stage, now - timedelta(days=policy.update_limit[stage]))
        for stage in IN_PROCESS
        if stage in policy.update_limit
    ]
    since = func.coalesce(CANDIDATES.c.updated_at, SUBMISSIONS.c.entered_at)
    same = (CANDIDATES.c.team == SUBMISSIONS.c.team) & (CANDIDATES.c.id == SUBMISSIONS.c.candidate)
    chosen = select(CANDIDATES.c.id).select_from(SUBMISSIONS.join(CANDIDATES, same))
    return list(db.execute(chosen.where(since < case(*late, else_=None))).scalars())
