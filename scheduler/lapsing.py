"""What happens when ownerships end?"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import structlog

from bot import owners
from bot.facts import Owed
from bot.policy import Policy
from storage.database import Db

log = structlog.get_logger("lapsing")


def lapse(db: Db, team: str, due: Sequence[Owed], policy: Policy, now: datetime) -> None:
    """Have ownerships lapse whose moment has come, if facts have not moved it."""
    lapsed = owners.lapse(db, team, due, policy, now)
    log.info("ownership.lapsed", team=team, candidates=len(lapsed))
