"""How are SQLite and PostgreSQL opened, and where do they differ?"""

from __future__ import annotations

import fcntl
import os
from pathlib import Path
from typing import IO, Any

from sqlalchemy import Engine, create_engine, event
from sqlalchemy.engine import URL, make_url

from bot.errors import Misconfigured

STATEMENT_LIMIT_MS = 5_000
LOCK_LIMIT_MS = 2_000
IDLE_LIMIT_MS = 15_000
POSTGRES_OPTIONS = (
    f"-c statement_timeout={STATEMENT_LIMIT_MS} -c lock_timeout={LOCK_LIMIT_MS} "
    f"-c idle_in_transaction_session_timeout={IDLE_LIMIT_MS} -c client_connection_check_interval=10000 "
    "-c timezone=UTC"
)


def parsed(url: str) -> URL:
    """Read a database address; raise `Misconfigured` where it is none, or of an engine we do not speak."""
    try:
        found = make_url(url)
    except Exception as error:
        raise Misconfigured("DATABASE_URL is not an address; write sqlite:///rapport.db or postgresql://…") from error
    if found.get_backend_name() not in ("sqlite", "postgresql"):
        raise Misconfigured(
            f"DATABASE_URL names {found.get_backend_name()}; use sqlite:///rapport.db or postgresql://user@host/name"
        )
    if found.get_backend_name() == "sqlite" and not found.database:
        raise Misconfigured("DATABASE_URL names no file; write sqlite:///rapport.db, so that nothing is lost")
    return found


def sqlite(url: URL, *, writes: bool) -> Engine:
    """Open a SQLite file: one writer takes the lock at once, readers never write."""
    engine = create_engine(url, hide_parameters=True, pool_size=1 if writes else 3, max_overflow=1 if writes else 0)

    @event.listens_for(engine, "connect")
    def _prepare(connection: Any, _record: Any) -> None:
        connection.isolation_level = None
        for setting in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "busy_timeout=5000"):
            connection.execute(f"PRAGMA {setting}")
        connection.execute("PRAGMA cache_size=-65536")
        if not writes:
            connection.execute("PRAGMA query_only=ON")

    @event.listens_for(engine, "begin")
    def _begin(connection: Any) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


def postgres(url: URL, threads: int) -> Engine:
    """Open PostgreSQL with limits on statements, locks and idle transactions: nobody holds a row for long."""
    return create_engine(
        url,
        hide_parameters=True,
        pool_size=threads,
        max_overflow=0,
        pool_pre_ping=True,
        isolation_level="READ COMMITTED",
        connect_args={
            "options": POSTGRES_OPTIONS,
            "connect_timeout": 5,
            "keepalives": 1,
            "keepalives_idle": 30,
            "keepalives_interval": 10,
            "keepalives_count": 3,
        },
    )


class SoleUse:
    """Holds a SQLite file for one process; a second start is refused with a sentence."""

    def __init__(self, database: Path) -> None:
        self._path = database.with_name(database.name + ".lock")
        self._file: IO[str] | None = None

    def take(self) -> None:
        """Take the lock or raise `Misconfigured`."""
        self._path.parent.mkdir(parents=True, exist_ok=True)
        self._file = self._path.open("a")
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            self._file.close()
            raise Misconfigured(
                f"another process already runs on {self._path.with_suffix('').name}; stop it first, "
                "or use PostgreSQL, which serves many processes"
            ) from error

    def release(self) -> None:
        """Let the file go."""
        if self._file is not None:
            self._file.close()
            self._file = None


def private(database: Path) -> None:
    """Make a new SQLite file readable by its owner alone."""
    database.parent.mkdir(parents=True, exist_ok=True)
    os.close(os.open(database, os.O_CREAT | os.O_RDWR, 0o600))
