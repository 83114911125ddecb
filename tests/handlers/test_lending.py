"""Does whoever acts go by the terms of their team, from the moment they are saved and in every process?"""

from dataclasses import replace

import pytest
from slack_sdk.web.async_client import AsyncWebClient

import storage
from bot.clock import StillClock
from bot.policy import Policy
from handlers.lending import Lender
from storage.database import Database
from storage.migrate import migrate
from tests.keys import KEYS
from tests.storage.examples import MAYA, NOW, OTHER, RITA, TEAM, person

POLICY = Policy(escalations=2)


@pytest.fixture
async def processes(database_url):
    """Two bots on one database; on SQLite, which lets only one in, one that stands beside it."""
    first = Database(database_url, KEYS)
    migrate(first.engine)
    second = Database(database_url, KEYS, beside=True)
    for team in (TEAM, OTHER):
        await first.transact(storage.teams.install, team, team, "U0BOT", "B0BOT", NOW)
        await first.transact(storage.people.meet, person(RITA, team=team))
    yield first, second
    await second.close()
    await first.close()


async def lent(database: Database, team: str = TEAM, user: str | None = RITA) -> Policy:
    """The numbers that a listener is lent."""
    context: dict[str, object] = {}

    async def listener() -> None:
        pass

    event = {"type": "event_callback", "event": {"type": "team_rename"} | ({"user": user} if user else {})}
    await Lender(database, POLICY, StillClock(NOW), team)(event, context, AsyncWebClient(), listener)
    found = context["policy"]
    assert isinstance(found, Policy)
    return found


async def test_what_one_process_saves_another_obeys_at_once(processes):
    first, second = processes
    assert await lent(second) == POLICY
    await first.transact(storage.terms.agree, TEAM, {"own_days": 30}, MAYA, NOW)
    for user in (RITA, None):
        assert await lent(second, user=user) == replace(POLICY, own_days=30)
    assert await lent(second, OTHER) == POLICY
    await second.transact(storage.terms.agree, TEAM, {"own_placed_days": 100}, MAYA, NOW)
    assert await lent(first) == replace(POLICY, own_days=30, own_placed_days=100)


@pytest.mark.parametrize("body", ["", "[]", "7", "{", '{"own_days": "soon", "who": {}}'])
async def test_what_is_no_row_of_ours_is_nothing_agreed(processes, body):
    first, second = processes
    row = {"team": TEAM, "body": body, "by": MAYA, "at": NOW}
    await first.transact(lambda db: db.execute(storage.terms.TERMS.insert(), row))
    assert await lent(second) == POLICY


async def test_what_was_agreed_and_what_was_before_stand_in_the_audit(processes):
    first, _ = processes
    for days in (30, 60):
        await first.transact(storage.terms.agree, TEAM, {"own_days": days}, MAYA, NOW)
    rows = await first.ask(lambda db: db.execute(storage.audit.AUDIT.select()).mappings().all())
    assert sorted((row["verb"], row["before"], row["after"]) for row in rows) == [
        ("agreed", '{"own_days": 30}', '{"own_days": 60}'),
        ("agreed", "{}", '{"own_days": 30}'),
    ]
