"""What is an amount of money, and what does an employer offer for a year of work?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum


class Period(StrEnum):
    """For how long a base is paid."""

    YEAR = "year"
    MONTH = "month"
    WEEK = "week"
    DAY = "day"
    HOUR = "hour"


class Part(StrEnum):
    """A part of a package; `SIGN_ON` is paid once."""

    BASE = "base"
    BONUS = "bonus"
    SIGN_ON = "sign_on"
    EQUITY = "equity"
    BENEFITS = "benefits"
    FLEXIBILITY = "flexibility"
    DEVELOPMENT = "development"
    STARTS_ON = "starts_on"


@dataclass(frozen=True, slots=True)
class Money:
    """An exact amount: `minor` counts the smallest units of `currency` (ISO 4217), cents of EUR, yen of JPY."""

    minor: int
    currency: str


@dataclass(frozen=True, slots=True)
class Package:
    """What is offered, or asked for, in parts; what was not said is none.

    `base` is for one `period`; where that is a month, `payments` is how many there are in a year (none: 12). `bonus`
    is for a year, or `bonus_share` is, in per cent of the base of a year. `sign_on` is paid once. All amounts are of
    one currency. The rest is in the words of whoever typed it.
    """

    base: Money | None = None
    period: Period = Period.YEAR
    payments: int | None = None
    bonus: Money | None = None
    bonus_share: Decimal | None = None
    sign_on: Money | None = None
    equity: str = ""
    benefits: str = ""
    flexibility: str = ""
    development: str = ""
    starts_on: date | None = None

    @property
    def currency(self) -> str | None:
        """The one currency of its amounts, where it has any."""
        amounts = (self.base, self.bonus, self.sign_on)
        return next((each.currency for each in amounts if each is not None), None)


@dataclass(frozen=True, slots=True)
class Rate:
    """What one unit of `of` is worth in `to`, as somebody entered it for a day."""

    id: int
    of: str
    to: str
    rate: Decimal
    on: date
    by: str
