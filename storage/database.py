"""How are plain functions run in transactions, away from the event loop?"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, Concatenate, ParamSpec, TypeVar, cast

from sqlalchemy import Connection

from storage import engines
from storage.files import SoleUse, private
from storage.keyring import Keyring
from storage.lanes import Lane, OneWriter, Threads

Db = Connection
P = ParamSpec("P")
T = TypeVar("T")
Work = Callable[Concatenate[Connection, P], T]
WAKE = "wake"
# By which name every connection knows the keys that pay is encrypted with.
KEYS = "pay_keys"


class Database:
    """Runs `fn(db, …)` in transactions: `transact` may write, `ask` only reads.

    On SQLite one bot holds the file; `beside` opens it next to a running one, for a short look or a single change.
    `on_wake` is called after a commit that left something to say. `keys` are those that pay is encrypted with; work
    that meets pay needs them.
    """

    def __init__(self, url: str, keys: Keyring | None = None, *, threads: int = 4, beside: bool = False) -> None:
        self.url = engines.parsed(url)
        self.on_wake: Callable[[], None] = lambda: None
        self._sole: SoleUse | None = None
        self._writes: Lane
        self._reads: Lane
        if self.url.get_backend_name() == "sqlite":
            self._open_sqlite(beside)
        else:
            self._open_postgres(threads)
        self.give_keys(keys)

    def give_keys(self, keys: Keyring | None) -> None:
        """Let the work that is done from now on know the keys that pay is encrypted with."""
        for engine in (self.engine, self._read_engine):
            engine.update_execution_options(**{KEYS: keys})

    def _open_sqlite(self, beside: bool) -> None:
        path = Path(self.url.database or "")
        private(path)
        if not beside:
            self._sole = SoleUse(path)
            self._sole.take()
        self.engine = engines.sqlite(self.url, writes=True)
        self._read_engine = engines.sqlite(self.url, writes=False)
        self._writes = OneWriter(self.engine)
        readers = ThreadPoolExecutor(engines.READERS, thread_name_prefix="database-reader")
        self._reads = Threads(self._read_engine, readers)

    def _open_postgres(self, threads: int) -> None:
        self.engine = engines.postgres(self.url, threads)
        self._read_engine = self.engine.execution_options(postgresql_readonly=True)
        shared = ThreadPoolExecutor(threads, thread_name_prefix="database")
        self._writes = Threads(self.engine, shared)
        self._reads = Threads(self._read_engine, shared)

    @property
    def dialect(self) -> str:
        """Which engine this is: `sqlite` or `postgresql`."""
        return self.engine.dialect.name

    async def transact(self, fn: Work[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run work that may write; when this returns, it is saved."""
        result, wake = await asyncio.wrap_future(self._writes.submit(lambda db: _noting(db, fn, args, kwargs)))
        if wake:
            self.on_wake()
        return cast(T, result)

    async def ask(self, fn: Work[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run work that only reads."""
        return await asyncio.wrap_future(self._reads.submit(_bound(fn, args, kwargs)))

    def run(self, fn: Work[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run work that may write, and wait for it; for the command line, which reads why where it cannot be run."""
        with engines.said_plainly(self.url):
            return self._writes.submit(_bound(fn, args, kwargs)).result()

    def look(self, fn: Work[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run work that only reads, as `run` does; nobody who writes waits for it, however long it takes."""
        with engines.said_plainly(self.url):
            return self._reads.submit(_bound(fn, args, kwargs)).result()

    async def empty_log(self) -> None:
        """Bring all that SQLite has in its log into the file, so that nothing that was deleted is left there."""
        if self.dialect == "sqlite":
            await asyncio.to_thread(engines.empty_log, self.engine)

    async def close(self) -> None:
        """Finish what was queued, close every connection, let the file go; may be called again."""
        await asyncio.to_thread(self.close_now)

    def close_now(self) -> None:
        """Do what `close` does, for callers without an event loop."""
        self._writes.close()
        self._reads.close()
        self.engine.dispose()
        self._read_engine.dispose()
        if self._sole is not None:
            self._sole.release()


def _bound(fn: Callable[..., T], args: Any, kwargs: Any) -> Callable[[Connection], T]:
    """Bind the arguments of some work, so that it waits only for its connection."""
    return lambda db: fn(db, *args, **kwargs)


def _noting(db: Connection, fn: Any, args: Any, kwargs: Any) -> tuple[Any, bool]:
    """Run the work and tell whether it left something to say."""
    db.info.pop(WAKE, None)
    return fn(db, *args, **kwargs), bool(db.info.pop(WAKE, False))
