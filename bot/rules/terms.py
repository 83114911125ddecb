"""What follows when a team agrees on other terms of owning?"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from bot.facts import Lapse, Person, Stage, Standing, Terms
from bot.policy import Policy
from bot.rules import ownership, people


def today(policy: Policy) -> Terms:
    """Give the terms by which a team works."""
    return Terms(policy.own_days, policy.own_placed_days, policy.pool, policy.keeper, policy.rota)


def agreed(terms: Terms, policy: Policy, now: datetime) -> dict[str, Any]:
    """Say what is written down of terms; where a period gets shorter, the one before counts on for a while."""
    written: dict[str, Any] = {
        "own_days": terms.own_days,
        "own_placed_days": terms.own_placed_days,
        "pool": str(terms.pool),
        "keeper": terms.keeper,
        "rota": list(terms.rota),
    }
    if is_shorter(terms, policy):
        before = _counting_on(policy, now)
        until = now + timedelta(days=policy.notice_days)
        written |= {"earlier_days": list(before), "earlier_until": until.isoformat()}
    return written


def is_shorter(terms: Terms, policy: Policy) -> bool:
    """Tell whether somebody may lose a candidate by new terms."""
    return terms.own_days < policy.own_days or terms.own_placed_days < policy.own_placed_days


def is_longer(terms: Terms, policy: Policy) -> bool:
    """Tell whether somebody may get a candidate back by new terms."""
    return terms.own_days > policy.own_days or terms.own_placed_days > policy.own_placed_days


def outright(terms: Terms, policy: Policy) -> Policy:
    """Give the numbers under new terms, as if they had always been so."""
    periods = replace(policy, own_days=terms.own_days, own_placed_days=terms.own_placed_days)
    return replace(periods, earlier_days=None, earlier_until=None)


def held_before(terms: Terms, now: datetime) -> datetime:
    """Tell from before when whoever could lapse under new terms was last spoken with."""
    return now - timedelta(days=min(terms.own_days, terms.own_placed_days))


def lapsed_after(policy: Policy, now: datetime) -> datetime:
    """Tell since when an ownership lapsed that could come back: what lapsed earlier was last held too long ago."""
    return now - timedelta(days=max(policy.own_days, policy.own_placed_days) + 1)


def would_lapse(standing: Standing, owner: Person | None, before: Policy, after: Policy, now: datetime) -> bool:
    """Tell whether an ownership that goes on today would be over under other terms."""
    ends, would_end = (ownership.ends_at(standing, owner, policy) for policy in (before, after))
    return ends is not None and would_end is not None and would_end <= now < ends


def comes_back(standing: Standing, lapse: Lapse, owner: Person | None, policy: Policy, now: datetime) -> bool:
    """Tell whether an ownership that lapsed would go on by these terms, and its owner is here to take it up."""
    if owner is None or not owner.member or standing.ownership.owner is not None:
        return False
    theirs = [each for each in standing.submissions if each.recruiter == owner.id]
    placed = any(each.stage is Stage.PLACED for each in theirs)
    return people.day_ends(owner, ownership.held_until(lapse.held_at, policy, placed=placed), policy) > now


def _counting_on(policy: Policy, now: datetime) -> tuple[int, int]:
    """Give the periods that count on: those of now, or longer ones that still do since the last change."""
    own, placed = policy.own_days, policy.own_placed_days
    if policy.earlier_days is None or policy.earlier_until is None or policy.earlier_until <= now:
        return own, placed
    return max(own, policy.earlier_days[0]), max(placed, policy.earlier_days[1])
