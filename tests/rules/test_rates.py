"""Does the newest rate hold, both ways, and is a strange one noticed?"""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import Refused
from bot.facts import Rate
from bot.rules import rates

NOV = date(2026, 11, 1)


def rate(id: int, of: str, to: str, value: str, on: date = NOV) -> Rate:
    return Rate(id, of, to, Decimal(value), on, "U0RITA")


KNOWN = [
    rate(1, "GBP", "EUR", "1.17", date(2026, 10, 1)),
    rate(2, "EUR", "GBP", "0.86", date(2026, 11, 1)),
    rate(3, "USD", "EUR", "0.92"),
]


@pytest.mark.parametrize(
    ("one", "other", "id"),
    [("GBP", "EUR", 2), ("EUR", "GBP", 2), ("USD", "EUR", 3), ("EUR", "USD", 3), ("USD", "GBP", None)],
)
def test_the_newest_holds_in_both_directions_and_never_through_a_third(one, other, id):
    found = rates.between(KNOWN, one, other)
    assert (found.id if found else None) == id


@pytest.mark.parametrize(
    ("typed", "read"),
    [("1.17", "1.17"), ("1,17", "1.17"), (" 0.0061 ", "0.0061"), ("164", "164"), ("25 000", "25000")],
)
def test_a_rate_is_read_with_a_point_or_a_comma(typed, read):
    assert rates.read(typed) == Decimal(read)


@pytest.mark.parametrize(
    "typed", ["", "0", "0,00", "-1.17", "one", "1.1.7", "1e5", "1/2", "NaN", "9" * 20, "0." + "1" * 20]
)
def test_what_can_be_no_rate_is_refused_at_its_field(typed):
    with pytest.raises(Refused) as refused:
        rates.read(typed)
    assert refused.value.field == "rate"


@pytest.mark.parametrize(
    ("typed", "of", "far"),
    [
        ("1.2", "GBP", False),
        ("117", "GBP", False),
        ("1170", "GBP", True),
        ("0.0011", "GBP", True),
        ("0.85", "EUR", False),
        ("860", "EUR", True),
    ],
)
def test_a_thousand_times_the_last_one_is_asked_about(typed, of, far):
    assert rates.is_far_off(Decimal(typed), of, rate(1, "GBP", "EUR", "1.17")) is far
    assert rates.is_far_off(Decimal(typed), of, None) is False


@pytest.mark.parametrize(
    ("of", "to", "on", "field"),
    [("EUR", "EUR", NOV, "to"), ("EUR", "GBP", date(2026, 11, 24), "on"), ("EUR", "GBP", date(2026, 11, 23), None)],
)
def test_one_currency_and_a_day_to_come_are_refused(of, to, on, field):
    if field is None:
        rates.check(of, to, on, date(2026, 11, 23))
        return
    with pytest.raises(Refused) as refused:
        rates.check(of, to, on, date(2026, 11, 23))
    assert refused.value.field == field


@given(st.decimals(min_value="0.000001", max_value="999999", places=6))
def test_what_is_typed_back_is_the_same_rate(value):
    if value > 0:
        assert rates.read(f"{value:f}") == value
