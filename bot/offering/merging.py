"""What follows for our offers when two records become one, and when they are two again?"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import storage
from bot import rules
from bot.facts import ApprovalKind, OfferState
from bot.offering import clock, deadlines, feasibility
from bot.policy import Policy
from storage.database import Db

JOINED = "two records of this candidate became one, and this offer does not go on."
SAID_YES = "They said yes by one of two records"


def joined(db: Db, team: str, kept: int, by: str, policy: Policy, now: datetime) -> None:
    """Close what managers were asked about offers that cannot go on, since two records, which are held, became one.

    Who said yes by one of them decides on none of ours.
    """
    _count(db, team, kept, by, policy, now)
    for asked in storage.approvals.undecided(db, team, kept):
        if asked.kind is not ApprovalKind.FEASIBLE or feasibility.waits(db, team, asked) is not None:
            continue
        offer = storage.offers.offer(db, team, asked.about["offer"], hold=True)
        if offer is not None:
            feasibility.overtake(db, team, offer, by, policy, now, JOINED)


def parted(db: Db, team: str, both: Sequence[int], by: str, policy: Policy, now: datetime) -> None:
    """Have offers of two records, which are held, be not made yet where they wait again for what the merge closed.

    Who has not said yes on their own decides by a day from now.
    """
    for candidate in both:
        _count(db, team, candidate, by, policy, now)
        for there in storage.offers.of(db, team, candidate):
            if there.state is OfferState.WAITING and not feasibility.unanswered(db, team, there):
                storage.offers.change(db, team, there, rules.feasibility.unasked(there), by, now)


def _count(db: Db, team: str, candidate: int, by: str, policy: Policy, now: datetime) -> None:
    """Have open offers of ours have a deadline where their submissions stand so that they have one, and only there."""
    for there in clock.all_settled(db, team, candidate, policy, now):
        after = deadlines.by_stage(db, team, there, policy, now)
        if after != there:
            storage.offers.change(db, team, there, after, by, now, "" if after.decide_by else SAID_YES)
