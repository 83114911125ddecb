"""Who is put forward for which job, and how far have they come?"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Row, Select, bindparam, select, update

from bot.facts import Stage, Submission
from storage import audit
from storage.columns import new_id
from storage.database import Db
from storage.tables import Candidates, Jobs, StageChanges, Submissions, table

SUBMISSIONS, JOBS, CHANGES = table(Submissions), table(Jobs), table(StageChanges)
CANDIDATES = table(Candidates)


def _with_title() -> Select[tuple[int, int, int, str, str, str, datetime]]:
    joined = SUBMISSIONS.join(JOBS, (JOBS.c.team == SUBMISSIONS.c.team) & (JOBS.c.id == SUBMISSIONS.c.job))
    return select(
        SUBMISSIONS.c.id,
        SUBMISSIONS.c.candidate,
        SUBMISSIONS.c.job,
        JOBS.c.title,
        SUBMISSIONS.c.recruiter,
        SUBMISSIONS.c.stage,
        SUBMISSIONS.c.entered_at,
    ).select_from(joined)


_OF = (
    _with_title()
    .where(SUBMISSIONS.c.team == bindparam("team_"), SUBMISSIONS.c.candidate == bindparam("candidate_"))
    .order_by(SUBMISSIONS.c.entered_at.desc())
)


def of(db: Db, team: str, candidate: int) -> tuple[Submission, ...]:
    """List a candidate's submissions, the one that was moved last first."""
    rows = db.execute(_OF, {"team_": team, "candidate_": candidate})
    return tuple(read(row) for row in rows)


def submission(db: Db, team: str, id: int, *, hold: bool = False) -> Submission | None:
    """Give one submission of this team, or None; `hold` keeps others from moving it meanwhile."""
    chosen = _with_title().where(SUBMISSIONS.c.team == team, SUBMISSIONS.c.id == id)
    row = db.execute(chosen.with_for_update(of=SUBMISSIONS) if hold else chosen).first()
    return read(row) if row else None


def candidates_of(db: Db, team: str, recruiter: str) -> list[int]:
    """List the candidates for whom someone is the recruiter."""
    theirs = select(SUBMISSIONS.c.candidate).where(SUBMISSIONS.c.team == team, SUBMISSIONS.c.recruiter == recruiter)
    return list(db.execute(theirs.distinct().order_by(SUBMISSIONS.c.candidate)).scalars())


def put_forward(db: Db, team: str, candidate: int, job: int, stage: Stage, by: str, now: datetime) -> int:
    """Put a candidate forward for a job; the id of the new submission."""
    _hold(db, team, candidate)
    id = new_id()
    row = {"team": team, "id": id, "candidate": candidate, "job": job, "recruiter": by, "stage": stage}
    db.execute(SUBMISSIONS.insert(), {**row, "entered_at": now})
    _changed(db, team, id, None, stage, by, now)
    return id


def move(db: Db, team: str, submission: Submission, stage: Stage, by: str, now: datetime) -> None:
    """Take a submission to another stage."""
    _hold(db, team, submission.candidate)
    mine = (SUBMISSIONS.c.team == team, SUBMISSIONS.c.id == submission.id)
    db.execute(update(SUBMISSIONS).where(*mine).values(stage=stage, entered_at=now))
    _changed(db, team, submission.id, submission.stage, stage, by, now)


def read(row: Row[tuple[int, int, int, str, str, str, datetime]]) -> Submission:
    """Turn a row into the fact it stands for."""
    return Submission(row.id, row.candidate, row.job, row.title, row.recruiter, Stage(row.stage), row.entered_at)


def _hold(db: Db, team: str, candidate: int) -> None:
    """Have others who change what is owed about a candidate come before or after, so that each plans from all facts."""
    if db.dialect.name == "postgresql":
        mine = (CANDIDATES.c.team == team, CANDIDATES.c.id == candidate)
        db.execute(select(CANDIDATES.c.id).where(*mine).with_for_update())


def _changed(db: Db, team: str, id: int, before: Stage | None, after: Stage, by: str, now: datetime) -> None:
    row = {
        "team": team,
        "id": new_id(),
        "submission": id,
        "before": before,
        "after": after,
        "at": now,
        "by": by,
    }
    db.execute(CHANGES.insert(), row)
    audit.record(db, team, by, "moved", "submission", id, now, before=before, after=after)
