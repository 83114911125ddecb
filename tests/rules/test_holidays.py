"""Is a holiday known where it is kept, and a country by its zone?"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.rules.holidays import country_of, days_off
from bot.rules.hours import Calendar


@pytest.mark.parametrize(
    ("zone", "country"),
    [
        ("Europe/Lisbon", "PT"),
        ("Atlantic/Azores", "PT"),
        ("America/New_York", "US"),
        ("Asia/Kathmandu", "NP"),
        ("Asia/Calcutta", "IN"),
        ("US/Eastern", "US"),
        ("Europe/Oslo", "NO"),
        ("UTC", None),
        ("Etc/GMT+5", None),
        ("CET", None),
        ("Mars/Olympus", None),
        ("", None),
    ],
)
def test_a_zone_lies_in_a_country_or_in_none(zone, country):
    assert country_of(zone) == country


@pytest.mark.parametrize(
    ("country", "on", "off"),
    [
        pytest.param("PT", date(2026, 12, 8), True, id="Portugal"),
        pytest.param("US", date(2026, 7, 3), True, id="kept on the day before"),
        pytest.param("GB", date(2026, 4, 6), False, id="not in the whole of Britain"),
        pytest.param("GB-ENG", date(2026, 4, 6), True, id="in England"),
        pytest.param("GB-XXX", date(2026, 12, 25), False, id="a part nobody knows"),
        pytest.param("XX", date(2026, 12, 25), False, id="a country nobody knows"),
        pytest.param(None, date(2026, 12, 25), False, id="no country"),
    ],
)
def test_holidays_are_the_countrys(country, on, off):
    assert Calendar(ZoneInfo("UTC"), country).is_working_day(on) is not off


def test_holidays_are_reckoned_once_for_a_year():
    days_off.cache_clear()
    lisbon = Calendar(ZoneInfo("Europe/Lisbon"), "PT")
    for n in range(200):
        lisbon.add_days(datetime(2026, 3, 2, 10, tzinfo=UTC) + timedelta(days=n), 2)
    assert days_off.cache_info().misses <= 2
