"""Does the clock of a dispute remind once, bring the case up in time, and let the owner keep what nobody ruled on?"""

import asyncio
from datetime import timedelta

import pytest

import storage
from bot import disputing
from bot.facts import DisputeState, Passing, Ruling
from bot.rules import rulings
from scheduler.gather import gather
from storage.database import Database
from storage.migrate import migrate
from storage.tables import Disputes, table
from tests.disputing import ANSWER_BY, IVO, NOT_RULED_AT, POLICY, RULE_BY, opened
from tests.keys import KEYS
from tests.storage.examples import DAY, HOUR, MAYA, NOW, RITA, TEAM, TOM

SECOND = timedelta(seconds=1)
ANSWER_MORNING = ANSWER_BY.replace(hour=8, minute=30)
RULE_MORNING = RULE_BY.replace(hour=8, minute=30)


@pytest.fixture
async def team(database_url):
    database = Database(database_url, KEYS)
    migrate(database.engine)
    yield opened(database)
    await database.close()


@pytest.fixture
async def small_team(tmp_path):
    """The same on SQLite alone, for what the engine has no part in."""
    database = Database(f"sqlite:///{tmp_path / 'rapport.db'}", KEYS)
    migrate(database.engine)
    yield opened(database)
    await database.close()


def ticks(team, *moments):
    for at in moments:
        while team.database.run(gather, POLICY, at):
            pass


def now(team, dispute):
    return team.database.run(storage.disputes.one, TEAM, dispute.id)


def test_a_dispute_that_nobody_touches_goes_its_way_by_the_clock(team):
    dispute = team.claims()
    ticks(team, ANSWER_MORNING - SECOND)
    assert team.told("reminded") == []
    ticks(team, ANSWER_MORNING, ANSWER_MORNING + HOUR)
    assert team.told("reminded") == [RITA], "once, on the morning of its day"
    ticks(team, ANSWER_BY - SECOND)
    assert (now(team, dispute).state, team.told("case")) == (DisputeState.ANSWER, [])
    ticks(team, ANSWER_BY)
    assert (now(team, dispute).state, now(team, dispute).answer) == (DisputeState.RULING, None)
    assert (team.told("case"), team.versions("claimed", "opened")) == ([IVO, MAYA], {2})
    ticks(team, RULE_MORNING)
    assert team.told("reminded") == sorted([RITA, IVO, MAYA])
    ticks(team, RULE_BY, RULE_BY + HOUR)
    assert team.told("reminded") == sorted([RITA, IVO, MAYA, IVO, MAYA]), "and once when its time is over"
    ticks(team, NOT_RULED_AT - SECOND)
    assert now(team, dispute).ended_at is None
    ticks(team, NOT_RULED_AT, NOT_RULED_AT + DAY)
    ended = now(team, dispute)
    assert (ended.ruling, ended.ruled_by, ended.ended_at) == (Ruling.NOT_RULED, None, NOT_RULED_AT)
    assert (team.ana().owner, team.ana().dispute, team.told("ended")) == (RITA, None, [RITA, TOM])
    assert team.clock(dispute) is None


@pytest.mark.parametrize(
    ("comes_back", "reminded", "cases", "state"),
    [
        pytest.param(ANSWER_MORNING + 3 * HOUR, [RITA], [], "answer", id="on the day of the answer"),
        pytest.param(ANSWER_BY + HOUR, [], [IVO, MAYA], "ruling", id="after it: the case alone"),
        pytest.param(NOT_RULED_AT + DAY, [], [IVO, MAYA], "ruling", id="after all: the managers still get their days"),
    ],
)
def test_after_a_downtime_only_the_newest_step_is_said(small_team, comes_back, reminded, cases, state):
    dispute = small_team.claims()
    ticks(small_team, comes_back)
    assert (small_team.told("reminded"), small_team.told("case")) == (reminded, cases)
    assert now(small_team, dispute).state == state


def test_managers_who_see_a_case_late_have_two_days_for_it(small_team):
    dispute = small_team.claims()
    ticks(small_team, RULE_BY + HOUR)
    assert now(small_team, dispute).rule_by == NOT_RULED_AT
    ticks(small_team, NOT_RULED_AT + SECOND)
    assert now(small_team, dispute).ended_at is None


def test_a_downtime_between_two_reminders_says_one(small_team):
    dispute = small_team.goes_up()
    ticks(small_team, RULE_BY + HOUR)
    assert (small_team.told("reminded"), now(small_team, dispute).step) == ([IVO, MAYA], 1)


def test_a_question_puts_the_reminders_and_the_end_off(small_team):
    up = small_team.goes_up()
    ticks(small_team, RULE_MORNING)
    asked = small_team.does(disputing.ask, up.id, TOM, "when?", by=MAYA, now=RULE_MORNING + HOUR).dispute
    ticks(small_team, RULE_BY + HOUR)
    assert small_team.told("reminded") == [IVO, MAYA]
    ticks(small_team, NOT_RULED_AT)
    assert now(small_team, up).ended_at is None
    assert asked.rule_by > RULE_BY
    assert small_team.told("reminded") == sorted([IVO, MAYA] * 2)


def test_what_was_settled_is_not_ticked_any_more(small_team):
    dispute = small_team.goes_up()
    due = small_team.database.run(storage.promises.of, TEAM, rulings.CLOCK, [str(dispute.id)])
    small_team.does(disputing.concede, dispute.id, by=RITA)
    small_team.database.run(storage.promises.write, TEAM, due)
    ticks(small_team, NOT_RULED_AT + DAY)
    assert (now(small_team, dispute).ruling, small_team.clock(dispute)) == (Ruling.CONCEDED, None)
    assert small_team.told("reminded") == []


def test_where_nobody_may_rule_the_clock_decides_and_nobody_is_bothered(small_team):
    small_team.database.run(storage.people.appoint, TEAM, [RITA, TOM], [])
    dispute = small_team.claims()
    ticks(small_team, ANSWER_MORNING, ANSWER_BY, RULE_MORNING, RULE_BY, NOT_RULED_AT)
    assert (small_team.told("case"), small_team.told("reminded")) == ([], [RITA])
    ticks(small_team, NOT_RULED_AT + 3 * DAY)
    assert now(small_team, dispute).ruling is Ruling.NOT_RULED


def test_an_owner_does_not_lose_anybody_while_it_is_disputed_and_the_clock_ends_it(small_team):
    began = NOW + 80 * DAY
    dispute = small_team.claims(now=began)
    ticks(small_team, *(began + days * DAY for days in range(1, 25)))
    assert now(small_team, dispute).ended_at is not None
    assert (small_team.ana().owner, small_team.changes()) == (RITA, [])


async def test_of_twenty_presses_in_two_processes_one_rules(postgres_url):
    one, two = Database(postgres_url, KEYS), Database(postgres_url, KEYS)
    migrate(one.engine)
    team = await asyncio.to_thread(opened, one)
    up = await asyncio.to_thread(team.goes_up)

    def press(db, by, ruling):
        return disputing.rule(db, up.id, ruling, f"says {by}", (), team.person(db, by), POLICY, NOW + HOUR)

    presses = [(MAYA, Ruling.KEEP), (IVO, Ruling.TRANSFER)] * 10
    decided = await asyncio.gather(
        *((one if number % 4 < 2 else two).transact(press, *each) for number, each in enumerate(presses))
    )
    try:
        assert [each.mine for each in decided].count(True) == 1
        assert len({each.dispute for each in decided}) == 1, "all see one outcome"
        first = decided[0].dispute
        assert await asyncio.to_thread(team.told, "ended") == [RITA, TOM]
        moved = [(RITA, TOM, Passing.RULED, IVO, up.id)] if first.ruling is Ruling.TRANSFER else []
        assert await asyncio.to_thread(team.changes) == moved
    finally:
        await one.close()
        await two.close()


async def test_of_two_claims_at_once_one_opens(postgres_url):
    database = Database(postgres_url, KEYS)
    migrate(database.engine)
    team = await asyncio.to_thread(opened, database)

    def claim(db, by):
        return disputing.open_(db, team.person(db, by), 7, "mine", "", None, POLICY, NOW)

    got = await asyncio.gather(*(database.transact(claim, by) for by in (TOM, MAYA) * 4), return_exceptions=True)
    try:
        assert len([each for each in got if not isinstance(each, BaseException)]) == 1
        assert {type(each).__name__ for each in got} == {"Dispute", "Refused"}
        count = await database.ask(lambda db: len(db.execute(table(Disputes).select()).all()))
        assert (count, await asyncio.to_thread(team.told, "claimed")) == (1, [RITA])
    finally:
        await database.close()
