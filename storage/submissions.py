"""Who is put forward for which job, and how far have they come?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Select, bindparam, case, func, select, update

from bot.facts import ENDS, IN_PROCESS, PutForward, Stage, Submission
from storage import audit, offers, placements
from storage.columns import new_id
from storage.database import Db
from storage.tables import Candidates, Jobs, StageChanges, Submissions, table

SUBMISSIONS, JOBS, CHANGES = table(Submissions), table(Jobs), table(StageChanges)
CANDIDATES = table(Candidates)
# Where someone stands who is put forward for several jobs: the furthest of what goes on, else what was moved last.
FOREMOST = (
    case({stage: far for far, stage in enumerate(IN_PROCESS, start=1)}, value=SUBMISSIONS.c.stage, else_=0).desc(),
    SUBMISSIONS.c.entered_at.desc(),
)


def _with_title() -> Select[Any]:
    joined = SUBMISSIONS.join(JOBS, (JOBS.c.team == SUBMISSIONS.c.team) & (JOBS.c.id == SUBMISSIONS.c.job))
    return select(
        SUBMISSIONS.c.id,
        SUBMISSIONS.c.candidate,
        SUBMISSIONS.c.job,
        JOBS.c.title,
        SUBMISSIONS.c.recruiter,
        SUBMISSIONS.c.stage,
        SUBMISSIONS.c.entered_at,
        SUBMISSIONS.c.came_from,
    ).select_from(joined)


_OF = (
    _with_title()
    .where(SUBMISSIONS.c.team == bindparam("team_"), SUBMISSIONS.c.candidate == bindparam("candidate_"))
    .order_by(*FOREMOST)
)

_STAGES = (
    select(SUBMISSIONS.c.job, SUBMISSIONS.c.stage, func.count().label("number"))
    .where(SUBMISSIONS.c.team == bindparam("team_"), SUBMISSIONS.c.job.in_(bindparam("jobs", expanding=True)))
    .group_by(SUBMISSIONS.c.job, SUBMISSIONS.c.stage)
)
_THIS = (SUBMISSIONS.c.team == bindparam("team_"), SUBMISSIONS.c.id == bindparam("id_"))
_CORRECT = update(SUBMISSIONS).where(*_THIS).values(stage=bindparam("stage_"))
_PASS = update(SUBMISSIONS).where(*_THIS).values(recruiter=bindparam("recruiter_"))
_MOVE = _CORRECT.values(came_from=bindparam("came_from_"), entered_at=bindparam("now_"))


def of(db: Db, team: str, candidate: int) -> tuple[Submission, ...]:
    """List a candidate's submissions: what goes on first, the furthest ahead, then what was moved last."""
    rows = db.execute(_OF, {"team_": team, "candidate_": candidate})
    return tuple(read(row) for row in rows)


def submission(db: Db, team: str, id: int, *, hold: bool = False) -> Submission | None:
    """Give one submission of this team, or None; `hold` keeps others from moving it meanwhile."""
    chosen = _with_title().where(SUBMISSIONS.c.team == team, SUBMISSIONS.c.id == id)
    row = db.execute(chosen.with_for_update(of=SUBMISSIONS) if hold else chosen).first()
    return read(row) if row else None


def of_job(db: Db, team: str, job: int, *, hold: bool = False) -> tuple[PutForward, ...]:
    """List all who are put forward for a job; `hold` keeps others from moving them meanwhile."""
    both = (CANDIDATES.c.team == SUBMISSIONS.c.team) & (CANDIDATES.c.id == SUBMISSIONS.c.candidate)
    chosen = _with_title().join(CANDIDATES, both).where(SUBMISSIONS.c.team == team, SUBMISSIONS.c.job == job)
    chosen = chosen.add_columns(CANDIDATES.c.name, CANDIDATES.c.updated_at, CANDIDATES.c.answered_at)
    chosen = chosen.order_by(SUBMISSIONS.c.id)
    rows = db.execute(chosen.with_for_update(of=SUBMISSIONS) if hold else chosen)
    return tuple(PutForward(read(row), row.name, row.updated_at, row.answered_at) for row in rows)


def stages(db: Db, team: str, jobs: Sequence[int]) -> dict[int, dict[Stage, int]]:
    """Count by stage who is put forward for each of these jobs."""
    counts: dict[int, dict[Stage, int]] = {}
    for row in db.execute(_STAGES, {"team_": team, "jobs": list(jobs)}) if jobs else ():
        counts.setdefault(row.job, {})[Stage(row.stage)] = row.number
    return counts


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
    db.execute(CHANGES.insert(), _change(team, id, None, stage, by, now))
    audit.record(db, team, by, "moved", "submission", id, now, after=stage)
    return id


def put_forward_many(
    db: Db, team: str, rows: Sequence[tuple[int, int, Stage]], by: str, now: datetime
) -> list[tuple[int, int]]:
    """Put many forward, each a candidate, a job and a stage; say which pairs were not there yet.

    The caller puts it on record, and plans for the candidates.
    """
    wanted = {(candidate, job): stage for candidate, job, stage in rows}
    _hold(db, team, *{candidate for candidate, _ in wanted})
    there = _pairs(db, team, sorted({candidate for candidate, _ in wanted}))
    new = {pair: new_id() for pair in wanted if pair not in there}
    if new:
        same = {"team": team, "recruiter": by, "entered_at": now}
        pairs = [{"id": id, "candidate": pair[0], "job": pair[1], "stage": wanted[pair]} for pair, id in new.items()]
        db.execute(SUBMISSIONS.insert(), [row | same for row in pairs])
        db.execute(CHANGES.insert(), [_change(team, id, None, wanted[pair], by, now) for pair, id in new.items()])
    return list(new)


def move(db: Db, team: str, submission: Submission, stage: Stage, by: str, now: datetime) -> None:
    """Take a submission to another stage."""
    move_many(db, team, [(submission, stage)], by, now)


def move_many(db: Db, team: str, moves: Sequence[tuple[Submission, Stage]], by: str, now: datetime) -> None:
    """Take many submissions to another stage.

    Where one end is corrected to another, it stays as it was when and from where they came to it. Placements follow.
    """
    _hold(db, team, *{submission.candidate for submission, _ in moves})
    rows: dict[bool, list[dict[str, Any]]] = {False: [], True: []}
    for each, stage in moves:
        row = {"team_": team, "id_": each.id, "stage_": stage, "came_from_": each.stage, "now_": now}
        rows[each.stage in ENDS and stage in ENDS].append(row)
    for order, some in ((_MOVE, rows[False]), (_CORRECT, rows[True])):
        if some:
            db.execute(order, some)
    if moves:
        db.execute(CHANGES.insert(), [_change(team, each.id, each.stage, to, by, now) for each, to in moves])
    for each, to in moves:
        audit.record(db, team, by, "moved", "submission", each.id, now, before=each.stage, after=to)
    for candidate in placements.follow(db, team, moves, by, now):
        offers.mark(db, team, candidate)


def pass_on(
    db: Db, team: str, to: Mapping[int, str], before: str, candidates: Iterable[int], by: str, now: datetime
) -> None:
    """Give submissions, by id, to other recruiters; `candidates` are those they are about.

    The caller plans for them.
    """
    _hold(db, team, *candidates)
    if to:
        db.execute(_PASS, [{"team_": team, "id_": id, "recruiter_": whom} for id, whom in to.items()])
        told: dict[int, tuple[str | None, str | None]] = {id: (before, whom) for id, whom in to.items()}
        audit.record_changes(db, team, by, "handed_over", "submission", told, now)


def read(row: Any) -> Submission:
    """Turn a row into the fact it stands for."""
    came_from = Stage(row.came_from) if row.came_from else None
    stage = Stage(row.stage)
    return Submission(row.id, row.candidate, row.job, row.title, row.recruiter, stage, row.entered_at, came_from)


def _hold(db: Db, team: str, *candidates: int) -> None:
    """Have others who change what is owed about candidates come before or after, so that each plans from all facts."""
    if db.dialect.name == "postgresql":
        theirs = (CANDIDATES.c.team == team, CANDIDATES.c.id.in_(candidates))
        db.execute(select(CANDIDATES.c.id).where(*theirs).order_by(CANDIDATES.c.id).with_for_update()).all()


def _pairs(db: Db, team: str, candidates: Sequence[int]) -> set[tuple[int, int]]:
    """Say who is put forward for what already."""
    chosen = select(SUBMISSIONS.c.candidate, SUBMISSIONS.c.job).where(SUBMISSIONS.c.team == team)
    return {(row.candidate, row.job) for row in db.execute(chosen.where(SUBMISSIONS.c.candidate.in_(candidates)))}


def _change(team: str, id: int, before: Stage | None, after: Stage, by: str, now: datetime) -> dict[str, Any]:
    change = {"team": team, "id": new_id(), "submission": id, "before": before, "after": after}
    return change | {"at": now, "by": by}
