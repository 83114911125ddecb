"""A database with all its tables, once on each engine, for the length of one test."""

from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager

import pytest

from storage.database import Database
from storage.migrate import migrate
from tests.keys import KEYS


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    made = Database(database_url, KEYS)
    try:
        migrate(made.engine)
        yield made
    finally:
        await made.close()


@contextmanager
def closing_now(url: str) -> Iterator[Database]:
    """A database for tests without an event loop."""
    made = Database(url, KEYS)
    try:
        yield made
    finally:
        made.close_now()
