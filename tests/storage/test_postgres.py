"""Does work on PostgreSQL come through deadlocks, lost connections and a crash of the server, once and whole?"""

import asyncio
import threading

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError, IntegrityError, OperationalError

import storage
from storage.database import Database
from storage.migrate import migrate
from tests.keys import KEYS
from tests.postgres import running
from tests.storage.examples import NOW, RITA, TEAM
from tests.storage.proxy import wire_to
from tests.storage.test_database import install, installed


@pytest.fixture
async def database(postgres_url):
    made = Database(postgres_url, KEYS)
    try:
        migrate(made.engine)
        yield made
    finally:
        await made.close()


def add(db, name) -> str:
    return storage.candidates.add(db, TEAM, name, [], RITA, NOW).name


def names(db):
    return sorted(db.execute(text("SELECT name FROM candidates")).scalars())


async def test_two_who_wait_for_each_other_both_get_through(database):
    await database.transact(install, "T1", "one")
    await database.transact(install, "T2", "two")
    both = threading.Barrier(2)
    tries = []

    def cross(db, first, second):
        tries.append(first)
        db.execute(text("UPDATE teams SET name = name || :by WHERE team = :team"), {"team": first, "by": first})
        if len(tries) <= 2:
            both.wait(10)
        db.execute(text("UPDATE teams SET name = name || :by WHERE team = :team"), {"team": second, "by": first})

    await asyncio.gather(database.transact(cross, "T1", "T2"), database.transact(cross, "T2", "T1"))
    assert len(tries) == 3, "one of them was run again"
    told = await database.ask(lambda db: sorted(db.execute(text("SELECT length(name) FROM teams")).scalars()))
    assert told == [3 + 4, 3 + 4], "each wrote each name once"


async def test_work_whose_connection_is_ended_is_run_again_on_another(database):
    ended = []

    def ends_itself(db):
        install(db, "T1")
        ended.append(True)
        if len(ended) <= 2:
            db.execute(text("SELECT pg_terminate_backend(pg_backend_pid())"))

    await database.transact(ends_itself)
    assert len(ended) == 3
    assert await database.ask(installed) == ["T1"]


async def test_all_idle_connections_may_die_unnoticed(database):
    await asyncio.gather(*(database.ask(lambda db: db.execute(text("SELECT pg_sleep(0.05)"))) for _ in range(4)))

    def end_the_others(db):
        others = "FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
        return db.execute(text(f"SELECT pg_terminate_backend(pid) {others}")).all()

    assert len(await database.ask(end_the_others)) >= 3
    assert await asyncio.gather(*(database.transact(install, f"T{n}") for n in range(8))) == [f"T{n}" for n in range(8)]


async def test_a_statement_that_takes_too_long_is_ended_not_repeated(database):
    tries = []

    def sleeps(db):
        tries.append(True)
        db.execute(text("SET LOCAL statement_timeout = 50"))
        db.execute(text("SELECT pg_sleep(10)"))

    with pytest.raises(OperationalError, match="statement timeout"):
        await database.transact(sleeps)
    assert len(tries) == 1


async def test_who_waits_too_long_for_a_row_tries_again_and_gets_it(database):
    await database.transact(install, "T1")
    held, let_go, tries = threading.Event(), threading.Event(), []

    def hold(db):
        install(db, "T1")
        held.set()
        assert let_go.wait(20)

    def wants(db):
        tries.append(True)
        if len(tries) == 2:
            let_go.set()
        db.execute(text("SET LOCAL lock_timeout = 100"))
        install(db, "T1", "Mine")

    holding = asyncio.ensure_future(database.transact(hold))
    assert await asyncio.to_thread(held.wait, 20)
    await database.transact(wants)
    await holding
    assert len(tries) >= 2


async def test_a_row_that_is_there_already_is_tried_once_more_and_then_told(database):
    tries = []

    def twice(db):
        tries.append(True)
        for _ in range(2):
            db.execute(text("INSERT INTO teams VALUES ('T1', 'Home', 'U0', 'B0', now())"))

    with pytest.raises(IntegrityError):
        await database.transact(twice)
    assert len(tries) == 2


async def test_a_crash_of_the_server_in_the_middle_loses_nothing_and_doubles_nothing():
    with running() as server:
        database = Database(server.database(), KEYS)
        migrate(database.engine)
        acknowledged, stop = [], asyncio.Event()

        async def person(name):
            turn = 0
            while not stop.is_set():
                key = f"{name}-{turn}"
                try:
                    acknowledged.append(await database.transact(storage.inbox.once, TEAM, key, NOW, add, key))
                    turn += 1
                except DBAPIError:
                    await asyncio.sleep(0.05)

        people = [asyncio.ensure_future(person(f"P{number}")) for number in range(8)]
        for _ in range(2):
            before = len(acknowledged)
            while len(acknowledged) < before + 40:  # noqa: ASYNC110 - what is waited for is work, not an event
                await asyncio.sleep(0.01)
            await asyncio.to_thread(server.restart, "immediate")
        before = len(acknowledged)
        while len(acknowledged) < before + 40:  # noqa: ASYNC110
            await asyncio.sleep(0.01)
        stop.set()
        await asyncio.gather(*people)
        kept = await database.ask(names)
        await database.close()
    assert kept == sorted(acknowledged)
    assert len(kept) == len(set(kept)) >= 120


async def test_work_waits_for_a_server_that_is_coming_back():
    with running() as server:
        database = Database(server.database(), KEYS)
        try:
            migrate(database.engine)
            await database.transact(install, "T1")
            server.stop()
            meanwhile = asyncio.ensure_future(database.transact(install, "T2"))
            await asyncio.to_thread(server.start)
            assert await meanwhile == "T2"
            assert await database.ask(installed) == ["T1", "T2"]
        finally:
            await database.close()


async def test_a_commit_whose_reply_is_lost_is_one_row(postgres, postgres_url):
    async with wire_to(postgres.port) as wire:
        database = Database(postgres_url.replace(f":{postgres.port}/", f":{wire.port}/"), KEYS, threads=2)
        try:
            await asyncio.to_thread(migrate, database.engine)
            for number in range(5):
                wire.cuts += 1
                key = f"C{number}"
                assert await database.transact(storage.inbox.once, TEAM, key, NOW, add, key) == key
            assert wire.cut == 5
            assert await database.ask(names) == [f"C{number}" for number in range(5)]
        finally:
            await database.close()
