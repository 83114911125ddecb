"""Do moments come back as they were written, aware and in UTC, on both engines?"""

from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select
from sqlalchemy.exc import StatementError

import storage
from storage.columns import new_id
from storage.tables import Teams, table
from tests.storage.examples import NOW, TEAM

MOMENTS = [
    pytest.param(NOW, id="UTC"),
    pytest.param(datetime(2026, 3, 29, 2, 30, 0, 123456, tzinfo=timezone(timedelta(hours=5, minutes=45))), id="Nepal"),
    pytest.param(datetime(2026, 10, 25, 1, 30, tzinfo=ZoneInfo("Europe/Lisbon"), fold=1), id="an hour comes twice"),
    pytest.param(datetime(2026, 7, 1, 23, 59, 59, 999999, tzinfo=ZoneInfo("America/St_Johns")), id="half an hour"),
    pytest.param(datetime(1999, 12, 31, 23, 59, tzinfo=UTC), id="another century"),
]


def install(db, at):
    storage.teams.install(db, TEAM, "Home", "U0BOT", "B0BOT", at)


def kept(db):
    return db.execute(select(table(Teams).c.installed_at)).scalar_one()


@pytest.mark.parametrize("moment", MOMENTS)
async def test_a_moment_comes_back_as_the_same_in_utc(database, moment):
    await database.transact(install, moment)
    read = await database.ask(kept)
    assert read == moment.astimezone(UTC)
    assert read.utcoffset() == timedelta(0)


async def test_a_naive_moment_is_refused_and_nothing_is_written(database):
    with pytest.raises(StatementError, match="a moment needs a time zone"):
        await database.transact(install, datetime(2026, 11, 23, 9, 0))  # noqa: DTZ001
    assert await database.ask(storage.teams.installed) == []


async def test_moments_are_compared_as_moments_whatever_the_zone(database):
    await database.transact(install, datetime(2026, 11, 23, 9, 0, tzinfo=ZoneInfo("Asia/Tokyo")))

    def earlier(db):
        at = table(Teams).c.installed_at
        return db.execute(select(at < datetime(2026, 11, 23, 2, 0, tzinfo=ZoneInfo("Europe/Berlin")))).scalar_one()

    assert await database.ask(earlier)
    assert await database.ask(kept) == datetime(2026, 11, 23, 0, 0, tzinfo=UTC)


def test_ids_tell_nothing_and_do_not_meet():
    drawn = {new_id() for _ in range(10_000)}
    assert len(drawn) == 10_000
    assert all(0 <= id < 2**63 for id in drawn)
