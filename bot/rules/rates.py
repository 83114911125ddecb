"""Which rate holds between two currencies, and can a typed one be meant?"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from decimal import Decimal, InvalidOperation

from bot.errors import Refused
from bot.facts import Rate

# What is so many times the last rate, or that part of it, has a slipped point more likely than a crash behind it.
ABSURD = 1_000
# Clocks are ahead of UTC by so much at most.
FURTHEST_EAST = timedelta(hours=14)
MOST_DIGITS, MOST_DECIMALS = 12, 12


def between(rates: Iterable[Rate], one: str, other: str) -> Rate | None:
    """Give the rate that holds between two currencies, in whichever direction it was entered: that of the newest day.

    Of two for one day the first given counts.
    """
    fitting = [each for each in rates if {each.of, each.to} == {one, other}]
    return max(fitting, key=lambda each: each.on, default=None)


def last_day(now: datetime) -> date:
    """Give the latest day that it is anywhere on earth: whoever is there may have entered a rate for it."""
    return (now + FURTHEST_EAST).date()


def is_far_off(rate: Decimal, of: str, last: Rate | None) -> bool:
    """Tell whether what was typed for one unit of `of` is so far off the last rate that it is asked about."""
    if last is None:
        return False
    times = rate / last.rate if last.of == of else rate * last.rate
    return times >= ABSURD or times * ABSURD <= 1


def read(typed: str) -> Decimal:
    """Read a rate as it was typed, with a point or a comma: `1.17`, `1,17`; refused at its field where it is none."""
    text = typed.strip().replace(" ", "").replace(",", ".")
    try:
        rate = Decimal(text) if text.isascii() and set(text) <= set("-+.0123456789") else None
    except InvalidOperation:
        rate = None
    if rate is None:
        raise Refused("Type one number, like 1.17.", field="rate")
    if rate <= 0:
        raise Refused("A rate is more than zero: how much of the one is worth one unit of the other.", field="rate")
    exponent = rate.as_tuple().exponent
    if rate.adjusted() >= MOST_DIGITS or (isinstance(exponent, int) and -exponent > MOST_DECIMALS):
        raise Refused(f"Type it with at most {MOST_DECIMALS} digits on either side of the point.", field="rate")
    return rate


def check(of: str, to: str, on: date, today: date) -> None:
    """Refuse what no rate can be: between one currency and itself, or of a day to come."""
    if of == to:
        raise Refused("Choose two different currencies.", field="to")
    if on > today:
        raise Refused("That day is still to come. Choose today, or the day on which you looked it up.", field="on")
