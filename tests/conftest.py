"""What every test may ask for: a real PostgreSQL, a database of its own on either engine, a real browser."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import hypothesis
import pytest
from playwright.async_api import Browser

from tests import browser as chromium
from tests import tables
from tests.postgres import Postgres, running

# How long an example takes is measured elsewhere, and says nothing here.
hypothesis.settings.register_profile("suite", deadline=None)
hypothesis.settings.load_profile("suite")


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    """The one PostgreSQL server of this run; a test may stop, start and restart it."""
    with running() as server:
        yield server


@pytest.fixture(scope="session")
def postgres_tables(postgres: Postgres) -> str:
    """The address of a PostgreSQL database that has all tables, to be copied."""
    url = postgres.database()
    tables.made(url)
    return url


@pytest.fixture
def postgres_url(postgres: Postgres, postgres_tables: str) -> Iterator[str]:
    """The address of a PostgreSQL database of the test's own, with all tables."""
    url = postgres.database(template=postgres_tables)
    yield url
    postgres.drop(url)


@pytest.fixture
def empty_postgres_url(postgres: Postgres) -> Iterator[str]:
    """The address of an empty PostgreSQL database of the test's own."""
    url = postgres.database()
    yield url
    postgres.drop(url)


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    """The address of a SQLite database of the test's own, with all tables."""
    tables.copied(tmp_path / "rapport.db")
    return f"sqlite:///{tmp_path / 'rapport.db'}"


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest) -> str:
    """The address of a database of the test's own with all tables, once on each engine."""
    url: str = request.getfixturevalue("sqlite_url" if request.param == "sqlite" else "postgres_url")
    return url


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of an empty database of the test's own, once on each engine."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'rapport.db'}"
    url: str = request.getfixturevalue("empty_postgres_url")
    return url


@pytest.fixture
async def browser() -> AsyncIterator[Browser]:
    """A headless Chromium of the test's own."""
    async with chromium.launched() as it:
        yield it
