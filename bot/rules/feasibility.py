"""Does what we would offer lie within the band, and when are managers reminded that they were asked?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

from bot.errors import Refused
from bot.facts import (
    Approval,
    Band,
    Beside,
    Feasible,
    Fit,
    Money,
    Offer,
    OfferRound,
    OfferState,
    Package,
    Period,
    Person,
    Rate,
    RoundBy,
)
from bot.policy import Policy
from bot.rules import money, people, rates

# Fewer could be told apart by what they have.
FEWEST = 3
NO_BASE = "That is in another currency than the base that was asked for. Write the base as well, in the same currency."
_IN_WORDS = ("equity", "benefits", "flexibility", "development", "starts_on")


def lies(package: Package, band: Band, known: Iterable[Rate], policy: Policy) -> Feasible | None:
    """Tell how the base of a package lies to a band; None where no base was said.

    Two bases for the same period are compared as they are, others over a year; another currency by the rate that holds.
    """
    base, low, high = package.base, band.low, band.high
    if base is None:
        return None
    over_a_year = package.period is not band.period or package.payments not in (None, 12)
    if over_a_year:
        base = money.base_year(package, policy) or base
        low, high = (money.year_of(each, band.period, policy) for each in (low, high))
    rate = None
    if base.currency != low.currency:
        rate = rates.between(known, base.currency, low.currency)
        if rate is None:
            return Feasible(band, Fit.UNKNOWN, over_a_year=over_a_year)
        base = money.converted(base, rate)
    fit, by, share = _beside(base, low, high)
    counted = money.counted((package.period, band.period), policy) if over_a_year else ()
    return Feasible(band, fit, by, share, over_a_year, rate, counted)


def _beside(base: Money, low: Money, high: Money) -> tuple[Fit, Money | None, Decimal | None]:
    end = low if base.minor < low.minor else high if base.minor > high.minor else None
    if end is None:
        return Fit.INSIDE, None, None
    by = abs(base.minor - end.minor)
    fit = Fit.BELOW if end is low else Fit.ABOVE
    return fit, Money(by, base.currency), money.per_cent(by, end.minor)


def beside(packages: Sequence[Package], currency: str, known: Sequence[Rate], policy: Policy) -> Beside | None:
    """Tell from where to where others are paid for the same job over a year; None where they are fewer than three.

    Whoever is paid in another currency counts only where a rate holds.
    """
    years = [money.base_year(each, policy) for each in packages]
    worth = [_worth(each, currency, known) for each in years if each is not None]
    there = [each for each in worth if each is not None]
    if len(there) < FEWEST:
        return None
    ordered = sorted(there, key=lambda each: each.minor)
    return Beside(len(there), ordered[0], ordered[-1])


def _worth(amount: Money, currency: str, known: Sequence[Rate]) -> Money | None:
    if amount.currency == currency:
        return amount
    rate = rates.between(known, amount.currency, currency)
    return money.converted(amount, rate) if rate else None


def is_base_of(package: Package, others: Iterable[Package]) -> bool:
    """Tell whether a package has the base of one of these, for the same period and as often."""
    same = (package.base, package.period, package.payments)
    return any((each.base, each.period, each.payments) == same for each in others)


def instead(asked: Package, typed: Package, *, rest: bool) -> Package:
    """Give what a manager would have offered: what they typed, and beside it what else was asked for.

    Of the pay the base stays where they name none, and with `rest` bonus and sign-on do. An amount in another currency
    than theirs does not.
    """
    others = {name: getattr(typed, name) or getattr(asked, name) for name in _IN_WORDS}
    pay = replace(typed, **others)
    if pay.base is None:
        if pay.currency not in (None, asked.currency):
            raise Refused(NO_BASE, field="pay")
        pay = replace(pay, base=asked.base, period=asked.period, payments=asked.payments)
    if not rest:
        return pay
    same = asked.currency == pay.currency
    if pay.bonus is None and pay.bonus_share is None:
        pay = replace(pay, bonus=asked.bonus if same else None, bonus_share=asked.bonus_share)
    return replace(pay, sign_on=pay.sign_on or (asked.sign_on if same else None))


def kept(typed: Package, package: Package) -> Package:
    """Give the pay in a package that was not typed: what was asked for, and stays."""
    names_bonus = typed.bonus is not None or typed.bonus_share is not None
    left = money.with_pay(Package(), package)
    if typed.base:
        left = replace(left, base=None, period=Period.YEAR, payments=None)
    if names_bonus:
        left = replace(left, bonus=None, bonus_share=None)
    return replace(left, sign_on=None) if typed.sign_on else left


def asked_first(before: Offer, after: Offer) -> Offer:
    """Say how an offer stands with a round that waits for a manager: what they have until then, they keep.

    One that was never made waits itself; one that ran out stays so, and a day that was said waits with the question.
    """
    if before.state is OfferState.OPEN:
        return after
    if before.state is OfferState.EXPIRED:
        return replace(after, state=before.state, decide_by=before.decide_by, decide_on=before.decide_on)
    return replace(after, state=OfferState.WAITING)


def waiting_day(before: Offer, wanted: Offer) -> dict[str, str]:
    """Give the day that was said with a round that waits, where the offer does not hold it: it has run out."""
    by, on = wanted.decide_by, wanted.decide_on
    if before.state is not OfferState.EXPIRED or by is None or by == before.decide_by:
        return {}
    return {"decide_by": by.isoformat()} | ({"decide_on": on.isoformat()} if on else {})


def let_out(offer: Offer, asked: Approval, now: datetime) -> Offer:
    """Say by when an offer is decided once managers agree: by its own day, else by the one that was said when asked.

    By none, where neither lies ahead: that is counted from the answer.
    """
    if offer.decide_by and offer.decide_by > now:
        return offer
    by, on = asked.about.get("decide_by"), asked.about.get("decide_on")
    said = datetime.fromisoformat(by) if by else None
    if said is None or said <= now:
        return replace(offer, decide_by=None, decide_on=None)
    return replace(offer, decide_by=said, decide_on=date.fromisoformat(on) if on else None)


def unasked(offer: Offer) -> Offer:
    """Say how an offer stands about which no manager is asked any more: what waited is not made."""
    return replace(offer, state=OfferState.EXPECTED) if offer.state is OfferState.WAITING else offer


def unmade(offer: Offer, rounds: Iterable[OfferRound]) -> Offer:
    """Say how an offer stands that they do not have: it waits where a manager is asked about one of its rounds."""
    waits = any(each.by is RoundBy.WAITING for each in rounds)
    return replace(offer, state=OfferState.WAITING if waits else OfferState.EXPECTED, made_at=None)


def reminded_at(person: Person | None, policy: Policy, now: datetime, days: int = 1) -> datetime:
    """Tell when managers are reminded who have not answered: on a morning of work of whoever asked, first the next."""
    hours = people.calendar(person, policy)
    on = hours.local_day(hours.add_days(now, days))
    return hours.morning(on, person.morning_at) if person else hours.morning(on)
