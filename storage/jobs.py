"""Which roles are there to fill?"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select

from bot.facts import Job
from bot.words import fold
from storage.columns import new_id
from storage.database import Db
from storage.insert import insert
from storage.tables import Jobs, table

JOBS = table(Jobs)


def job(db: Db, team: str, id: int) -> Job | None:
    """Give one job of this team, or None."""
    row = db.execute(select(JOBS.c.id, JOBS.c.title).where(JOBS.c.team == team, JOBS.c.id == id)).first()
    return Job(row.id, row.title) if row else None


def titled(db: Db, team: str, title: str, by: str, now: datetime) -> Job:
    """Give the job of this title; it is added where there is none yet."""
    row = {
        "team": team,
        "id": new_id(),
        "title": title,
        "folded": fold(title),
        "added_by": by,
        "added_at": now,
    }
    db.execute(insert(db, JOBS).on_conflict_do_nothing(), row)
    same = (JOBS.c.team == team, JOBS.c.folded == row["folded"])
    there = db.execute(select(JOBS.c.id, JOBS.c.title).where(*same)).one()
    return Job(there.id, there.title)


def found(db: Db, team: str, typed: str, most: int = 20) -> list[Job]:
    """Find jobs by any part of the title, newest first."""
    chosen = select(JOBS.c.id, JOBS.c.title).where(JOBS.c.team == team)
    for word in fold(typed).split():
        chosen = chosen.where(JOBS.c.folded.contains(word, autoescape=True))
    return [Job(row.id, row.title) for row in db.execute(chosen.order_by(JOBS.c.added_at.desc()).limit(most))]
