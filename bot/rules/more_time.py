"""May an owner ask for more time, and until when are they kept while they wait for the answer?"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from enum import StrEnum

from bot.facts import Approval, ApprovalKind, Owed, Person
from bot.policy import Policy
from bot.rules import ownership, people

CLOCK = "approvals.clock"


class Asking(StrEnum):
    """Whether more time may be asked for: yes, not yet, it was already, or a manager has refused it."""

    MAY = "may"
    EARLY = "early"
    WAITS = "waits"
    REFUSED = "refused"


def asking(ends_at: datetime, asked: Iterable[Approval], owner: Person | None, policy: Policy, now: datetime) -> Asking:
    """Tell whether an owner may ask for more time; once for each end, and not before they are first warned of it.

    `asked` is all that was asked about the candidate.
    """
    mine = owner.id if owner else None
    theirs = [each for each in asked if each.kind is ApprovalKind.MORE_TIME and each.asked_by == mine]
    if any(each.granted is None for each in theirs):
        return Asking.WAITS
    if now < asks_from(ends_at, owner, policy):
        return Asking.EARLY
    refused = [each for each in theirs if each.granted is False and each.decided_by]
    return Asking.REFUSED if any(ends_at <= kept_until(each) for each in refused) else Asking.MAY


def asks_from(ends_at: datetime, owner: Person | None, policy: Policy) -> datetime:
    """Tell from when more time may be asked for: the morning of the first warning."""
    return ownership.warned_from(ends_at, owner, policy)


def keeps_until(ends_at: datetime, owner: Person, policy: Policy, now: datetime) -> datetime:
    """Tell until when the owner keeps them who asks now: managers have two working days to answer."""
    answered_by = people.calendar(owner, policy).add_days(now, policy.decide_days)
    return max(ends_at, people.day_ends(owner, answered_by, policy))


def written(ends_at: datetime, until: datetime, held_until: datetime | None, days: int) -> dict[str, object]:
    """Write down with a request when it would have ended, until when it is kept, and what held it before."""
    before = held_until.isoformat() if held_until else None
    return {"days": days, "ends": ends_at.isoformat(), "until": until.isoformat(), "before": before}


def kept_until(asked: Approval) -> datetime:
    """Tell until when the owner keeps them, whatever is answered."""
    return datetime.fromisoformat(asked.about["until"])


def granted_until(asked: Approval) -> datetime:
    """Tell until when a manager's yes holds it: so many days more than it would have lasted."""
    ends_at = datetime.fromisoformat(asked.about["ends"])
    return max(ends_at + timedelta(days=int(asked.about["days"])), kept_until(asked)) - people.INSTANT


def let_go(asked: Approval, held_until: datetime | None, now: datetime) -> datetime | None:
    """Say what holds it after a manager's no: what did before, and the rest of today; None where nothing changes."""
    if held_until != kept_until(asked) - people.INSTANT or asked.about["until"] == asked.about["ends"]:
        return None
    before = asked.about["before"]
    return max(datetime.fromisoformat(before), now) if before else now


def reminded_at(until: datetime, owner: Person, policy: Policy) -> datetime:
    """Tell when managers are reminded: on the morning of the last day, or of the last working day before it."""
    hours = people.calendar(owner, policy)
    return hours.morning(hours.on_or_before(people.last_day(owner, until, policy)), owner.morning_at)


def clock(asked: int, at: datetime, now: datetime) -> Owed:
    """Say how the moment is written down at which managers are reminded."""
    return Owed(CLOCK, str(asked), "", "", due_at=at, nudge_at=None, since=now, alone_at=at)


def said_last(ends: Owed, owner: Person, policy: Policy) -> Owed:
    """Have the owner who waits for an answer warned once more, on the last day."""
    last = people.day_begins(owner, ends.due_at - people.INSTANT, policy)
    return replace(ends, step=len(policy.warn_days) - 1, nudge_at=last)
