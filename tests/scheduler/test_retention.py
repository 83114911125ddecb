"""Is each record looked at once a day, and are so many questions asked a day, the oldest first?"""

from datetime import UTC, datetime, timedelta

import pytest

import storage
from bot.clock import StillClock
from bot.policy import Policy
from scheduler import retention
from storage.database import Database
from storage.migrate import migrate
from tests.keys import KEYS
from tests.storage.examples import NOW, RITA, TEAM, person, touch

YEARS = NOW + timedelta(days=800)
POLICY = Policy(questions_a_day=2)


@pytest.fixture
async def database(database_url):
    it = Database(database_url, KEYS)
    migrate(it.engine)
    it.run(fill)
    yield it
    await it.close()


def fill(db):
    """Five candidates of Rita's, each a day younger than the one before."""
    storage.teams.install(db, TEAM, "Home", "U0BOT", "B0BOT", NOW)
    storage.people.meet(db, person(RITA))
    for number in range(5):
        then = NOW + timedelta(days=number)
        storage.candidates.add_many(db, TEAM, [(9 - number, f"Ana {number}", [])], RITA, then)


def asked(db):
    """The questions that stand, by whom they are about, the oldest record first."""
    subjects = [str(id) for id in range(5, 10)]
    there = storage.promises.of(db, TEAM, retention.KIND, subjects)
    return [int(owed.subject) for owed in sorted(there, key=lambda owed: owed.since)]


async def test_so_many_are_asked_a_day_the_oldest_first(database):
    clock = StillClock(YEARS)
    asker = retention.Asker(database, POLICY, clock)
    for _ in range(3):
        await asker.look()
    assert database.run(asked) == [9, 8]
    await retention.Asker(database, POLICY, clock).look()
    assert database.run(asked) == [9, 8], "another process of the same day asks no more"
    clock.set(YEARS + timedelta(days=1))
    await asker.look()
    assert database.run(asked) == [9, 8, 7, 6]


async def test_the_oldest_of_all_pages_are_asked_about_one_page_at_each_tick(database):
    asker = retention.Asker(database, POLICY, StillClock(YEARS), page=2)
    for _ in range(2):
        await asker.look()
        assert database.run(asked) == []
    await asker.look()
    assert database.run(asked) == [9, 8]


async def test_their_morning_is_planned(database):
    await retention.Asker(database, POLICY, StillClock(YEARS)).look()
    (morning,) = database.run(storage.promises.of, TEAM, storage.promises.MORNING, [RITA])
    assert morning.alone_at == datetime(2029, 2, 1, 8, 30, tzinfo=UTC)


async def test_what_facts_have_overtaken_is_not_asked(database):
    chosen, _ = database.run(retention.look, TEAM, -1, POLICY, YEARS)
    database.run(storage.touches.log, TEAM, touch(8, YEARS))
    assert database.run(retention.ask, TEAM, chosen, POLICY, YEARS) == 2
    assert database.run(asked) == [9]
