"""What do amounts come to: added, shared, over a year, in another currency?

All is exact until the smallest unit of the currency, and rounded once, at the end, half to even: over many amounts that
favours neither side.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from decimal import ROUND_HALF_EVEN, Context, Decimal

from bot.amounts import exact, places
from bot.facts import Money, Package, Period, Rate
from bot.policy import Policy

# Digits enough for the largest amount times the finest rate.
EXACTLY = Context(prec=60, rounding=ROUND_HALF_EVEN)
HUNDRED = Decimal(100)
TENTH = Decimal("0.1")
MONTHS, WEEKS = 12, 52


def add(first: Money, *others: Money) -> Money:
    """Add amounts of one currency; ValueError where they are of several."""
    if any(each.currency != first.currency for each in others):
        raise ValueError("amounts of two currencies cannot be added")
    return Money(first.minor + sum(each.minor for each in others), first.currency)


def share(amount: Money, percent: Decimal) -> Money:
    """Take so many per cent of an amount."""
    part = EXACTLY.divide(EXACTLY.multiply(Decimal(amount.minor), percent), HUNDRED)
    return Money(_rounded(part), amount.currency)


def per_cent(part: int, whole: int) -> Decimal:
    """Tell how many per cent of a whole, which is not zero, a part is: to a tenth."""
    return EXACTLY.divide(Decimal(part) * 100, Decimal(whole)).quantize(TENTH, ROUND_HALF_EVEN)


def year_of(amount: Money, period: Period, policy: Policy, payments: int | None = None) -> Money:
    """Tell what an amount for a period comes to in a year; of months there are twelve, or `payments`."""
    times = {
        Period.YEAR: 1,
        Period.MONTH: payments or MONTHS,
        Period.WEEK: WEEKS,
        Period.DAY: policy.year_days,
        Period.HOUR: policy.year_hours,
    }
    return Money(amount.minor * times[period], amount.currency)


def counted(periods: Iterable[Period], policy: Policy) -> tuple[tuple[Period, int], ...]:
    """Tell how many days or hours a year is taken to have, for those of the periods that a policy counts."""
    taken = {Period.DAY: policy.year_days, Period.HOUR: policy.year_hours}
    return tuple((each, taken[each]) for each in dict.fromkeys(periods) if each in taken)


def base_year(package: Package, policy: Policy) -> Money | None:
    """Tell what the base of a package comes to in a year; none where it has no base."""
    if package.base is None:
        return None
    return year_of(package.base, package.period, policy, package.payments)


def bonus_year(package: Package, policy: Policy) -> Money | None:
    """Tell what the bonus of a package comes to in a year; none where it has none, or is a share of no base."""
    if package.bonus is not None:
        return package.bonus
    base = base_year(package, policy)
    return share(base, package.bonus_share) if base and package.bonus_share is not None else None


def converted(amount: Money, rate: Rate) -> Money:
    """Tell what an amount is worth in the other currency of a rate; ValueError where it is of neither."""
    if amount.currency == rate.of:
        worth, to = EXACTLY.multiply(exact(amount), rate.rate), rate.to
    elif amount.currency == rate.to:
        worth, to = EXACTLY.divide(exact(amount), rate.rate), rate.of
    else:
        raise ValueError("the rate is for other currencies")
    return Money(_rounded(worth.scaleb(places(to), EXACTLY)), to)


def with_pay(package: Package, pay: Package) -> Package:
    """Put the amounts of one package in place of those of another, whose words stay."""
    return replace(
        package,
        base=pay.base,
        period=pay.period,
        payments=pay.payments,
        bonus=pay.bonus,
        bonus_share=pay.bonus_share,
        sign_on=pay.sign_on,
    )


def _rounded(value: Decimal) -> int:
    return int(value.to_integral_value(ROUND_HALF_EVEN, EXACTLY))
