"""When may someone be spoken to, and when is their next morning message?"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bot.facts import Person
from bot.policy import Policy
from bot.rules.hours import Calendar

LATE_AFTER = timedelta(minutes=1)
INSTANT = timedelta(microseconds=1)


def calendar(person: Person | None, policy: Policy) -> Calendar:
    """Give a person's working-time calendar; someone we never met is taken to live in UTC."""
    if person is None:
        return _calendar("UTC", None, policy.opens, policy.closes, policy.quiet_from, policy.quiet_to)
    quiet_to = min(policy.quiet_to, person.morning_at)
    return _calendar(person.zone, person.country, policy.opens, policy.closes, policy.quiet_from, quiet_to)


def region(person: Person, policy: Policy) -> str | None:
    """Give the country whose phone numbers someone writes without its code: the team's, else their own."""
    return policy.region or (person.country[:2] if person.country else None)


@lru_cache(maxsize=1024)
def _calendar(zone: str, country: str | None, *hours: object) -> Calendar:
    opens, closes, quiet_from, quiet_to = hours
    try:
        there = ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError):
        there = ZoneInfo("UTC")
    return Calendar(there, country, opens, closes, quiet_from=quiet_from, quiet_to=quiet_to)  # type: ignore[arg-type]


def day_begins(person: Person | None, moment: datetime, policy: Policy) -> datetime:
    """Tell when the local day of a moment begins for someone."""
    hours = calendar(person, policy)
    return hours.morning(hours.local_day(moment), datetime.min.time())


def day_ends(person: Person | None, moment: datetime, policy: Policy) -> datetime:
    """Tell when the local day of a moment is over for someone."""
    hours = calendar(person, policy)
    return hours.morning(hours.local_day(moment) + timedelta(days=1), datetime.min.time())


def last_day(person: Person | None, ends_at: datetime, policy: Policy) -> date:
    """Give the last local day of what ends with a day, where someone is."""
    return calendar(person, policy).local_day(ends_at - INSTANT)


def morning_due(
    person: Person, earliest: datetime | None, pending: datetime | None, policy: Policy, now: datetime
) -> datetime | None:
    """Tell when someone's next morning message is due, or None where it would have nothing to say.

    `earliest` is from when there is something to say; `pending` a morning that is planned and not yet said, which
    stays due although its moment may have passed. A moment in quiet hours moves to the next morning.
    """
    if earliest is None or not person.member:
        return None
    hours = calendar(person, policy)
    audible = hours.after_quiet(now) <= now
    since = pending - INSTANT if pending and pending <= now and audible else now
    return hours.next_morning(max(since, day_begins(person, earliest, policy) - INSTANT), person.morning_at)


def is_late(due_at: datetime, now: datetime) -> bool:
    """Tell whether a message said now has to admit that it is late."""
    return now - due_at > LATE_AFTER


def audible_at(person: Person | None, moment: datetime, policy: Policy) -> datetime:
    """Tell when someone can next be told something by itself: at once, or when their quiet hours end."""
    return max(moment, calendar(person, policy).after_quiet(moment)).astimezone(UTC)
