"""Does all that follows from new terms come to pass as it was foretold, for everybody, wherever it is killed?"""

import asyncio
import threading
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

import storage
from bot import owners
from bot.errors import Refused
from bot.facts import Passing, Pool, Terms
from bot.policy import Policy
from handlers import terms
from scheduler import gather, replanning
from storage.database import Database
from storage.migrate import migrate
from tests.keys import KEYS
from tests.storage.examples import DAY, MAYA, NOW, OTHER, RITA, TEAM, TOM, person, touch

POLICY = Policy()
LAST_SPOKE = (5, 20, 50, 70, 80, 85)
MANAGER = replace(person(MAYA), manager=True)


@pytest.fixture
async def database(database_url):
    it = Database(database_url, KEYS)
    migrate(it.engine)
    it.run(fill)
    yield it
    await it.close()


def fill(db):
    """Candidates of Rita's whom she spoke with so many days ago, and one of each in another team."""
    for team in (TEAM, OTHER):
        storage.teams.install(db, team, team, "U0BOT", "B0BOT", NOW)
        for id in (RITA, TOM, MAYA):
            storage.people.meet(db, person(id, team=team))
        for number, days in enumerate(LAST_SPOKE, start=1):
            own(db, team, number, NOW - days * DAY)


def own(db, team: str, id: int, at: datetime) -> None:
    """Rita adds a candidate, and speaks with them a day later."""
    begun = at - DAY
    storage.candidates.add_many(db, team, [(id, f"Candidate {id}", [])], RITA, begun)
    owners.give(db, team, {id: RITA}, Passing.ADDED, RITA, POLICY, begun)
    storage.touches.log(db, team, touch(id, at))
    owners.over_at(db, team, [id], POLICY, at)


def asked(own_days: int, **more) -> Terms:
    return Terms(own_days, 365, Pool.FREE, **more)


def agree(db, wanted: Terms, now: datetime) -> None:
    """Maya saves terms as the form does."""
    policy = storage.terms.policy(db, TEAM, POLICY)
    terms.decide_terms(db, terms.decide_draft(db, wanted, MANAGER, now), MANAGER, policy, now)


def foretell(db, wanted: Terms, now: datetime) -> tuple[list[int], list[int]]:
    told = terms.look_ahead(db, MANAGER, wanted, storage.terms.policy(db, TEAM, POLICY), now)
    return sorted(each.candidate for each in told.lapsing), sorted(each.candidate for each in told.reviving)


def all_done(db, now: datetime) -> None:
    while gather.gather(db, POLICY, now):
        pass


async def pass_time(database: Database, begin: datetime, days: int) -> None:
    """The ticker runs twice a day."""
    for half in range(2 * days + 1):
        await database.transact(all_done, begin + half * DAY / 2)


def owned(db, team: str = TEAM) -> list[int]:
    return storage.ownership.owned_by(db, team, RITA)


async def test_who_is_foretold_to_lapse_does_after_the_notice_and_nobody_else(database):
    lapsing, reviving = await database.ask(foretell, asked(60), NOW)
    assert (lapsing, reviving) == ([4, 5, 6], [])
    await database.transact(agree, asked(60), NOW)
    await pass_time(database, NOW, 0)
    assert await database.ask(owned) == [1, 2, 3, 4, 5, 6]
    await pass_time(database, NOW, 4)
    assert await database.ask(owned) == [1, 2, 3, 4, 5, 6]
    await pass_time(database, NOW + 4 * DAY, 11)
    assert await database.ask(owned) == [1, 2]  # the third's own sixty days were over meanwhile
    assert await database.ask(owned, OTHER) == [1, 2, 3, 4]


async def test_a_claim_or_a_change_of_facts_before_it_is_worked_out_takes_nobody_without_notice(database):
    await database.transact(agree, asked(30), NOW)
    policy = await database.ask(storage.terms.policy, TEAM, POLICY)
    own = await database.transact(owners.settled, TEAM, 4, policy, NOW + timedelta(minutes=1))
    assert own.owner == RITA


async def test_who_is_foretold_to_come_back_does_and_goes_on_as_before(database):
    later = NOW + 25 * DAY
    await pass_time(database, NOW, 25)
    assert await database.ask(owned) == [1, 2, 3]
    await database.transact(owners.give, TEAM, {6: TOM}, Passing.CLAIMED, TOM, POLICY, later)
    before = await database.ask(storage.ownership.changes, TEAM, 5)
    _, reviving = await database.ask(foretell, asked(120), later)
    assert reviving == [4, 5]
    await database.transact(agree, asked(120), later)
    await pass_time(database, later, 0)
    assert await database.ask(owned) == [1, 2, 3, 4, 5]
    after = await database.ask(storage.ownership.changes, TEAM, 5)
    assert [(each.before, each.after, each.how) for each in after[len(before) :]] == [(None, RITA, Passing.REVIVED)]
    assert [each.at for each in after] == sorted(each.at for each in after)
    was = await database.ask(storage.ownership.of, TEAM, 5)
    assert (was.held_at, was.since) == (NOW - 80 * DAY, NOW - 81 * DAY)
    ends = await database.ask(storage.promises.one, TEAM, "ownership.ends", "5", RITA)
    assert ends.due_at.date() == (NOW + 41 * DAY).date()
    assert await database.ask(owned, OTHER) == [1, 2, 3]


async def test_other_rules_of_the_pool_concern_nobody(database):
    await pass_time(database, NOW, 25)
    later = NOW + 25 * DAY
    turns = Terms(90, 365, Pool.TURN, MAYA, (TOM,))
    assert await database.ask(foretell, turns, later) == ([], [])
    await database.transact(agree, turns, later)
    await pass_time(database, later, 0)
    assert await database.ask(owned) == [1, 2, 3]
    agreed = await database.ask(storage.terms.policy, TEAM, POLICY)
    assert agreed == replace(POLICY, pool=Pool.TURN, keeper=MAYA, rota=(TOM,))


async def test_it_is_gone_on_with_where_it_was_killed(database):
    await database.transact(agree, asked(60), NOW)
    pieces = 0

    def piece(db, *, dies: bool) -> None:
        due = storage.promises.about(db, TEAM, [replanning.KIND], cursors_of(db))
        policy = storage.terms.policy(db, TEAM, POLICY)
        replanning.replan(db, TEAM, due, policy, NOW, at_once=2)
        if dies:
            raise ConnectionAbortedError

    while await database.transact(cursors_of):
        cursors = await database.transact(cursors_of)
        with pytest.raises(ConnectionAbortedError):
            await database.transact(piece, dies=True)
        assert await database.transact(cursors_of) == cursors
        await database.transact(piece, dies=False)
        pieces += 1
    assert pieces == 4  # three times two, and one look that finds nobody
    ends = [await database.ask(storage.promises.one, TEAM, "ownership.ends", str(id), RITA) for id in range(1, 7)]
    assert [round((each.due_at - NOW) / DAY) for each in ends] == [56, 41, 15, 15, 11, 6]


def cursors_of(db) -> list[str]:
    """Where it is to be gone on with."""
    return [owed.subject for _, owed in storage.promises.due(db, NOW, 100) if owed.kind == replanning.KIND]


async def test_whoever_saves_while_it_is_under_way_has_it_begin_anew(database):
    await database.transact(agree, asked(60), NOW)
    await database.transact(storage.terms.go_on, TEAM, "3", NOW, NOW)
    await database.transact(agree, asked(75), NOW)
    assert await database.transact(cursors_of) == [storage.terms.BEGINNING]


async def test_terms_seen_before_a_colleague_changed_them_are_not_saved(database):
    draft = await database.transact(terms.decide_draft, asked(60), MANAGER, NOW)
    await database.transact(agree, asked(30), NOW)
    with pytest.raises(Refused, match="changed these numbers meanwhile"):
        await database.transact(terms.decide_terms, draft, MANAGER, POLICY, NOW)
    assert (await database.ask(storage.terms.of, TEAM))["own_days"] == 30


async def test_of_two_who_save_the_first_terms_at_the_same_moment_the_second_hears_of_it(postgres_url):
    both = [Database(postgres_url, KEYS), Database(postgres_url, KEYS)]
    try:
        await asyncio.to_thread(migrate, both[0].engine)
        await both[0].transact(fill)
        saved, let_go = threading.Event(), threading.Event()

        def slowly(db):
            agree(db, asked(30), NOW)
            saved.set()
            assert let_go.wait(20)

        draft = await both[1].transact(terms.decide_draft, asked(60), MANAGER, NOW)
        first = asyncio.ensure_future(both[0].transact(slowly))
        assert await asyncio.to_thread(saved.wait, 20)
        second = asyncio.ensure_future(both[1].transact(terms.decide_terms, draft, MANAGER, POLICY, NOW + DAY))
        await asyncio.wait([second], timeout=0.3)
        let_go.set()
        await first
        with pytest.raises(Refused, match="changed these numbers meanwhile"):
            await second
        assert (await both[0].ask(storage.terms.of, TEAM))["own_days"] == 30
    finally:
        let_go.set()
        for each in both:
            await each.close()


@pytest.mark.parametrize(
    ("wanted", "field", "reason"),
    [
        pytest.param(asked(60, rota=(RITA, "U0NOBODY")), "rota", "has not used Rapport yet", id="never met"),
        pytest.param(asked(60, rota=("U0GONE",)), "rota", "not deactivated", id="deactivated"),
        pytest.param(asked(60, keeper="U0GUEST"), "keeper", "full members", id="a guest"),
    ],
)
async def test_only_who_is_here_can_be_named(database, wanted, field, reason):
    for other in (person("U0GONE", active=False), person("U0GUEST", guest=True)):
        await database.transact(storage.people.meet, other)
    with pytest.raises(Refused, match=reason) as refused:
        await database.ask(foretell, wanted, NOW)
    assert refused.value.field == field
