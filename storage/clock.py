"""What time is it by the database's own clock?"""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import func, select

from storage.database import Db


def told(db: Db) -> datetime | None:
    """Tell the moment it is for the server, or None on SQLite, which has no clock of its own."""
    if db.dialect.name == "sqlite":
        return None
    moment: datetime = db.execute(select(func.clock_timestamp())).scalar_one()
    return moment.astimezone(UTC)
