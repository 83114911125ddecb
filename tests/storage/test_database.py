"""Is work saved whole or not at all, each piece by itself, whoever calls, gives up or comes at the same moment?"""

import asyncio
import threading
from contextlib import asynccontextmanager

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError, IntegrityError

import storage
from bot.errors import Refused
from storage.database import Database
from tests.keys import KEYS
from tests.storage.examples import NOW, OTHER, TEAM


def install(db, team, name="Home"):
    storage.teams.install(db, team, name, "U0BOT", "B0BOT", NOW)
    return team


def install_and_refuse(db, team):
    install(db, team)
    raise Refused("no")


def installed(db):
    return sorted(storage.teams.installed(db))


@asynccontextmanager
async def held_up(database: Database):
    """Has every thread that writes busy, so that what is begun meanwhile waits together."""
    busy, let_go = threading.Semaphore(0), threading.Event()

    def hold(_db):
        busy.release()
        assert let_go.wait(20)

    holding = []
    for _ in range(1 if database.dialect == "sqlite" else 4):
        holding.append(asyncio.ensure_future(database.transact(hold)))
        assert await asyncio.to_thread(busy.acquire, timeout=20)
    try:
        yield
    finally:
        let_go.set()
        await asyncio.gather(*holding)


async def begun_together(database: Database, works):
    async with held_up(database):
        tasks = [asyncio.ensure_future(database.transact(*work)) for work in works]
        await asyncio.sleep(0)
    return await asyncio.gather(*tasks, return_exceptions=True)


async def test_what_was_saved_is_read_at_once(database):
    for number in range(20):
        await database.transact(install, f"T{number}")
        assert f"T{number}" in await database.ask(installed)


async def test_an_error_takes_back_all_of_its_own_work(database):
    with pytest.raises(Refused, match="no"):
        await database.transact(install_and_refuse, TEAM)
    assert await database.ask(installed) == []


async def test_an_error_takes_back_nothing_of_the_others_committed_with_it(database):
    works = [(install_and_refuse if number % 3 == 0 else install, f"T{number:02}") for number in range(60)]
    became = await begun_together(database, works)
    kept = [work[1] for work in works if work[0] is install]
    assert [outcome for outcome in became if isinstance(outcome, str)] == kept
    assert all(isinstance(outcome, Refused) for outcome in became if not isinstance(outcome, str))
    assert await database.ask(installed) == kept


async def test_a_broken_rule_of_the_database_takes_back_only_the_one_who_broke_it(database):
    def without_a_name(db):
        db.execute(text("INSERT INTO teams (team) VALUES ('T9')"))

    became = await begun_together(database, [(install, "T1"), (without_a_name,), (install, "T2")])
    assert isinstance(became[1], IntegrityError)
    assert (became[0], became[2]) == ("T1", "T2")
    assert await database.ask(installed) == ["T1", "T2"]


async def test_sixteen_writers_at_once_each_get_their_own_outcome(database):
    async def writer(number):
        return [await database.transact(install, f"T{number}-{turn}") for turn in range(12)]

    told = await asyncio.gather(*(writer(number) for number in range(16)))
    assert told == [[f"T{number}-{turn}" for turn in range(12)] for number in range(16)]
    assert len(await database.ask(installed)) == 16 * 12


async def test_who_gives_up_while_waiting_has_nothing_done_and_harms_nobody(database):
    async with held_up(database):
        given_up = [asyncio.ensure_future(database.transact(install, f"X{number}")) for number in range(10)]
        stays = [asyncio.ensure_future(database.transact(install, f"T{number}")) for number in range(10)]
        await asyncio.sleep(0)
        for task in given_up:
            task.cancel()
        await asyncio.sleep(0)
    assert await asyncio.gather(*stays) == [f"T{number}" for number in range(10)]
    assert await database.ask(installed) == [f"T{number}" for number in range(10)]


async def test_work_that_has_begun_is_saved_whoever_gives_up(database, database_url):
    begun, let_go = threading.Event(), threading.Event()

    def slowly(db):
        begun.set()
        assert let_go.wait(20)
        install(db, TEAM)

    task = asyncio.ensure_future(database.transact(slowly))
    assert await asyncio.to_thread(begun.wait, 20)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    let_go.set()
    await database.close()
    again = Database(database_url, KEYS)
    assert again.run(installed) == [TEAM]
    again.close_now()


async def test_who_only_asks_cannot_write(database):
    with pytest.raises(DBAPIError, match=r"readonly|read-only"):
        await database.ask(install, TEAM)
    assert await database.transact(install, OTHER) == OTHER
    assert await database.ask(installed) == [OTHER]


async def test_the_loop_is_woken_after_a_commit_that_left_something_to_say(database):
    woken = []
    database.on_wake = lambda: woken.append(True)
    await database.transact(install, TEAM)
    assert woken == []
    await database.transact(storage.outbox.letter, TEAM, "key", "morning", "U0RITA", NOW, NOW)
    assert woken == [True]


async def test_closing_finishes_what_was_queued_and_may_be_done_twice(database):
    tasks = [asyncio.ensure_future(database.transact(install, f"T{number}")) for number in range(40)]
    await asyncio.sleep(0)
    await database.close()
    await database.close()
    assert await asyncio.gather(*tasks) == [f"T{number}" for number in range(40)]
    with pytest.raises(RuntimeError):
        await database.transact(install, TEAM)
    with pytest.raises(RuntimeError):
        await database.ask(installed)
