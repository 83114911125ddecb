"""Are sums, shares, years and conversions exact, and rounded once, half to even?"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.amounts import exact, places
from bot.facts import Money, Package, Period, Rate
from bot.policy import Policy
from bot.rules.money import add, base_year, bonus_year, converted, per_cent, share, with_pay, year_of

POLICY = Policy()
CURRENCIES = st.sampled_from(["EUR", "JPY", "KWD", "USD"])
MINORS = st.integers(0, 10**13)


def rate(of: str, to: str, worth: str | Decimal) -> Rate:
    return Rate(1, of, to, Decimal(worth), date(2026, 11, 25), "U1")


@pytest.mark.parametrize(
    ("currency", "decimals"),
    [("EUR", 2), ("JPY", 0), ("ISK", 0), ("UGX", 0), ("KWD", 3), ("IQD", 3), ("CLF", 4), ("RSD", 2), ("LBP", 2)],
)
def test_an_amount_is_kept_in_the_unit_of_iso_4217_however_it_is_commonly_shown(currency, decimals):
    assert places(currency) == decimals
    assert exact(Money(12_345, currency)) == Decimal(12_345).scaleb(-decimals)


@pytest.mark.parametrize(
    ("minor", "percent", "part"),
    [
        (8_500_000, "10", 850_000),
        (8_500_000, "12.5", 1_062_500),
        (1, "50", 0),  # half a cent goes to the even one
        (3, "50", 2),
        (5, "50", 2),
        (7, "50", 4),
        (-3, "50", -2),
        (3, "50.0000000000000000000000000001", 2),
        (5, "50.0000000000000000000000000001", 3),
        (100, "33.3", 33),
        (0, "10", 0),
    ],
)
def test_a_share_is_rounded_half_to_even(minor, percent, part):
    assert share(Money(minor, "EUR"), Decimal(percent)) == Money(part, "EUR")


@pytest.mark.parametrize(
    ("package", "base", "bonus"),
    [
        (Package(), None, None),
        (Package(bonus_share=Decimal(10)), None, None),
        (Package(bonus=Money(5, "EUR")), None, 5),
        (Package(Money(100, "EUR")), 100, None),
        (Package(Money(100, "EUR"), Period.MONTH), 1_200, None),
        (Package(Money(100, "EUR"), Period.MONTH, 14), 1_400, None),
        (Package(Money(100, "EUR"), Period.WEEK), 5_200, None),
        (Package(Money(100, "EUR"), Period.DAY), 22_000, None),
        (Package(Money(100, "EUR"), Period.HOUR), 176_000, None),
        (Package(Money(250_000, "EUR"), Period.MONTH, 14, bonus_share=Decimal("12.5")), 3_500_000, 437_500),
        (Package(Money(100, "EUR"), bonus=Money(7, "EUR")), 100, 7),
    ],
)
def test_a_package_comes_to_this_in_a_year(package, base, bonus):
    assert base_year(package, POLICY) == (None if base is None else Money(base, "EUR"))
    assert bonus_year(package, POLICY) == (None if bonus is None else Money(bonus, "EUR"))


def test_a_year_is_counted_by_the_numbers_of_the_team():
    short = Policy(year_days=200, year_hours=1_500)
    assert year_of(Money(100, "EUR"), Period.DAY, short) == Money(20_000, "EUR")
    assert year_of(Money(100, "EUR"), Period.HOUR, short) == Money(150_000, "EUR")


@pytest.mark.parametrize(
    ("amount", "by", "worth"),
    [
        (Money(10_000, "EUR"), rate("EUR", "USD", "1.17"), Money(11_700, "USD")),
        (Money(11_700, "USD"), rate("EUR", "USD", "1.17"), Money(10_000, "EUR")),
        (Money(10_000, "EUR"), rate("EUR", "JPY", "163.255"), Money(16_326, "JPY")),
        (Money(100, "EUR"), rate("EUR", "JPY", "162.5"), Money(162, "JPY")),
        (Money(100, "EUR"), rate("EUR", "JPY", "163.5"), Money(164, "JPY")),
        (Money(1_000, "KWD"), rate("KWD", "EUR", "2.805"), Money(280, "EUR")),
        (Money(1, "JPY"), rate("KWD", "JPY", "500"), Money(2, "KWD")),
        (Money(85_000_000_000_001, "IDR"), rate("IDR", "EUR", "0.000053"), Money(4_505_000_000, "EUR")),
    ],
)
def test_an_amount_is_converted_by_a_rate_in_both_directions(amount, by, worth):
    assert converted(amount, by) == worth


def test_what_does_not_go_together_is_no_sum():
    with pytest.raises(ValueError, match="two currencies"):
        add(Money(1, "EUR"), Money(1, "USD"))
    with pytest.raises(ValueError, match="other currencies"):
        converted(Money(1, "GBP"), rate("EUR", "USD", "1.17"))


@pytest.mark.parametrize(
    ("part", "whole", "percent"),
    [(5, 100, "5.0"), (1, 3, "33.3"), (2, 3, "66.7"), (25, 1_000, "2.5"), (125, 10_000, "1.2"), (375, 10_000, "3.8")],
)
def test_a_part_is_told_to_a_tenth_of_a_per_cent(part, whole, percent):
    assert per_cent(part, whole) == Decimal(percent)


def test_pay_is_laid_over_a_package_and_its_words_stay():
    before = Package(
        Money(1, "EUR"), Period.MONTH, 14, bonus=Money(2, "EUR"), equity="0.2%", starts_on=date(2027, 2, 1)
    )
    pay = Package(Money(9, "EUR"), bonus_share=Decimal(10), sign_on=Money(3, "EUR"), equity="none of it")
    assert with_pay(before, pay) == Package(
        Money(9, "EUR"),
        bonus_share=Decimal(10),
        sign_on=Money(3, "EUR"),
        equity="0.2%",
        starts_on=date(2027, 2, 1),
    )


@given(st.lists(MINORS, min_size=1, max_size=8), CURRENCIES)
def test_a_sum_is_that_of_its_parts_in_any_order(minors, currency):
    parts = [Money(minor, currency) for minor in minors]
    assert add(*parts) == add(*reversed(parts)) == Money(sum(minors), currency)
    assert exact(add(*parts)) == sum(map(exact, parts))


@given(MINORS, CURRENCIES, CURRENCIES, st.decimals("0.0001", "20000", places=6))
def test_there_and_back_is_within_what_the_rounding_can_cost(minor, of, to, worth):
    if of == to or worth == 0:
        return
    by, amount = rate(of, to, worth), Money(minor, of)
    there = converted(amount, by)
    back = converted(there, by)
    step = Decimal(1).scaleb(-places(to)) / worth  # what the smallest unit there is worth here
    assert abs(exact(back) - exact(amount)) <= (step + Decimal(1).scaleb(-places(of))) / 2


@given(MINORS, CURRENCIES, st.decimals("0", "200", places=2))
def test_a_share_and_the_rest_are_the_whole_within_a_unit(minor, currency, percent):
    whole = Money(minor, currency)
    one = share(whole, percent)
    assert abs(one.minor * 10_000 - minor * int(percent * 100)) <= 5_000
    if percent <= 100:
        assert abs(add(one, share(whole, 100 - percent)).minor - minor) <= 1


@given(MINORS, CURRENCIES)
def test_minor_units_are_those_of_the_currency(minor, currency):
    amount = Money(minor, currency)
    assert exact(amount) * 10 ** {"JPY": 0, "KWD": 3}.get(currency, 2) == minor
