"""Which range of pay was typed?"""

from __future__ import annotations

import re

from bot.errors import Refused
from bot.facts import Money, Package, Period, Unclear
from bot.rules import amounts

FIELD = "range"
BOTH = "Type both ends, the lower one first, like 62-78k or £410-480 a day."
ONE_CURRENCY = "Type both ends in one currency."
LOWER_FIRST = "The first is more than the second. Type the lower one first."
BASE_ALONE = f"A band is for the base alone. {BOTH}"
# What parts the two ends; a dash at the very beginning is a minus, and is refused as one.
_BETWEEN = re.compile(r"(?<=\S)\s*(?:[-–—]|\bto\b|\bbis\b)\s*(?=\S)", re.IGNORECASE)
# An end: what stands before the number, the number, and what stands after it.
_END = re.compile(r"(\D*)(\d(?:[\d.,'’\s]*\d)?)(\D*)")
# What multiplies the number before it.
_TIMES = re.compile(r"\s*(?:k|m|mio|mn|l|lakhs?|lacs?|lpa|cr|crores?|tsd|thousand|million)\b\.?", re.IGNORECASE)


def read(typed: str, currency: str | None, country: str | None) -> tuple[Money, Money, Period]:
    """Read a range of the base, as in `80-95k` or `£450 to £550 a day`: its two ends and for which period.

    What stands at one end alone (the currency, the thousands, the period) holds for both. Refused at its field where it
    cannot be told.
    """
    ends = [_END.fullmatch(each) for each in _BETWEEN.split(typed.strip())]
    if len(ends) != 2 or ends[0] is None or ends[1] is None:
        raise Refused(BOTH, field=FIELD)
    (before, low, after), (again, high, rest) = ends[0].groups(), ends[1].groups()
    most = _end(f"{again.strip() or before}{high}{rest}", currency, country)
    least = _end(f"{before}{low}{_holds_for_both(after, rest)}", most.currency, country, most.period)
    return _in_order(least, most)


def _holds_for_both(after: str, rest: str) -> str:
    """Say what stands after the first number: its own words, and of those after the second what it leaves out."""
    own, words = after.strip(), _TIMES.sub("", rest, count=1) if _TIMES.match(after) else rest
    return rest if not own else f"{own} {words}" if words.strip() not in own else own


def _end(typed: str, currency: str | None, country: str | None, period: Period | None = None) -> Package:
    understood = amounts.read(typed, currency, country, period=period, as_in="the band")
    if isinstance(understood, Unclear):
        raise Refused(understood.question, field=FIELD)
    package = understood.package
    if package.base is None or package.bonus or package.bonus_share or package.sign_on:
        raise Refused(BASE_ALONE, field=FIELD)
    return package


def _in_order(low: Package, high: Package) -> tuple[Money, Money, Period]:
    if low.base is None or high.base is None or low.period is not high.period:
        raise Refused(BOTH, field=FIELD)
    if low.base.currency != high.base.currency:
        raise Refused(ONE_CURRENCY, field=FIELD)
    if low.base.minor > high.base.minor:
        raise Refused(LOWER_FIRST, field=FIELD)
    return low.base, high.base, low.period
