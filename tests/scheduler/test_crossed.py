"""Does what somebody did at the same moment stand, when the clock takes what was someone's from them?"""

import asyncio
import threading
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import select

import storage
from bot import disputing, owners, rules
from bot.errors import Refused
from bot.facts import NewCover, Passing
from handlers.covers import decide_cover, decide_end
from scheduler import handovers, leaving
from storage.database import Database
from storage.migrate import migrate
from storage.tables import Audit, table
from tests.disputing import POLICY, opened
from tests.keys import KEYS
from tests.storage.examples import MAYA, NOW, RITA, TEAM, TOM, person

LATER = NOW + timedelta(minutes=1)
ZOE = "U0ZOE"


def stays(db):
    storage.people.meet(db, person(ZOE))


def leaves(db):
    stays(db)
    storage.people.meet(db, person(RITA, active=False))


def has_left(db):
    leaves(db)
    owners.give(db, TEAM, {7: None}, Passing.LEFT, owners.NOBODY, POLICY, NOW)


def assigned(db):
    owners.settled(db, TEAM, 7, POLICY, LATER)
    owners.give(db, TEAM, {7: TOM}, Passing.ASSIGNED, MAYA, POLICY, LATER)


def claimed(db):
    owners.settled(db, TEAM, 7, POLICY, LATER)
    owners.give(db, TEAM, {7: TOM}, Passing.CLAIMED, TOM, POLICY, LATER)


def disputed(db):
    disputing.open_(db, person(TOM), 7, "I met her first", "", None, POLICY, LATER)


def leave(db):
    owed = rules.covers.inner(leaving.KIND, RITA, NOW, NOW)
    leaving.leave(db, TEAM, [owed], POLICY, LATER)


def hand_over(db):
    made = storage.handovers.begin(db, TEAM, RITA, [ZOE], 1, MAYA, NOW)
    handovers.step(db, TEAM, [rules.covers.inner(handovers.KIND, str(made.id), NOW, NOW)], POLICY, LATER)


@asynccontextmanager
async def crossed(url, before, does, clock):
    """A team in which somebody does something, and the clock begins its step before that is committed."""
    database, done, let_go = Database(url, KEYS), threading.Event(), threading.Event()
    try:
        await asyncio.to_thread(migrate, database.engine)
        await asyncio.to_thread(opened, database)
        await database.transact(before)

        def slowly(db):
            does(db)
            done.set()
            assert let_go.wait(20)

        doing = asyncio.ensure_future(database.transact(slowly))
        assert await asyncio.to_thread(done.wait, 20)
        stepping = asyncio.ensure_future(database.transact(clock))
        await asyncio.wait([stepping], timeout=0.3)
        let_go.set()
        await asyncio.gather(doing, stepping)
        yield database
    finally:
        let_go.set()
        await database.close()


@pytest.mark.parametrize(
    ("before", "does", "clock"),
    [
        pytest.param(leaves, assigned, leave, id="handed on by a manager while the owner is taken off the team"),
        pytest.param(has_left, claimed, hand_over, id="claimed while all that a leaver had is handed over"),
        pytest.param(stays, assigned, hand_over, id="assigned by a manager while all that somebody has goes on"),
    ],
)
async def test_who_got_somebody_a_moment_before_keeps_them(postgres_url, before, does, clock):
    async with crossed(postgres_url, before, does, clock) as database:
        assert (await database.ask(storage.ownership.of, TEAM, 7)).owner == TOM
        changes = await database.ask(storage.ownership.changes, TEAM, 7)
        assert changes[-1].after == TOM


async def test_who_is_disputed_a_moment_before_is_not_handed_over(postgres_url):
    async with crossed(postgres_url, stays, disputed, hand_over) as database:
        own = await database.ask(storage.ownership.of, TEAM, 7)
        assert (own.owner, own.dispute is not None) == (RITA, True)


WEEK = NewCover(TOM, date(2026, 11, 23), date(2026, 11, 27))


def ill(db):
    """Rita is away already, and Tom covers."""
    cover = storage.covers.arrange(db, TEAM, RITA, WEEK, RITA, NOW)
    storage.covers.begin(db, TEAM, cover, NOW)
    storage.covers.stand_in(db, TEAM, RITA, TOM)


def ends(db):
    (cover,) = storage.covers.still_open(db, TEAM)
    decide_end(db, cover.id, person(MAYA, manager=True), LATER)


def arranges(by, wanted):
    return lambda db: decide_cover(db, wanted, person(by, manager=by == MAYA), POLICY, NOW)


async def test_a_cover_that_two_end_at_one_moment_is_over_once(postgres_url):
    def before(db):
        ill(db)
        leaves(db)

    async with crossed(postgres_url, before, ends, leave) as database:
        verbs = select(table(Audit).c.verb).where(table(Audit).c.subject_kind == "cover")
        told = await database.ask(lambda db: db.execute(verbs).scalars().all())
        assert told.count("cover_ended") == 1


@pytest.mark.parametrize(
    ("wanted", "why"),
    [
        pytest.param(replace(WEEK, cover=ZOE, away=RITA), "a cover for some of these days", id="for the same person"),
        pytest.param(replace(WEEK, cover=RITA, away=ZOE), "away themselves then", id="by whoever is away then"),
    ],
)
async def test_two_covers_that_cannot_both_be_are_not_arranged_at_one_moment(postgres_url, wanted, why):
    first, second = arranges(RITA, WEEK), arranges(MAYA, wanted)
    with pytest.raises(Refused, match=why):
        async with crossed(postgres_url, stays, first, second):
            pass
