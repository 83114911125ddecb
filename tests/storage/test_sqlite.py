"""Does a SQLite file survive other programs, a full disk, and the death of the process?"""

import asyncio
import sqlite3
import subprocess
import sys
from contextlib import asynccontextmanager, closing

import pytest
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from bot.errors import Misconfigured
from storage.database import Database
from storage.migrate import migrate
from tests.keys import KEYS
from tests.storage.conftest import closing_now
from tests.storage.examples import TEAM
from tests.storage.test_database import begun_together, install, installed

KILLS = 60


@pytest.fixture
def url(tmp_path):
    return f"sqlite:///{tmp_path / 'rapport.db'}"


@pytest.fixture
def path(tmp_path):
    return tmp_path / "rapport.db"


@asynccontextmanager
async def opened(url, **how):
    database = Database(url, KEYS, **how)
    try:
        yield database
    finally:
        await database.close()


async def test_a_second_start_is_refused_and_told_what_to_do(url):
    async with opened(url) as first:
        for _ in range(2):
            with pytest.raises(Misconfigured) as refused:
                Database(url, KEYS)
        assert str(refused.value) == (
            "another process already runs on rapport.db; stop it first, or use PostgreSQL, which serves many processes"
        )
        migrate(first.engine)
    async with opened(url) as again:
        assert await again.ask(installed) == []


def test_the_file_is_free_again_when_its_process_was_killed(url):
    holds = f"from storage.database import Database; held = Database({url!r}); print(1, flush=True); input()"
    with subprocess.Popen([sys.executable, "-c", holds], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdout
        assert other.stdout.readline() == b"1\n"
        with pytest.raises(Misconfigured, match="another process already runs"):
            Database(url, KEYS)
        other.kill()
    with closing_now(url):
        pass


async def test_an_operator_may_look_and_mend_beside_a_running_bot(url):
    async with opened(url) as bot:
        migrate(bot.engine)
        await bot.transact(install, TEAM)
        async with opened(url, beside=True) as operator:
            assert await operator.ask(installed) == [TEAM]
            both = (bot, operator)
            await asyncio.gather(*(both[number % 2].transact(install, f"T{number}") for number in range(40)))
        assert len(await bot.ask(installed)) == 41


async def test_a_write_waits_while_another_program_holds_the_file(url, path):
    async with opened(url) as database:
        migrate(database.engine)
        with closing(sqlite3.connect(path, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            writes = [asyncio.ensure_future(database.transact(install, f"T{number}")) for number in range(5)]
            assert await database.ask(installed) == []
            done, _ = await asyncio.wait(writes, timeout=2)
            assert not done
            other.execute("COMMIT")
            assert await asyncio.gather(*writes) == [f"T{number}" for number in range(5)]


async def test_who_waits_too_long_is_told_and_the_next_one_is_served(url, path):
    async with opened(url) as database:
        migrate(database.engine)
        await database.transact(lambda db: db.connection.dbapi_connection.execute("PRAGMA busy_timeout=100"))
        with closing(sqlite3.connect(path, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            async with asyncio.timeout(20):
                became = await asyncio.gather(
                    *(database.transact(install, f"T{number}") for number in range(5)), return_exceptions=True
                )
            assert all(isinstance(error, OperationalError) and "locked" in str(error) for error in became)
            other.execute("ROLLBACK")
        assert await database.transact(install, TEAM) == TEAM
        assert await database.ask(installed) == [TEAM]


async def test_when_sqlite_takes_back_everything_the_others_are_done_again(url):
    async with opened(url) as database:
        migrate(database.engine)

        def tears_all(db):
            db.execute(text("INSERT OR ROLLBACK INTO teams SELECT team, name, NULL, bot_id, installed_at FROM teams"))

        works = [(install, "T1"), (install, "T2"), (tears_all,), (install, "T3")]
        became = await begun_together(database, works)
        assert (became[0], became[1], became[3]) == ("T1", "T2", "T3")
        assert isinstance(became[2], Exception)
        assert await database.ask(installed) == ["T1", "T2", "T3"]


async def test_a_full_disk_is_told_and_what_was_saved_stays(url):
    async with opened(url) as database:
        migrate(database.engine)
        await database.transact(install, TEAM)

        def limit(db):
            pages = db.exec_driver_sql("PRAGMA page_count").scalar()
            db.exec_driver_sql(f"PRAGMA max_page_count = {pages + 8}")

        await database.transact(limit)
        long = [(install, f"L{number}", "x" * 20_000) for number in range(10)]
        became = await begun_together(database, [*long, (install, "T2")])
        told = [outcome for outcome in became if isinstance(outcome, str)]
        assert any("full" in str(outcome) for outcome in became if not isinstance(outcome, str))
        assert await database.ask(installed) == sorted([TEAM, *told])
        await database.transact(lambda db: db.exec_driver_sql("PRAGMA max_page_count = 1000000"))
        assert await database.transact(install, "T3") == "T3"
        assert await database.ask(lambda db: db.exec_driver_sql("PRAGMA integrity_check").scalar()) == "ok"


def test_nothing_acknowledged_is_missing_after_sixty_kills_in_the_middle_of_writing(url):
    with closing_now(url) as database:
        migrate(database.engine)
    command = [sys.executable, "-m", "tests.storage.kills", url, str(KILLS)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=100)
    assert (done.returncode, done.stderr) == (0, "")
    told = done.stdout.split()
    with closing_now(url) as database:
        kept = database.run(installed)
        whole = database.run(lambda db: db.exec_driver_sql("PRAGMA integrity_check").scalar())
    assert sorted(set(told) - set(kept)) == []
    assert whole == "ok"
    assert len({name.split("-")[0] for name in told}) == KILLS
