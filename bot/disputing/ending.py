"""What follows when a dispute is over?"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

import storage
from bot import owners, promises, rules
from bot.disputing import telling
from bot.facts import Dispute, Passing, Ruling, Share
from bot.policy import Policy
from storage.database import Db

# How the claimant comes to own them; any other end leaves them with their owner.
TO_CLAIMANT = {
    Ruling.TRANSFER: Passing.RULED,
    Ruling.CONCEDED: Passing.CONCEDED,
    Ruling.OWNER_LEFT: Passing.SUCCEEDED,
}


def settle(
    db: Db,
    team: str,
    dispute: Dispute,
    ruling: Ruling,
    policy: Policy,
    now: datetime,
    *,
    by: str = owners.NOBODY,
    reasons: str = "",
    credit: Sequence[Share] = (),
) -> Dispute:
    """End an open dispute, which is held with its candidate; both are told, and whatever shows it is redrawn."""
    ended = storage.disputes.end(db, team, dispute, ruling, reasons, credit, by, now)
    storage.promises.strike(db, team, storage.promises.of(db, team, rules.rulings.CLOCK, [str(dispute.id)]))
    if ended.candidate is not None:
        _carry_out(db, team, ended, ended.candidate, by, policy, now)
    telling.redraw(db, team, ended, now)
    telling.say_ended(db, team, ended, policy, now)
    return ended


def _carry_out(db: Db, team: str, ended: Dispute, candidate: int, by: str, policy: Policy, now: datetime) -> None:
    how = TO_CLAIMANT.get(ended.ruling) if ended.ruling else None
    if how is not None:
        owners.give(db, team, {candidate: ended.claimant}, how, by, policy, now, dispute=ended.id)
        return
    if ended.ruling is Ruling.SHARE:
        storage.ownership.share(db, team, candidate, ended.credit, by, now)
    _thaw(db, team, candidate, policy, now)


def _thaw(db: Db, team: str, candidate: int, policy: Policy, now: datetime) -> None:
    """Let the ownership run on; where its time has run out meanwhile, the owner has two weeks to speak to them."""
    if owners.over_at(db, team, [candidate], policy, now):
        storage.ownership.hold_until(db, team, [candidate], now + timedelta(days=policy.after_live_days))
        promises.plan(db, team, [candidate], policy, now)
