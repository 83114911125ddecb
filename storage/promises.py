"""What is owed, to be heard by whom, and when must a tick look at it?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, delete, func, select, tuple_, update

from bot.facts import Owed, Waiver
from storage.database import Db
from storage.insert import insert
from storage.tables import Promises, table

PROMISES = table(Promises)
MORNING = "morning"
_KEY = ("team", "kind", "subject", "whom")
_OF = select(PROMISES).where(
    PROMISES.c.team == bindparam("team_"),
    PROMISES.c.kind == bindparam("kind_"),
    PROMISES.c.subject.in_(bindparam("subjects", expanding=True)),
)
_EARLIEST = select(func.min(PROMISES.c.nudge_at)).where(
    PROMISES.c.team == bindparam("team_"),
    PROMISES.c.heard_by == bindparam("whom_"),
    PROMISES.c.kind != MORNING,
)
_WAITING = (
    select(PROMISES)
    .where(
        PROMISES.c.team == bindparam("team_"),
        PROMISES.c.heard_by == bindparam("whom_"),
        PROMISES.c.nudge_at < bindparam("before"),
        PROMISES.c.kind != MORNING,
    )
    .order_by(PROMISES.c.due_at, PROMISES.c.subject)
)
_DUE = (
    select(PROMISES)
    .where(PROMISES.c.alone_at <= bindparam("now_"))
    .order_by(PROMISES.c.alone_at)
    .limit(bindparam("most"))
    .with_for_update(skip_locked=True)
)


def of(db: Db, team: str, kind: str, subjects: Sequence[str]) -> list[Owed]:
    """List what is written down of one kind about these subjects."""
    rows = db.execute(_OF, {"team_": team, "kind_": kind, "subjects": list(subjects)}).mappings()
    return [_owed(row) for row in rows]


def one(db: Db, team: str, kind: str, subject: str, whom: str) -> Owed | None:
    """Give one promise, or None where nothing of the kind is owed."""
    return next((owed for owed in of(db, team, kind, [subject]) if owed.whom == whom), None)


def write(db: Db, team: str, owed: Iterable[Owed]) -> None:
    """Write promises down, whether they were there or not."""
    rows = [_row(team, promise) for promise in owed]
    if rows:
        new = insert(db, PROMISES)
        changed = {column.name: new.excluded[column.name] for column in PROMISES.c if column.name not in _KEY}
        db.execute(new.on_conflict_do_update(index_elements=list(_KEY), set_=changed), rows)


def strike(db: Db, team: str, gone: Iterable[Owed]) -> None:
    """Strike promises that are owed no longer."""
    keys = [(owed.kind, owed.subject, owed.whom) for owed in gone]
    if keys:
        named = tuple_(PROMISES.c.kind, PROMISES.c.subject, PROMISES.c.whom).in_(keys)
        db.execute(delete(PROMISES).where(PROMISES.c.team == team, named))


def due(db: Db, now: datetime, most: int) -> list[tuple[str, Owed]]:
    """List what a tick must look at, of all teams: team and promise; other processes look at others meanwhile."""
    rows = db.execute(_DUE, {"now_": now, "most": most}).mappings()
    return [(row["team"], _owed(row)) for row in rows]


def earliest(db: Db, team: str, whom: str) -> datetime | None:
    """Tell from when a morning has something to say to someone."""
    return db.execute(_EARLIEST, {"team_": team, "whom_": whom}).scalar()


def waiting(db: Db, team: str, whom: str, before: datetime) -> list[Owed]:
    """List what someone's morning may say by a moment, the oldest due first."""
    rows = db.execute(_WAITING, {"team_": team, "whom_": whom, "before": before}).mappings()
    return [_owed(row) for row in rows]


def count_said(db: Db, team: str, kind: str, subject: str, whom: str, since: datetime) -> None:
    """Count that a promise has been nudged once more."""
    mine = (
        PROMISES.c.team == team,
        PROMISES.c.kind == kind,
        PROMISES.c.subject == subject,
        PROMISES.c.whom == whom,
        PROMISES.c.since == since,
    )
    db.execute(update(PROMISES).where(*mine).values(said=PROMISES.c.said + 1))


def next_moment(db: Db) -> datetime | None:
    """Tell when a tick has next something to look at, in any team."""
    return db.execute(select(func.min(PROMISES.c.alone_at)).where(PROMISES.c.alone_at.is_not(None))).scalar()


def _row(team: str, owed: Owed) -> dict[str, Any]:
    return {"team": team, **asdict(owed)}


def _owed(row: Any) -> Owed:
    fields = {name: row[name] for name in Owed.__slots__}
    return Owed(**{**fields, "waived": Waiver(row["waived"]) if row["waived"] else None})
