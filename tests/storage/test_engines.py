"""What is an operator told whose database address is wrong, or whose database cannot be used?"""

import stat

import pytest

from bot.errors import Misconfigured
from storage import engines
from storage.database import Database
from storage.migrate import is_at_head, migrate
from tests.keys import KEYS


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("", "is not an address"),
        ("rapport.db", "is not an address"),
        ("mysql://home/rapport", "names mysql; use sqlite:///rapport.db or postgresql://"),
        ("postgres://home/rapport", "names postgres; use sqlite:///rapport.db or postgresql://"),
        ("sqlite://", "names no file"),
        ("sqlite:///:memory:", "names no file"),
        ("sqlite:///file:memory?mode=memory&uri=true", "names no file"),
        ("sqlite:////proc/nothing/rapport.db", "cannot be written"),
    ],
)
def test_an_address_that_is_none_is_refused_with_a_sentence(url, words):
    with pytest.raises(Misconfigured, match=words):
        Database(url, KEYS)


@pytest.mark.parametrize(
    ("url", "driver"),
    [
        ("sqlite:///rapport.db", "sqlite"),
        ("sqlite+aiosqlite:///rapport.db", "sqlite"),
        ("postgresql://me@home/rapport", "postgresql+psycopg"),
        ("postgresql+asyncpg://me@home/rapport", "postgresql+psycopg"),
    ],
)
def test_each_engine_is_spoken_to_by_one_driver_however_it_is_written(url, driver):
    assert engines.parsed(url).drivername == driver


def test_a_file_that_is_no_database_is_named(tmp_path):
    (tmp_path / "rapport.db").write_text("Dear diary, " * 200)
    database = Database(f"sqlite:///{tmp_path / 'rapport.db'}", KEYS)
    try:
        with pytest.raises(Misconfigured, match=r"rapport.db cannot be used \(no database\)"):
            database.run(is_at_head)
        with pytest.raises(Misconfigured, match=r"rapport.db cannot be used \(no database\)"):
            migrate(database.engine)
    finally:
        database.close_now()


def test_a_file_that_may_only_be_read_is_named(tmp_path):
    with pytest.raises(Misconfigured, match="cannot be written"):
        Database(f"sqlite:///{tmp_path}", KEYS)


@pytest.mark.parametrize("name", ["no_such_database", "postgres"])
def test_a_postgresql_that_does_not_answer_is_told_with_its_reason(postgres, name):
    url = postgres.url(name) if name != "postgres" else "postgresql://rapport@127.0.0.1:1/postgres"
    database = Database(url, KEYS)
    try:
        with pytest.raises(Misconfigured, match=r"PostgreSQL cannot be reached \(.+\): check DATABASE_URL"):
            database.run(is_at_head)
    finally:
        database.close_now()


async def test_only_the_owner_may_read_a_file_and_what_lies_beside_it(tmp_path):
    database = Database(f"sqlite:///{tmp_path / 'new' / 'rapport.db'}", KEYS)
    try:
        migrate(database.engine)
        modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in (tmp_path / "new").iterdir()}
    finally:
        await database.close()
    assert modes == dict.fromkeys(("rapport.db", "rapport.db-wal", "rapport.db-shm", "rapport.db.lock"), 0o600)


def test_what_a_team_kept_is_in_one_file_once_the_bot_has_stopped(tmp_path):
    database = Database(f"sqlite:///{tmp_path / 'rapport.db'}", KEYS)
    migrate(database.engine)
    database.close_now()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["rapport.db", "rapport.db.lock"]


@pytest.mark.parametrize(
    ("setting", "value"),
    [
        ("statement_timeout", "5s"),
        ("lock_timeout", "2s"),
        ("idle_in_transaction_session_timeout", "15s"),
        ("client_connection_check_interval", "10s"),
        ("transaction_isolation", "read committed"),
        ("TimeZone", "UTC"),
    ],
)
async def test_postgresql_keeps_to_our_limits(postgres_url, setting, value):
    database = Database(postgres_url, KEYS)
    try:
        for ask in (database.ask, database.transact):
            assert await ask(lambda db: db.exec_driver_sql(f"SHOW {setting}").scalar()) == value
    finally:
        await database.close()


@pytest.mark.parametrize(
    ("pragma", "writer", "reader"),
    [("journal_mode", "wal", "wal"), ("synchronous", 2, 2), ("foreign_keys", 1, 1), ("busy_timeout", 5000, 5000)],
)
async def test_sqlite_keeps_every_promise_on_disk(tmp_path, pragma, writer, reader):
    database = Database(f"sqlite:///{tmp_path / 'rapport.db'}", KEYS)
    try:
        assert await database.transact(lambda db: db.exec_driver_sql(f"PRAGMA {pragma}").scalar()) == writer
        assert await database.ask(lambda db: db.exec_driver_sql(f"PRAGMA {pragma}").scalar()) == reader
    finally:
        await database.close()
