"""How are SQLite and PostgreSQL opened, and where do they differ?"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Engine, create_engine, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import DBAPIError

from bot.errors import Misconfigured
from storage.lanes import never_answered

STATEMENT_LIMIT_MS = 5_000
LOCK_LIMIT_MS = 2_000
IDLE_LIMIT_MS = 15_000
LOST_AFTER_MS = 15_000
POSTGRES_OPTIONS = (
    f"-c statement_timeout={STATEMENT_LIMIT_MS} -c lock_timeout={LOCK_LIMIT_MS} "
    f"-c idle_in_transaction_session_timeout={IDLE_LIMIT_MS} -c client_connection_check_interval=10000 "
    "-c timezone=UTC"
)
DRIVERS = {"sqlite": "sqlite", "postgresql": "postgresql+psycopg"}
READERS = 3
# What a write waits for another program that holds the file, as a backup does for a moment.
BUSY_LIMIT_MS = 5_000
# At most; taken page by page as the file grows. What they do not hold, the system's own cache does.
WRITER_CACHE_KB, READER_CACHE_KB = 65_536, 16_384
BUSY = 5
# SQLite's numbers for a file that no piece of work of ours can mend.
UNUSABLE = {8: "read-only", 10: "disk error", 11: "damaged", 13: "disk full", 14: "cannot be opened", 26: "no database"}


def parsed(url: str) -> URL:
    """Read a database address; raise `Misconfigured` where it is none, or of an engine we do not speak."""
    try:
        found = make_url(url)
    except Exception as error:
        raise Misconfigured("DATABASE_URL is not an address; write sqlite:///rapport.db or postgresql://…") from error
    name = found.get_backend_name()
    if name not in DRIVERS:
        raise Misconfigured(f"DATABASE_URL names {name}; use sqlite:///rapport.db or postgresql://user@host/name")
    kept = found.database and found.database != ":memory:" and not found.database.startswith("file:")
    if name == "sqlite" and not kept:
        raise Misconfigured("DATABASE_URL names no file; write sqlite:///rapport.db, so that nothing is lost")
    return found.set(drivername=DRIVERS[name])


def sqlite(url: URL, *, writes: bool) -> Engine:
    """Open a SQLite file: one writer takes the lock at once, readers never write."""
    size, cache = (1, WRITER_CACHE_KB) if writes else (READERS, READER_CACHE_KB)
    engine = create_engine(url, hide_parameters=True, pool_size=size, max_overflow=1 if writes else 0)

    @event.listens_for(engine, "connect")
    def _prepare(connection: Any, _record: Any) -> None:
        connection.isolation_level = None
        for setting in (
            f"busy_timeout={BUSY_LIMIT_MS}",
            "journal_mode=WAL",
            "synchronous=FULL",
            "foreign_keys=ON",
            "secure_delete=ON",
            f"cache_size=-{cache}",
        ):
            connection.execute(f"PRAGMA {setting}")
        if not writes:
            connection.execute("PRAGMA query_only=ON")

    @event.listens_for(engine, "begin")
    def _begin(connection: Any) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


def empty_log(engine: Engine) -> None:
    """Write the log of a SQLite file back into it, as far as nobody is reading, and make it empty."""
    connection = engine.raw_connection()
    try:
        connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)").close()
    finally:
        connection.close()


def postgres(url: URL, threads: int) -> Engine:
    """Open PostgreSQL with limits on statements, locks and idle transactions: nobody holds a row for long.

    A connection is not asked first whether it still lives: what finds it dead runs again on another.
    """
    try:
        return create_engine(
            url,
            hide_parameters=True,
            pool_size=threads,
            max_overflow=0,
            isolation_level="READ COMMITTED",
            connect_args={
                "options": POSTGRES_OPTIONS,
                "connect_timeout": 5,
                "keepalives": 1,
                "keepalives_idle": 30,
                "keepalives_interval": 10,
                "keepalives_count": 3,
                "tcp_user_timeout": LOST_AFTER_MS,
            },
        )
    except ModuleNotFoundError as error:
        raise Misconfigured("PostgreSQL needs its driver: pip install 'rapport[postgres]'") from error


@contextmanager
def said_plainly(url: URL) -> Iterator[None]:
    """Turn what an operator has to mend into `Misconfigured`: no server, no way in, an unusable file."""
    try:
        yield
    except DBAPIError as error:
        if never_answered(error):
            why = str(error.orig).strip().splitlines()[0]
            raise Misconfigured(
                f"PostgreSQL cannot be reached ({why}): check DATABASE_URL, and that it runs."
            ) from error
        number = getattr(error.orig, "sqlite_errorcode", 0) & 0xFF
        if number == BUSY:
            raise Misconfigured(f"{url.database} is held by another program: try again in a moment.") from error
        if number in UNUSABLE:
            raise Misconfigured(f"{url.database} cannot be used ({UNUSABLE[number]}): check DATABASE_URL.") from error
        raise
