"""Who may represent a candidate, to which client, and what became of it?"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Select, bindparam, select, update

from bot.facts import Job, Representation, Submission
from storage import audit
from storage.columns import new_id
from storage.database import Db
from storage.submissions import JOBS, SUBMISSIONS, read
from storage.tables import Representations, table

RIGHTS = table(Representations)
_FIELDS = [column for column in RIGHTS.c if column.name != "team"]
_WITH_JOB = select(*_FIELDS, JOBS.c.title, JOBS.c.client).join_from(
    RIGHTS, JOBS, (JOBS.c.team == RIGHTS.c.team) & (JOBS.c.id == RIGHTS.c.job)
)
_OF = _WITH_JOB.where(RIGHTS.c.team == bindparam("team_"), RIGHTS.c.candidate == bindparam("candidate_")).order_by(
    RIGHTS.c.recorded_at.desc(), RIGHTS.c.id.desc()
)


def of(db: Db, team: str, candidate: int) -> list[Representation]:
    """List all that is on record about who may represent a candidate, the newest first; what is over as well."""
    return [_read(row) for row in db.execute(_OF, {"team_": team, "candidate_": candidate}).mappings()]


def valid_at(db: Db, team: str, candidate: int, moment: datetime) -> list[Representation]:
    """List the rights that held at a moment and were on record by then, the newest first."""
    return [each for each in of(db, team, candidate) if each.recorded_at <= moment and each.valid(moment)]


def one(db: Db, team: str, id: int, *, hold: bool = False) -> Representation | None:
    """Give one of this team, or None; `hold` keeps others from ending it meanwhile."""
    chosen: Select[Any] = _WITH_JOB.where(RIGHTS.c.team == team, RIGHTS.c.id == id)
    row = db.execute(chosen.with_for_update(of=RIGHTS) if hold else chosen).mappings().first()
    return _read(row) if row else None


def record(
    db: Db,
    team: str,
    candidate: int,
    job: Job,
    holder: str,
    agreed_at: datetime,
    words: str,
    how: str,
    by: str,
    now: datetime,
    expires_at: datetime,
) -> Representation:
    """Write down that a candidate agreed, or that they are put forward without; on record the words are a hash."""
    id = new_id()
    right = Representation(
        id, candidate, job.id, job.title, job.client, holder, agreed_at, words, how, by, now, expires_at
    )
    row = {"team": team, "id": id, "candidate": candidate, "job": job.id, "holder": holder, "agreed_at": agreed_at}
    row |= {"words": words, "how": how, "recorded_by": by, "recorded_at": now, "expires_at": expires_at}
    db.execute(RIGHTS.insert(), row)
    verb = "agreed_to_represent" if right.agreed else f"represented_{how}"
    audit.record(db, team, by, verb, "representation", id, now, before=str(candidate), after=audit.digest(words))
    return right


def end(db: Db, team: str, right: Representation, reason: str, by: str, now: datetime) -> None:
    """End a right early, with the reason; on record as a hash."""
    mine = (RIGHTS.c.team == team, RIGHTS.c.id == right.id)
    db.execute(update(RIGHTS).where(*mine).values(ended_at=now, ended_by=by, ended_for=reason))
    audit.record(db, team, by, "ended", "representation", right.id, now, after=audit.digest(reason))


def at_client(db: Db, team: str, candidate: int, client: int) -> tuple[Submission, ...]:
    """List a candidate's submissions for all jobs of a client."""
    both = (JOBS.c.team == SUBMISSIONS.c.team) & (JOBS.c.id == SUBMISSIONS.c.job)
    chosen = select(SUBMISSIONS, JOBS.c.title).join_from(SUBMISSIONS, JOBS, both)
    chosen = chosen.where(SUBMISSIONS.c.team == team, SUBMISSIONS.c.candidate == candidate, JOBS.c.client == client)
    return tuple(read(row) for row in db.execute(chosen.order_by(SUBMISSIONS.c.entered_at, SUBMISSIONS.c.id)))


def _read(row: Any) -> Representation:
    fields = {name: row[name] for name in Representation.__slots__}
    return Representation(**{**fields, "ended_for": row["ended_for"] or ""})
