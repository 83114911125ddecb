"""What happens when the clock of an offer strikes?"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import structlog

from bot.facts import Owed
from bot.offering import clock
from bot.policy import Policy
from storage.database import Db

log = structlog.get_logger("offers")
KIND = clock.KIND


def strike(db: Db, team: str, due: Sequence[Owed], policy: Policy, now: datetime) -> None:
    """See to each offer that has changed, or that runs out now."""
    for owed in due:
        state = clock.tick(db, team, owed, policy, now)
        log.info("offer.clock", team=team, offer=int(owed.subject), state=state.value if state else "gone")
