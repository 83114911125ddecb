"""What follows when a manager grants what somebody asked for?"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import storage
from bot import owners, promises, rules
from bot.errors import Refused
from bot.facts import Approval, ApprovalKind, Passing, Person
from bot.messages.approvals import FROZEN, NOT_THEIRS, OWNED, RENEWED
from bot.offering import feasibility
from bot.policy import Policy
from handlers import lifting
from storage.database import Db

NOT_HERE = "whoever asked is not an active member any more."


def _more_time(db: Db, approval: Approval, person: Person, policy: Policy, now: datetime) -> None:
    """Have an ownership lapse so many days later than it would; the warning in every message says until when."""
    team, candidate = person.team, approval.candidate
    own = owners.settled(db, team, candidate, policy, now)
    if own.owner != approval.asked_by:
        raise Refused(NOT_THEIRS)
    ends = storage.promises.one(db, team, rules.ownership.KIND, str(candidate), approval.asked_by)
    if ends is None:
        raise Refused(FROZEN)
    kept_until, until = rules.more_time.kept_until(approval), rules.more_time.granted_until(approval)
    if ends.due_at > kept_until:
        raise Refused(RENEWED)
    storage.ownership.hold_until(db, team, [candidate], until)
    storage.audit.record(db, team, person.id, "held", "candidate", candidate, now, after=f"{until:%Y-%m-%d}")
    storage.lines.settle(db, team, ends, "kept", person.id, now, until=until)
    promises.plan(db, team, [candidate], policy, now)


def let_go(db: Db, team: str, approval: Approval, policy: Policy, now: datetime) -> None:
    """Have an ownership end when it would have, after a manager has refused more time; at least today is left."""
    own = storage.ownership.of(db, team, approval.candidate)
    until = rules.more_time.let_go(approval, own.held_until, now) if own.owner == approval.asked_by else None
    if until is not None:
        storage.ownership.hold_until(db, team, [approval.candidate], until)
        promises.plan(db, team, [approval.candidate], policy, now)


def _late(db: Db, approval: Approval, _: str, person: Person, policy: Policy, now: datetime) -> None:
    let_go(db, person.team, approval, policy, now)


def _assign(db: Db, approval: Approval, person: Person, policy: Policy, now: datetime) -> None:
    """Give a candidate of the house pool to whoever asked."""
    own = owners.settled(db, person.team, approval.candidate, policy, now)
    asker = storage.people.known(db, person.team, approval.asked_by)
    if asker is None or not asker.member:
        raise Refused(NOT_HERE)
    if own.owner is not None:
        raise Refused(OWNED)
    to = {approval.candidate: asker.id}
    owners.give(db, person.team, to, Passing.ASSIGNED, person.id, policy, now, told=(asker.id,))


# What is done when a manager grants something, by its kind; Refused says why it cannot be done any more.
GRANTS: dict[ApprovalKind, Callable[[Db, Approval, Person, Policy, datetime], None]] = {
    ApprovalKind.MORE_TIME: _more_time,
    ApprovalKind.ASSIGN: _assign,
    ApprovalKind.REPRESENT: lifting.granted,
    ApprovalKind.FEASIBLE: feasibility.approve,
}
# What is done when a manager refuses something, with the reason; of the rest nothing follows.
REFUSALS: dict[ApprovalKind, Callable[[Db, Approval, str, Person, Policy, datetime], None]] = {
    ApprovalKind.MORE_TIME: _late,
    ApprovalKind.FEASIBLE: feasibility.decline,
}
# Why these are refused may name pay, and is not kept with the request.
KEPT_ELSEWHERE = (ApprovalKind.FEASIBLE,)
