"""What becomes of what somebody had, who has left?"""

from datetime import timedelta

import pytest

import storage
from bot import owners, rules
from bot.errors import Refused
from bot.facts import Passing
from scheduler import covers, leaving
from storage.database import Database
from storage.migrate import migrate
from tests.disputing import POLICY, opened
from tests.keys import KEYS
from tests.storage.examples import NOW, RITA, TEAM, TOM

HOUR = timedelta(hours=1)


@pytest.fixture
async def team(database_url):
    database = Database(database_url, KEYS)
    migrate(database.engine)
    yield opened(database)
    await database.close()


def leave(team, now, since=NOW):
    """Have the clock look at Rita, who left at some moment; say when it looks again."""
    owed = rules.covers.inner(leaving.KIND, RITA, now, since)
    team.database.run(lambda db: storage.promises.write(db, TEAM, [owed]))
    team.database.run(lambda db: leaving.leave(db, TEAM, [owed], POLICY, now))
    return [each.alone_at for each in team.database.run(storage.promises.of, TEAM, leaving.KIND, [RITA])]


def owned_by_rita(db):
    """What a transaction that was under way when she left may leave behind."""
    before = storage.ownership.several(db, TEAM, [8])
    storage.ownership.pass_on(db, TEAM, before, {8: RITA}, Passing.CLAIMED, RITA, NOW)


def test_nobody_is_given_to_whoever_left_a_moment_ago(team):
    team.sees(TOM, active=False)
    with pytest.raises(Refused, match="not here any more"):
        team.database.run(owners.give, TEAM, {7: TOM, 8: RITA}, Passing.GIVEN, RITA, POLICY, NOW)
    assert (team.ana().owner, team.database.run(storage.ownership.of, TEAM, 8).owner) == (RITA, None)


def test_who_left_is_looked_at_once_more_an_hour_later(team):
    team.sees(RITA, active=False)
    assert leave(team, NOW) == [NOW + HOUR]
    assert team.ana().owner is None
    team.database.run(owned_by_rita)
    assert leave(team, NOW + HOUR) == []
    assert team.database.run(storage.ownership.of, TEAM, 8).owner is None


def test_a_cover_that_is_gone_has_no_clock(team):
    owed = rules.covers.clock(99, NOW, NOW)
    team.database.run(lambda db: storage.promises.write(db, TEAM, [owed]))
    team.database.run(lambda db: covers.settle(db, TEAM, [owed], POLICY, NOW))
    assert team.database.run(storage.promises.of, TEAM, covers.KIND, ["99"]) == []
