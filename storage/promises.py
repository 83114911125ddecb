"""What is owed, to be heard by whom, and when must a tick look at it?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache
from operator import itemgetter
from typing import Any

from sqlalchemy import bindparam, case, func, select, update

from bot.facts import Owed, Owing, Person, Waiver
from storage import batches, people
from storage.asking import Asked, one_of
from storage.database import Db
from storage.insert import or_change
from storage.tables import People, Promises, table

PROMISES, PEOPLE = table(Promises), table(People)
MORNING = "morning"
_FIELDS = Owed.__slots__
_of_row = itemgetter(*_FIELDS)
_THIS = (
    PROMISES.c.team == bindparam("team_"),
    PROMISES.c.kind == bindparam("kind_"),
    PROMISES.c.subject == bindparam("subject_"),
    PROMISES.c.whom == bindparam("whom_"),
)
_COUNT_SAID = update(PROMISES).where(*_THIS, PROMISES.c.since == bindparam("since_")).values(said=PROMISES.c.said + 1)
_NEXT = select(func.min(PROMISES.c.alone_at)).where(PROMISES.c.alone_at.is_not(None))
_OF = select(PROMISES).where(
    PROMISES.c.team == bindparam("team_"),
    PROMISES.c.kind == bindparam("kind_"),
    PROMISES.c.subject.in_(bindparam("subjects", expanding=True)),
)
_HEARD = select(PROMISES.c.subject).where(
    PROMISES.c.team == bindparam("team_"), PROMISES.c.heard_by == bindparam("whom_"), PROMISES.c.kind != MORNING
)
_EARLIEST = select(func.min(PROMISES.c.nudge_at)).where(
    PROMISES.c.team == bindparam("team_"),
    PROMISES.c.heard_by == bindparam("whom_"),
    PROMISES.c.kind != MORNING,
)
_MORNINGS = Asked(
    select(
        *(PEOPLE.c[name] for name in people.FIELDS),
        select(func.min(PROMISES.c.nudge_at))
        .where(PROMISES.c.team == PEOPLE.c.team, PROMISES.c.heard_by == PEOPLE.c.id, PROMISES.c.kind != MORNING)
        .scalar_subquery()
        .label("earliest"),
        select(PROMISES.c.alone_at)
        .where(PROMISES.c.team == PEOPLE.c.team, PROMISES.c.kind == MORNING, PROMISES.c.subject == PEOPLE.c.id)
        .scalar_subquery()
        .label("planned"),
    ).where(PEOPLE.c.team == bindparam("team_")),
    PEOPLE.c.id,
)
_HELD = Asked(
    select(PEOPLE.c.id).where(PEOPLE.c.team == bindparam("team_")).order_by(PEOPLE.c.id).with_for_update(),
    PEOPLE.c.id,
)
_HEARD_BEFORE = (
    PROMISES.c.team == bindparam("team_"),
    PROMISES.c.heard_by == bindparam("whom_"),
    PROMISES.c.nudge_at < bindparam("before"),
    PROMISES.c.kind != MORNING,
)
_WAITING = select(PROMISES).where(*_HEARD_BEFORE).order_by(PROMISES.c.due_at, PROMISES.c.subject)
_LINES = (
    select(
        func.max(case((PROMISES.c.kind.in_((Owing.OWNERSHIP, Owing.RETENTION)), 0), else_=1)).label("others"),
        func.max(case((PROMISES.c.kind == Owing.RETENTION, 1), else_=0)).label("questions"),
        func.max(case((PROMISES.c.kind == Owing.OWNERSHIP, 1), else_=0)).label("lapsing"),
    )
    .where(*_HEARD_BEFORE, PROMISES.c.subject.not_in(bindparam("but", expanding=True)))
    .group_by(PROMISES.c.subject, PROMISES.c.whom)
    .subquery()
)
_COUNTED = select(
    func.count().label("lines"),
    *(func.coalesce(func.sum(_LINES.c[name]), 0).label(name) for name in ("others", "questions")),
    func.coalesce(func.sum(case((_LINES.c.others == 0, _LINES.c.lapsing), else_=0)), 0).label("lapsing"),
)
_DUE = (
    select(PROMISES)
    .where(PROMISES.c.alone_at <= bindparam("now_"))
    .order_by(PROMISES.c.alone_at)
    .limit(bindparam("most"))
    .with_for_update(skip_locked=True)
)
_DUE_OF_KIND = _DUE.where(PROMISES.c.kind == bindparam("kind_"))


# The rank of each kind where it is late, where it is not, and that of all others.
Ranks = tuple[Mapping[str, int], Mapping[str, int], int]


@dataclass(frozen=True, slots=True)
class Waiting:
    """How much waits for someone, what one person owes a candidate counting as one line.

    `others` are those lines that are no question about a record, and more than an ownership that ends; of the rest,
    `questions` and `lapsing`.
    """

    lines: int
    others: int
    questions: int
    lapsing: int


@dataclass(frozen=True, slots=True)
class Morning:
    """Someone's next morning: from when it has something to say, and for when it is planned."""

    person: Person
    earliest: datetime | None
    planned: datetime | None


def of(db: Db, team: str, kind: str, subjects: Sequence[str]) -> list[Owed]:
    """List what is written down of one kind about these subjects."""
    rows = db.execute(_OF, {"team_": team, "kind_": kind, "subjects": list(subjects)}).mappings()
    return [_owed(row) for row in rows]


def about(db: Db, team: str, kinds: Sequence[str], subjects: Sequence[str]) -> list[Owed]:
    """List what is written down of several kinds about these subjects."""
    return [_owed(row) for row in _about(tuple(kinds)).of(db, team, subjects).mappings()]


@cache
def _about(kinds: tuple[str, ...]) -> Asked:
    theirs = select(PROMISES).where(PROMISES.c.team == bindparam("team_"), one_of(PROMISES.c.kind, kinds))
    return Asked(theirs, PROMISES.c.subject)


def heard(db: Db, team: str, whom: str) -> list[int]:
    """List the candidates about whom someone hears, or will."""
    rows = db.execute(_HEARD.distinct(), {"team_": team, "whom_": whom}).scalars()
    return sorted(int(subject) for subject in rows)


def one(db: Db, team: str, kind: str, subject: str, whom: str, *, hold: bool = False) -> Owed | None:
    """Give one promise, or None where nothing of the kind is owed; `hold` keeps other presses waiting meanwhile."""
    chosen = select(PROMISES).where(*_THIS)
    row = db.execute(chosen.with_for_update() if hold else chosen, _key(team, kind, subject, whom)).mappings().first()
    return _owed(row) if row else None


def write(db: Db, team: str, owed: Iterable[Owed]) -> None:
    """Write promises down, whether they were there or not."""
    rows = [_row(team, promise) for promise in owed]
    if rows:
        db.execute(or_change(db, PROMISES), rows)


def strike(db: Db, team: str, gone: Iterable[Owed]) -> None:
    """Strike promises that are owed no longer."""
    keys = ("kind", "subject", "whom")
    batches.strike(db, PROMISES, [{"team": team} | {name: getattr(owed, name) for name in keys} for owed in gone])


def due(db: Db, now: datetime, most: int, kind: str | None = None) -> list[tuple[str, Owed]]:
    """List what a tick must look at, of all teams: team and promise; other processes look at others meanwhile."""
    asked = {"now_": now, "most": most} | ({"kind_": kind} if kind else {})
    rows = db.execute(_DUE_OF_KIND if kind else _DUE, asked).mappings()
    return [(row["team"], _owed(row)) for row in rows]


def earliest(db: Db, team: str, whom: str) -> datetime | None:
    """Tell from when a morning has something to say to someone."""
    return db.execute(_EARLIEST, {"team_": team, "whom_": whom}).scalar()


def mornings(db: Db, team: str, whom: Sequence[str]) -> list[Morning]:
    """Look once at the mornings of those of these people whom we have met, and hold them until they are planned.

    Two processes that plan one person's morning at the same moment would else each miss what the other writes.
    """
    if db.dialect.name == "postgresql":
        _HELD.of(db, team, whom)
    rows = _MORNINGS.of(db, team, whom).mappings()
    return [Morning(people.read(row), row["earliest"], row["planned"]) for row in rows]


def waiting(db: Db, team: str, whom: str, before: datetime) -> list[Owed]:
    """List what someone's morning may say by a moment, the oldest due first."""
    rows = db.execute(_WAITING, {"team_": team, "whom_": whom, "before": before}).mappings()
    return [_owed(row) for row in rows]


def foremost(db: Db, team: str, whom: str, before: datetime, ranks: Ranks, now: datetime, most: int) -> list[Owed]:
    """List of what someone's morning may say by a moment as much as is asked for, by the rank of its kind, then by age.

    `ranks` gives the rank of what is late, and of what is not, and with them that of all other kinds.
    """
    late, early, last = ranks
    ranked = case(
        (PROMISES.c.due_at < now, case(late, value=PROMISES.c.kind, else_=last)),
        else_=case(early, value=PROMISES.c.kind, else_=last),
    )
    chosen = select(PROMISES).where(*_HEARD_BEFORE).order_by(ranked, PROMISES.c.due_at, PROMISES.c.since).limit(most)
    rows = db.execute(chosen, {"team_": team, "whom_": whom, "before": before}).mappings()
    return [_owed(row) for row in rows]


def count_waiting(db: Db, team: str, whom: str, before: datetime, but: Iterable[str] = ()) -> Waiting:
    """Count what someone's morning may say by a moment; `but` are candidates who are left out."""
    asked = {"team_": team, "whom_": whom, "before": before, "but": sorted(but)}
    return Waiting(*db.execute(_COUNTED, asked).one())


def count_said(db: Db, team: str, kind: str, subject: str, whom: str, since: datetime) -> None:
    """Count that a promise has been nudged once more."""
    db.execute(_COUNT_SAID, {**_key(team, kind, subject, whom), "since_": since})


def next_moment(db: Db) -> datetime | None:
    """Tell when a tick has next something to look at, in any team."""
    return db.execute(_NEXT).scalar()


def _row(team: str, owed: Owed) -> dict[str, Any]:
    return {"team": team} | {name: getattr(owed, name) for name in _FIELDS}


def _key(team: str, kind: str, subject: str, whom: str) -> dict[str, str]:
    return {"team_": team, "kind_": kind, "subject_": subject, "whom_": whom}


def _owed(row: Any) -> Owed:
    owed = Owed(*_of_row(row))
    return replace(owed, waived=Waiver(owed.waived)) if owed.waived else owed
