"""Is the record of who changed what whole, append-only and hard to tamper with?"""

import asyncio

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

import storage
from storage.database import Database
from storage.migrate import migrate
from tests.keys import KEYS
from tests.storage.examples import DAY, NOW, OTHER, RITA, TEAM

UNGUARDED = {
    "sqlite": ["DROP TRIGGER audit_is_not_changed", "DROP TRIGGER audit_is_not_deleted"],
    "postgresql": ["ALTER TABLE audit DISABLE TRIGGER USER"],
}


def look(db, team, count, verb="looked"):
    for number in range(count):
        storage.audit.record(db, team, RITA, verb, "candidate", number, NOW + DAY * number, after=verb)


def chain(db):
    rows = db.execute(text("SELECT team, seal FROM audit ORDER BY team, seal")).all()
    return {team: [seal for of, seal in rows if of == team] for team in {row[0] for row in rows}}


def tell(*statements):
    def work(db):
        for statement in statements:
            db.execute(text(statement))

    return work


async def test_entries_are_listed_oldest_first_and_only_of_what_was_asked(database):
    await database.transact(look, TEAM, 3)
    await database.transact(look, OTHER, 3, "spied")
    await database.transact(storage.audit.record, TEAM, RITA, "moved", "candidate", 1, NOW)
    told = await database.ask(storage.audit.entries, TEAM, "candidate", 1)
    assert told == [("moved", RITA, NOW), ("looked", RITA, NOW + DAY)]


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM audit",
        "DELETE FROM audit WHERE seal IS NULL",
        *(
            f"UPDATE audit SET {column} = 'x'"
            for column in ("team", '"by"', "verb", "subject_kind", "subject", "before", "after", "hash")
        ),
        "UPDATE audit SET seal = seal + 10 WHERE seal IS NOT NULL",
        "UPDATE audit SET at = '2020-01-01 00:00:00'",
        "UPDATE audit SET seal = 9, verb = 'x' WHERE seal IS NULL",
        "UPDATE audit SET seal = 9, subject_kind = 'x' WHERE seal IS NULL",
    ],
)
async def test_no_entry_is_changed_or_taken_out_sealed_or_not(database, statement):
    await database.transact(look, TEAM, 1)
    assert await database.transact(storage.audit.seal) == 1
    await database.transact(storage.audit.record, TEAM, RITA, "looked", "candidate", 7, NOW)
    before = await database.ask(lambda db: db.execute(text("SELECT * FROM audit ORDER BY id")).all())
    with pytest.raises(DBAPIError, match="the audit is append-only"):
        await database.transact(tell(statement))
    assert await database.ask(lambda db: db.execute(text("SELECT * FROM audit ORDER BY id")).all()) == before


async def test_postgresql_does_not_empty_it_either(postgres_url):
    database = Database(postgres_url, KEYS)
    try:
        await asyncio.to_thread(migrate, database.engine)
        await database.transact(look, TEAM, 1)
        with pytest.raises(DBAPIError, match="the audit is append-only"):
            await database.transact(tell("TRUNCATE audit"))
    finally:
        await database.close()


async def test_sealing_chains_each_team_by_itself_and_goes_on_where_it_ended(database):
    assert await database.transact(storage.audit.seal) == 0
    await database.transact(look, TEAM, 5)
    await database.transact(look, OTHER, 2)
    assert await database.transact(storage.audit.seal) == 7
    await database.transact(look, TEAM, 3)
    assert await database.transact(storage.audit.seal) == 3
    assert await database.transact(storage.audit.seal) == 0
    assert await database.ask(chain) == {TEAM: list(range(1, 9)), OTHER: [1, 2]}
    assert [await database.ask(storage.audit.broken, team) for team in (TEAM, OTHER)] == [None, None]


@pytest.mark.parametrize(
    ("tampering", "at"),
    [
        pytest.param("UPDATE audit SET after = 'changed' WHERE seal = 4", 4, id="what was changed"),
        pytest.param("UPDATE audit SET \"by\" = 'U0NOT' WHERE seal = 1", 1, id="by whom"),
        pytest.param("UPDATE audit SET at = '2020-01-01 00:00:00' WHERE seal = 6", 6, id="when"),
        pytest.param("UPDATE audit SET after = NULL WHERE seal = 3", 3, id="struck out"),
        pytest.param("DELETE FROM audit WHERE seal = 5", 5, id="taken out"),
        pytest.param("DELETE FROM audit WHERE seal < 3", 1, id="the beginning taken out"),
        pytest.param("UPDATE audit SET prev_hash = hash WHERE seal = 2", 2, id="another chain"),
    ],
)
async def test_tampering_is_found_where_it_was_done(database, tampering, at):
    await database.transact(look, TEAM, 6)
    await database.transact(storage.audit.seal)
    await database.transact(tell(*UNGUARDED[database.dialect], tampering))
    assert await database.ask(storage.audit.broken, TEAM) == at


async def test_processes_that_seal_and_record_at_once_leave_one_whole_chain(postgres_url):
    houses = [Database(postgres_url, KEYS) for _ in range(2)]
    await asyncio.to_thread(migrate, houses[0].engine)

    async def busy(house, turn):
        for _ in range(10):
            await house.transact(look, TEAM, 1 + turn % 3)
            await house.transact(storage.audit.seal)

    try:
        await asyncio.gather(*(busy(house, turn) for turn in range(4) for house in houses))
        await houses[0].transact(storage.audit.seal)
        told = await houses[0].ask(chain)
        assert told[TEAM] == list(range(1, len(told[TEAM]) + 1))
        assert len(told[TEAM]) == 10 * 2 * (1 + 2 + 3 + 1)
        assert await houses[1].ask(storage.audit.broken, TEAM) is None
    finally:
        for house in houses:
            await house.close()


def test_what_is_typed_leaves_only_a_hash_behind():
    assert storage.audit.digest("likes the role") == storage.audit.digest("likes the role")
    assert storage.audit.digest("likes the role") != storage.audit.digest("likes the rolE")
    assert len(storage.audit.digest("x" * 10_000)) == 16
