"""How are plain functions run in transactions, away from the event loop?"""

from __future__ import annotations

import asyncio
import queue
import random
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import nullcontext
from pathlib import Path
from typing import Any, Concatenate, ParamSpec, Protocol, TypeVar, cast

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError

from storage import engines

Db = Connection
P = ParamSpec("P")
T = TypeVar("T")
Work = Callable[Concatenate[Connection, P], T]
WAKE = "wake"
TOGETHER = 32
TRIES = 4
RETRIED = {"40001", "40P01", "55P03", "57P01", "57P02", "57P03"}


class Lane(Protocol):
    """One way of running work in transactions."""

    def submit(self, work: Callable[[Connection], T]) -> Future[T]:
        """Queue one piece of work; its future carries the result or the error."""

    def close(self) -> None:
        """Finish what was queued and stop."""


class OneWriter:
    """SQLite's only writer: a thread that commits queued pieces of work together, each under its own savepoint."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._queue: queue.SimpleQueue[tuple[Callable[[Connection], Any], Future[Any]] | None] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._run, name="database-writer", daemon=True)
        self._thread.start()

    def submit(self, work: Callable[[Connection], T]) -> Future[T]:
        """Queue one piece of work."""
        future: Future[T] = Future()
        self._queue.put((work, future))
        return future

    def close(self) -> None:
        """Finish what was queued and stop."""
        self._queue.put(None)
        self._thread.join()

    def _run(self) -> None:
        with self._engine.connect() as connection:
            open_for_more = True
            while open_for_more:
                batch: list[tuple[Callable[[Connection], Any], Future[Any]]] = []
                first = self._queue.get()
                while first is not None:
                    batch.append(first)
                    if len(batch) == TOGETHER or self._queue.empty():
                        break
                    first = self._queue.get()
                open_for_more = first is not None
                if batch:
                    _commit_together(connection, batch)


def _commit_together(connection: Connection, batch: list[tuple[Callable[[Connection], Any], Future[Any]]]) -> None:
    wanted = [(work, future) for work, future in batch if future.set_running_or_notify_cancel()]
    done: list[tuple[Future[Any], Any]] = []
    try:
        with connection.begin():
            for work, future in wanted:
                try:
                    with connection.begin_nested() if len(wanted) > 1 else nullcontext():
                        done.append((future, work(connection)))
                except Exception as error:
                    future.set_exception(error)
                    if len(wanted) == 1:
                        raise
    except Exception as error:
        for future, _ in done:
            future.set_exception(error)
        return
    for future, result in done:
        future.set_result(result)


class Threads:
    """A few threads that each run work in a transaction of its own, and again where the engine asks for it."""

    def __init__(self, engine: Engine, count: int, name: str) -> None:
        self._engine = engine
        self._pool = ThreadPoolExecutor(count, thread_name_prefix=name)

    def submit(self, work: Callable[[Connection], T]) -> Future[T]:
        """Queue one piece of work."""
        return self._pool.submit(self._run, work)

    def close(self) -> None:
        """Finish what was queued and stop."""
        self._pool.shutdown()

    def _run(self, work: Callable[[Connection], T]) -> T:
        for attempt in range(1, TRIES + 1):
            try:
                with self._engine.begin() as connection:
                    return work(connection)
            except DBAPIError as error:
                if attempt == TRIES or not _passing(error):
                    raise
                time.sleep(random.uniform(0.02, 0.1) * 3**attempt)
        raise AssertionError("unreachable")


def _passing(error: DBAPIError) -> bool:
    """Whether the same work may well succeed when it is run again: a lost connection, a deadlock, a race."""
    return error.connection_invalidated or getattr(error.orig, "sqlstate", None) in RETRIED


class Database:
    """Runs `fn(db, …)` in transactions: `transact` may write, `ask` only reads.

    On SQLite one process holds the file. `on_wake` is called after a commit that left something to say.
    """

    def __init__(self, url: str, *, threads: int = 4) -> None:
        self.url = engines.parsed(url)
        self.on_wake: Callable[[], None] = lambda: None
        self._sole: engines.SoleUse | None = None
        self._writes: Lane
        self._reads: Lane
        if self.url.get_backend_name() == "sqlite":
            self._open_sqlite()
        else:
            self.engine = self._read_engine = engines.postgres(self.url, threads)
            self._writes = self._reads = Threads(self.engine, threads, "database")

    def _open_sqlite(self) -> None:
        path = Path(self.url.database or "")
        self._sole = engines.SoleUse(path)
        self._sole.take()
        engines.private(path)
        self.engine = engines.sqlite(self.url, writes=True)
        self._read_engine = engines.sqlite(self.url, writes=False)
        self._writes = OneWriter(self.engine)
        self._reads = Threads(self._read_engine, 3, "database-reader")

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
        """Run work that may write, and wait for it; for the command line."""
        return self._writes.submit(_bound(fn, args, kwargs)).result()

    async def close(self) -> None:
        """Finish what was queued, close every connection, let the file go."""
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
