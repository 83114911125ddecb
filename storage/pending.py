"""When has a tick next something to do, and what time is it for the database?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from typing import Any

from sqlalchemy import func, null, select

from storage.database import Db
from storage.tables import Audit, Outbox, Promises, table

PROMISES, OUTBOX, AUDIT = table(Promises), table(Outbox), table(Audit)


@dataclass(frozen=True, slots=True)
class Pending:
    """The first moment at which something is due or to be said, and whether the audit is to be sealed.

    `told` is the moment it is by the database's own clock; None on SQLite, which has none.
    """

    at: datetime | None
    unsealed: bool
    told: datetime | None


def look(db: Db) -> Pending:
    """Look once, at all teams: what an idle tick costs is this one question."""
    due, unsaid, unsealed, told = db.execute(_look(db.dialect.name)).one()
    at = min((moment for moment in (due, unsaid) if moment), default=None)
    return Pending(at, unsealed is not None, told and told.astimezone(UTC))


@cache
def _look(dialect: str) -> Any:
    """Ask for the first entry of each index: on PostgreSQL, `exists` may go through a whole table instead."""
    due = select(func.min(PROMISES.c.alone_at)).where(PROMISES.c.alone_at.is_not(None))
    unsaid = select(func.min(OUTBOX.c.next_at)).where(OUTBOX.c.next_at.is_not(None))
    unsealed = select(func.min(AUDIT.c.at)).where(AUDIT.c.seal.is_(None))
    told = func.clock_timestamp() if dialect == "postgresql" else null()
    return select(due.scalar_subquery(), unsaid.scalar_subquery(), unsealed.scalar_subquery(), told)
