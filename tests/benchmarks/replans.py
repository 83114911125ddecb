"""B7: what does all that follows from a touch add to writing it down?

Ours is a touch with everything: the last moments of the candidate, what is owed next, the messages that show it, the
morning of whoever hears of it. The floor is the row of the touch alone, by the same way into the same database.
"""

import asyncio
import itertools
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from time import perf_counter

from bot.facts import Direction, How, Kind, Outcome, Person, Touch, TouchDraft
from bot.policy import Policy
from handlers import touches
from storage.columns import new_id
from storage.database import Database, Db
from storage.tables import Touches, table
from storage.touches import written
from tests.benchmarks import measures
from tests.benchmarks.facts import Facts
from tests.benchmarks.measures import at_most, in_turn
from tests.benchmarks.world import ENGINES, LARGE, World
from tests.keys import KEYS

TOUCHES, POLICY = table(Touches), Policy()
AT_ONCE = 200
WHAT = ("touch", "row")
One = Callable[[Database, Facts, int, datetime], Awaitable[None]]
SPOKE = How(Kind.CALL, Direction.OUT, Outcome.SPOKE)


def against_the_row_alone(world: World) -> measures.Outcome:
    """B7: a touch and all it re-plans, against its row; the worse of the two engines counts."""
    found = {engine: measured(world, engine) for engine in ENGINES}
    parts = {f"{engine} {what}": us for engine, pair in found.items() for what, us in zip(WHAT, pair, strict=True)}
    ours, peer = max(found.values(), key=lambda pair: pair[0] / pair[1])
    words = "a touch with all it re-plans at 1M, against its row alone; the worse engine"
    return at_most("B7", words, 2.5, ours, peer, "µs", **parts)


def measured(world: World, engine: str) -> list[float]:
    """Microseconds of a whole touch, and of its row."""
    url, facts = world.house(engine, LARGE)
    database, numbers = Database(url, KEYS), itertools.count()
    with asyncio.Runner() as runner:

        async def seconds(one: One) -> float:
            began = perf_counter()
            for number in itertools.islice(numbers, AT_ONCE):
                candidate, now = number * 104_729 % facts.candidates, facts.now + timedelta(seconds=number)
                await one(database, facts, candidate, now)
            return perf_counter() - began

        def several(one: One) -> float:
            return runner.run(seconds(one)) / AT_ONCE * 1e6

        try:
            several(whole), several(row)
            return in_turn(lambda: several(whole), lambda: several(row), rounds=7)
        finally:
            database.close_now()


async def whole(database: Database, facts: Facts, i: int, now: datetime) -> None:
    """Log a touch as a handler does."""
    person = facts.person(facts.team(i), facts.recruiter(i))
    draft = TouchDraft(how=SPOKE, told=True, note="Likes the role")
    await database.transact(log, facts.id(i), draft, person, now)


def log(db: Db, id: int, draft: TouchDraft, person: Person, now: datetime) -> None:
    touches.log(db, touches.candidate_of(db, person.team, id), draft, person, POLICY, now)


async def row(database: Database, facts: Facts, i: int, now: datetime) -> None:
    """Write down the row of a touch, and nothing else."""
    by = facts.recruiter(i)
    touch = Touch(new_id(), facts.id(i), SPOKE, True, now, now, by, by, told=True, note="Likes the role")
    await database.transact(insert, facts.team(i), touch)


def insert(db: Db, team: str, touch: Touch) -> None:
    db.execute(TOUCHES.insert(), written(team, touch))
