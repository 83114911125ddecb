"""What is at stake when managers are asked about an offer of ours, without what is in any?"""

from __future__ import annotations

from datetime import datetime

import storage
from bot import promises, rules
from bot.facts import Approval, Stakes
from bot.policy import Policy
from storage.database import Db


def read(db: Db, team: str, asked: Approval, policy: Policy, now: datetime) -> Stakes | None:
    """Read by when an offer that managers are asked about is decided, who else offers something, and the risk."""
    offer = storage.offers.offer(db, team, asked.about["offer"])
    standings, people = promises.look(db, team, [asked.candidate])
    standing = standings.get(asked.candidate)
    if offer is None or standing is None:
        return None
    others = tuple(sorted(rules.check_ins.others(standing), key=rules.risk.soonest))
    risk = rules.risk.risk_of(standing, people, policy, now)
    return Stakes(rules.feasibility.let_out(offer, asked, now), others, risk, now)
