"""What must the rules know to say which status updates are owed?"""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import bindparam, select

from bot.facts import Stage, Standing, Submission
from storage.database import Db
from storage.tables import Candidates, Jobs, Submissions, table

CANDIDATES, SUBMISSIONS, JOBS = table(Candidates), table(Submissions), table(Jobs)
_STANDINGS = (
    select(
        CANDIDATES.c.id,
        CANDIDATES.c.name,
        CANDIDATES.c.first_spoke_at,
        CANDIDATES.c.spoke_at,
        CANDIDATES.c.updated_at,
        SUBMISSIONS.c.id.label("submission"),
        SUBMISSIONS.c.job,
        JOBS.c.title,
        SUBMISSIONS.c.recruiter,
        SUBMISSIONS.c.stage,
        SUBMISSIONS.c.entered_at,
    )
    .select_from(
        CANDIDATES.outerjoin(
            SUBMISSIONS,
            (SUBMISSIONS.c.team == CANDIDATES.c.team) & (SUBMISSIONS.c.candidate == CANDIDATES.c.id),
        ).outerjoin(JOBS, (JOBS.c.team == SUBMISSIONS.c.team) & (JOBS.c.id == SUBMISSIONS.c.job))
    )
    .where(CANDIDATES.c.team == bindparam("team_"), CANDIDATES.c.id.in_(bindparam("ids", expanding=True)))
    .order_by(CANDIDATES.c.id)
)


def standings(db: Db, team: str, ids: Sequence[int]) -> dict[int, Standing]:
    """Look once at all these candidates: their submissions and last moments, by id."""
    found: dict[int, Standing] = {}
    submissions: dict[int, list[Submission]] = {}
    for row in db.execute(_STANDINGS, {"team_": team, "ids": list(ids)}):
        if row.id not in found:
            found[row.id] = Standing(row.id, row.name, (), row.first_spoke_at, row.spoke_at, row.updated_at)
            submissions[row.id] = []
        if row.submission is not None:
            put = Submission(
                row.submission, row.id, row.job, row.title, row.recruiter, Stage(row.stage), row.entered_at
            )
            submissions[row.id].append(put)
    return {id: _with(found[id], tuple(submissions[id])) for id in found}


def _with(standing: Standing, submissions: tuple[Submission, ...]) -> Standing:
    return Standing(
        candidate=standing.candidate,
        name=standing.name,
        submissions=submissions,
        first_spoke_at=standing.first_spoke_at,
        spoke_at=standing.spoke_at,
        updated_at=standing.updated_at,
    )
