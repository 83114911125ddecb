"""What happens when the clock of a dispute strikes?"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import structlog

from bot import disputing, rules
from bot.facts import Owed
from bot.policy import Policy
from storage.database import Db

log = structlog.get_logger("disputes")
KIND = rules.rulings.CLOCK


def strike(db: Db, team: str, due: Sequence[Owed], policy: Policy, now: datetime) -> None:
    """Do what has come due of each dispute: remind, bring it up, or let the owner keep what nobody ruled on."""
    for owed in due:
        step = disputing.tick(db, team, owed, policy, now)
        log.info("dispute.clock", team=team, dispute=int(owed.subject), step=step)
