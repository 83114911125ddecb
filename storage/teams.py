"""In which workspaces are we installed?"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select

from storage.database import Db
from storage.insert import insert
from storage.tables import Teams, table

TEAMS = table(Teams)


def install(db: Db, team: str, name: str, bot_user: str, bot_id: str, now: datetime) -> None:
    """Write down a workspace we were let into, or what has changed about it."""
    row = {"team": team, "name": name, "bot_user": bot_user, "bot_id": bot_id, "installed_at": now}
    new = insert(db, TEAMS)
    changed = {column: new.excluded[column] for column in ("name", "bot_user", "bot_id")}
    db.execute(new.on_conflict_do_update(index_elements=["team"], set_=changed), row)


def installed(db: Db) -> list[str]:
    """List the workspaces we are in."""
    return list(db.execute(select(TEAMS.c.team)).scalars())
