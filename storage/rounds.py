"""Which touches were logged as one, with many?"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import func, select, update

from bot.facts import Direction, How, Kind, Outcome, Round, Touch
from storage import audit, moments, touches
from storage.database import Db
from storage.tables import Candidates, Touches, table

TOUCHES, CANDIDATES = table(Touches), table(Candidates)
_THERE = TOUCHES.c.deleted_at.is_(None)
AT_ONCE = 500
NAMED = 3


def log(db: Db, team: str, round: Sequence[Touch]) -> None:
    """Save the touches of a round, and what each says of its candidate as a whole; nobody spoke in any of them."""
    db.execute(touches.SAVE, [touches.to_save(team, touch) for touch in round])
    moments.count_each(db, team, round)


def of(db: Db, team: str, batch: int) -> list[Touch]:
    """List the touches of a round, deleted ones too, held until we are done."""
    mine = select(TOUCHES).where(TOUCHES.c.team == team, TOUCHES.c.batch == batch).order_by(TOUCHES.c.candidate)
    return [touches.read(row) for row in db.execute(mine.with_for_update()).mappings()]


def delete(db: Db, team: str, round: Sequence[Touch], by: str, now: datetime) -> None:
    """Mark touches as deleted; they count no longer, and each deletion is on record."""
    for start in range(0, len(round), AT_ONCE):
        some = [touch.id for touch in round[start : start + AT_ONCE]]
        db.execute(update(TOUCHES).where(TOUCHES.c.team == team, TOUCHES.c.id.in_(some)).values(deleted_at=now))
    audit.record_each(db, team, by, "deleted", "touch", {touch.id: touches.told_of(touch) for touch in round}, now)
    moments.recount(db, team, sorted(touch.candidate for touch in round))


def logged_since(db: Db, team: str, by: str, since: datetime, most: int = 5) -> list[Round]:
    """List the rounds someone has logged since a moment, newest first; what was taken back of them is left out."""
    like = [TOUCHES.c[name] for name in ("batch", "kind", "direction", "outcome", "told", "logged_at")]
    mine = (TOUCHES.c.team == team, TOUCHES.c.by == by, TOUCHES.c.logged_at >= since, _THERE)
    chosen = select(*like, func.count().label("how_many")).where(*mine, TOUCHES.c.batch.is_not(None)).group_by(*like)
    rows = db.execute(chosen.order_by(TOUCHES.c.logged_at.desc(), TOUCHES.c.batch).limit(most)).all()
    return [
        Round(
            row.batch,
            How(Kind(row.kind), Direction(row.direction), Outcome(row.outcome)),
            row.told,
            row.how_many,
            _names(db, team, row.batch),
            row.logged_at,
        )
        for row in rows
    ]


def _names(db: Db, team: str, batch: int) -> tuple[str, ...]:
    joined = TOUCHES.join(CANDIDATES, (CANDIDATES.c.team == TOUCHES.c.team) & (CANDIDATES.c.id == TOUCHES.c.candidate))
    mine = (TOUCHES.c.team == team, TOUCHES.c.batch == batch, _THERE)
    chosen = select(CANDIDATES.c.name).select_from(joined).where(*mine).order_by(CANDIDATES.c.folded, CANDIDATES.c.id)
    return tuple(db.execute(chosen.limit(NAMED)).scalars())
