"""What can be handed over of what someone has, and how far has it come?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Select, bindparam, func, select, union, update

from bot.facts import IN_PROCESS, Desk, Handover, Owing, Passing
from storage import audit, ownership
from storage.asking import one_of
from storage.columns import new_id
from storage.database import WAKE, Db
from storage.promises import MORNING
from storage.tables import Candidates, Handovers, Outbox, OwnerChanges, Promises, Submissions, table

HANDOVERS, CANDIDATES, SUBMISSIONS = table(Handovers), table(Candidates), table(Submissions)
PROMISES, CHANGES, OUTBOX = table(Promises), table(OwnerChanges), table(Outbox)
NAMED = 10
_HEAR = (
    update(PROMISES)
    .where(
        PROMISES.c.team == bindparam("team_"),
        one_of(PROMISES.c.kind, [kind for kind in Owing if kind is not Owing.OWNERSHIP]),
        PROMISES.c.subject == bindparam("subject_"),
        PROMISES.c.whom == bindparam("whom_"),
        PROMISES.c.heard_by == bindparam("whom_"),
    )
    .values(heard_by=bindparam("taker_"))
)


def begin(db: Db, team: str, source: str, takers: Sequence[str], total: int, by: str, now: datetime) -> Handover:
    """Write down that all someone has is to be handed over; the clock does it."""
    made = Handover(new_id(), source, tuple(takers), by, now, total, dealt=(0,) * len(takers))
    row = {"team": team, "id": made.id, "source": source, "takers": "\n".join(takers), "by": by, "at": now}
    db.execute(HANDOVERS.insert(), row | {"total": total, "done": 0, "dealt": _written(made.dealt)})
    audit.record(db, team, by, "handover_begun", "handover", made.id, now, before=source, after=" ".join(takers))
    db.info[WAKE] = True
    return made


def one(db: Db, team: str, id: int, *, hold: bool = False) -> Handover | None:
    """Give a handover of this team, or None; `hold` keeps others from going on with it until we are done."""
    chosen = select(HANDOVERS).where(HANDOVERS.c.team == team, HANDOVERS.c.id == id)
    row = db.execute(chosen.with_for_update() if hold else chosen).mappings().first()
    return _read(row) if row else None


def running(db: Db, team: str, source: str) -> Handover | None:
    """Give the handover of what someone has that is not done yet, if there is one."""
    open_ = (HANDOVERS.c.team == team, HANDOVERS.c.done_at.is_(None), HANDOVERS.c.source == source)
    row = db.execute(select(HANDOVERS).where(*open_).limit(1)).mappings().first()
    return _read(row) if row else None


def count(db: Db, team: str, handover: Handover, dealt: Mapping[str, int], done_at: datetime | None) -> Handover:
    """Count what each of the takers has got in one step; `done_at` where that was all."""
    each = zip(handover.takers, handover.dealt, strict=True)
    after = replace(
        handover,
        done=handover.done + sum(dealt.values()),
        dealt=tuple(number + dealt.get(taker, 0) for taker, number in each),
        done_at=done_at,
    )
    this = (HANDOVERS.c.team == team, HANDOVERS.c.id == handover.id)
    values = {"done": after.done, "dealt": _written(after.dealt), "done_at": done_at}
    db.execute(update(HANDOVERS).where(*this).values(**values))
    if done_at is not None:
        audit.record(db, team, handover.by, "handover_done", "handover", handover.id, done_at, after=str(after.done))
    return after


def left(db: Db, team: str, source: str, most: int) -> list[int]:
    """List the first candidates with something of someone's that can be handed over, in the order of their ids.

    That is what they own, or lost by leaving and nobody has taken since; what they put forward and is in process;
    and what else they owe. Who is disputed stays.
    """
    which = union(_owned(team, source), _lost(team, source), _put_forward(team, source)).subquery()
    ids = list(db.execute(select(which.c.id).order_by(which.c.id).limit(most)).scalars())
    if len(ids) < most:
        owed = _owing(db, team, source)
        ids += sorted(_undisputed(db, team, owed) - set(ids))[: most - len(ids)]
    return ids


def desk(db: Db, team: str, source: str) -> Desk:
    """Count all that someone has, and name the first candidates of it."""
    owned, lost, forward = _owned(team, source), _lost(team, source), _put_forward(team, source)
    about = set(db.execute(union(owned, lost, forward)).scalars())
    owing = _owing(db, team, source)
    owed = _undisputed(db, team, owing)
    mine = (CANDIDATES.c.team == team, CANDIDATES.c.owner == source, CANDIDATES.c.dispute.is_not(None))
    submissions = select(func.count()).select_from(_in_process(team, source).subquery())
    return Desk(
        candidates=len(about | owed),
        owned=len(set(db.execute(union(owned, lost)).scalars())),
        submissions=db.execute(submissions).scalar_one(),
        promises=len(owed),
        disputed=db.execute(select(func.count()).where(*mine)).scalar_one(),
        names=_names(db, team, sorted(about | owed)[:NAMED]),
    )


def parted_with(db: Db, team: str, person: str, since: datetime) -> int:
    """Count the candidates whom someone has lost by leaving, since a moment."""
    lost = (CHANGES.c.team == team, CHANGES.c.before == person, CHANGES.c.how == Passing.LEFT, CHANGES.c.at >= since)
    return db.execute(select(func.count(CHANGES.c.candidate.distinct())).where(*lost)).scalar_one()


def in_process(db: Db, team: str, recruiter: str) -> int:
    """Count the submissions in process that name someone, disputed or not."""
    theirs = (SUBMISSIONS.c.team == team, SUBMISSIONS.c.recruiter == recruiter, SUBMISSIONS.c.stage.in_(IN_PROCESS))
    return db.execute(select(func.count()).where(*theirs)).scalar_one()


def owned_freely(db: Db, team: str, person: str, most: int) -> list[int]:
    """List the first candidates someone owns that nobody disputes, in the order of their ids."""
    return list(db.execute(_owned(team, person).order_by(CANDIDATES.c.id).limit(most)).scalars())


def put_forward_by(db: Db, team: str, source: str, candidates: Sequence[int]) -> dict[int, int]:
    """Give the submissions in process of someone's about these candidates, and whom each is about."""
    chosen = _in_process(team, source).where(SUBMISSIONS.c.candidate.in_(list(candidates)))
    return {row.submission: row.id for row in db.execute(chosen)}


def owned_or_lost(db: Db, team: str, source: str, candidates: Sequence[int]) -> list[int]:
    """Name those of these candidates whom someone owns, or lost by leaving and nobody has taken since."""
    near = CANDIDATES.c.id.in_(list(candidates))
    return list(db.execute(union(_owned(team, source).where(near), _lost(team, source).where(near))).scalars())


def letters(db: Db, team: str, source: str) -> list[int]:
    """List the letters that tell managers that someone has left."""
    about = (OUTBOX.c.team == team, OUTBOX.c.about == source, OUTBOX.c.kind == "people.left")
    return list(db.execute(select(OUTBOX.c.id).where(*about)).scalars())


def hear(db: Db, team: str, source: str, takers: Mapping[int, str]) -> None:
    """Have what someone owes these candidates be heard by whoever takes each."""
    rows = [
        {"team_": team, "subject_": str(id), "whom_": source, "taker_": taker} for id, taker in sorted(takers.items())
    ]
    if rows:
        db.execute(_HEAR, rows)


def _owned(team: str, source: str) -> Select[Any]:
    mine = (CANDIDATES.c.team == team, CANDIDATES.c.owner == source, CANDIDATES.c.dispute.is_(None))
    return select(CANDIDATES.c.id).where(*mine)


def _lost(team: str, source: str) -> Select[Any]:
    """Choose who is still free after they lost them by leaving."""
    later = CHANGES.alias()
    since = (later.c.team == team, later.c.candidate == CHANGES.c.candidate, later.c.at > CHANGES.c.at)
    both = (CANDIDATES.c.team == CHANGES.c.team) & (CANDIDATES.c.id == CHANGES.c.candidate)
    theirs = (CHANGES.c.team == team, CHANGES.c.before == source, CHANGES.c.how == Passing.LEFT)
    free = (CANDIDATES.c.owner.is_(None), CANDIDATES.c.dispute.is_(None), ~select(later.c.id).where(*since).exists())
    return select(CANDIDATES.c.id).select_from(CHANGES.join(CANDIDATES, both)).where(*theirs, *free)


def _in_process(team: str, source: str) -> Select[Any]:
    both = (CANDIDATES.c.team == SUBMISSIONS.c.team) & (CANDIDATES.c.id == SUBMISSIONS.c.candidate)
    theirs = (SUBMISSIONS.c.team == team, SUBMISSIONS.c.recruiter == source, SUBMISSIONS.c.stage.in_(IN_PROCESS))
    chosen = select(SUBMISSIONS.c.id.label("submission"), CANDIDATES.c.id).select_from(
        SUBMISSIONS.join(CANDIDATES, both)
    )
    return chosen.where(*theirs, CANDIDATES.c.dispute.is_(None))


def _put_forward(team: str, source: str) -> Select[Any]:
    return _in_process(team, source).with_only_columns(CANDIDATES.c.id)


def _owing(db: Db, team: str, source: str) -> set[int]:
    """Name the candidates to whom someone owes what nobody else hears of."""
    kinds = (PROMISES.c.kind != MORNING, PROMISES.c.kind != Owing.OWNERSHIP)
    theirs = (PROMISES.c.team == team, PROMISES.c.whom == source, PROMISES.c.heard_by == source, *kinds)
    return {int(subject) for subject in db.execute(select(PROMISES.c.subject).where(*theirs)).scalars()}


def _undisputed(db: Db, team: str, candidates: set[int]) -> set[int]:
    there = ownership.several(db, team, sorted(candidates)) if candidates else {}
    return {id for id, own in there.items() if own.dispute is None}


def _names(db: Db, team: str, ids: Sequence[int]) -> tuple[str, ...]:
    chosen = select(CANDIDATES.c.name).where(CANDIDATES.c.team == team, CANDIDATES.c.id.in_(ids))
    return tuple(db.execute(chosen.order_by(CANDIDATES.c.name)).scalars())


def _written(dealt: Sequence[int]) -> str:
    return " ".join(map(str, dealt))


def _read(row: Any) -> Handover:
    fields = {name: row[name] for name in Handover.__slots__}
    dealt = tuple(map(int, row["dealt"].split()))
    return Handover(**{**fields, "takers": tuple(row["takers"].split("\n")), "dealt": dealt})
