"""Is each letter said by one, never forgotten when it changes, and given up only where an operator can see it?"""

import asyncio
import random
import threading
from collections.abc import Callable
from datetime import timedelta

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

import storage
from storage.database import Database, Db
from storage.migrate import migrate
from tests.keys import KEYS
from tests.storage.examples import DAY, HOUR, NOW, OTHER, RITA, TEAM, TOM

LEASE = timedelta(seconds=60)
LONG = "token-one", "token-two"


def written(db, key, /, *, team=TEAM, at=NOW, to=RITA, **more):
    return storage.outbox.letter(db, team, key, "morning", to, at, at, **more)


def claimed(db, token="one", at=NOW, most=10):
    return storage.outbox.claim(db, token, at, at + LEASE, most)


def held(db, id, token="one"):
    letter = storage.outbox.held(db, TEAM, id, token)
    assert letter
    return letter


def say(db, id, token="one"):
    return storage.outbox.said(db, held(db, id, token), token, "D1", "17.1")


async def test_a_letter_of_one_key_is_written_once(database):
    first = await database.transact(written, "key", about=7, by=TOM)
    assert first
    assert await database.transact(written, "key") is None
    assert await database.transact(written, "key", team=OTHER)
    letter = await database.ask(storage.outbox.by_id, TEAM, first)
    assert (letter.kind, letter.recipient, letter.about, letter.by) == ("morning", RITA, "7", TOM)
    assert (letter.version, letter.shown, letter.attempt, letter.due_at) == (1, None, 0, NOW)
    assert await database.ask(storage.outbox.by_id, OTHER, first) is None
    assert await database.ask(storage.outbox.newest, TEAM, RITA, "morning") == letter
    assert await database.ask(storage.outbox.newest, TEAM, TOM, "morning") is None


async def test_what_waited_longest_is_claimed_first_and_what_is_not_due_not_at_all(database):
    ids = [await database.transact(written, str(hours), at=NOW - HOUR * hours) for hours in (1, 3, 2, -1, 0)]
    told = await database.transact(claimed, most=3)
    assert told == [(TEAM, ids[1]), (TEAM, ids[2]), (TEAM, ids[0])]
    assert await database.transact(claimed, "two") == [(TEAM, ids[4])]
    assert await database.transact(claimed, "three") == []
    assert await database.ask(storage.outbox.next_moment) == NOW - HOUR * 3


async def test_a_claim_ends_with_its_lease_and_who_lost_it_records_nothing(database):
    id = await database.transact(written, "key")
    await database.transact(claimed)
    slow = await database.transact(held, id)
    assert await database.transact(claimed, "two", NOW + LEASE - HOUR / 3600) == []
    assert await database.transact(claimed, "two", NOW + LEASE) == [(TEAM, id)]
    changes: list[Callable[[Db], bool]] = [
        lambda db: storage.outbox.said(db, slow, "one", "D1", "17.1"),
        lambda db: storage.outbox.put_off(db, slow, "one", NOW + DAY),
        lambda db: storage.outbox.drop(db, slow, "one"),
        lambda db: storage.outbox.bury(db, slow, "one", "too_bad"),
        lambda db: storage.outbox.trying(db, slow, "one", NOW, "D1"),
        lambda db: storage.outbox.count_try(db, slow, "one"),
        lambda db: storage.outbox.mark_possibly_twice(db, slow, "one"),
        lambda db: storage.outbox.found_again(db, slow, "one", "D1", "17.1", NOW),
    ]
    for change in changes:
        assert not await database.transact(change)
    assert await database.transact(storage.outbox.held, TEAM, id, "one") is None
    assert await database.transact(held, id, "two") == slow
    assert await database.transact(say, id, "two")


async def test_a_letter_that_changed_while_it_was_said_is_owed_again(database):
    id = await database.transact(written, "key")
    await database.transact(claimed)
    drawn = await database.transact(held, id)
    await database.transact(storage.outbox.redraw, TEAM, [id, id], NOW + HOUR)
    assert await database.transact(storage.outbox.said, drawn, "one", "D1", "17.1")
    letter = await database.ask(storage.outbox.by_id, TEAM, id)
    assert (letter.version, letter.shown, letter.channel, letter.ts) == (2, 1, "D1", "17.1")
    assert await database.transact(claimed, "two", NOW) == [(TEAM, id)]
    assert await database.transact(say, id, "two")
    assert await database.transact(claimed, "three", NOW + DAY) == []
    await database.transact(storage.outbox.redraw, OTHER, [id], NOW)
    assert await database.transact(claimed, "three", NOW + DAY) == []


async def test_a_change_that_commits_while_the_saying_is_recorded_is_not_forgotten(postgres_url):
    database = Database(postgres_url, KEYS)
    await asyncio.to_thread(migrate, database.engine)
    redrawn, let_go = threading.Event(), threading.Event()

    def redraw_slowly(db):
        storage.outbox.redraw(db, TEAM, [letter], NOW)
        redrawn.set()
        assert let_go.wait(20)

    def waiting(db):
        return db.exec_driver_sql("SELECT count(*) FROM pg_locks WHERE NOT granted").scalar()

    try:
        letter = await database.transact(written, "key")
        await database.transact(claimed)
        drawn = await database.transact(held, letter)
        redrawing = asyncio.ensure_future(database.transact(redraw_slowly))
        assert await asyncio.to_thread(redrawn.wait, 20)
        saying = asyncio.ensure_future(database.transact(storage.outbox.said, drawn, "one", "D1", "17.1"))
        while not await database.ask(waiting):  # noqa: ASYNC110 - the server tells who waits
            await asyncio.sleep(0.01)
        let_go.set()
        await redrawing
        assert await saying
        assert await database.transact(claimed, "two", NOW) == [(TEAM, letter)]
    finally:
        let_go.set()
        await database.close()


async def test_what_is_given_up_is_listed_until_it_is_retried_or_dropped(database):
    ids = [await database.transact(written, key) for key in "ab"]
    await database.transact(claimed)
    for id in ids:
        await database.transact(lambda db, id=id: storage.outbox.bury(db, held(db, id), "one", "user_not_found"))
    listed = await database.ask(storage.outbox.given_up)
    assert sorted(listed) == sorted((TEAM, id, "morning", RITA, "user_not_found") for id in ids)
    assert await database.ask(storage.outbox.given_up, OTHER) == []
    assert not await database.transact(storage.outbox.retry, OTHER, ids[0], NOW)
    assert await database.transact(storage.outbox.retry, TEAM, ids[0], NOW)
    assert not await database.transact(storage.outbox.retry, TEAM, ids[0], NOW)
    assert await database.transact(storage.outbox.forget, TEAM, ids[1])
    assert await database.ask(storage.outbox.given_up) == []
    assert await database.transact(claimed, "two") == [(TEAM, ids[0])]
    await database.transact(storage.outbox.redraw, TEAM, ids, NOW)
    assert await database.transact(claimed, "three") == []


async def test_the_figures_count_what_waits_how_long_and_what_went_wrong(database):
    ids = [await database.transact(written, str(hours), at=NOW - HOUR * hours) for hours in range(4)]
    await database.transact(claimed, most=2)
    await database.transact(lambda db: storage.outbox.bury(db, held(db, ids[3]), "one", "no"))
    await database.transact(lambda db: storage.outbox.mark_possibly_twice(db, held(db, ids[2]), "one"))
    assert await database.ask(storage.outbox.figures, NOW) == {
        "waiting": 3,
        "oldest_seconds": 7200.0,
        "given_up": 1,
        "possibly_twice": 1,
    }


async def test_no_letter_is_claimed_by_two_processes(postgres_url):
    houses = [Database(postgres_url, KEYS) for _ in range(3)]
    await asyncio.to_thread(migrate, houses[0].engine)

    def write_many(db):
        return [written(db, str(number), to=f"U{number}") for number in range(400)]

    async def claims(house, token):
        mine = []
        while some := await house.transact(claimed, token, NOW, 7):
            mine += some
        return mine

    try:
        ids = await houses[0].transact(write_many)
        told = await asyncio.gather(
            *(claims(house, f"{number}-{turn}") for number, house in enumerate(houses) for turn in range(3))
        )
        every = [id for mine in told for _, id in mine]
        assert sorted(every) == sorted(ids)
        assert sum(1 for mine in told if mine) > 1
    finally:
        for house in houses:
            await house.close()


class Letters(RuleBasedStateMachine):
    """Two who deliver, and people who change what is said: what is shown is in the end what should be."""

    url = ""

    @initialize()
    def begin(self):
        self.database = Database(self.url, KEYS)
        self.now, self.turn = NOW, 0
        self.ours, self.slack = {}, {}
        key = str(random.SystemRandom().random())
        self.id = self.database.run(written, key)

    def letter(self):
        return self.database.run(storage.outbox.by_id, TEAM, self.id)

    @rule(who=st.sampled_from(LONG))
    def claims(self, who):
        self.turn += 1
        token = f"{who}-{self.turn}"
        if (TEAM, self.id) in self.database.run(claimed, token, self.now):
            self.ours[who] = (token, self.database.run(held, self.id, token))

    @rule(who=st.sampled_from(LONG), lost=st.booleans())
    def says(self, who, lost):
        if who in self.ours:
            token, drawn = self.ours.pop(who)
            if not lost and self.database.run(storage.outbox.said, drawn, token, "D1", "17.1"):
                self.slack["shown"] = drawn.version

    @rule(who=st.sampled_from(LONG), minutes=st.integers(0, 5))
    def puts_off(self, who, minutes):
        if who in self.ours:
            token, drawn = self.ours.pop(who)
            self.database.run(storage.outbox.put_off, drawn, token, self.now + timedelta(minutes=minutes))

    @rule(who=st.sampled_from(LONG))
    def finds_again(self, who):
        if who in self.ours:
            token, drawn = self.ours.pop(who)
            self.database.run(storage.outbox.found_again, drawn, token, "D1", "17.1", self.now)

    @rule()
    def someone_presses(self):
        self.database.run(storage.outbox.redraw, TEAM, [self.id], self.now)

    @rule(seconds=st.sampled_from([1, 59, 60, 600]))
    def time_passes(self, seconds):
        self.now += timedelta(seconds=seconds)

    @invariant()
    def what_is_not_shown_as_it_stands_is_owed(self):
        letter = self.letter()
        owed_at = self.database.run(storage.outbox.next_moment)
        assert letter.shown is None or letter.shown <= letter.version
        assert (letter.shown != letter.version) == (owed_at is not None)

    def teardown(self):
        if not hasattr(self, "database"):
            return
        later = self.now + DAY
        while claims := self.database.run(claimed, "last", later):
            assert claims == [(TEAM, self.id)]
            assert self.database.run(say, self.id, "last")
        assert self.letter().shown == self.letter().version
        self.database.run(lambda db: db.exec_driver_sql("DELETE FROM outbox"))
        self.database.close_now()


def test_whatever_happens_meanwhile_the_newest_is_shown_in_the_end(database_url):
    database = Database(database_url, KEYS)
    migrate(database.engine)
    database.close_now()

    class Here(Letters):
        url = database_url

    run_state_machine_as_test(
        Here,
        settings=settings(
            max_examples=40,
            stateful_step_count=20,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            derandomize=True,
        ),
    )
