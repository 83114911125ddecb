"""Which records have been silent for long, and which are kept all the same?"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import String, and_, cast, exists, func, or_, select, update

from bot.facts import IN_PROCESS, Silent, Stage
from storage import audit
from storage.database import Db
from storage.tables import Candidates, Promises, Submissions, table

CANDIDATES, SUBMISSIONS, PROMISES = table(Candidates), table(Submissions), table(Promises)
# So many records are looked at in one question: some tens of milliseconds, a tenth of a second where all are old.
PAGE = 10_000
_SINCE: Any = func.coalesce(CANDIDATES.c.spoke_at, CANDIDATES.c.added_at)
_THEIRS = (SUBMISSIONS.c.team == CANDIDATES.c.team, SUBMISSIONS.c.candidate == CANDIDATES.c.id)
_RECRUITER = (
    select(SUBMISSIONS.c.recruiter)
    .where(*_THEIRS)
    .order_by(SUBMISSIONS.c.entered_at.desc(), SUBMISSIONS.c.id.desc())
    .limit(1)
    .correlate(CANDIDATES)
    .scalar_subquery()
)


def silent(
    db: Db,
    team: str,
    kind: str,
    others: Sequence[str],
    before: datetime,
    placed_before: datetime,
    now: datetime,
    after: int = -1,
    most: int = PAGE,
) -> tuple[list[Silent], int | None]:
    """Look through a page of records for those that nobody has spoken with since a moment; give where to look on.

    Left out is who is in process or was placed since, who is kept for longer, about whom the question (`kind`) is asked
    already, and who is owed something of `others` that was not waived.
    """
    last = _last_of_page(db, team, after, most)
    stands = and_(SUBMISSIONS.c.stage == Stage.PLACED, SUBMISSIONS.c.entered_at > placed_before)
    live = exists().where(*_THEIRS, or_(SUBMISSIONS.c.stage.in_(IN_PROCESS), stands))
    about = (PROMISES.c.team == team, PROMISES.c.subject == cast(CANDIDATES.c.id, String))
    asked = exists().where(*about, PROMISES.c.kind == kind)
    owed = exists().where(*about, PROMISES.c.kind.in_(others), PROMISES.c.waived.is_(None))
    chosen = (
        select(CANDIDATES.c.id, _SINCE.label("since"), CANDIDATES.c.added_by, _RECRUITER.label("recruiter"))
        .where(CANDIDATES.c.team == team, CANDIDATES.c.id > after, before > _SINCE)
        .where(or_(CANDIDATES.c.kept_until.is_(None), CANDIDATES.c.kept_until <= now), ~live, ~asked, ~owed)
    )
    rows = db.execute(chosen if last is None else chosen.where(CANDIDATES.c.id <= last))
    return [Silent(row.id, row.since, row.added_by, row.recruiter) for row in rows], last


def asked_by(db: Db, team: str, kind: str, hearer: str, answer_by: datetime) -> int:
    """Count the questions to someone that are to be answered by a moment."""
    theirs = (PROMISES.c.team == team, PROMISES.c.kind == kind, PROMISES.c.heard_by == hearer)
    return db.execute(select(func.count()).where(*theirs, PROMISES.c.due_at == answer_by)).scalar_one()


def keep(db: Db, team: str, candidate: int, until: datetime, why: str, by: str, now: datetime) -> None:
    """Keep a record until a moment, with the reason; nobody asks about it before."""
    mine = (CANDIDATES.c.team == team, CANDIDATES.c.id == candidate)
    db.execute(update(CANDIDATES).where(*mine).values(kept_until=until, kept_why=why))
    audit.record(db, team, by, "kept", "candidate", candidate, now, after=f"{until:%Y-%m-%d} {audit.digest(why)}")


def _last_of_page(db: Db, team: str, after: int, most: int) -> int | None:
    """Give the id with which a full page ends; None where what is left fits one."""
    mine = (CANDIDATES.c.team == team, CANDIDATES.c.id > after)
    nth = select(CANDIDATES.c.id).where(*mine).order_by(CANDIDATES.c.id).offset(most - 1).limit(1)
    return db.execute(nth).scalar()
