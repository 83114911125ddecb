"""On which threads does work run in transactions, and what becomes of it when something goes wrong?"""

from __future__ import annotations

import queue
import random
import threading
import time
from collections.abc import Callable
from concurrent.futures import Executor, Future
from typing import Any, NamedTuple, Protocol, TypeVar

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError, OperationalError

T = TypeVar("T")
TOGETHER = 32
TRIES = 4
# What the same work may well survive when it is run again: a deadlock, a race, a server that is going or coming.
PASSING = {"40001", "40P01", "55P03", "57P01", "57P02", "57P03"}
# Two of one key at once, or a row of one who went at this moment: run again, the work finds how things stand. One that
# comes again is a fault of the work.
CROSSED = {"23505", "23503"}


class Lane(Protocol):
    """One way of running work in transactions."""

    def submit(self, work: Callable[[Connection], T]) -> Future[T]:
        """Queue one piece of work; its future carries the result or the error."""

    def close(self) -> None:
        """Finish what was queued and stop; may be called again."""


class Piece(NamedTuple):
    """A piece of work and who waits for it."""

    work: Callable[[Connection], Any]
    future: Future[Any]


class Torn(Exception):
    """SQLite took back the whole transaction, not only the piece that failed."""


class OneWriter:
    """SQLite's only writer: a thread that commits queued pieces of work together, each under its own savepoint."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._queue: queue.SimpleQueue[Piece | None] = queue.SimpleQueue()
        self._door = threading.Lock()
        self._closed = False
        self._thread = threading.Thread(target=self._run, name="database-writer", daemon=True)
        self._thread.start()

    def submit(self, work: Callable[[Connection], T]) -> Future[T]:
        """Queue one piece of work."""
        future: Future[T] = Future()
        with self._door:
            if self._closed:
                raise RuntimeError("the database is closed")
            self._queue.put(Piece(work, future))
        return future

    def close(self) -> None:
        """Finish what was queued and stop."""
        with self._door:
            if not self._closed:
                self._closed = True
                self._queue.put(None)
        self._thread.join()

    def _run(self) -> None:
        while batch := self._next():
            wanted = [piece for piece in batch if piece.future.set_running_or_notify_cancel()]
            try:
                _commit(self._engine, wanted)
            except Torn:
                for piece in wanted:
                    _commit(self._engine, [piece])

    def _next(self) -> list[Piece]:
        """Wait for work and take all that is queued by then, up to a limit; nothing is left once we are closed."""
        batch: list[Piece] = []
        while len(batch) < TOGETHER and not (batch and self._queue.empty()):
            piece = self._queue.get()
            if piece is None:
                self._queue.put(None)
                break
            batch.append(piece)
        return batch


def _commit(engine: Engine, pieces: list[Piece]) -> None:
    """Run pieces in one transaction, and tell each what became of it when that is certain."""
    done: list[tuple[Future[Any], Any]] = []
    failed: list[tuple[Future[Any], BaseException]] = []
    try:
        with engine.begin() as connection:
            for work, future in pieces:
                try:
                    done.append((future, _apart(connection, work) if len(pieces) > 1 else work(connection)))
                except Torn:
                    raise
                except Exception as error:
                    if len(pieces) == 1:
                        raise
                    failed.append((future, error))
    except Torn:
        raise
    except BaseException as error:
        told = {future for future, _ in failed}
        failed += [(piece.future, error) for piece in pieces if piece.future not in told]
        done = []
    for future, problem in failed:
        future.set_exception(problem)
    for future, result in done:
        future.set_result(result)


def _apart(connection: Connection, work: Callable[[Connection], T]) -> T:
    """Run one piece so that its failure takes back nothing of the others'; raise `Torn` where it did."""
    try:
        with connection.begin_nested():
            return work(connection)
    except Exception as error:
        held: Any = connection.connection.dbapi_connection
        if not held.in_transaction:
            raise Torn from error
        raise


class Threads:
    """A few threads that each run work in a transaction of its own, and again where the engine asks for it."""

    def __init__(self, engine: Engine, threads: Executor) -> None:
        self._engine = engine
        self._threads = threads

    def submit(self, work: Callable[[Connection], T]) -> Future[T]:
        """Queue one piece of work."""
        return self._threads.submit(self._run, work)

    def close(self) -> None:
        """Finish what was queued and stop."""
        self._threads.shutdown()

    def _run(self, work: Callable[[Connection], T]) -> T:
        for attempt in range(1, TRIES + 1):
            try:
                with self._engine.begin() as connection:
                    return work(connection)
            except DBAPIError as error:
                if attempt == TRIES or not _worth_another(error, attempt):
                    raise
                time.sleep(random.uniform(0.05, 0.1) * 3**attempt)
        raise AssertionError("unreachable")


def _worth_another(error: DBAPIError, attempt: int) -> bool:
    """Tell whether the same work may well succeed when it is run again."""
    code = getattr(error.orig, "sqlstate", "")
    if code in CROSSED:
        return attempt == 1
    return error.connection_invalidated or code in PASSING or never_answered(error)


def never_answered(error: DBAPIError) -> bool:
    """Tell whether PostgreSQL could not be spoken to at all: psycopg then has no code of the server's."""
    return isinstance(error, OperationalError) and getattr(error.orig, "sqlstate", "") is None
