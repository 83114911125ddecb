"""Is a range of pay read as it was meant, and asked about where it cannot be told?"""

from datetime import UTC, datetime

import pytest

from bot import amounts
from bot.errors import Refused
from bot.facts import Band, Period
from bot.messages import feasibility
from bot.rules import bands


@pytest.mark.parametrize(
    ("typed", "low", "high", "period"),
    [
        ("80-95k", "€80,000", "€95,000", Period.YEAR),
        ("80k-95k", "€80,000", "€95,000", Period.YEAR),
        ("80k - 95k EUR", "€80,000", "€95,000", Period.YEAR),
        ("80k EUR – 95k EUR a year", "€80,000", "€95,000", Period.YEAR),
        ("£450-550/day", "£450", "£550", Period.DAY),
        ("£450 to £550 a day", "£450", "£550", Period.DAY),
        ("80.000 – 95.000 €", "€80,000", "€95,000", Period.YEAR),
        ("₹18-22 LPA", "₹1,800,000", "₹2,200,000", Period.YEAR),
        ("CHF 120'000 bis 140'000", "CHF 120,000", "CHF 140,000", Period.YEAR),
        ("4.500-5.200 € im Monat", "€4,500", "€5,200", Period.MONTH),
        ("85k-85k", "€85,000", "€85,000", Period.YEAR),
    ],
)
def test_what_stands_at_one_end_holds_for_both(typed, low, high, period):
    found = bands.read(typed, None, "DE")
    assert (amounts.money(found[0]), amounts.money(found[1]), found[2]) == (low, high, period)


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("", bands.BOTH),
        ("80k", bands.BOTH),
        ("competitive", bands.BOTH),
        ("80-85-90k", bands.BOTH),
        ("80-95k + 10%", bands.BOTH),
        ("80k + 10% - 95k", bands.BOTH),
        ("95-80k", bands.LOWER_FIRST),
        ("€80k-£95k", bands.ONE_CURRENCY),
        ("-80-95k", "Pay cannot be less than nothing"),
        ("80-95", "for how long is that?"),
    ],
)
def test_what_cannot_be_told_is_asked_at_its_field(typed, reason):
    with pytest.raises(Refused) as refused:
        bands.read(typed, None, "DE")
    assert refused.value.field == "range"
    assert reason in refused.value.reason


@pytest.mark.parametrize("typed", ["€80-95k", "£450-550 a day", "CHF 7'000-8'200 a month", "¥6m-8m JPY"])
def test_a_band_that_is_read_back_is_read_as_the_same(typed):
    low, high, period = bands.read(typed, None, None)
    said = feasibility.band(Band(1, low, high, period, "U1", datetime(2026, 11, 23, tzinfo=UTC), job=1))
    assert bands.read(said, low.currency, None) == (low, high, period)
