"""What was asked of a colleague about an item, and what did they answer?"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select, update

from bot.facts import Ask, Line
from storage import lines
from storage.columns import new_id
from storage.database import Db
from storage.tables import Asks, table

ASKS = table(Asks)


def ask(db: Db, team: str, line: int, asked_by: str, colleague: str, note: str, now: datetime) -> int:
    """Write down that a colleague was asked to take an item over."""
    id = new_id()
    row = {
        "team": team,
        "id": id,
        "line": line,
        "asked_by": asked_by,
        "colleague": colleague,
        "note": note,
        "at": now,
    }
    db.execute(ASKS.insert(), row)
    return id


def asked(db: Db, team: str, id: int) -> Ask | None:
    """Give what was asked of a colleague, or None."""
    row = db.execute(select(ASKS).where(ASKS.c.team == team, ASKS.c.id == id)).mappings().first()
    return Ask(**{name: row[name] for name in Ask.__slots__}) if row else None


def answer(db: Db, team: str, id: int, accepted: bool, now: datetime) -> bool:
    """Keep a colleague's first answer; False where they had answered before."""
    mine = (ASKS.c.team == team, ASKS.c.id == id, ASKS.c.accepted.is_(None))
    done = update(ASKS).where(*mine).values(accepted=accepted, answered_at=now).returning(ASKS.c.id)
    return db.execute(done).scalar() is not None


def withdraw(db: Db, team: str, items: Sequence[Line], by: str, now: datetime) -> None:
    """Take back what was asked of a colleague who has not answered: the item is open again, theirs is over."""
    unanswered = (ASKS.c.team == team, ASKS.c.line.in_([each.id for each in items]), ASKS.c.accepted.is_(None))
    over = update(ASKS).where(*unanswered).values(accepted=False, answered_at=now).returning(ASKS.c.id)
    about = [str(id) for id in db.execute(over).scalars()]
    alike = {(each.kind, each.subject) for each in items}
    for theirs in lines.open_about(db, team, about):
        if (theirs.kind, theirs.subject) in alike:
            lines.settle_one(db, team, theirs, "withdrawn", by, now)
    for each in items:
        lines.reopen(db, team, each, now)
