"""What must the rules know to say which status updates are owed?"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

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
    rows: dict[int, list[Any]] = {}
    for row in db.execute(_STANDINGS, {"team_": team, "ids": list(ids)}):
        rows.setdefault(row.id, []).append(row)
    return {id: _standing(mine) for id, mine in rows.items()}


def _standing(rows: Sequence[Any]) -> Standing:
    """Put one candidate's rows together: each holds them and one submission, or none."""
    who = rows[0]
    submissions = tuple(
        Submission(row.submission, row.id, row.job, row.title, row.recruiter, Stage(row.stage), row.entered_at)
        for row in rows
        if row.submission is not None
    )
    return Standing(who.id, who.name, submissions, who.first_spoke_at, who.spoke_at, who.updated_at)
