"""What happens when no manager has answered yet, and an ownership is about to end, or an offer waits?"""

from __future__ import annotations

from collections.abc import Sequence
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


def remind(db: Db, team: str, due: Sequence[Owed], policy: Policy, now: datetime) -> None:
    """Remind the managers of what they have not answered; what facts have overtaken is closed."""
    storage.promises.strike(db, team, due)
    for owed in due:
        asked = storage.approvals.one(db, team, int(owed.subject))
        if asked is not None and asked.kind is ApprovalKind.FEASIBLE:
            _remind_of_offer(db, team, asked, policy, now)
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


def _remind_of_offer(db: Db, team: str, asked: Approval, policy: Policy, now: datetime) -> None:
    """Remind managers of an offer that waits for them; where it went on meanwhile, that is the end of it."""
    still = storage.approvals.one(db, team, asked.id, hold=True)
    if still is None or still.granted is not None:
        return
    if feasibility.waits(db, team, still) is None:
        letters.approvals.answer(db, team, still, False, "", feasibility.OVERTAKEN, policy, now)
    else:
        _remind_each(db, team, still, policy, now)


def _remind_each(db: Db, team: str, asked: Approval, policy: Policy, now: datetime) -> None:
    for manager in storage.people.managers(db, team):
        if manager.id != asked.asked_by:
            letters.approvals.say(db, letters.approvals.REMINDED, manager, asked, asked.asked_by, policy, now)
    log.info("approval.reminded", team=team, approval=asked.id)
