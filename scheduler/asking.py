"""What happens when no manager has answered yet, and an ownership is about to end, or an offer waits?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

import structlog

import storage
from bot import letters, messages, owners, rules
from bot.facts import Approval, ApprovalKind, Owed
from bot.offering import feasibility
from bot.policy import Policy
from storage.database import Db

log = structlog.get_logger("asking")
KIND = rules.more_time.CLOCK
# Whoever asked hears with this reminder that nobody has answered, and can speak to somebody.
TOLD_AT = 2


def remind(db: Db, team: str, due: Sequence[Owed], policy: Policy, now: datetime) -> None:
    """Remind the managers of what they have not answered; what facts have overtaken is closed."""
    storage.promises.strike(db, team, due)
    for owed in due:
        asked = storage.approvals.one(db, team, int(owed.subject))
        if asked is not None and asked.kind is ApprovalKind.FEASIBLE:
            _remind_of_offer(db, team, asked, owed.step + 1, policy, now)
        elif asked is not None:
            own = owners.settled(db, team, asked.candidate, policy, now)
            still = storage.approvals.one(db, team, asked.id, hold=True)
            if still is not None and still.granted is None and own.owner == still.asked_by:
                _remind(db, team, still, policy, now)


def _remind(db: Db, team: str, asked: Approval, policy: Policy, now: datetime) -> None:
    ends = storage.promises.one(db, team, rules.ownership.KIND, str(asked.candidate), asked.asked_by)
    if ends is None or ends.due_at > rules.more_time.kept_until(asked):
        answer = messages.approvals.RENEWED if ends else messages.approvals.FROZEN
        letters.approvals.answer(db, team, asked, False, "", answer, policy, now)
        return
    _remind_each(db, team, asked, policy, now)


def _remind_of_offer(db: Db, team: str, asked: Approval, time: int, policy: Policy, now: datetime) -> None:
    """Remind managers of an offer that waits for them, until it is answered, or went on meanwhile.

    It is the first `time` they are reminded of it, or a later one.
    """
    still = storage.approvals.one(db, team, asked.id, hold=True)
    if still is None or still.granted is not None:
        return
    if feasibility.waits(db, team, still) is None:
        feasibility.withhold(db, team, still, owners.NOBODY, now)
        letters.approvals.answer(db, team, still, False, "", feasibility.OVERTAKEN, policy, now)
        return
    _remind_each(db, team, still, policy, now, time)
    asker = storage.people.known(db, team, still.asked_by)
    if asker and time == TOLD_AT:
        letters.approvals.say(db, letters.approvals.UNANSWERED, asker, still, "", policy, now)
    again_at = rules.feasibility.reminded_at(asker, policy, now, policy.decide_days)
    storage.promises.write(db, team, [replace(rules.more_time.clock(still.id, again_at, now), step=time)])


def _remind_each(db: Db, team: str, asked: Approval, policy: Policy, now: datetime, time: int = 1) -> None:
    for manager in storage.people.managers(db, team):
        if manager.id != asked.asked_by:
            letters.approvals.say(
                db, letters.approvals.REMINDED, manager, asked, asked.asked_by, policy, now, time=time
            )
    log.info("approval.reminded", team=team, approval=asked.id)
