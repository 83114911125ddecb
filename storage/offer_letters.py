"""Which letters tell about an offer, and how many that could not wait has somebody got today?"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import func, or_, select

from bot.facts import Owed
from storage.database import Db
from storage.lines import FINAL
from storage.tables import Lines, Outbox, table

LINES, OUTBOX = table(Lines), table(Outbox)


def about(db: Db, team: str, offer: int, kind: str) -> list[int]:
    """List the letters of a kind that are about an offer."""
    mine = (OUTBOX.c.team == team, OUTBOX.c.about == str(offer), OUTBOX.c.kind == kind)
    return list(db.execute(select(OUTBOX.c.id).where(*mine)).scalars())


def showing(db: Db, team: str, kind: str, owed: Owed) -> list[int]:
    """List the letters of a kind that show a promise which nothing has become of yet."""
    letters = (OUTBOX.c.team == LINES.c.team) & (OUTBOX.c.id == LINES.c.letter)
    this = (LINES.c.kind == owed.kind, LINES.c.subject == owed.subject, LINES.c.whom == owed.whom)
    still = (LINES.c.team == team, LINES.c.outcome.is_(None), ~LINES.c.retired, OUTBOX.c.kind == kind)
    return list(db.execute(select(OUTBOX.c.id).distinct().join(LINES, letters).where(*this, *still)).scalars())


def says(db: Db, team: str, recipient: str, kind: str, owed: Owed) -> bool:
    """Tell whether a letter of a kind says to somebody that this is owed, though they may have put it off."""
    letters = (OUTBOX.c.team == LINES.c.team) & (OUTBOX.c.id == LINES.c.letter)
    this = (LINES.c.kind == owed.kind, LINES.c.subject == owed.subject, LINES.c.whom == owed.whom)
    stands = or_(LINES.c.outcome.is_(None), LINES.c.outcome.not_in(FINAL))
    still = (LINES.c.team == team, LINES.c.since == owed.since, stands, ~LINES.c.retired)
    theirs = (OUTBOX.c.recipient == recipient, OUTBOX.c.kind == kind)
    return (
        db.execute(select(LINES.c.id).join(OUTBOX, letters).where(*this, *still, *theirs).limit(1)).first() is not None
    )


def count_between(db: Db, team: str, recipient: str, kind: str, since: datetime, until: datetime) -> int:
    """Count the letters of a kind that somebody got, or gets, from one moment on and before another."""
    theirs = (OUTBOX.c.team == team, OUTBOX.c.recipient == recipient, OUTBOX.c.kind == kind)
    due = (OUTBOX.c.due_at >= since, OUTBOX.c.due_at < until)
    return db.execute(select(func.count()).where(*theirs, *due)).scalar_one()
