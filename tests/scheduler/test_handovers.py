"""Is all that someone had handed over once, and all of it, whoever is killed or leaves in the middle of it?"""

from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from sqlalchemy import select

import storage
from bot import owners, promises, rules
from bot.facts import Handover, Passing, Person, Share, Stage
from bot.letters import covers as letters
from bot.policy import Policy
from scheduler import handovers, leaving
from storage.database import Database, Db
from storage.migrate import migrate
from storage.tables import Audit, Candidates, Outbox, Submissions, table
from tests.keys import KEYS

TEAM, MAYA, RITA, TOM, KIM = "T0PRACTICE", "U0MAYA", "U0RITA", "U0TOM", "U0KIM"
MONDAY = datetime(2026, 11, 23, 9, tzinfo=UTC)
POLICY = Policy()
OUTBOX, SUBMISSIONS, AUDIT, CANDIDATES = table(Outbox), table(Submissions), table(Audit), table(Candidates)
MANY, BATCH = 13, 5


class KilledError(Exception):
    """Stands for the end of the process in the middle of a transaction."""


@pytest.fixture
async def database(database_url):
    made = Database(database_url, KEYS)
    migrate(made.engine)
    await made.transact(settle)
    yield made
    await made.close()


def settle(db: Db) -> list[int]:
    """Rita owns thirteen, of whom Tom has put the first forward; one of Tom's is put forward by her."""
    for who in (MAYA, RITA, TOM, KIM):
        storage.people.meet(db, Person(TEAM, who, who))
    storage.people.appoint(db, TEAM, [MAYA], [])
    job = storage.jobs.titled(db, TEAM, "Welder", RITA, MONDAY)
    ids = sorted(storage.candidates.add(db, TEAM, f"Candidate {n}", [], RITA, MONDAY).id for n in range(MANY + 1))
    for place, id in enumerate(ids):
        recruiter = TOM if place == 0 else RITA
        storage.submissions.put_forward(db, TEAM, id, job.id, Stage.INTERVIEW, recruiter, MONDAY)
    own = dict.fromkeys(ids[:MANY], RITA) | {ids[MANY]: TOM}
    owners.give(db, TEAM, own, Passing.ADDED, MAYA, POLICY, MONDAY, told=(RITA, TOM))
    storage.ownership.share(db, TEAM, ids[1], [Share(RITA, 70), Share(MAYA, 30)], MAYA, MONDAY)
    promises.plan(db, TEAM, ids, POLICY, MONDAY)
    return ids


def begin(db: Db, *takers: str) -> Handover:
    made = storage.handovers.begin(db, TEAM, RITA, takers, MANY + 1, MAYA, MONDAY)
    storage.promises.write(db, TEAM, [rules.covers.inner(handovers.KIND, str(made.id), MONDAY, MONDAY)])
    return made


def step(db: Db, *, killed: bool = False) -> bool:
    """Go on once with what is due, as a tick does; tell whether there was anything."""
    due = [owed for _, owed in storage.promises.due(db, MONDAY, 100)]
    handovers.step(db, TEAM, [owed for owed in due if owed.kind == handovers.KIND], POLICY, MONDAY, at_once=BATCH)
    leaving.leave(db, TEAM, [owed for owed in due if owed.kind == leaving.KIND], POLICY, MONDAY, at_once=BATCH)
    if killed:
        raise KilledError
    return any(owed.kind in (handovers.KIND, leaving.KIND) for owed in due)


async def to_the_end(database: Database, *, killed: bool = False) -> int:
    """Go on until nothing is left; where it is killed, each step is lost once before it is done."""
    steps = 0
    while True:
        if killed:
            with pytest.raises(KilledError):
                await database.transact(step, killed=True)
        if not await database.transact(step):
            return steps
        steps += 1


def owned(db: Db) -> dict[str, int]:
    return {id: number for id in (RITA, TOM, KIM) if (number := storage.ownership.count(db, TEAM, id))}


def recruiters(db: Db) -> Counter[str]:
    return Counter(db.execute(select(SUBMISSIONS.c.recruiter)).scalars())


def together(db: Db) -> bool:
    """Whether all that was Rita's of a candidate went to one taker, where she had both."""
    both = (SUBMISSIONS.c.candidate == CANDIDATES.c.id) & (SUBMISSIONS.c.team == CANDIDATES.c.team)
    rows = db.execute(select(CANDIDATES.c.owner, SUBMISSIONS.c.recruiter).join(SUBMISSIONS, both)).all()
    apart = [row for row in rows if row.owner != row.recruiter]
    return len(apart) <= 2


def told(db: Db) -> set[tuple[str, str]]:
    rows = db.execute(select(OUTBOX.c.kind, OUTBOX.c.recipient).where(OUTBOX.c.kind != "ownership.news"))
    return {(row.kind, row.recipient) for row in rows}


def verbs(db: Db) -> Counter[str]:
    return Counter(db.execute(select(AUDIT.c.verb).where(AUDIT.c.by == MAYA)).scalars())


@pytest.mark.parametrize("killed", [pytest.param(False, id="undisturbed"), pytest.param(True, id="killed each time")])
async def test_all_of_it_is_dealt_in_turn_whatever_happens_between(database, killed):
    handover = await database.transact(begin, TOM, KIM)
    assert await to_the_end(database, killed=killed) == 3
    after = await database.ask(storage.handovers.one, TEAM, handover.id)
    assert (after.done, after.dealt, after.done_at) == (14, (7, 7), MONDAY)
    assert sum((await database.ask(owned)).values()) == MANY + 1
    assert RITA not in await database.ask(owned)
    assert (await database.ask(recruiters))[RITA] == 0
    assert await database.ask(together)
    assert await database.ask(storage.handovers.left, TEAM, RITA, 100) == []
    assert await database.ask(told) >= {
        (letters.HANDED, MAYA),
        (letters.TAKEN, TOM),
        (letters.TAKEN, KIM),
        (letters.GIVEN, RITA),
    }
    counted = await database.ask(verbs)
    assert (counted["owner_given"], counted["handed_over"], counted["handover_done"]) == (MANY, MANY, 1)


async def test_the_giver_s_part_of_a_credit_goes_along(database):
    await database.transact(begin, TOM)
    await to_the_end(database)

    def credits(db):
        return [each for each in storage.ownership.several(db, TEAM, everybody(db)).values() if each.credit]

    [shared] = await database.ask(credits)
    assert shared.credit == (Share(TOM, 70), Share(MAYA, 30))


def everybody(db: Db) -> list[int]:
    return list(db.execute(select(CANDIDATES.c.id)).scalars())


async def test_who_is_disputed_stays(database):
    def dispute(db):
        storage.ownership.mark_disputed(db, TEAM, storage.ownership.owned_by(db, TEAM, RITA)[3], 99)

    await database.transact(dispute)
    desk = await database.ask(storage.handovers.desk, TEAM, RITA)
    assert (desk.candidates, desk.owned, desk.submissions, desk.disputed) == (13, 12, 12, 1)
    await database.transact(begin, TOM)
    await to_the_end(database)
    assert await database.ask(owned) == {RITA: 1, TOM: 13}
    assert (await database.ask(recruiters))[RITA] == 1


async def test_a_taker_who_leaves_gets_no_more_and_nobody_is_lost(database):
    handover = await database.transact(begin, TOM, KIM)
    await database.transact(step)
    await database.transact(storage.people.meet, Person(TEAM, KIM, KIM, active=False))
    await to_the_end(database)
    after = await database.ask(storage.handovers.one, TEAM, handover.id)
    assert (after.done, sum(after.dealt)) == (14, 14)
    assert after.dealt[1] <= BATCH


async def test_where_nobody_can_take_it_it_ends_and_says_so(database):
    handover = await database.transact(begin, KIM)
    await database.transact(storage.people.meet, Person(TEAM, KIM, KIM, active=False))
    await to_the_end(database)
    after = await database.ask(storage.handovers.one, TEAM, handover.id)
    assert (after.done, after.done_at) == (0, MONDAY)
    assert (letters.HANDED, MAYA) in await database.ask(told)
    assert (await database.ask(owned))[RITA] == MANY


def goes(db: Db) -> None:
    storage.people.meet(db, Person(TEAM, RITA, RITA, active=False))
    storage.promises.write(db, TEAM, [rules.covers.inner(leaving.KIND, RITA, MONDAY, MONDAY)])


@pytest.mark.parametrize("killed", [pytest.param(False, id="undisturbed"), pytest.param(True, id="killed each time")])
async def test_who_leaves_loses_all_and_it_can_be_handed_over_still(database, killed):
    await database.transact(goes)
    assert await to_the_end(database, killed=killed) == 3
    assert await database.ask(owned) == {TOM: 1}
    assert await database.ask(storage.handovers.parted_with, TEAM, RITA, MONDAY) == MANY
    assert (letters.LEFT, MAYA) in await database.ask(told)
    await database.transact(begin, TOM)
    await to_the_end(database, killed=killed)
    assert await database.ask(owned) == {TOM: MANY + 1}


async def test_who_comes_back_in_the_middle_of_it_loses_nobody_more(database):
    await database.transact(goes)
    await database.transact(step)
    await database.transact(storage.people.meet, Person(TEAM, RITA, RITA))
    await to_the_end(database)
    assert (await database.ask(owned))[RITA] == MANY - BATCH


async def test_not_all_that_a_taker_was_given_lapses_on_one_day(database):
    few, taker = replace(POLICY, morning_lines=3), Person(TEAM, TOM, TOM)
    handover = await database.transact(begin, TOM, KIM)
    owed = rules.covers.inner(handovers.KIND, str(handover.id), MONDAY, MONDAY)
    for _ in range(3):
        await database.transact(handovers.step, TEAM, [owed], few, MONDAY, at_once=BATCH)
    ends = await database.ask(storage.ownership.ending, TEAM, TOM, MANY)
    days = Counter(rules.people.last_day(taker, each.due_at, few) for each in ends)
    first = rules.people.last_day(taker, rules.ownership.first_end(taker, few, MONDAY), few)
    assert len(ends) == 7 + 1
    # One was his before, and counts from that.
    assert [days[day] for day in sorted(days)] == [4, 3, 1]
    assert min(days) == first
    assert all(day == first or day.isoweekday() < 6 for day in days)
