"""When does somebody start who said yes to us, and until when does the guarantee hold?"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

from bot.errors import Refused
from bot.facts import Person, Placement
from bot.policy import Policy
from bot.rules import people

# Nobody starts, resigns or signs so far from today; it is a year mistyped.
FARTHEST = timedelta(days=3 * 365)
# By noon in London it is the same day nearly everywhere.
NOON = time(12, tzinfo=UTC)


def guarantee_until(starts_on: date | None, days: int) -> date | None:
    """Give the last day of a guarantee, which counts from the first day of work."""
    return starts_on + timedelta(days=days) if starts_on else None


def guaranteed_until(placement: Placement) -> datetime | None:
    """Give a moment of the last day of a guarantee, which is that day for people east and west."""
    until = placement.guarantee_until
    return datetime.combine(until, NOON) if until else None


def works_from(starts_on: date, person: Person, policy: Policy) -> date | None:
    """Give the next working day where a start falls on a weekend or holiday of the recruiter; else None."""
    first = people.calendar(person, policy).on_or_after(starts_on)
    return first if first != starts_on else None


def has_passed(on: date, person: Person, policy: Policy, now: datetime) -> bool:
    """Tell whether a day lies before today, where somebody is."""
    return on < people.calendar(person, policy).local_day(now)


def check_day(on: date | None, field: str, person: Person, policy: Policy, now: datetime) -> None:
    """Refuse a day that is years away."""
    today = people.calendar(person, policy).local_day(now)
    if on and abs(on - today) > FARTHEST:
        raise Refused(f"{on.day} {on:%B} {on.year} is years away. Check the year.", field)


def started(placement: Placement, starts_on: date | None) -> Placement:
    """Say how a placement stands once its start has moved: the guarantee moves with it."""
    return replace(placement, starts_on=starts_on, guarantee_until=guarantee_until(starts_on, placement.guarantee_days))
