"""Which touches hold an ownership, in whatever order they are logged, corrected and deleted?"""

import random
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import update

import storage
from bot import owners
from bot.facts import Direction, How, Kind, Outcome, Passing, Touch
from bot.policy import Policy
from storage.columns import new_id
from storage.tables import People, table
from tests.storage.examples import DAY, HOUR, NOW, RITA, TEAM, TOM, person, touch

POLICY = Policy()
TRIED = How(Kind.CALL, Direction.OUT, Outcome.VOICEMAIL)
LETTER = How(Kind.NEWSLETTER, Direction.OUT, Outcome.SENT)
LATER = NOW + 10 * DAY


def ritas(db, cover=None):
    """Ana, whom Rita owns since now; Tom stands in for her, where he does."""
    for id in (RITA, TOM):
        storage.people.meet(db, person(id))
    db.execute(update(table(People)).where(table(People).c.id == RITA).values(cover=cover))
    ana = storage.candidates.add(db, TEAM, "Ana", [], RITA, NOW).id
    owners.give(db, TEAM, {ana: RITA}, Passing.ADDED, RITA, POLICY, NOW)
    return ana


def logged(db, ana, at=LATER, **more):
    """Log a touch as a handler does, which leaves to be found whom it is for."""
    plain = touch(ana, at, **{"credit": "", "holds": ""} | more)
    return storage.touches.log(db, TEAM, plain).touch


def held(db, ana):
    own = storage.ownership.of(db, TEAM, ana)
    return own.held_at, own.held_by


@pytest.mark.parametrize(
    ("more", "holds"),
    [
        pytest.param({}, True, id="the owner's call"),
        pytest.param({"how": TRIED, "two_way": False}, False, id="their attempt"),
        pytest.param({"how": LETTER, "two_way": False}, False, id="their newsletter"),
        pytest.param({"by": TOM}, False, id="a colleague's call"),
        pytest.param({"by": TOM, "credit": RITA}, False, id="a colleague's call to the owner's credit"),
        pytest.param({"by": RITA, "credit": TOM}, True, id="the owner's call to a colleague's credit"),
    ],
)
async def test_only_who_owns_them_and_spoke_with_them_holds_them(database, more, holds):
    ana = await database.transact(ritas)
    one = await database.transact(logged, ana, **more)
    assert await database.ask(held, ana) == ((LATER, one.id) if holds else (NOW, None))
    await database.transact(storage.touches.recount, TEAM, [ana])
    assert await database.ask(held, ana) == ((LATER, one.id) if holds else (NOW, None))


async def test_who_stands_in_for_the_owner_renews_for_them_and_gives_them_the_credit(database):
    ana = await database.transact(ritas, TOM)
    one = await database.transact(logged, ana, by=TOM)
    assert (one.by, one.holds, one.credit) == (TOM, RITA, RITA)
    assert await database.ask(storage.touches.touch_of, TEAM, one.id) == one
    assert await database.ask(held, ana) == (LATER, one.id)
    mine = await database.transact(logged, ana, LATER + DAY, by=TOM, credit=TOM)
    assert (mine.holds, mine.credit) == (RITA, TOM)


async def test_a_cover_who_logs_for_somebody_else_s_candidate_does_so_for_themselves(database):
    ana = await database.transact(ritas, "U0OTHER")
    one = await database.transact(logged, ana, by=TOM)
    assert (one.holds, one.credit) == (TOM, TOM)
    assert await database.ask(held, ana) == (NOW, None)


async def test_a_round_of_a_cover_is_to_the_owner_s_credit_and_renews_nothing(database):
    ana = await database.transact(ritas, TOM)
    one = touch(ana, LATER, how=TRIED, two_way=False, by=TOM, credit="", holds="", batch=7)
    await database.transact(storage.rounds.log, TEAM, [one])
    saved = await database.ask(storage.touches.touch_of, TEAM, one.id)
    assert (saved.by, saved.holds, saved.credit) == (TOM, RITA, RITA)
    assert await database.ask(held, ana) == (NOW, None)


async def test_one_entered_between_two_changes_nothing_and_once_the_last_is_gone_it_holds(database):
    ana = await database.transact(ritas)
    first = await database.transact(logged, ana, LATER)
    last = await database.transact(logged, ana, LATER + 10 * DAY)
    between = await database.transact(logged, ana, LATER + 5 * DAY, backdated=True)
    assert await database.ask(held, ana) == (last.at, last.id)
    await database.transact(storage.touches.delete, TEAM, last, RITA, LATER + 11 * DAY)
    assert await database.ask(held, ana) == (between.at, between.id)
    await database.transact(storage.touches.change, TEAM, replace(between, two_way=False), RITA, LATER + 11 * DAY)
    assert await database.ask(held, ana) == (first.at, first.id)
    await database.transact(storage.touches.delete, TEAM, first, RITA, LATER + 11 * DAY)
    assert await database.ask(held, ana) == (NOW, None)


async def test_what_was_before_they_owned_them_does_not_hold(database):
    ana = await database.transact(ritas)
    await database.transact(logged, ana, NOW - HOUR, backdated=True)
    assert await database.ask(held, ana) == (NOW, None)
    await database.transact(owners.give, TEAM, {ana: TOM}, Passing.GIVEN, RITA, POLICY, LATER)
    before = await database.transact(logged, ana, LATER - DAY, by=TOM, backdated=True)
    assert await database.ask(held, ana) == (LATER, None)
    assert before.holds == TOM


async def test_an_ownership_whose_end_has_come_is_not_renewed_before_it_lapses(database):
    ana = await database.transact(ritas)
    ends = (await database.ask(storage.promises.one, TEAM, "ownership.ends", str(ana), RITA)).due_at
    in_time = await database.transact(logged, ana, ends - timedelta(seconds=1))
    assert await database.ask(held, ana) == (in_time.at, in_time.id)
    await database.transact(storage.touches.delete, TEAM, in_time, RITA, ends)
    await database.transact(logged, ana, ends)
    assert await database.ask(held, ana) == (NOW, None)
    assert (await database.transact(owners.settled, TEAM, ana, POLICY, ends)).owner is None
    assert (await database.ask(storage.ownership.changes, TEAM, ana))[-1].at == ends


async def test_what_holds_is_the_same_counted_by_steps_and_anew(database):
    ana, chance = await database.transact(ritas), random.Random(7)
    there: list[Touch] = []
    for turn in range(40):
        deed = chance.choice(["log", "log", "log", "back", "delete", "give"])
        at = NOW + turn * HOUR
        if deed == "give":
            await database.transact(
                owners.give, TEAM, {ana: chance.choice([RITA, TOM])}, Passing.GIVEN, RITA, POLICY, at
            )
        elif deed == "delete" and there:
            await database.transact(storage.touches.delete, TEAM, there.pop(), RITA, at)
        else:
            moment = at - chance.randrange(20) * HOUR if deed == "back" else at
            more = {"two_way": chance.random() < 0.7, "backdated": deed == "back", "logged_at": at}
            there.append(await database.transact(logged, ana, moment, by=chance.choice([RITA, TOM]), **more))
        before = await database.ask(held, ana)
        await database.transact(storage.touches.recount, TEAM, [ana])
        assert (await database.ask(held, ana))[0] == before[0], f"after turn {turn}: {deed}"


async def test_touches_with_many_hold_each_of_them(database):
    ana = await database.transact(ritas)
    ben = await database.transact(lambda db: storage.candidates.add(db, TEAM, "Ben", [], TOM, NOW).id)
    both = [touch(each, LATER, id=new_id(), batch=9) for each in (ana, ben)]
    await database.transact(storage.rounds.log, TEAM, both)
    assert await database.ask(held, ana) == (LATER, both[0].id)
    assert await database.ask(held, ben) == (None, None)
