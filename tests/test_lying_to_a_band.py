"""By which rate is an offer held against a band?"""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

import storage
from bot.facts import Band, Fit, Money, Package, Period
from bot.offering import feasibility
from storage.columns import new_id
from storage.database import Database
from storage.migrate import migrate
from tests.dealt import POLICY, dealt, offer, submission
from tests.keys import KEYS
from tests.storage.examples import RITA, TEAM

# In Auckland it is the 24th already, in Honolulu still the 23rd.
EVENING = datetime(2026, 11, 23, 22, tzinfo=UTC)


@pytest.fixture
async def database(database_url):
    made = Database(database_url, KEYS)
    try:
        migrate(made.engine)
        yield made
    finally:
        await made.close()


@pytest.mark.parametrize(
    ("on", "fit"),
    [
        pytest.param(date(2026, 11, 23), Fit.INSIDE, id="of today"),
        pytest.param(date(2026, 11, 24), Fit.INSIDE, id="of today, where whoever entered it is"),
        pytest.param(EVENING.date() + timedelta(days=2), Fit.UNKNOWN, id="of a day to come"),
    ],
)
async def test_a_rate_holds_once_its_day_has_come_somewhere(database, on, fit):
    def scene(db):
        deal = dealt(db)
        job = submission(db, deal.submission).job
        band = Band(new_id(), Money(8_000_000, "EUR"), Money(9_000_000, "EUR"), Period.YEAR, RITA, EVENING, job=job)
        storage.bands.put(db, TEAM, band)
        storage.rates.add(db, TEAM, "GBP", "EUR", Decimal("1.17"), on, RITA, EVENING)
        package = Package(Money(7_200_000, "GBP"))
        return feasibility.lies(db, TEAM, offer(db, deal.ours), package, POLICY, EVENING)

    found = await database.transact(scene)
    assert found
    assert found.fit is fit
