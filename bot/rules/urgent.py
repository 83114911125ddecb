"""Which deadline cannot wait for somebody's next morning message, and when are they told?"""

from __future__ import annotations

from datetime import datetime

from bot.facts import Person
from bot.policy import Policy
from bot.rules import people


def told_at(deadline: datetime, hearer: Person, policy: Policy, now: datetime) -> datetime | None:
    """Tell when somebody is told of a deadline that was set just now; None where their morning message is soon enough.

    It waits for the end of their quiet hours, unless it has passed by then. What today's message will still carry is
    left to it.
    """
    if deadline <= now or not hearer.member:
        return None
    hours = people.calendar(hearer, policy)
    if hours.local_day(deadline) > hours.local_day(hours.add_days(now, policy.urgent_days)):
        return None
    at = people.audible_at(hearer, now, policy)
    if deadline <= at:
        return now
    morning = hours.next_morning(at - people.INSTANT, hearer.morning_at)
    is_today = hours.local_day(morning) == hours.local_day(at)
    return None if is_today and morning < deadline else at


def is_folded(told_today: int, policy: Policy) -> bool:
    """Tell whether somebody has got so much today that could not wait that what follows comes in one message."""
    return told_today >= policy.urgent_a_day
