"""Whose is the one record that two became, and is each of them its owner's again when they are two?"""

from datetime import timedelta

import pytest
from sqlalchemy import select

import storage
from bot import owners
from bot.errors import Refused
from bot.facts import News, Passing, Share
from handlers.unmerging import read_undoing
from storage.tables import Lines, Outbox, table
from tests.storage.examples import DAY, HOUR, MAYA, NOW, OTHER, RITA, TEAM, TOM, person
from tests.storage.merging import POLICY, add, everything, log, merge, undo

LATER = NOW + 2 * DAY
LINES, OUTBOX = table(Lines), table(Outbox)


def two(db, kept, gone):
    """Two records of one person, each owned by whom it is said, since how many hours."""
    for whom in (RITA, TOM, MAYA):
        storage.people.meet(db, person(whom))
    ids = [add(db, name, at=NOW - DAY) for name in ("Ana Silva", "Ána Sílva")]
    for id, owned in zip(ids, (kept, gone), strict=True):
        if owned:
            owner, hours = owned
            owners.give(db, TEAM, {id: owner}, Passing.CLAIMED, owner, POLICY, NOW + hours * HOUR)
    return ids


def of(db, id):
    return storage.ownership.of(db, TEAM, id)


def changes(db, id):
    return [(one.before, one.after, one.how) for one in storage.ownership.changes(db, TEAM, id)]


def news(db, whom):
    """What someone is to hear about whose candidates, and of whom."""
    rows = db.execute(select(LINES).where(LINES.c.whom == whom, LINES.c.kind.in_(list(News)))).mappings()
    return sorted((row["kind"], int(row["subject"])) for row in rows)


def seen(db):
    db.execute(OUTBOX.update().values(shown=1))


CLAIMED = Passing.CLAIMED


@pytest.mark.parametrize(
    ("kept", "gone", "owner", "loser"),
    [
        pytest.param((RITA, 1), (TOM, 2), RITA, TOM, id="the kept one was owned for longer"),
        pytest.param((TOM, 2), (RITA, 1), RITA, TOM, id="the other one was owned for longer"),
        pytest.param((TOM, 1), None, TOM, None, id="only the kept one is owned"),
        pytest.param(None, (TOM, 1), TOM, None, id="only the other one is owned"),
        pytest.param((TOM, 2), (TOM, 1), TOM, None, id="both are one person's"),
        pytest.param(None, None, None, None, id="neither is owned"),
    ],
)
async def test_who_has_owned_either_for_longer_owns_the_one(database, kept, gone, owner, loser):
    ids = await database.transact(two, kept, gone)
    before = [await database.ask(everything, TEAM, id) for id in ids]
    asked = await database.transact(merge, *ids, person(MAYA), LATER)
    one = await database.ask(of, ids[0])
    since = [NOW + hours * HOUR for who, hours in filter(None, (kept, gone)) if who == owner]
    assert (one.owner, one.since if owner else None) == (owner, min(since, default=None))
    passed = [row for row in await database.ask(changes, ids[0]) if row[2] is Passing.MERGED]
    was = loser or (kept and kept[0])
    assert passed == ([(was, owner, Passing.MERGED)] if was != owner else [])
    assert await database.ask(news, TOM) == ([(News.TAKEN, ids[0])] if loser else [])
    assert await database.ask(news, RITA) == []
    (ends,) = await database.ask(ending, ids[0]) or [None]
    assert (ends.whom if ends else None) == owner
    await database.transact(undo, asked, person(MAYA), LATER + HOUR)
    assert [await database.ask(everything, TEAM, id) for id in ids] == before
    assert await database.ask(news, TOM) == []


def ending(db, id):
    return storage.promises.about(db, TEAM, ["ownership.ends"], [str(id)])


async def test_the_one_is_held_by_the_last_word_of_its_owner_with_either(database):
    ids = await database.transact(two, (RITA, 1), (RITA, 2))
    await database.transact(log, ids[0], NOW + 3 * HOUR)
    held_by = await database.transact(log, ids[1], NOW + 5 * HOUR)
    await database.transact(log, ids[1], NOW + 6 * HOUR, by=TOM)
    await database.transact(merge, *ids, person(MAYA), LATER)
    one = await database.ask(of, ids[0])
    assert (one.held_at, one.held_by) == (NOW + 5 * HOUR, held_by)


async def test_the_credit_of_whoever_stays_stays(database):
    ids = await database.transact(two, (TOM, 2), (RITA, 1))
    shares = (Share(RITA, 60), Share(MAYA, 40))
    await database.transact(storage.ownership.share, TEAM, ids[0], [Share(TOM, 50), Share(MAYA, 50)], MAYA, NOW)
    await database.transact(storage.ownership.share, TEAM, ids[1], shares, MAYA, NOW)
    asked = await database.transact(merge, *ids, person(MAYA), LATER)
    assert (await database.ask(of, ids[0])).credit == shares
    await database.transact(undo, asked, person(MAYA), LATER + HOUR)
    assert (await database.ask(of, ids[0])).credit == (Share(TOM, 50), Share(MAYA, 50))
    assert (await database.ask(of, ids[1])).credit == shares


async def test_who_heard_of_the_loss_hears_that_they_are_theirs_again(database):
    ids = await database.transact(two, (RITA, 1), (TOM, 2))
    asked = await database.transact(merge, *ids, person(RITA), LATER)
    await database.transact(seen)
    said = await database.ask(read_undoing, TEAM, asked)
    assert said.owners == (RITA, TOM)
    await database.transact(undo, asked, person(RITA), LATER + HOUR)
    assert await database.ask(news, TOM) == [(News.GIVEN, ids[1]), (News.TAKEN, ids[0])]


async def test_who_merged_and_lost_by_it_is_told_nothing_more(database):
    ids = await database.transact(two, (RITA, 1), (TOM, 2))
    asked = await database.transact(merge, *ids, person(TOM), LATER)
    await database.transact(undo, asked, person(TOM), LATER + HOUR)
    assert await database.ask(news, TOM) == []


async def test_what_became_of_the_owner_since_stays_so(database):
    ids = await database.transact(two, (TOM, 2), (RITA, 1))
    asked = await database.transact(merge, *ids, person(MAYA), LATER)
    await database.transact(owners.give, TEAM, {ids[0]: MAYA}, Passing.GIVEN, RITA, POLICY, LATER + HOUR)
    await database.transact(undo, asked, person(MAYA), LATER + 2 * HOUR, False)
    assert [(await database.ask(of, id)).owner for id in ids] == [MAYA, RITA]
    assert (await database.ask(changes, ids[0]))[-1] == (RITA, MAYA, Passing.GIVEN)
    assert await database.ask(changes, ids[1]) == [(None, RITA, CLAIMED)]


async def test_who_left_meanwhile_owns_nobody_again(database):
    ids = await database.transact(two, (RITA, 1), (TOM, 2))
    asked = await database.transact(merge, *ids, person(MAYA), LATER)
    await database.transact(seen)
    await database.transact(storage.people.meet, person(TOM, active=False))
    await database.transact(undo, asked, person(MAYA), LATER + HOUR)
    assert [(await database.ask(of, id)).owner for id in ids] == [RITA, None]
    assert (await database.ask(changes, ids[1]))[-1] == (TOM, None, Passing.LEFT)


async def test_an_ownership_that_is_over_lapses_before_it_could_win(database):
    ids = await database.transact(two, (RITA, 1), (TOM, 48))
    over = NOW + timedelta(days=POLICY.own_days, hours=20)
    await database.transact(merge, *ids, person(MAYA), over)
    assert (await database.ask(of, ids[0])).owner == TOM
    assert (RITA, None, Passing.LAPSED) in await database.ask(changes, ids[0])


@pytest.mark.parametrize("which", [0, 1])
async def test_nothing_is_merged_while_a_claim_is_being_settled(database, which):
    ids = await database.transact(two, (RITA, 1), (TOM, 2))
    await database.transact(storage.ownership.mark_disputed, TEAM, ids[which], 7)
    before = [await database.ask(everything, TEAM, id) for id in ids]
    with pytest.raises(Refused, match="is being settled"):
        await database.transact(merge, *ids, person(MAYA), LATER)
    assert [await database.ask(everything, TEAM, id) for id in ids] == before


async def test_nothing_is_taken_back_while_a_claim_is_being_settled(database):
    ids = await database.transact(two, (RITA, 1), (TOM, 2))
    asked = await database.transact(merge, *ids, person(MAYA), LATER)
    await database.transact(storage.ownership.mark_disputed, TEAM, ids[0], 7)
    with pytest.raises(Refused, match="is being settled"):
        await database.transact(undo, asked, person(MAYA), LATER + HOUR)
    assert await database.ask(storage.merging.present, TEAM, ids[1]) == ids[0]
    assert await database.ask(storage.merging.present, OTHER, ids[1]) == ids[1]
