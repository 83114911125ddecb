"""Does what falls due get into letters, all of it, however much falls due at one moment?"""

from datetime import UTC, datetime, timedelta

from sqlalchemy import func, select

import storage
from bot import letters, promises
from bot.clock import StillClock
from bot.facts import Offer, OfferKind, OfferState, Person, Stage
from bot.policy import Policy
from scheduler.gather import AGAIN_AFTER, AT_ONCE, gather
from storage.columns import new_id
from storage.database import Database, Db
from storage.migrate import migrate
from storage.tables import Lines, Offers, Outbox, Submissions, table
from tests.keys import KEYS
from tests.stories.house import house

TEAM, MAYA, RITA, TOM = "T0PRACTICE", "U0MAYA", "U0RITA", "U0TOM"
MONDAY = datetime(2026, 11, 23, 9, tzinfo=UTC)
# Put forward on Monday, owed by Wednesday evening, more than a working day late on Friday.
FRIDAY = datetime(2026, 11, 27, 12, tzinfo=UTC)
TO_THE_MINUTE = timedelta(minutes=1)
WEDNESDAY = datetime(2026, 11, 25, 8, 30, tzinfo=UTC) + TO_THE_MINUTE
LATE = AT_ONCE + 50
LINES, OUTBOX, SUBMISSIONS, OFFERS = table(Lines), table(Outbox), table(Submissions), table(Offers)


def everything_is_late(db: Db, policy: Policy) -> None:
    storage.people.meet(db, Person(TEAM, MAYA, "Maya"))
    storage.people.meet(db, Person(TEAM, RITA, "Rita"))
    storage.people.appoint(db, TEAM, [MAYA], [])
    job = storage.jobs.titled(db, TEAM, "Backend engineer", RITA, MONDAY)
    ids = [storage.candidates.add(db, TEAM, f"Candidate {n}", [], RITA, MONDAY).id for n in range(LATE)]
    for id in ids:
        storage.submissions.put_forward(db, TEAM, id, job.id, Stage.INTERVIEW, RITA, MONDAY)
    promises.plan(db, TEAM, ids, policy, MONDAY)


def one_is_beyond_us(db: Db) -> None:
    """A stage that no version of ours knows, for a candidate of Rita's alone."""
    storage.people.meet(db, Person(TEAM, TOM, "Tom"))
    job = storage.jobs.titled(db, TEAM, "Backend engineer", RITA, MONDAY)
    for recruiter in (RITA, TOM):
        id = storage.candidates.add(db, TEAM, f"Candidate of {recruiter}", [], recruiter, MONDAY).id
        storage.submissions.put_forward(db, TEAM, id, job.id, Stage.INTERVIEW, recruiter, MONDAY)
        promises.plan(db, TEAM, [id], Policy(), MONDAY)
    db.execute(SUBMISSIONS.update().where(SUBMISSIONS.c.recruiter == RITA).values(stage="somewhere"))


def one_offer_is_beyond_us(db: Db) -> None:
    """Rita has two at interview; what was typed about the rival of one of them cannot be read any more."""
    storage.people.meet(db, Person(TEAM, RITA, "Rita"))
    job = storage.jobs.titled(db, TEAM, "Backend engineer", RITA, MONDAY)
    ids = [storage.candidates.add(db, TEAM, name, [], RITA, MONDAY).id for name in ("Ana", "Ben")]
    for id in ids:
        storage.submissions.put_forward(db, TEAM, id, job.id, Stage.INTERVIEW, RITA, MONDAY)
    storage.offers.add(db, TEAM, Offer(new_id(), ids[0], OfferKind.RIVAL, OfferState.OPEN, RITA, MONDAY, None, "Acme"))
    promises.plan(db, TEAM, ids, Policy(), MONDAY)
    gather(db, Policy(), MONDAY)
    db.execute(OFFERS.update().values(encrypted="nothing that we ever wrote"))


def in_mornings(db: Db) -> int:
    """How many candidates are in the morning letters."""
    joined = LINES.join(OUTBOX, (OUTBOX.c.team == LINES.c.team) & (OUTBOX.c.id == LINES.c.letter))
    mine = (OUTBOX.c.kind == letters.MORNING, OUTBOX.c.recipient == RITA)
    return db.execute(select(func.count(LINES.c.subject.distinct())).select_from(joined).where(*mine)).scalar_one()


def told_to_the_manager(db: Db) -> int:
    """How many candidates are in the letters about what is overdue."""
    joined = LINES.join(OUTBOX, (OUTBOX.c.team == LINES.c.team) & (OUTBOX.c.id == LINES.c.letter))
    mine = (OUTBOX.c.kind == letters.ESCALATED, OUTBOX.c.recipient == MAYA)
    return db.execute(select(func.count(LINES.c.subject.distinct())).select_from(joined).where(*mine)).scalar_one()


async def test_more_than_fits_into_one_look_is_told_at_one_moment_all_the_same(database_url):
    database, policy, clock = Database(database_url, KEYS), Policy(), StillClock(FRIDAY)
    migrate(database.engine)
    await database.transact(everything_is_late, policy)
    while await database.transact(gather, policy, clock.now()):
        pass
    assert await database.ask(told_to_the_manager) == LATE
    following = await database.ask(storage.promises.next_moment)
    assert following is None or following > FRIDAY + timedelta(hours=1)
    await database.close()


async def test_what_cannot_be_gathered_waits_an_hour_and_keeps_nothing_else_from_being_said(database_url):
    async with house(database_url, start=MONDAY) as there:
        await there.bot.database.transact(storage.people.meet, Person(TEAM, RITA, "Rita"))
        await there.bot.database.transact(one_is_beyond_us)
        await there.move(WEDNESDAY)
        assert [len(there.slack.seat(id).dm()) for id in (RITA, TOM)] == [0, 1]
        assert there.bot.ticker.trouble == 1
        assert await there.bot.database.ask(storage.promises.next_moment) == WEDNESDAY - TO_THE_MINUTE + AGAIN_AFTER


async def test_an_offer_that_cannot_be_read_keeps_nothing_of_a_morning_from_being_said(database_url):
    database = Database(database_url, KEYS)
    migrate(database.engine)
    await database.transact(one_offer_is_beyond_us)
    await database.transact(gather, Policy(), WEDNESDAY)
    assert await database.ask(in_mornings) == 2
    await database.close()
