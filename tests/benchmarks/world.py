"""How is a house of a million candidates built within a minute, and lent to one benchmark after the other?

Rows go straight into the tables of the newest migration, without the indexes, which are made again afterwards.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from pathlib import Path

import psycopg

from bot.clock import Clock
from storage.database import Database
from storage.migrate import migrate
from tests.benchmarks.facts import Facts, Row
from tests.keys import KEYS
from tests.postgres import Postgres

ENGINES = ("sqlite", "postgresql")
SMALL, LARGE = 10_000, 1_000_000
AT_ONCE = 20_000
LIST = (
    "INSERT INTO name_parts (rowid, folded) SELECT id, folded FROM candidates",
    "ANALYZE",
)


@dataclass
class World:
    """What the benchmarks of one run share: a folder, a PostgreSQL, and the houses that were built in them."""

    folder: Path
    postgres: Postgres
    now: datetime = field(default_factory=lambda: Clock().now().replace(microsecond=0))
    _built: dict[tuple[str, int], str] = field(default_factory=dict)
    _files: int = 0

    def house(self, engine: str, candidates: int) -> tuple[str, Facts]:
        """The address of a house of that size; it is built once a run, and its candidates stay as they are."""
        facts = Facts(candidates, self.now)
        if (engine, candidates) not in self._built:
            url = self.empty(engine)
            fill(url, facts)
            self._built[engine, candidates] = url
        return self._built[engine, candidates], facts

    def empty(self, engine: str) -> str:
        """The address of a new database that has the tables and nothing in them."""
        if engine == "postgresql":
            url = self.postgres.database()
        else:
            self._files += 1
            url = f"sqlite:///{self.folder}/house{self._files}.db"
        with closing(Opened(url)) as opened:
            migrate(opened.database.engine)
        return url


class Opened:
    """A database for the length of a `with closing`."""

    def __init__(self, url: str) -> None:
        self.database = Database(url, KEYS)

    def close(self) -> None:
        self.database.close_now()


def fill(url: str, facts: Facts) -> None:
    """Writes every row of a house into empty tables."""
    if url.startswith("sqlite"):
        with closing(sqlite3.connect(url.removeprefix("sqlite:///"), isolation_level=None)) as file:
            _fill_sqlite(file, facts)
    else:
        with psycopg.connect(url) as server:
            _fill_postgres(server, facts)
        with psycopg.connect(url, autocommit=True) as server:
            server.execute("VACUUM ANALYZE")


def _fill_sqlite(file: sqlite3.Connection, facts: Facts) -> None:
    for setting in ("synchronous=OFF", "cache_size=-400000", "foreign_keys=OFF"):
        file.execute(f"PRAGMA {setting}")
    kept = file.execute(
        "SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL AND (type = 'index' OR type = 'trigger')"
    ).fetchall()
    for kind, name, _ in kept:
        file.execute(f"DROP {kind} {name}")
    file.execute("BEGIN")
    for table, columns, rows in facts.tables():
        marks = ", ".join("?" * len(columns))
        named = ", ".join(f'"{column}"' for column in columns)
        file.executemany(f"INSERT INTO {table} ({named}) VALUES ({marks})", map(_written, rows))
    for _, _, sql in kept:
        file.execute(sql)
    for statement in LIST:
        file.execute(statement)
    file.execute("COMMIT")
    file.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _written(row: Row) -> Row:
    """A row as SQLite keeps it: moments as text, in UTC."""
    return tuple(f"{each:%Y-%m-%d %H:%M:%S.%f}" if isinstance(each, datetime) else each for each in row)


def _fill_postgres(server: psycopg.Connection[Row], facts: Facts) -> None:
    server.execute("SET session_replication_role = replica")
    server.execute("SET maintenance_work_mem = '256MB'")
    server.execute("SET synchronous_commit = off")
    kept = server.execute(
        """SELECT c.relname, pg_get_indexdef(c.oid) FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
        JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = 'public' AND NOT i.indisunique"""
    ).fetchall()
    for name, _ in kept:
        server.execute(f'DROP INDEX "{name}"'.encode())
    for table, columns, rows in facts.tables():
        named = ", ".join(f'"{column}"' for column in columns)
        with server.cursor().copy(f"COPY {table} ({named}) FROM STDIN".encode()) as copy:
            for row in rows:
                copy.write_row(row)
    for _, sql in kept:
        server.execute(sql.encode())


def some(facts: Facts, team: int, count: int, teams: int = 10) -> Iterator[int]:
    """Numbers of candidates of one team, spread evenly over it."""
    mine = range(team, facts.candidates, teams)
    return islice(mine[:: max(len(mine) // count, 1)], count)
