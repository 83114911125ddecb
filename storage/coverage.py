"""In how many talks were candidates asked about other offers?"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import bindparam, exists, func, select

from bot.facts import Coverage, Offers, Stage
from storage.asking import one_of
from storage.database import Db
from storage.tables import People, StageChanges, Submissions, Touches, table

TOUCHES, SUBMISSIONS, CHANGES, PEOPLE = table(Touches), table(Submissions), table(StageChanges), table(People)
ASKED_AT = (Stage.SCREENING, Stage.SUBMITTED, Stage.INTERVIEW, Stage.OFFER, Stage.ACCEPTED)
# At which stage they were when somebody spoke with them: to where they were last moved before.
_STAGE = (
    select(CHANGES.c.after)
    .where(CHANGES.c.team == SUBMISSIONS.c.team, CHANGES.c.submission == SUBMISSIONS.c.id)
    .where(CHANGES.c.at < TOUCHES.c.at)
    .order_by(CHANGES.c.at.desc(), CHANGES.c.id.desc())
    .limit(1)
    .correlate(SUBMISSIONS, TOUCHES)
    .scalar_subquery()
)
_IN_QUESTION = exists().where(
    SUBMISSIONS.c.team == TOUCHES.c.team, SUBMISSIONS.c.candidate == TOUCHES.c.candidate, one_of(_STAGE, ASKED_AT)
)
# Whom a touch is by comes first in its index; what happened since a day was not logged before it.
_TALKS = (
    select(
        TOUCHES.c.by,
        func.count().label("talks"),
        func.count().filter(one_of(TOUCHES.c.offers, (Offers.NONE, Offers.NEW))).label("asked"),
    )
    .where(TOUCHES.c.team == bindparam("team_"), TOUCHES.c.logged_at >= bindparam("since_"))
    .where(TOUCHES.c.at >= bindparam("since_"), TOUCHES.c.two_way, TOUCHES.c.deleted_at.is_(None), _IN_QUESTION)
    .group_by(TOUCHES.c.by)
)
_THEIRS = _TALKS.where(TOUCHES.c.by == bindparam("by_"))
_ALL = _TALKS.where(TOUCHES.c.by.in_(select(PEOPLE.c.id).where(PEOPLE.c.team == bindparam("team_"))))


def coverage(db: Db, team: str, since: datetime, by: str | None = None) -> dict[str, Coverage]:
    """Count, by who spoke with them, the two-way touches since a moment, and those with an answer about other offers.

    Only those count whose candidate was between screening and accepted for some job when they were spoken with; `by`
    asks for one person alone. Whoever had no such talk is left out.
    """
    rows = db.execute(_THEIRS if by else _ALL, {"team_": team, "since_": since} | ({"by_": by} if by else {}))
    return {row.by: Coverage(row.asked, row.talks) for row in rows}
