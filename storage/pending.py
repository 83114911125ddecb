"""When has a tick next something to do, and what time is it for the database?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from typing import Any

from sqlalchemy import func, null, select, text

from storage.database import Db
from storage.tables import AskedFiles, Audit, Erasures, Imports, Outbox, Promises, SentFiles, table

PROMISES, OUTBOX, AUDIT, IMPORTS = table(Promises), table(Outbox), table(Audit), table(Imports)
ERASURES, SENT, ASKED = table(Erasures), table(SentFiles), table(AskedFiles)


@dataclass(frozen=True, slots=True)
class Pending:
    """The first moment at which something is due, to be said or brought in, and whether the audit is to be sealed.

    `told` is the moment it is by the database's own clock; None on SQLite, which has none.
    """

    at: datetime | None
    unsealed: bool
    told: datetime | None


def look(db: Db) -> Pending:
    """Look once, at all teams: what an idle tick costs is this one question."""
    *moments, unsealed, told = db.execute(_look(db.dialect.name)).one()
    at = min((moment for moment in moments if moment), default=None)
    return Pending(at, unsealed is not None, told and told.astimezone(UTC))


@cache
def _look(dialect: str) -> Any:
    """Ask for the first entry of each index: on PostgreSQL, `exists` may go through a whole table instead."""
    due = select(func.min(PROMISES.c.alone_at)).where(PROMISES.c.alone_at.is_not(None))
    unsaid = select(func.min(OUTBOX.c.next_at)).where(OUTBOX.c.next_at.is_not(None))
    brought = select(func.min(IMPORTS.c.next_at)).where(IMPORTS.c.next_at.is_not(None))
    unsealed = select(func.min(AUDIT.c.at)).where(AUDIT.c.seal.is_(None))
    erasing = select(func.min(ERASURES.c.at)).where(text("done_at IS NULL"))
    expiring = select(func.min(SENT.c.delete_at)).where(SENT.c.delete_at.is_not(None))
    wanted = select(func.min(ASKED.c.next_at))
    told = func.clock_timestamp() if dialect == "postgresql" else null()
    return select(
        *(each.scalar_subquery() for each in (due, unsaid, brought, erasing, expiring, wanted, unsealed)), told
    )
