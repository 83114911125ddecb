"""By which rate is an offer held against a band, and which agreed terms did nobody let out?"""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

import storage
from bot.facts import ApprovalKind, Band, Fit, Money, OfferRound, Package, Period, RoundBy
from bot.offering import feasibility, outside
from storage.columns import new_id
from storage.database import Database
from storage.migrate import migrate
from tests.dealt import POLICY, dealt, offer, submission
from tests.keys import KEYS
from tests.storage.examples import MAYA, RITA, TEAM

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


@pytest.mark.parametrize(
    ("base", "fit"),
    [
        pytest.param(9_000_000, None, id="inside"),
        pytest.param(9_700_000, Fit.ABOVE, id="above, and only asked for"),
        pytest.param(7_900_000, Fit.BELOW, id="below"),
        pytest.param(9_600_000, Fit.ABOVE, id="above, and declined by a manager"),
        pytest.param(9_500_000, None, id="above, and approved before"),
        pytest.param(9_200_000, None, id="above, and on the table"),
        pytest.param(9_100_000, Fit.ABOVE, id="above, and offered once, when no band forbade it"),
        pytest.param(9_900_000, None, id="above, and agreed before"),
    ],
)
async def test_terms_outside_the_band_are_let_out_by_a_manager_by_the_table_or_by_what_was_agreed(database, base, fit):
    said = [(9_100_000, "offered"), (9_500_000, "granted"), (9_600_000, "withheld"), (9_700_000, "asked")]

    def scene(db):
        deal = dealt(db)
        job = submission(db, deal.submission).job
        band = Band(new_id(), Money(8_000_000, "EUR"), Money(9_000_000, "EUR"), Period.YEAR, RITA, EVENING, job=job)
        storage.bands.put(db, TEAM, band)
        for hour, (amount, how) in enumerate([*said, (9_200_000, "offered")]):
            by = RoundBy.OFFERED if how == "granted" else RoundBy(how)
            at = EVENING + timedelta(hours=hour)
            round = OfferRound(new_id(), deal.ours, 0, by, Package(Money(amount, "EUR")), at, RITA, at)
            storage.offer_rounds.say(db, TEAM, round)
            if how in ("granted", "withheld"):
                about = {"offer": deal.ours, "round": round.id}
                asked = storage.approvals.ask(db, TEAM, ApprovalKind.FEASIBLE, deal.ana, RITA, "", at, about)
                storage.approvals.decide(db, TEAM, asked, how == "granted", MAYA, None, at)
        package, agreed = Package(Money(base, "EUR")), [Package(Money(9_900_000, "EUR"))]
        return outside.lies(db, TEAM, offer(db, deal.ours), package, agreed, POLICY, EVENING)

    found = await database.transact(scene)
    assert (found.fit if found else None) is fit
